"""Whether the answer to an understood question is better than the first one; what is not stays unsaid."""

from assistant.answer import Answer, Citation, Status
from assistant.help.doubt import Doubt
from assistant.question import Frame, Question

_UNREAD = (Status.UNKNOWN_CLASS, Status.OUT_OF_SCOPE)


def is_better(doubt: Doubt, question: Question, answer: Answer, first: Answer) -> bool:
    """Return whether `answer`, to the understood `question`, takes the place of the `first`.

    It answers where the first refused, or says of a class that was not known that its document does not state what
    is asked. Where the first answered by a guess, or found nothing stated, it says no less, and more.
    """
    if doubt is Doubt.GUESS or (question.hints and first.status is Status.NOT_STATED):
        return answer.status is first.status and _places(first.citations) < _places(answer.citations)
    if answer.status is Status.ANSWERED:
        return bool(answer.citations)
    asked = question.frame is Frame.FACT and question.sureness == 1.0
    return answer.status is Status.NOT_STATED and first.status in _UNREAD and asked


def _places(citations: tuple[Citation, ...]) -> set[tuple[str, int, int]]:
    return {(one.source_id, one.start, one.end) for one in citations}
