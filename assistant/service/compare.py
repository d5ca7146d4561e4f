"""Two or three classes facet by facet: GET /v1/compare and GET /v1/compare.csv."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from assistant.class_view import Spec
from assistant.comparing import Result
from assistant.service.backend import Backend
from assistant.service.deps import BackendDep, ViewerDep
from assistant.service.embed.asking import COUNTED, counted
from assistant.service.problems import INVALID_REQUEST, UNKNOWN_SPEC, Problem, documented
from assistant.service.shapes import Shape
from assistant.service.spreadsheet import CSV, sheet
from vectorstore.spec import Viewer

router = APIRouter(prefix="/v1/compare", tags=["specs"])


class ComparedClass(Shape):
    """One of the classes compared."""

    spec_id: str
    title: str
    class_code: str
    agency: str
    source_id: str
    source: str
    """Base name of the source's file."""

    revision: str
    """ISO date, or ISO year and month; empty where the document says none."""


class ComparedCell(Shape):
    """What one class's document says of a facet."""

    spec_id: str
    headings: tuple[str, ...]
    """Headings and labels that it stands under, as printed."""

    values: tuple[dict[str, Any], ...]
    """Values and statements, each with its `quote` and where it stands in the source: empty where it says nothing."""

    numbers: tuple[int, ...]
    """Citations of an answer that tells it; none here."""


class ComparedRow(Shape):
    """One facet of every class."""

    facet: str
    name: str
    result: Result
    only: tuple[str, ...]
    """Specs that say something of it, where others say nothing: that is no “no”."""

    verdict: str | None
    """Which class has more by the numbers as printed, or why that is not told; none where it is no number."""

    cells: tuple[ComparedCell, ...]
    """One for each class, in their order."""


class Comparison(Shape):
    """The comparison that an answer has as `comparison`."""

    kind: str
    classes: tuple[ComparedClass, ...]
    rows: tuple[ComparedRow, ...]


@router.get(
    "",
    summary="Compare class specs",
    responses=documented(INVALID_REQUEST, UNKNOWN_SPEC, *COUNTED),
    dependencies=[Depends(counted("comparisons"))],
)
def compare(
    backend: BackendDep,
    viewer: ViewerDep,
    spec: Annotated[list[str], Query(min_length=2, max_length=3, description="Two or three specs, each another")],
) -> Comparison:
    """Return what two or three specs say of each facet: the same, otherwise, or only one of them."""
    if len(set(spec)) < len(spec):
        raise Problem(INVALID_REQUEST, "A class is not compared with itself: name two or three different specs.")
    found = [_spec(backend, viewer, spec_id) for spec_id in spec]
    return Comparison(**backend.assistant.compared(found, viewer))


@router.get(
    ".csv",
    summary="Compare class specs in a spreadsheet",
    response_class=StreamingResponse,
    responses={**CSV, **documented(INVALID_REQUEST, UNKNOWN_SPEC)},
)
def compare_csv(
    backend: BackendDep,
    viewer: ViewerDep,
    spec: Annotated[list[str], Query(min_length=2, max_length=3, description="Two or three specs, each another")],
) -> StreamingResponse:
    """Return a row of each facet, with a column of each class."""
    return sheet("comparison.csv", _rows(compare(backend, viewer, spec)))


def _rows(found: Comparison) -> Iterator[Sequence[str]]:
    yield ("facet", "result", "verdict", *(_named(one) for one in found.classes))
    for row in found.rows:
        yield (row.name, row.result.value.replace("_", " "), row.verdict or "", *map(_told, row.cells))


def _named(one: ComparedClass) -> str:
    return ", ".join(filter(None, (one.title, one.class_code, one.agency, one.revision)))


def _told(cell: ComparedCell) -> str:
    """What a cell says, a value or a statement a line."""
    return "\n".join(dict.fromkeys(" ".join(part.split()) for part in map(wording, cell.values)))


def wording(value: Mapping[str, Any]) -> str:
    """Return a value of a cell as it is printed, a row's amounts as they are calculated, or a whole statement."""
    if "printed" in value:
        said = value["value"] if value["effective"] else value["printed"] or value["quote"]
        return f"{said} ({value['qualifier']})" if value["qualifier"] else str(said)
    return " ".join([value["quote"], *(more["quote"] for more in value["further"])])


def spec_of(backend: Backend, viewer: Viewer, spec_id: str) -> Spec | None:
    """Return the spec of an id with all that is known of its document; None where the viewer may read none."""
    entry = backend.index.catalog.entry(spec_id, viewer)
    parsed = backend.index.catalog.parsed(entry.source_id, viewer) if entry else None
    return Spec(entry, parsed) if entry is not None and parsed is not None else None


def _spec(backend: Backend, viewer: Viewer, spec_id: str) -> Spec:
    found = spec_of(backend, viewer, spec_id)
    if found is None:
        raise Problem(UNKNOWN_SPEC, f"There is no spec {spec_id!r}; /v1/specs lists those there are.")
    return found
