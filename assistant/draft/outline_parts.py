"""The parts of one document that its agency's outline is learned from."""

from collections.abc import Collection
from dataclasses import dataclass

from assistant.changes import RECRUITMENT
from assistant.class_view import Spec
from assistant.draft.outline_order import Path
from ingest.alternatives import is_way
from vectorstore.folding import fold
from vectorstore.spec import OWN_HEADING, Section
from vectorstore.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of one document that may be of every class."""

    heading: str
    kind: str
    path: Path
    sections: frozenset[int]
    """Ordinals of the sections whose text is its own: that of the heading, and of those below that only tell levels or
    ways apart."""


def parts_of(spec: Spec, vocabulary: Vocabulary) -> tuple[Part, ...]:
    """Return the parts of the document of `spec`, in reading order."""
    opening = frozenset(vocabulary.document["alternatives"])
    paths: dict[int, Path | None] = {}
    found: dict[int, Part] = {}
    owner: dict[int, int | None] = {}
    members: dict[int, set[int]] = {}
    for section in spec.parsed.sections:
        around = paths.get(section.parent, ()) if section.parent is not None else ()
        above = owner.get(section.parent) if section.parent is not None else None
        paths[section.ordinal], owner[section.ordinal] = around, above
        if not section.heading or around is None:
            continue
        if section.kind in RECRUITMENT:
            paths[section.ordinal] = None
        elif section.parent is not None and _is_within(spec, section, opening):
            if above is not None:
                members[above].add(section.ordinal)
        else:
            path = (*around, section.kind or OWN_HEADING + fold(section.heading))
            paths[section.ordinal], owner[section.ordinal] = path, section.ordinal
            members[section.ordinal] = {section.ordinal}
            found[section.ordinal] = Part(section.heading.rstrip(" :"), section.kind, path, frozenset())
    return tuple(
        Part(part.heading, part.kind, part.path, frozenset(members[ordinal])) for ordinal, part in found.items()
    )


def _is_within(spec: Spec, section: Section, opening: Collection[str]) -> bool:
    """Whether a section tells levels, or ways to qualify, apart, so that its heading is none of the outline.

    In a document of several classes those below a heading of their own kind are: "All Levels" below the duties.
    """
    if is_way(section.heading, opening):
        return True
    if len(spec.parsed.specs) < 2 or section.parent is None:
        return False
    return not section.kind or bool(section.applies_to) or section.kind == spec.parsed.sections[section.parent].kind
