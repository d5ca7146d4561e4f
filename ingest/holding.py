"""Which headings an empty heading holds although they are printed alike: "EMPLOYMENT STANDARDS" above "EDUCATION"."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.headings import CAPITALS, Heading

_KNOWING = frozenset({"knowledge", "skills", "abilities"})
_HOLDS = {
    "desirable": _KNOWING,
    "requirements": _KNOWING
    | {"requirements", "education", "experience", "training", "substitution", "license", "certificate"}
    | {"clearance", "testing", "age", "special"},
}

_TELLS_APART = frozenset({"distinguishing", "levels"})


def held(text: str, found: Sequence[Heading]) -> list[Heading]:
    """Put headings below an empty one of the same rank whose kind holds theirs, up to the first that it does not."""
    placed: list[Heading] = []
    holder: Heading | None = None
    for index, heading in enumerate(found):
        if holder is not None and heading.rank <= holder.rank:
            if heading.rank == holder.rank and holds(holder, heading):
                placed.append(replace(heading, rank=heading.rank + 0.25))
                continue
            holder = None
        placed.append(heading)
        if holder is None and heading.kind and _is_empty(text, heading, found[index + 1 : index + 2]):
            holder = heading
    return placed


def holds(holder: Heading, heading: Heading) -> bool:
    """Return whether `heading`, of the rank of the empty heading `holder` above it, is a part of what that heads.

    By the format's own signs, that is what the vocabulary does not know: the levels that requirements are told for.
    """
    marked = holder.rank < CAPITALS and heading.kind in ("", holder.kind)
    knows = heading.kind in _HOLDS.get(holder.kind, ())
    # What stands below an empty heading that tells classes apart is a class, known or not.
    told_apart = holder.kind in _TELLS_APART and not heading.kind and not heading.run_in
    return marked or knows or told_apart or (holder.kind in _HOLDS and heading.run_in and not heading.kind)


def _is_empty(text: str, heading: Heading, below: Sequence[Heading]) -> bool:
    """Whether `heading` has no text; what stands below it by the format's own signs, or names classes, is its text."""
    if below and below[0].names_class:
        return False
    end = below[0].line_start if below else len(text)
    inside = heading.rank < CAPITALS and any(heading.rank < other.rank < CAPITALS for other in below)
    return not inside and not text[heading.body : end].strip(" \t\n*_:")
