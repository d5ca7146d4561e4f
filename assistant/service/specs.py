"""The catalog: GET /v1/specs and GET /v1/specs/{id}."""

from collections.abc import Sequence
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request

from assistant.service.backend import Backend
from assistant.service.deps import BackendDep, ViewerDep
from assistant.service.filtered import Given, documents, filters_given
from assistant.service.problems import INVALID_REQUEST, UNKNOWN_SPEC, Problem, documented
from assistant.service.spec_shapes import (
    SpecDetail,
    SpecFact,
    SpecList,
    SpecRevisions,
    SpecSection,
    SpecSummary,
    TabledFact,
    summary,
)
from assistant.when import revisions
from vectorstore.classtables import TableRow, newest_first
from vectorstore.spec import CatalogEntry, DocumentType, ParsedDocument, Viewer, speaks_of

router = APIRouter(prefix="/v1/specs", tags=["specs"])

#: Orders of a list, those of `filtered.SORTS`.
Sort = Literal["title", "code", "revision"]


@router.get("", summary="List, find and filter class specs", responses=documented(INVALID_REQUEST))
def list_specs(
    request: Request,
    backend: BackendDep,
    viewer: ViewerDep,
    q: Annotated[str, Query(max_length=500, description="Words of title, code or agency")] = "",
    sort: Annotated[Sort, Query(description="By title, by code, or the newest revision first")] = "title",
    limit: Annotated[int, Query(ge=1, le=1000)] = 50,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> SpecList:
    """Return a page of the specs; with filters of more than an agency, of the newest document of each class."""
    given = filters_given(request.query_params.multi_items())
    return page_of(backend, viewer, q, limit, offset, given=given, sort=sort)


def page_of(
    backend: Backend, viewer: Viewer, words: str, limit: int, offset: int, *, given: Given = (), sort: str = "title"
) -> SpecList:
    """Return a page of the specs that `words` match and the filters `given` keep.

    Raises:
        Problem: a filter is unknown, or no class has such a value.
    """
    entries, following = documents(backend, viewer, words, given, sort).entries, offset + limit
    asked = [("q", words), *given, ("sort", sort if sort != "title" else ""), ("limit", limit), ("offset", following)]
    path = f"/v1/specs?{urlencode([(name, value) for name, value in asked if value != ''])}"
    return SpecList(
        items=tuple(map(SpecSummary.of, entries[offset:following])),
        total=len(entries),
        limit=limit,
        offset=offset,
        next=path if following < len(entries) else None,
    )


@router.get("/{spec_id}", summary="One class spec", responses=documented(UNKNOWN_SPEC))
def get_spec(backend: BackendDep, viewer: ViewerDep, spec_id: str) -> SpecDetail:
    """Return one spec with its sections, statements and facts, each with its spans."""
    entry = backend.index.catalog.entry(spec_id, viewer)
    parsed = backend.index.catalog.parsed(entry.source_id, viewer) if entry else None
    if entry is None or parsed is None:
        raise _unknown(spec_id)
    # A row of a table has its own cells as its facts.
    rows = () if entry.type is DocumentType.TABLE else backend.index.catalog.rows_of(entry, viewer)
    return _detail(entry, parsed, rows)


@router.get("/{spec_id}/revisions", summary="All documents of a class", responses=documented(UNKNOWN_SPEC))
def get_revisions(backend: BackendDep, viewer: ViewerDep, spec_id: str) -> SpecRevisions:
    """Return the dated documents of the class that a spec is of, the newest first, one of each date."""
    entry = backend.index.catalog.entry(spec_id, viewer)
    if entry is None:
        raise _unknown(spec_id)
    dated = revisions(entry, backend.index.catalog.entries(viewer)) or (entry,)
    return SpecRevisions(class_id=entry.class_id, items=tuple(map(SpecSummary.of, reversed(dated))))


def _unknown(spec_id: str) -> Problem:
    return Problem(UNKNOWN_SPEC, f"There is no spec {spec_id!r}; /v1/specs lists those there are.")


def _detail(entry: CatalogEntry, parsed: ParsedDocument, rows: Sequence[TableRow]) -> SpecDetail:
    own, text = entry.spec.ordinal, parsed.document.text
    return SpecDetail(
        **summary(entry),
        document_id=parsed.document.document_id,
        media_type=parsed.document.media_type,
        warnings=parsed.document.warnings,
        facts=tuple(SpecFact.of(fact, text) for fact in parsed.facts if speaks_of(fact.applies_to, own)),
        tabled=tuple(TabledFact.in_row(fact, row) for row in newest_first(rows) for fact in row.facts),
        sections=tuple(SpecSection.of(part, text) for part in parsed.sections if speaks_of(part.applies_to, own)),
        statements=tuple(said for said in parsed.statements if speaks_of(said.applies_to, own)),
    )
