"""Canonical texts: GET /v1/sources/{id}."""

from fastapi import APIRouter

from assistant.service.deps import BackendDep, ViewerDep
from assistant.service.embed.asking import PROBLEMS, SessionHeader
from assistant.service.problems import UNKNOWN_SOURCE, Problem, documented
from assistant.service.shapes import Shape

router = APIRouter(prefix="/v1/sources", tags=["sources"])


class SourceText(Shape):
    """A source's canonical text, in which every span counts."""

    source_id: str
    source: str
    """Base name of the file."""

    source_path: str
    agency: str
    media_type: str
    text: str
    document_id: str


@router.get("/{source_id}", summary="The text that citations quote", responses=documented(UNKNOWN_SOURCE, *PROBLEMS))
def get_source(backend: BackendDep, viewer: ViewerDep, source_id: str, sent: SessionHeader = None) -> SourceText:
    """Return a source's canonical text: a citation's quote is its `start` to `end`."""
    catalog = backend.index.catalog
    source, parsed = catalog.source(source_id, viewer), catalog.parsed(source_id, viewer)
    if source is None or parsed is None:
        raise Problem(UNKNOWN_SOURCE, f"There is no source {source_id!r}; a citation's source_id names one.")
    return SourceText(
        source_id=source_id,
        source=source.name,
        source_path=source.path,
        agency=parsed.agency,
        media_type=parsed.document.media_type,
        text=parsed.document.text,
        document_id=parsed.document.document_id,
    )
