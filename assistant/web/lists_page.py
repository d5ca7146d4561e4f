"""All classes that a question asks for, at /lists: a table with the words that prove each."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from assistant.answer import Page
from assistant.compose.writer import cased
from assistant.continuing import THEN
from assistant.service.deps import BackendDep, SettingsDep, ViewerDep
from assistant.service.messages import checked
from assistant.service.problems import Problem
from assistant.service.shapes import Characters
from assistant.service.urls import spec_url
from assistant.web.paging import pages
from assistant.web.templates import render

router = APIRouter(include_in_schema=False)

_PAGE = 100


@router.get("/lists")
def lists_page(
    request: Request,
    backend: BackendDep,
    settings: SettingsDep,
    viewer: ViewerDep,
    question: Characters = "",
    agency: Annotated[str, Query(max_length=500)] = "",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> HTMLResponse:
    """Return a page of the classes that a question asks for; what to do instead where it asks for no list."""
    told = {"question": question.strip(), "messages": question.split(THEN), "agency": agency, "refused": ""}
    try:
        asked = checked(question, settings) if question.strip() else ""
    except Problem as problem:
        return render(
            request, "lists.html", told | {"page": None, "refused": problem.detail}, status=problem.status_code
        )
    page = (
        backend.assistant.items(asked, offset=offset, limit=_PAGE, agency=agency or None, viewer=viewer)
        if asked
        else None
    )
    if page is None:
        return render(request, "lists.html", told | {"page": None})
    return render(request, "lists.html", told | _shown(page, asked, agency, offset))


def _shown(page: Page, question: str, agency: str, offset: int) -> dict[str, object]:
    def path(base: str, at: int = 0) -> str:
        given = {"question": question, "agency": agency, "offset": str(at or "")}
        return f"{base}?{urlencode({name: value for name, value in given.items() if value})}"

    return {
        "page": page,
        "agencies": any(item["agency"] for item in page.items),
        "lead": page.lead.removesuffix(":"),
        "pages": pages(offset, len(page.items), page.total, _PAGE, lambda at: path("/lists", at)),
        "sheet": path("/v1/items.csv"),
        "spec_url": spec_url,
        "cased": cased,
    }
