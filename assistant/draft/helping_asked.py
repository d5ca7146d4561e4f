"""Ask of a class that helps others, or learns the work, what of the lines of a class that does it can be so of it.

An aide's draft begins with what the class says that it helps, or one of
another work. What that is, and what it asks for, is more than an aide is asked for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.draft.level_asked import with_level_asked
from assistant.draft.slot_questions import helped_question, helping_question
from assistant.draft.slots import Slots
from assistant.draft.title_height import is_helping, rank_of
from assistant.draft.values import DraftSection, Line, Wanted
from assistant.titles import title_keys
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

#: Kinds of sections that say what a class is, the ones that say so first.
_TELLING = ("definition", "distinguishing", "duties")


def with_help_asked(
    sections: Sequence[DraftSection],
    wanted: Wanted,
    entries: Iterable[CatalogEntry],
    slots: Slots,
    vocabulary: Vocabulary,
) -> tuple[DraftSection, ...]:
    """Return `sections` with a question in the first line that tells the work of another class than a helping one.

    What is asked for has one where the other class is of another work: of its
    own work the levels in between are asked about, see `level_asked.py`.
    `entries` are the classes that the lines are of.
    """
    if not is_helping(wanted, vocabulary):
        return tuple(sections)
    own = _rank(wanted.title, vocabulary)
    others = {entry.spec_id: entry for entry in entries if _rank(entry.spec.title, vocabulary) >= own}
    known = [entry for entry in others.values() if slots.above(entry) is None]
    sections = with_level_asked(sections, wanted.title, known, lambda _: -1, helping_question)
    done = [_told(section, wanted.title, others) for section in sections]
    first = next((at for kind in _TELLING for at, one in enumerate(done) if one and one.kind == kind), None)
    return tuple(done[at] or one if at == first else one for at, one in enumerate(sections))


def _told(section: DraftSection, title: str, others: dict[str, CatalogEntry]) -> DraftSection | None:
    """The section with its first line of `others` asked about; None where it has none, or is asked about already."""
    lines = [line for line in section.lines if line.text and not line.label and line.sources]
    first = next((line for line in lines if line.sources[0].spec_id in others), None)
    if first is None:
        return None
    question = helped_question(others[first.sources[0].spec_id].spec.title, title)
    lines = [_asked(line, question) if line is first else line for line in section.lines]
    return replace(section, lines=tuple(lines))


def _asked(line: Line, question: str) -> Line:
    return line if line.question else replace(line, question=question)


def _rank(title: str, vocabulary: Vocabulary) -> int:
    return rank_of(title_keys(title, vocabulary)[0], vocabulary)[0]
