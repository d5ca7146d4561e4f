"""The evidence under a composed answer, as a model is shown it: one exhibit for each citation.

An exhibit has a short opaque id, which a model mixes up less than 1, 2, 3 and
which nobody who wrote a spec can know.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Citation
from assistant.narrate.composed import Line, led
from vectorstore.spec import Modality, ParsedDocument, Statement, speaks_of

#: Letters and digits of ids; none that is read as another.
_ALPHABET = "bcdfghjkmnpqrstvwxz23456789"
_LENGTH = 4

ParsedOf = Callable[[str], ParsedDocument | None]


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or item of an exhibit's quote."""

    text: str
    """On one line."""

    modality: Modality
    group: str = ""
    """`and` or `or` where it is joined so with the next unit, which may be in the next exhibit; else empty."""


_LITTLE = frozenset({"a", "an", "the"})


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A quote of the evidence, and what is known of it."""

    id: str
    """Letters and digits by which a model cites it."""

    citation: Citation
    units: tuple[Unit, ...]
    """What its quote says, in order; at least one."""

    states: tuple[str, ...] = ()
    """What the catalog states by it: a table's row alone says neither what a number is nor of which period."""


def restates(sentence: str, cited: Sequence[Exhibit]) -> bool:
    """Return whether `sentence` is what the catalog states by one of `cited`, articles and cases aside."""
    return any(_bare(sentence) == _bare(states) for exhibit in cited for states in exhibit.states)


def _bare(text: str) -> list[str]:
    """The words of `text` with what stands between them, but for articles, capitals and the last full stop."""
    return [word for word in text.lower().rstrip(". ").split() if word not in _LITTLE]


def exhibits(answer: Answer, parsed_of: ParsedOf, salt: str) -> tuple[Exhibit, ...]:
    """Return an exhibit for each citation of `answer`, in order; the ids differ with `salt`."""
    taken: set[str] = set()
    found = []
    stated = [(line, _stated(line, leads)) for line, leads in led(answer, is_named=True) if line.states_fact]
    for citation in answer.citations:
        name = next(n for n in _names(f"{salt}:{citation.source_id}:{citation.start}:{citation.end}") if n not in taken)
        taken.add(name)
        states = tuple(text for line, text in stated if citation.number in line.numbers)
        if citation.effective and states:
            # The row of a table is no sentence: what it states says which number is what.
            units = [Unit(text, Modality.STATED) for text in states]
        else:
            units = list(_units(citation, parsed_of(citation.source_id)))
        found.append(Exhibit(name, citation, tuple(units), states))
    return tuple(found)


def _stated(line: Line, leads: Sequence[Line]) -> str:
    """What a line states, with the words that lead to it where it is an item: "The salary of Clerk: Range A: $1"."""
    said = [leads[-1].bare] if leads and line.text.startswith("- ") and leads[-1].text.endswith(":") else []
    return " ".join([*said, line.bare])


def _names(seed: str) -> Iterator[str]:
    """Ids made from `seed`, without end."""
    at = 0
    while True:
        digest = hashlib.sha256(f"{seed}:{at}".encode()).digest()
        yield "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest[:_LENGTH])
        at += 1


def _units(citation: Citation, parsed: ParsedDocument | None) -> Iterator[Unit]:
    inside = _inside(citation, parsed) if parsed is not None else ()
    if not inside:
        yield Unit(" ".join(citation.quote.split()), Modality.STATED)
    for statement in inside:
        yield Unit(statement.text, statement.modality, statement.group)


def _inside(citation: Citation, parsed: ParsedDocument) -> Sequence[Statement]:
    """The statements that the quote has, if not all of each, and that speak of its class."""
    ordinal = next((s.ordinal for s in parsed.specs if s.class_code == citation.class_code), None)
    return [
        statement
        for statement in parsed.statements
        if (ordinal is None or speaks_of(statement.applies_to, ordinal))
        and any(span.start < citation.end and citation.start < span.end for span in statement.spans)
    ]
