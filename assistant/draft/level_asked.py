"""Ask for what a class of another level needs, where its requirements are those of the class beside it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from assistant.draft.line_ids import line_id
from assistant.draft.slot_questions import level_question, rung_question
from assistant.draft.values import DraftSection, Line, Provenance
from vectorstore.spec import CatalogEntry

#: Kinds of sections that ask for experience, the ones that say so first.
_ASKING = ("experience", "requirements")


def with_level_asked(
    sections: Sequence[DraftSection],
    title: str,
    entries: Iterable[CatalogEntry],
    above: Callable[[CatalogEntry], int | None],
) -> tuple[DraftSection, ...]:
    """Return `sections` with a question above what is asked for, where that is of another level than the class `title`.

    Nothing is added where a line asks already. `entries` are the classes that
    the lines are of, `above` tells how many levels above each the class is.
    """
    known = {entry.spec_id: entry for entry in entries}
    for kind in _ASKING:
        for at, section in enumerate(sections):
            gathered = (one for one in section.lines if one.sources and one.text and not one.label)
            line = next(gathered, None) if section.kind == kind else None
            entry = known.get(line.sources[0].spec_id) if line is not None else None
            steps = above(entry) if entry is not None else None
            if entry is None or not steps:
                continue
            if _is_asked(sections, rung_question(entry.spec.title, title)):
                return tuple(sections)
            question = level_question(entry.spec.title, title, steps)
            asked = Line(line_id("level", entry.spec_id), "", Provenance.NEEDS_INPUT, question=question)
            return (*sections[:at], replace(section, lines=(asked, *section.lines)), *sections[at + 1 :])
    return tuple(sections)


def _is_asked(sections: Iterable[DraftSection], question: str) -> bool:
    return any(line.question == question for section in sections for line in section.lines)
