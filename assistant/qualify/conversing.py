"""What a reader said of themselves goes with a conversation: "and with a bachelor's?", "what about the senior one?"."""

from dataclasses import replace

from assistant.qualify.credentials import MOST_TOLD
from assistant.question import Frame, Question
from assistant.said import Said, entries_of

_OF_ONESELF = (Frame.QUALIFY, Frame.ELIGIBLE)
#: Words that a message has beside what it says of its writer, where it goes on with the same question.
_MOST_LEFT = 2


def with_told(said: Said, question: Question) -> Question:
    """Return the question with all that the reader said of themselves so far, where it asks about that.

    A message that says more of it, and asks nothing else, asks the same again.
    """
    if question.frame not in _OF_ONESELF:
        # What was asked before is looked at last: to know it may take an answer.
        if not _says_more(said) or said.state.frame not in _OF_ONESELF:
            return question
        question = replace(question, frame=Frame(said.state.frame), entries=(), choices=(), nearest=(), mention="")
        question = replace(question, text=said.state.said, asked=said.state.asked)
        question = replace(question, facets=said.state.facets, selection=None, inherited=True)
    if question.frame is Frame.QUALIFY and not (question.entries or question.choices or question.mention):
        question = replace(question, entries=entries_of(said.lexicon, said.state.focus)[:1], inherited=True)
        if not question.entries:
            question = replace(question, frame=Frame.ELIGIBLE)
    told = tuple(dict.fromkeys((*said.state.told, *_own(said))))[-MOST_TOLD:]
    return replace(question, told=told, credentials=said.reader.qualifier.credentials(told))


def _own(said: Said) -> tuple[str, ...]:
    """The message itself, where it says something of its writer."""
    return (said.steer.text,) if said.reader.qualifier.told(said.steer.text).credentials else ()


def _says_more(said: Said) -> bool:
    """Whether a message says something of its writer and hardly anything else, of no class by name."""
    told = said.reader.qualifier.told(said.steer.text)
    if not told.credentials:
        return False
    scan = said.reader.scanner.scan(told.rest)
    strong = [phrase for phrase in scan.phrases if not phrase.weak]
    return not (scan.named or strong) and len(scan.residual) <= _MOST_LEFT
