"""Headings of one of several ways to qualify, "Either I" and "Or II": they mean what the section around them means."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.series_titles import folded, number
from vectorstore.spec import Section
from vectorstore.vocabulary import Vocabulary


def with_alternatives(sections: Sequence[Section], vocabulary: Vocabulary) -> tuple[Section, ...]:
    """Return `sections` (in reading order) with the kind of the section around it for each that heads a way."""
    opening = {folded(word)[0] for word in vocabulary.document["alternatives"]}
    made: list[Section] = []
    for section in sections:
        first, *rest = folded(section.heading) or ("",)
        if not section.kind and section.parent is not None and first in opening and all(map(number, rest)):
            section = replace(section, kind=made[section.parent].kind)
        made.append(section)
    return tuple(made)
