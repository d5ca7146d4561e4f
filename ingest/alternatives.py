"""Headings of one of several ways to qualify, "Either I" and "Or II": they mean what the section around them means."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from ingest.series_titles import folded, number
from vectorstore.spec import Section
from vectorstore.vocabulary import Vocabulary


def with_alternatives(sections: Sequence[Section], vocabulary: Vocabulary) -> tuple[Section, ...]:
    """Return `sections` (in reading order) with the kind of the section around it for each that heads a way."""
    opening = frozenset(vocabulary.document["alternatives"])
    made: list[Section] = []
    for section in sections:
        if not section.kind and section.parent is not None and is_way(section.heading, opening):
            section = replace(section, kind=made[section.parent].kind)
        made.append(section)
    return tuple(made)


def is_way(heading: str, opening: Collection[str]) -> bool:
    """Return whether a heading is a word of `opening` with nothing but numbers behind it: "Or II"."""
    first, *rest = folded(heading) or ("",)
    return first in opening and all(map(number, rest))


def goes_on(heading: str) -> bool:
    """Return whether the heading of a way follows another way: "Or II"."""
    return folded(heading)[:1] == ("or",)
