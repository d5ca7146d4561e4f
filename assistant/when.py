"""Which of a class's documents a question is about: the newest, those of a time that it names, or an older one.

A document is in force from its own date until that of the next one, so "in
2016" asks for the newest that was there by the end of that year. Where in a
question a time is said, `assistant.times` finds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.literals import Operator
from vectorstore.spec import CatalogEntry

#: Sorts behind every day of a year or month that it is put after.
_END = "~"


@dataclass(frozen=True, slots=True)
class When:
    """The time that a question asks about."""

    iso: str = ""
    """Day, month or year, of two the earlier; empty where only an age is named."""

    operator: Operator = Operator.IN
    age: str = ""
    """`previous` or `oldest`, where the question says so and names no date."""

    until: str = ""
    """The later of two dates."""

    is_range: bool = False
    """All that is from the one date to the other is meant, not the two alone."""

    said: str = ""
    """The question's own words for it."""


def revisions(entry: CatalogEntry, entries: Sequence[CatalogEntry]) -> tuple[CatalogEntry, ...]:
    """Return the documents of the class of `entry` that have a date, one of each, the oldest first."""
    found: dict[str, CatalogEntry] = {}
    for other in entries:
        if other.class_id == entry.class_id and other.spec.revision:
            found.setdefault(other.spec.revision, other)
    return tuple(found[date] for date in sorted(found))


def of_time(when: When, dated: Sequence[CatalogEntry]) -> tuple[CatalogEntry, ...]:
    """Return which of the documents `dated`, the oldest first, `when` asks for; none where none is of that time.

    More than one only for two dates: those of both, or of a range all that were in force.
    """
    if when.age:
        at = 0 if when.age == "oldest" else len(dated) - 2
        return tuple(dated[at : at + 1]) if at >= 0 else ()
    if when.until:
        first, last = _in_force(when.iso, dated), _in_force(when.until, dated)
        if not when.is_range:
            return tuple(dated[at] for at in sorted({first, last}) if at >= 0)
        return tuple(dated[max(first, 0) : last + 1])
    if when.operator in (Operator.SINCE, Operator.AFTER):
        return tuple(dated[-1:]) if _is_newer(dated, when) else ()
    at = _before(when.iso, dated) if when.operator is Operator.BEFORE else _in_force(when.iso, dated)
    return (dated[at],) if at >= 0 else ()


def compared(when: When | None, dated: Sequence[CatalogEntry]) -> tuple[CatalogEntry, CatalogEntry] | None:
    """Return the two documents, older and newer, whose difference is asked for; None where no two are of that time.

    Without a time they are the newest two. Of two dates they are those in
    force then, of "since" that of then and the newest, of "before" the newest
    two that are older, and of a date alone the one of that date and the one
    before it.
    """
    if len(dated) < 2:
        return None
    older, newer = _ends(when, dated)
    return (dated[older], dated[newer]) if 0 <= older < newer else None


def _ends(when: When | None, dated: Sequence[CatalogEntry]) -> tuple[int, int]:
    """The places of the two documents to compare; in no order where there are no two."""
    newest = len(dated) - 1
    if when is None or when.age:
        return (0 if when and when.age == "oldest" else newest - 1), newest
    then = _in_force(when.iso, dated)
    if when.until:
        return max(then, 0), _in_force(when.until, dated)
    if when.operator in (Operator.SINCE, Operator.AFTER, Operator.STARTING):
        # A document of that very year may be what changed.
        came_then = then == newest and _is_newer(dated, when)
        return (then - 1 if came_then else max(then, 0)), newest
    if when.operator in (Operator.BEFORE, Operator.UNTIL):
        last = _before(when.iso, dated) if when.operator is Operator.BEFORE else then
        return last - 1, last
    if then < 0 or not dated[then].spec.revision.startswith(when.iso):
        return -1, -1
    # Of the first document there is nothing that it changed; what is otherwise now is what may be asked.
    return (then - 1, then) if then else (0, newest)


def _is_newer(dated: Sequence[CatalogEntry], when: When) -> bool:
    """Whether the newest document is of the time since, or after, the date of `when`."""
    least = when.iso + _END if when.operator is Operator.AFTER else when.iso
    return bool(dated) and dated[-1].spec.revision >= least


def _in_force(iso: str, dated: Sequence[CatalogEntry]) -> int:
    """The place of the document in force at the end of a day, month or year; -1 for none."""
    return _before(iso + _END, dated)


def _before(end: str, dated: Sequence[CatalogEntry]) -> int:
    return sum(entry.spec.revision < end for entry in dated) - 1
