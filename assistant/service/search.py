"""Passages: GET /v1/search."""

from typing import Annotated, Self

from fastapi import APIRouter, Query

from assistant.service.deps import BackendDep, SettingsDep, ViewerDep
from assistant.service.messages import checked
from assistant.service.problems import EMPTY_MESSAGE, INVALID_REQUEST, MESSAGE_TOO_LONG, documented
from assistant.service.shapes import Shape
from assistant.service.spec_shapes import summary
from assistant.service.urls import cite_url
from vectorstore.spec import Passage

router = APIRouter(prefix="/v1/search", tags=["search"])


class SearchHit(Shape):
    """A passage that fits the query."""

    spec_id: str
    title: str
    class_code: str
    agency: str
    source_id: str
    source: str
    section: str
    section_path: tuple[str, ...]
    quote: str
    """Verbatim text of the source from `start` to `end`."""

    start: int
    end: int
    page: int | None
    line: int
    score: float
    """Higher is better; comparable within one search only."""

    url: str

    @classmethod
    def of(cls, passage: Passage) -> Self:
        """Return `passage` as a hit."""
        entry, span = passage.entry, passage.span
        return cls(
            **{name: value for name, value in summary(entry).items() if name in cls.model_fields and name != "url"},
            section=passage.section.heading,
            section_path=passage.section.path,
            quote=passage.text,
            start=span.start,
            end=span.end,
            page=span.page,
            line=span.line,
            score=passage.score,
            url=cite_url(entry.spec_id, span.start, span.end),
        )


class SearchResults(Shape):
    """Passages, best first."""

    items: tuple[SearchHit, ...]


@router.get("", summary="Find passages", responses=documented(INVALID_REQUEST, EMPTY_MESSAGE, MESSAGE_TOO_LONG))
def search(
    backend: BackendDep,
    viewer: ViewerDep,
    settings: SettingsDep,
    q: Annotated[str, Query(description="What is looked for, in words of one's own")],
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> SearchResults:
    """Return the passages that fit `q` best, each with its place in its source."""
    passages = backend.index.search(checked(q, settings), viewer, limit)
    return SearchResults(items=tuple(map(SearchHit.of, passages)))
