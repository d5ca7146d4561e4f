"""The page of one spec at /specs/{id}: outline, facts, revisions, and its source with the cited span marked."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from assistant.compose.writer import cased
from assistant.service.deps import BackendDep, ViewerDep
from assistant.service.problems import UNKNOWN_SPEC, Problem
from assistant.showing import SHOWING
from assistant.web.source_view import SourceViewer
from assistant.web.spec_view import spec_view
from assistant.web.templates import render
from vectorstore.spec import DocumentType

router = APIRouter(include_in_schema=False)


@router.get("/specs/{spec_id}")
def spec_page(
    request: Request,
    backend: BackendDep,
    viewer: ViewerDep,
    spec_id: str,
    start: str = "",
    end: str = "",
    view: str = "",
) -> HTMLResponse:
    """Return the page of one spec, the span from `start` to `end` marked in the `view` of its source."""
    catalog = backend.index.catalog
    entry = catalog.entry(spec_id, viewer)
    parsed = catalog.parsed(entry.source_id, viewer) if entry else None
    if entry is None or parsed is None:
        raise Problem(UNKNOWN_SPEC, "The class specification was removed, or its address is not complete.")
    source_id, is_table = entry.source_id, entry.type is DocumentType.TABLE
    rows = () if is_table else catalog.rows_of(entry, viewer)
    shown = spec_view(entry, parsed, start, end, rows, () if is_table else catalog.entries(viewer))
    root: str = request.scope.get("root_path", "")
    cited = (shown.cited.start, shown.cited.end) if shown.cited else None
    sources = SourceViewer(entry, parsed, cited, root, lambda: catalog.original(source_id, viewer), SHOWING)
    source = sources.view(view, has_original=catalog.has_original(source_id, viewer))
    told = {"view": shown, "source": source, "cased": cased, "checks": backend.checks is not None and not is_table}
    return render(request, "spec.html", told)
