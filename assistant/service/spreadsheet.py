"""The catalog as a spreadsheet: GET /v1/specs.csv."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse

from assistant.compose.writer import title_of
from assistant.identity import newest
from assistant.service.deps import BackendDep, ViewerDep
from assistant.service.filtered import documents, filters_given
from assistant.service.ports import Catalog
from assistant.service.problems import INVALID_REQUEST, documented
from assistant.service.specs import Sort
from assistant.service.urls import spec_url
from vectorstore.classtables import Held
from vectorstore.spec import CatalogEntry, Fact, Viewer
from vectorstore.vocabulary import load
from vectorstore.vocabulary_rows import Facet

router = APIRouter(tags=["specs"])

#: Columns of every class, before its facets and behind them.
_IDENTITY = ("title", "class code", "agency", "type of document", "revision of document", "other titles")
_PAY = ("pay from", "pay to", "pay period")
_ORIGIN = ("spec id", "class id", "source", "url")
#: Facets that the columns of identity have already.
_KNOWN = frozenset({"title", "class_code", "agency", "pages"})

# A cell that begins with one of these is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: Spreadsheets take a file for UTF-8 by this.
_MARK = "\ufeff"
#: Rows of one part of the reply.
_ROWS = 200
CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}}, "description": "One row a class"}}


@router.get(
    "/v1/specs.csv",
    summary="The catalog as a spreadsheet",
    response_class=StreamingResponse,
    responses={**CSV, **documented(INVALID_REQUEST)},
)
def specs_csv(
    request: Request,
    backend: BackendDep,
    viewer: ViewerDep,
    q: Annotated[str, Query(max_length=500, description="Words of title, code or agency")] = "",
    sort: Annotated[Sort, Query(description="By title, by code, or the newest revision first")] = "title",
) -> StreamingResponse:
    """Return every class with its identity, dates, and what its document and the newest class tables state."""
    catalog = backend.index.catalog
    current = {entry.spec_id for entry in newest(catalog.entries(viewer))}
    found = documents(backend, viewer, q, filters_given(request.query_params.multi_items()), sort).entries
    return sheet("class-specs.csv", rows(catalog, viewer, [entry for entry in found if entry.spec_id in current]))


def sheet(name: str, rows: Iterable[Sequence[str]]) -> StreamingResponse:
    """Return `rows` as a CSV file of this name, none of whose cells a spreadsheet computes."""
    return StreamingResponse(
        parts(rows),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@cache
def _facets() -> tuple[Facet, ...]:
    """The facets that have values, in the order of the vocabulary."""
    return tuple(facet for facet in load().facets.values() if facet.value and facet.key not in _KNOWN)


def rows(catalog: Catalog, viewer: Viewer, entries: Sequence[CatalogEntry]) -> Iterator[Sequence[str]]:
    """Yield the head of the spreadsheet, and a row of each of `entries`."""
    yield (*_IDENTITY, *(facet.name for facet in _facets()), *_PAY, *_ORIGIN)
    stated = {facet.key: _by_class(catalog.held(facet.key, viewer)) for facet in _facets()}
    for entry in entries:
        own = {key: facts.get(entry.spec_id, ()) for key, facts in stated.items()}
        spec = entry.spec
        yield (
            *(title_of(entry), spec.class_code, entry.agency, entry.type, spec.revision, "; ".join(spec.aliases)),
            *("; ".join(dict.fromkeys(fact.value for fact in facts)) for facts in own.values()),
            *_pay(own.get("salary", ())),
            *(entry.spec_id, entry.class_id, entry.source_path, spec_url(entry.spec_id)),
        )


def _by_class(held: Iterable[Held]) -> dict[str, list[Fact]]:
    """What documents and the newest class tables state, by spec id."""
    found: dict[str, list[Fact]] = {}
    for one in held:
        if one.fact.value:
            found.setdefault(one.entry.spec_id, []).append(one.fact)
    return found


def _pay(facts: Sequence[Fact]) -> tuple[str, str, str]:
    """The lowest start and the highest end in dollars, and their period; nothing where periods differ."""
    periods = {fact.period for fact in facts}
    lows = [fact.low for fact in facts if fact.low is not None]
    highs = [fact.high for fact in facts if fact.high is not None]
    if len(periods) != 1 or not lows or not highs:
        return "", "", ""
    return f"{min(lows):.2f}", f"{max(highs):.2f}", periods.pop()


def parts(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the file of `rows`, some at a time, with no cell that a spreadsheet would compute."""
    written = io.StringIO()
    written.write(_MARK)
    writer = csv.writer(written)
    for at, row in enumerate(rows):
        writer.writerow([_harmless(cell) for cell in row])
        if at % _ROWS == 0:
            yield written.getvalue()
            written.seek(0)
            written.truncate()
    yield written.getvalue()


def _harmless(cell: str) -> str:
    """Return `cell` so that no spreadsheet computes it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
