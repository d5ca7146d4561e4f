"""What a revision takes out or moves, as lines of the draft again, so that tracked changes hide nothing.

A line that stood elsewhere is put in where it stands now, and taken out where
it stood; one that the draft no longer has is taken out.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import LCSseq

from assistant.draft.taking import said
from assistant.draft.values import Decision, Draft, DraftSection, Line, Origin

#: A section: its heading, and how many of that heading stand above it.
_Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Revision:
    """A draft beside the spec that it revises."""

    draft: Draft
    """With the lines that are gone from where they stood: they are rejected; see `gone_id`."""

    before: Mapping[str, str]
    """Id of a line to the words that the spec has at its place; none for what is new there."""

    headings: frozenset[str]
    """Headings that the spec has."""

    title: str
    """Title that the spec has."""


def gone_id(line_id: str) -> str:
    """Return the id of the line that is taken out where the one of `line_id` stood."""
    return f"{line_id} gone"


def revision_of(draft: Draft, base: Draft | None = None) -> Revision:
    """Return `draft` as a revision of the spec that it revises.

    `base` is an older version of it, which may have lines and sections that it has no more.
    """
    revises = draft.wanted.revises
    older = _older(draft, base)
    homes = (
        _homes(base.sections) if base else {key: (_origins(one, revises)[0].section, 0) for key, one in older.items()}
    )
    moved = _moved(draft, older, homes if base else {})
    gone = moved | {key for key in older if draft.line(key) is None}
    sections = _with_lost(draft.sections, base.sections if base else ())
    above: set[str] = set()
    for key, line in older.items():
        if key in gone:
            sections = _with_ghost(sections, line, homes[key], above)
        above.add(gone_id(key) if key in gone else key)
    before = {gone_id(key) if key in gone else key: said(_origins(line, revises)) for key, line in older.items()}
    title = next((_origins(line, revises)[0].title for line in older.values()), draft.title)
    headings = frozenset(heading for heading, _ in (section_keys(base.sections) if base else homes.values()))
    return Revision(replace(draft, sections=sections), before, headings, title)


def _origins(line: Line, revises: str) -> tuple[Origin, ...]:
    return tuple(origin for origin in line.sources if origin.spec_id == revises)


def _older(draft: Draft, base: Draft | None) -> dict[str, Line]:
    """The lines that the revised spec has, by id: in the order of `base`, or else in that of the spec."""
    revises = draft.wanted.revises
    found = [line for line in (base or draft).lines if _origins(line, revises)]
    if base is None:
        found.sort(key=lambda line: _origins(line, revises)[0].start)
    return {line.line_id: line for line in found}


def _moved(draft: Draft, older: Mapping[str, Line], homes: Mapping[str, _Key]) -> set[str]:
    """The ids of lines that stand elsewhere than in `older`: the fewest whose moving makes the one of the other.

    `homes` are the sections that they stood in, where those are known.
    """
    newer = [line.line_id for line in draft.lines if line.line_id in older]
    steps = LCSseq.opcodes(list(older), newer)
    moved = {key for step in steps if step.tag != "equal" for key in newer[step.dest_start : step.dest_end]}
    now = _homes(draft.sections)
    return moved | {key for key in newer if now[key] != homes.get(key, now[key])}


def section_keys(sections: Sequence[DraftSection]) -> list[_Key]:
    """Return the heading of each of `sections`, with how many of that heading stand above it."""
    seen = Counter[str]()
    keys = []
    for section in sections:
        keys.append((section.heading, seen[section.heading]))
        seen[section.heading] += 1
    return keys


def _homes(sections: Sequence[DraftSection]) -> dict[str, _Key]:
    """The section that each line stands in."""
    pairs = zip(section_keys(sections), sections, strict=True)
    return {line.line_id: key for key, section in pairs for line in section.lines}


def _with_lost(sections: Sequence[DraftSection], older: Sequence[DraftSection]) -> tuple[DraftSection, ...]:
    """Return `sections` with those of `older` that are gone, each below the one that it stood below, without lines."""
    made = list(sections)
    at = 0
    for key, section in zip(section_keys(older), older, strict=True):
        keys = section_keys(made)
        if key not in keys:
            made.insert(at, replace(section, lines=()))
        at = section_keys(made).index(key) + 1
    return tuple(made)


def _with_ghost(
    sections: Sequence[DraftSection], line: Line, home: _Key, above: Collection[str]
) -> tuple[DraftSection, ...]:
    """Return `sections` with a line that is gone from `home` where it stood there: below those of the ids `above`."""
    keys = section_keys(sections)
    at = keys.index(home) if home in keys else 0
    lines = list(sections[at].lines)
    last = max((index for index, one in enumerate(lines) if one.line_id in above), default=-1)
    lines.insert(last + 1, replace(line, line_id=gone_id(line.line_id), decision=Decision.REJECTED, question=""))
    return (*sections[:at], replace(sections[at], lines=tuple(lines)), *sections[at + 1 :])
