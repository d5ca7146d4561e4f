"""Tool `get_class`: what one class's document states, and what it is made of."""

from collections.abc import Sequence
from itertools import groupby

from assistant.service.mcp.naming import class_named, taken_for, viewer_of
from assistant.service.mcp.text import QUOTES, joined, listed, quoted, summed, valued
from assistant.service.mcp.tool import Arguments, ClassName, Desk, Link, Told, Tool, Words
from assistant.service.shapes import Shape
from assistant.service.spec_shapes import SpecFact, SpecSummary, TabledFact
from assistant.service.specs import get_revisions, get_spec

_DESCRIPTION = """\
Return one job class: the facts that its specification states (class code, salary, grade, FLSA, dates, ...), each
with its quote, what class tables such as pay tables add, its section headings, and its other revisions. Call it
when you know which class is meant. Quote the words under [n] for each fact that you repeat and cite them; what is
not there, the specification does not state. The text of a section comes from `get_section`."""


class ClassArguments(Arguments):
    """What `get_class` takes."""

    class_name: ClassName
    """Spec id, class code or title of the class, such as `J1010` or `Accounting Technician, Senior`."""

    agency: Words | None = None
    """The agency that the class is of, where several agencies have one of that name."""


class OutlinePart(Shape):
    """A section without its text."""

    ordinal: int
    parent: int | None
    """Ordinal of the section around it; none at the top."""

    heading: str
    """As printed; empty for the text above the first heading."""

    kind: str
    """Facet that the heading means; empty where none is known."""

    characters: int
    """Length of its own text."""


class ClassOutline(SpecSummary):
    """What one document states of a class, and what it is made of."""

    warnings: tuple[str, ...]
    """What a person should know of how the text was read."""

    facts: tuple[SpecFact, ...]
    """`[n]` of the text numbers these and then `tabled`, from 1."""

    tabled: tuple[TabledFact, ...]
    """What class tables say of the class, by its code; the newest table first."""

    outline: tuple[OutlinePart, ...]
    revisions: tuple[SpecSummary, ...]
    """All documents of the class, this one too, the newest first."""


def _look(desk: Desk, asked: ClassArguments) -> Told:
    entry = class_named(desk, asked.class_name, viewer := viewer_of(desk, asked.agency))
    detail = get_spec(desk.backend, viewer, entry.spec_id)
    outline = tuple(
        OutlinePart(ordinal=s.ordinal, parent=s.parent, heading=s.heading, kind=s.kind, characters=len(s.text))
        for s in detail.sections
    )
    revisions = get_revisions(desk.backend, viewer, entry.spec_id).items
    found = ClassOutline.showing(detail, outline=outline, revisions=revisions)
    text = joined([taken_for(asked.class_name, entry), _text(found)])
    return Told(found, text, (link_to(found),))


def _text(found: ClassOutline) -> str:
    numbered = enumerate((*found.facts, *found.tabled), 1)
    facts = [_quoted(list(alike)) for _, alike in groupby(numbered, key=lambda one: (_place(one[1]), one[1].quote))]
    headings = [f"{part.heading} ({part.characters} characters)" for part in found.outline if part.heading]
    others = [summed(other) for other in found.revisions if other.spec_id != found.spec_id]
    return joined(
        [
            f"{summed(found)}, from {found.source}",
            "\n".join([QUOTES, *facts]) if facts else "The document states no facts by label.",
            listed("Sections:", headings),
            listed("Other documents of this class:", others),
            listed("Of how the text was read:", found.warnings),
        ]
    )


def _quoted(facts: Sequence[tuple[int, SpecFact]]) -> str:
    """Facts of the same words: a row of a table has many, and is quoted once."""
    *before, (last, fact) = facts
    return "\n".join([*(f"[{n}] {_stated(one)}" for n, one in before), quoted(last, _stated(fact), fact.quote)])


def _stated(fact: SpecFact) -> str:
    value = valued(fact.value, fact.period, fact.qualifier)
    return f"{fact.facet}: {value or 'blank: the document has the label and no value'}, {_place(fact)}"


def _place(fact: SpecFact) -> str:
    table = f"in the table {fact.source}, from {fact.effective} on, " if isinstance(fact, TabledFact) else ""
    return f"{table}line {fact.context.line}"


def link_to(spec: SpecSummary) -> Link:
    """Return the page of a spec."""
    return Link(spec.url, spec.title, f"The document on {summed(spec)}")


LOOK = Tool("get_class", "One job class", _DESCRIPTION, ClassArguments, ClassOutline, _look)
