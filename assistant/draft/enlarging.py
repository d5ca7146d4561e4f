"""Add to a draft what one more class has: lines that it has not, and a source for those that it has."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.draft.likeness import alike_lines
from assistant.draft.values import Decision, Draft, DraftSection, Line
from vectorstore.folding import fold


def fresh_id(draft: Draft) -> str:
    """Return an id that no line of any version has had: ids of added lines begin with the version they came in."""
    return next(_fresh_ids(draft))


def joined(draft: Draft, gathered: Sequence[DraftSection]) -> tuple[DraftSection, ...]:
    """Return the sections of `draft` with the lines of `gathered`, which has nothing of the agency's own to fill in.

    A line goes to the end of the section with its heading, else of one that
    means the same; without either, its section comes last. One that the draft
    has, rejected or not, adds its sources to that.
    """
    sections, ids = list(draft.sections), _fresh_ids(draft)
    for section in gathered:
        lines = [line for line in section.lines if line.sources and not line.label]
        if not lines:
            continue
        at = _place(sections, section)
        if at is None:
            at = len(sections)
            sections.append(replace(section, lines=()))
        for line in lines:
            if (held := _alike(sections, sections[at].kind, line)) is not None:
                where, place = held
                sections[where] = _with_sources(sections[where], place, line)
            else:
                new = replace(line, line_id=next(ids), decision=Decision.OPEN)
                sections[at] = replace(sections[at], lines=(*sections[at].lines, new))
    return tuple(sections)


def _fresh_ids(draft: Draft) -> Iterator[str]:
    taken = {line.line_id for line in draft.lines}
    number = 0
    while True:
        number += 1
        if (found := f"v{draft.version}-{number}") not in taken:
            yield found


def _place(sections: Sequence[DraftSection], section: DraftSection) -> int | None:
    heading = fold(section.heading)
    ranks = (
        lambda one: (one.kind, fold(one.heading)) == (section.kind, heading),
        lambda one: bool(section.kind) and one.kind == section.kind,
        lambda one: bool(heading) and fold(one.heading) == heading,
    )
    for fits in ranks:
        for at, one in enumerate(sections):
            if fits(one):
                return at
    return None


def _alike(sections: Sequence[DraftSection], kind: str, line: Line) -> tuple[int, int] | None:
    """Where a line of that kind says the same."""
    for at, section in enumerate(sections):
        for place, one in enumerate(section.lines):
            if section.kind == kind and not one.label and alike_lines(one.text, line.text):
                return at, place
    return None


def _with_sources(section: DraftSection, place: int, line: Line) -> DraftSection:
    held = section.lines[place]
    known = {(origin.spec_id, origin.start) for origin in held.sources}
    more = tuple(origin for origin in line.sources if (origin.spec_id, origin.start) not in known)
    if not held.sources:
        # The writer's own words stay the writer's: nothing was taken from the class.
        return section
    lines = (*section.lines[:place], replace(held, sources=(*held.sources, *more)), *section.lines[place + 1 :])
    return replace(section, lines=lines)
