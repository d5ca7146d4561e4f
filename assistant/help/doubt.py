"""Whether a question, as it was read and answered, leaves room for another reading: only then a model is asked.

A doubt is a refusal or a guess, and never an outcome that is right by its own
rules: an exact facet of an exact class that the document does not state, a
choice that is the reader's, a courtesy, a list, a qualification, and whatever
is surely outside of what specs say.
"""

from collections.abc import Sequence
from enum import StrEnum

from assistant.answer import Answer, Status
from assistant.examples import FRAME, Near
from assistant.help.mending import meant_by_slips
from assistant.question import Frame, Question
from assistant.reading import Reader
from assistant.scanner import Scan

#: Similarity to an example from which a facet is as good as named.
CERTAIN = 0.6
#: A question is as like one facet as another within this.
_AS_NEAR = 0.1
#: Shapes of questions that are read by their own rules, or are no questions of one class.
_NEVER = frozenset(
    {
        Frame.COURTESY,
        Frame.UNPOINTED,
        Frame.ERRAND,
        Frame.LIST,
        Frame.QUALIFY,
        Frame.ELIGIBLE,
        Frame.BOTH,
        Frame.LADDER,
        Frame.REVISION,
    }
)


class Doubt(StrEnum):
    """What is in doubt."""

    CLASS = "class"
    """No class fits the name, which has a slip or a short form in it."""
    SCOPE = "scope"
    """Nothing that specs say was found in it, and it is not surely outside of that; or passages answer it."""
    FACET = "facet"
    """The class is named, no words name a facet, and nothing in the document was found to say what they ask for."""
    GUESS = "guess"
    """The class is named, and what is asked was guessed from examples that are as near as others."""


def doubt_of(question: Question, composed: Answer, reader: Reader, scan: Scan) -> Doubt | None:
    """Return what is in doubt of `question`, whose words `scan` has marked; None where nothing is."""
    found = _doubt(question, composed, reader, scan)
    return None if found is None or is_outside(question, reader, scan) else found


def _doubt(question: Question, composed: Answer, reader: Reader, scan: Scan) -> Doubt | None:
    if question.frame in _NEVER or question.choices or question.sourced or question.selection is not None:
        return None
    if composed.status is Status.AMBIGUOUS:
        return None
    if composed.status is Status.UNKNOWN_CLASS:
        # Only a slip or a short form can be another name than the one that was read.
        return Doubt.CLASS if question.mention and meant_by_slips(scan, reader) else None
    if composed.status is Status.OUT_OF_SCOPE or question.frame is Frame.BROWSE:
        return Doubt.SCOPE
    return _of_class(question, composed, reader, scan) if len(question.entries) == 1 else None


def is_outside(question: Question, reader: Reader, scan: Scan) -> bool:
    """Return whether a question is none that specs answer, as calibrated: no model brings it back."""
    personal = bool(question.entries and question.outside)
    return personal or reader.describer.seems_outside(scan)


def _of_class(question: Question, composed: Answer, reader: Reader, scan: Scan) -> Doubt | None:
    if question.frame not in (Frame.FACT, Frame.OPEN) or question.is_doubtful:
        return None
    named = question.sureness == 1.0 and bool(question.facets)
    if composed.status is Status.NOT_STATED:
        return None if named else Doubt.FACET
    guessed = question.frame is Frame.FACT and question.sureness < CERTAIN and not question.residual
    near = near_facets(reader, scan)
    return Doubt.GUESS if guessed and any(is_near(one.key, near) for one in near[1:]) else None


def near_facets(reader: Reader, scan: Scan) -> list[Near]:
    """Return the facets by how like their examples are to the question, the likest first."""
    near = reader.examples.nearest(reader.scanner.masked(scan), reader.scanner.rest(scan))
    return [one for one in near if not one.key.startswith(FRAME)]


def is_near(key: str, near: Sequence[Near]) -> bool:
    """Return whether a question with the facets `near` is about as like `key` as the first of them."""
    return any(one.key == key and one.similarity >= near[0].similarity - _AS_NEAR for one in near)
