"""The page of one spec at /specs/{id}."""

from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from assistant.service.deps import BackendDep, ViewerDep
from assistant.service.problems import UNKNOWN_SPEC, Problem
from assistant.web.spec_view import spec_view
from assistant.web.templates import render
from vectorstore.spec import DocumentType

router = APIRouter(include_in_schema=False)

#: Scripts, styles and pictures, served under /static.
STATIC = Path(__file__).parent / "static"


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
