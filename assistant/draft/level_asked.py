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
    asks: Callable[[str, str, int], str] = level_question,
) -> tuple[DraftSection, ...]:
    """Return `sections` with a question above what is asked for, where that is of another level than the class `title`.

    Nothing is added where a line asks already. `entries` are the classes that
    the lines are of, `above` tells how many levels above each the class is,
    `asks` makes the question of two titles and that.
    """
    known = {entry.spec_id: entry for entry in entries}
    asking = [at for kind in _ASKING for at, section in enumerate(sections) if section.kind == kind]
    gathered = (line for at in asking for line in sections[at].lines if line.sources and line.text and not line.label)
    entry = next((known[line.sources[0].spec_id] for line in gathered if line.sources[0].spec_id in known), None)
    steps = above(entry) if entry is not None else None
    if entry is None or not steps or _is_asked(sections, rung_question(entry.spec.title, title)):
        return tuple(sections)
    question = asks(entry.spec.title, title, steps)
    asked = Line(line_id("level", entry.spec_id), "", Provenance.NEEDS_INPUT, question=question)
    # Above all ways to qualify, where there are several.
    place = asking[0]
    section = replace(sections[place], lines=(asked, *sections[place].lines))
    return (*sections[:place], section, *sections[place + 1 :])


def _is_asked(sections: Iterable[DraftSection], question: str) -> bool:
    return any(line.question == question for section in sections for line in section.lines)
