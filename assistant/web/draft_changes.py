"""What one version of a draft changed in the one before, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.draft.values import Decision, Draft, Line
from assistant.draft.wording import changes
from assistant.web.draft_marks import Mark, marks
from vectorstore.vocabulary import Vocabulary

_DECISIONS = {Decision.OPEN: "Open again", Decision.ACCEPTED: "Accepted", Decision.REJECTED: "Left out"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that is not what or where it was."""

    what: str
    """What was done with it, in a word or two."""

    section: str
    """Heading that it stands under; empty above the first one."""

    marks: tuple[Mark, ...]
    """Its words, with what was left out and put in."""


def differences(before: Draft, after: Draft, vocabulary: Vocabulary) -> tuple[Difference, ...]:
    """Return what `after` changed in `before`, as it stands in `after`, and then what is gone."""
    return tuple(_differences(before, after, vocabulary))


def _differences(before: Draft, after: Draft, vocabulary: Vocabulary) -> Iterator[Difference]:
    moved = _moved(before, after)
    for section in after.sections:
        for line in section.lines:
            old = before.line(line.line_id)
            if old is None:
                yield Difference("Added", section.heading, (Mark(line.text or line.question, "ins"),))
            elif old.text != line.text:
                found = marks(line.text, changes(old.text, line.text, vocabulary))
                yield Difference("Changed", section.heading, found)
            elif old.decision is not line.decision:
                yield Difference(_DECISIONS[line.decision], section.heading, (_words(line),))
            elif line.line_id in moved:
                yield Difference("Moved", section.heading, (_words(line),))
    for section in before.sections:
        for line in section.lines:
            if after.line(line.line_id) is None:
                yield Difference("Removed", section.heading, (Mark(line.text or line.question, "del"),))


def _words(line: Line) -> Mark:
    return Mark(line.text or line.label or line.question)


def _moved(before: Draft, after: Draft) -> set[str]:
    """Return the lines that another one follows than before, as far as both versions have them."""
    old, new = [line.line_id for line in before.lines], [line.line_id for line in after.lines]
    both = set(old) & set(new)
    old, new = ([one for one in ids if one in both] for ids in (old, new))
    return {one for one, other in zip(new, old, strict=True) if one != other}
