"""Which lines of a wanted class a spec has, section by section."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.class_view import Spec
from assistant.draft.likeness import SAME_MEANING, likenesses, named_numbers
from assistant.draft.similar_about import About, Told, told
from assistant.draft.values import Alike
from vectorstore.kinds import DESCRIBING

#: Kind of the lines that sentences about the job are.
SENTENCES = "sentences"

#: Lines that are compared at most: each takes some milliseconds, and nobody's class does so many things.
MOST_LINES = 300


@dataclass(frozen=True, slots=True)
class Near:
    """The statement of a spec that is nearest to a line by its meaning."""

    cosine: float
    ordinal: int
    """Ordinal in its document."""


@dataclass(frozen=True, slots=True)
class Compared:
    """How the lines of a wanted class compare with those of a spec."""

    parts: tuple[Alike, ...]
    """One for each kind of line, in their order."""

    covered: float
    """Share of the spec's own lines that describe work which a line of the wanted class is alike, 0 to 1."""


def describes(kind: str) -> bool:
    """Return whether lines of a kind say what is done: those count most."""
    return kind == SENTENCES or kind in DESCRIBING


def lines_of(about: About) -> list[tuple[str, str]]:
    """Return kind and text of every line that is compared, each once, sentences first; of very many, the first ones."""
    return list(dict.fromkeys([*((SENTENCES, text) for text in about.sentences), *about.lines]))[:MOST_LINES]


def compared(about: About, spec: Spec, near: Mapping[str, Near]) -> Compared:
    """Return which lines of `about` the class of `spec` has; `near` has the nearest statement to a line's text.

    A line is alike by its words, or where it describes work by its meaning;
    never where a number differs.
    """
    own, asked = told(spec), lines_of(about)
    texts = {one.ordinal: one for one in own}
    parts, hit = [], set[int]()
    for kind in dict.fromkeys(kind for kind, _ in asked):
        lines = [text for of, text in asked if of == kind]
        among = [one for one in own if describes(one.kind) == describes(kind)]
        found = [
            word if word is not None else _meant(line, near.get(line), texts)
            for line, word in zip(lines, _worded(lines, among), strict=True)
        ]
        alike = [one for one in found if one is not None]
        hit.update(one.ordinal for one in alike if describes(kind))
        parts.append(Alike(kind, _heading(kind, alike, own), len(alike), len(lines)))
    work = sum(describes(one.kind) for one in own)
    return Compared(tuple(parts), len(hit) / work if work else 0.0)


def _worded(lines: Sequence[str], among: Sequence[Told]) -> list[Told | None]:
    """The statement that each line is most alike by its words; None where none is alike."""
    grid = likenesses(lines, [one.text for one in among])
    return [among[int(row.argmax())] if row.any() else None for row in grid]


def _meant(line: str, near: Near | None, texts: Mapping[int, Told]) -> Told | None:
    """The statement that means the same as a line; None where none does, or a number differs."""
    one = texts.get(near.ordinal) if near is not None and near.cosine >= SAME_MEANING else None
    return one if one is not None and named_numbers(one.text) == named_numbers(line) else None


def _heading(kind: str, alike: Sequence[Told], own: Sequence[Told]) -> str:
    """The heading under which the spec says what is alike, or else what is of that kind."""
    of_kind = (one for one in own if one.kind == kind)
    first = next(iter((*alike, *of_kind)), None)
    return first.heading if first is not None else ""
