"""The chat page at /."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from assistant.compose.writer import title_of
from assistant.service.deps import BackendDep, ViewerDep
from assistant.service.shapes import Characters
from assistant.web.openers import openers, openers_of
from assistant.web.templates import render

router = APIRouter(include_in_schema=False)

# From where a question in the address is asked at once: our own pages, the reader's own hand, an old browser that does
# not say. The link of another site only offers it.
_OWN = frozenset({"same-origin", "none", ""})


@router.get("/")
def chat_page(
    request: Request,
    backend: BackendDep,
    viewer: ViewerDep,
    about: Annotated[Characters, Query(max_length=500)] = "",
    ask: Annotated[Characters, Query(max_length=4000)] = "",
) -> HTMLResponse:
    """Return the chat page; `about`, a spec's id, is the class that questions are about, `ask` the first of them."""
    catalog = backend.index.catalog
    _, total = catalog.find("", viewer, 1, 0)
    entry = catalog.entry(about, viewer) if about else None
    offered = openers_of(entry) if entry else tuple(openers(catalog, viewer, total))
    at_once = request.headers.get("sec-fetch-site", "") in _OWN
    told = {"total": total, "entry": entry, "title_of": title_of, "ask": ask if at_once else ""}
    return render(request, "chat.html", told | {"openers": (ask, *offered) if ask and not at_once else offered})
