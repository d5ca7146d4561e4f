"""Tool `compare_classes`: two or three classes facet by facet."""

from collections.abc import Iterator
from itertools import count
from typing import Annotated, Any

from pydantic import Field

from assistant.comparing import Result
from assistant.service.compare import ComparedRow, Comparison, compare
from assistant.service.mcp.naming import class_named, taken_for, viewer_of
from assistant.service.mcp.text import QUOTES, inline, joined, named, valued
from assistant.service.mcp.tool import Arguments, ClassName, Desk, Link, Told, Tool, Words
from assistant.service.urls import spec_url

_DESCRIPTION = """\
Compare two or three job classes facet by facet: what is the same, what differs, and what only some of the documents
state (which is no "no"). Call it for differences, for "which pays more" and for "what more does B require". Cite
the quotes under [n] of both sides; say what a document does not state instead of guessing."""

_SAYS = {
    Result.SAME: "the same",
    Result.DIFFERS: "differs",
    Result.ONLY_ONE: "stated by some only",
}


class CompareArguments(Arguments):
    """What `compare_classes` takes."""

    classes: Annotated[list[ClassName], Field(min_length=2, max_length=3)]
    """Two or three classes, each by spec id, class code or title."""

    agency: Words | None = None
    """The agency that the classes are of, where several agencies have one of that name."""


def _compare(desk: Desk, asked: CompareArguments) -> Told:
    viewer = viewer_of(desk, asked.agency)
    meant = [class_named(desk, name, viewer) for name in asked.classes]
    found = compare(desk.backend, viewer, [entry.spec_id for entry in meant])
    taken = [taken_for(name, entry) for name, entry in zip(asked.classes, meant, strict=True)]
    links = (Link(spec_url(one.spec_id), one.title, f"The document on {one.title}") for one in found.classes)
    return Told(found, joined([*taken, _text(found)]), tuple(links))


def _text(found: Comparison) -> str:
    numbers = count(1)
    sides = [
        f"{letter}: {named(one.title, one.class_code, one.agency, one.source)}"
        for letter, one in zip("ABC", found.classes, strict=False)
    ]
    return joined(["\n".join(sides), QUOTES, *("\n".join(_row(row, numbers)) for row in found.rows)])


def _row(row: ComparedRow, numbers: Iterator[int]) -> Iterator[str]:
    """Yield the lines of a facet; what is the same is quoted of one side."""
    yield f"{row.name}: {_SAYS[row.result]}{f'. {row.verdict}' if row.verdict else ''}"
    told = zip("ABC", row.cells, strict=False)
    for letter, cell in [next(told)] if row.result is Result.SAME else told:
        yield from (f"  {letter} [{next(numbers)}] {_said(value)}" for value in cell.values)
        if not cell.values:
            yield f"  {letter} says nothing of it"


def _said(value: dict[str, Any]) -> str:
    """A value or a statement in its own words; what it comes to before a row of a table, which has more."""
    words = " … ".join(inline(part["quote"]) for part in (value, *value.get("further", ())))
    since = f" (from {value['effective']} on)" if value.get("effective") else ""
    comes_to = f"{valued(value['value'], value['period'], value['qualifier'])} – " if since else ""
    return f"{comes_to}{words}{since}, line {value['line']}"


COMPARE = Tool("compare_classes", "Compare job classes", _DESCRIPTION, CompareArguments, Comparison, _compare)
