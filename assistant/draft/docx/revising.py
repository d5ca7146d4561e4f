"""What a revision takes out or moves, as lines of the draft again, so that tracked changes hide nothing.

A line that stood elsewhere is put in where it stands now, and taken out where
it stood; one that the draft no longer has is taken out.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import LCSseq

from assistant.draft.taking import said
from assistant.draft.values import Decision, Draft, DraftSection, Line, Origin


@dataclass(frozen=True, slots=True)
class Revision:
    """A draft beside the spec that it revises."""

    draft: Draft
    """With the lines that are gone from where they stood: they are rejected, and their ids end in " gone"."""

    before: Mapping[str, str]
    """Id of a line to the words that the spec has at its place; none for what is new there."""

    headings: frozenset[str]
    """Headings that the spec has."""

    title: str
    """Title that the spec has."""


def revision_of(draft: Draft, base: Draft | None = None) -> Revision:
    """Return `draft` as a revision of the spec that it revises.

    `base` is an older version of it, which may have lines and sections that it has no more.
    """
    revises = draft.wanted.revises
    older = _by_place(base or draft, revises)
    homes = _headings_of(base) if base else {key: _origins(line, revises)[0].section for key, line in older.items()}
    moved = _moved(draft, older, homes if base else {})
    gone = {key: line for key, line in older.items() if key in moved or draft.line(key) is None}
    sections = _with_lost(draft.sections, base.sections if base else ())
    above: set[str] = set()
    for key, line in older.items():
        if key in gone:
            sections = _with_ghost(sections, _ghost(line), homes[key], above)
        above.add(_ghost(line).line_id if key in gone else key)
    said_before = {key: said(_origins(line, revises)) for key, line in older.items()}
    before = {key: words for key, words in said_before.items() if key not in moved}
    before |= {_ghost(line).line_id: said_before[key] for key, line in gone.items()}
    title = next((_origins(line, revises)[0].title for line in older.values()), draft.title)
    headings = (section.heading for section in base.sections) if base else homes.values()
    return Revision(replace(draft, sections=sections), before, frozenset(headings), title)


def _origins(line: Line, revises: str) -> tuple[Origin, ...]:
    return tuple(origin for origin in line.sources if origin.spec_id == revises)


def _by_place(draft: Draft, revises: str) -> dict[str, Line]:
    """The lines that the revised spec has, by id, in its order."""
    found = [line for line in draft.lines if _origins(line, revises)]
    return {line.line_id: line for line in sorted(found, key=lambda line: _origins(line, revises)[0].start)}


def _moved(draft: Draft, older: Mapping[str, Line], homes: Mapping[str, str]) -> set[str]:
    """The ids of lines that stand elsewhere than in `older`: the fewest whose moving makes the one of the other.

    `homes` are the headings that they stood under, where those are known.
    """
    newer = [line.line_id for line in draft.lines if line.line_id in older]
    steps = LCSseq.opcodes(list(older), newer)
    moved = {key for step in steps if step.tag != "equal" for key in newer[step.dest_start : step.dest_end]}
    now = _headings_of(draft)
    return moved | {key for key in newer if now[key] != homes.get(key, now[key])}


def _headings_of(draft: Draft) -> dict[str, str]:
    return {line.line_id: section.heading for section in draft.sections for line in section.lines}


def _with_lost(sections: Sequence[DraftSection], older: Sequence[DraftSection]) -> tuple[DraftSection, ...]:
    """Return `sections` with those of `older` that are gone, each below the one that it stood below, without lines."""
    made = list(sections)
    above = ""
    for section in older:
        headings = [one.heading for one in made]
        if section.heading not in headings:
            at = headings.index(above) + 1 if above in headings else 0
            made.insert(at, replace(section, lines=()))
        above = section.heading
    return tuple(made)


def _with_ghost(
    sections: Sequence[DraftSection], ghost: Line, heading: str, above: Collection[str]
) -> tuple[DraftSection, ...]:
    """Return `sections` with a line that is gone where it stood: below the ids `above` of its section."""
    home = next((at for at, section in enumerate(sections) if section.heading == heading), 0)
    lines = list(sections[home].lines)
    last = max((at for at, line in enumerate(lines) if line.line_id in above), default=-1)
    lines.insert(last + 1, ghost)
    return (*sections[:home], replace(sections[home], lines=tuple(lines)), *sections[home + 1 :])


def _ghost(line: Line) -> Line:
    return replace(line, line_id=f"{line.line_id} gone", decision=Decision.REJECTED, question="")
