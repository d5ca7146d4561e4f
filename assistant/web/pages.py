"""The pages: chat at /, and the catalog at /specs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from assistant.compose.writer import title_of
from assistant.service.deps import BackendDep, ViewerDep
from assistant.service.ports import Catalog
from assistant.service.urls import spec_url
from assistant.web.templates import render
from vectorstore.spec import Viewer

router = APIRouter(include_in_schema=False)

#: Scripts, styles and pictures, served under /static.
STATIC = Path(__file__).parent / "static"

_PAGE = 50

# What a person might ask.
_OPENERS = (
    "What does the {title} do?",
    "What is the salary of the {title}?",
    "What are the minimum qualifications for the {title}?",
    "Does the {title} need a license?",
)


@router.get("/")
def chat_page(request: Request, backend: BackendDep, viewer: ViewerDep) -> HTMLResponse:
    """Return the chat page."""
    catalog = backend.index.catalog
    _, total = catalog.find("", viewer, 1, 0)
    return render(request, "chat.html", {"total": total, "openers": tuple(_openers(catalog, viewer, total))})


@router.get("/specs")
def catalog_page(
    request: Request,
    backend: BackendDep,
    viewer: ViewerDep,
    q: Annotated[str, Query(max_length=500)] = "",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> HTMLResponse:
    """Return a page of the catalog."""
    entries, total = backend.index.catalog.find(q, viewer, _PAGE, offset)
    told: dict[str, Any] = {"entries": entries, "total": total, "q": q, "offset": offset}
    told |= {"spec_url": spec_url, "title_of": title_of}
    told["sheet"] = f"/v1/specs.csv?{urlencode({'q': q})}" if q else "/v1/specs.csv"
    told["previous"] = _catalog_url(q, max(0, offset - _PAGE)) if offset else None
    told["next"] = _catalog_url(q, offset + _PAGE) if offset + _PAGE < total else None
    return render(request, "catalog.html", told)


def _openers(catalog: Catalog, viewer: Viewer, total: int) -> Iterator[str]:
    """Return questions about classes from all over the catalog; none where it is empty."""
    for number, form in enumerate(_OPENERS):
        found, _ = catalog.find("", viewer, 1, total * number // len(_OPENERS))
        yield from (form.format(title=title_of(entry)) for entry in found)


def _catalog_url(words: str, offset: int) -> str:
    given = {name: value for name, value in (("q", words), ("offset", offset)) if value}
    return f"/specs?{urlencode(given)}" if given else "/specs"
