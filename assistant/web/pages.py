"""The pages: chat at /, and one spec at /specs/{id}."""

from collections.abc import Iterator
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from assistant.compose.writer import title_of
from assistant.service.deps import BackendDep, ViewerDep
from assistant.service.ports import Catalog
from assistant.service.problems import UNKNOWN_SPEC, Problem
from assistant.web.spec_view import spec_view
from assistant.web.templates import render
from vectorstore.spec import DocumentType, Viewer

router = APIRouter(include_in_schema=False)

#: Scripts, styles and pictures, served under /static.
STATIC = Path(__file__).parent / "static"

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


@router.get("/specs/{spec_id}")
def spec_page(
    request: Request, backend: BackendDep, viewer: ViewerDep, spec_id: str, start: str = "", end: str = ""
) -> HTMLResponse:
    """Return the page of one spec, the span from `start` to `end` marked."""
    entry = backend.index.catalog.entry(spec_id, viewer)
    parsed = backend.index.catalog.parsed(entry.source_id, viewer) if entry else None
    if entry is None or parsed is None:
        raise Problem(UNKNOWN_SPEC, "The class specification was removed, or its address is not complete.")
    rows = () if entry.type is DocumentType.TABLE else backend.index.catalog.rows_of(entry, viewer)
    return render(request, "spec.html", {"view": spec_view(entry, parsed, start, end, rows)})


def _openers(catalog: Catalog, viewer: Viewer, total: int) -> Iterator[str]:
    """Return questions about classes from all over the catalog; none where it is empty."""
    for number, form in enumerate(_OPENERS):
        found, _ = catalog.find("", viewer, 1, total * number // len(_OPENERS))
        yield from (form.format(title=title_of(entry)) for entry in found)
