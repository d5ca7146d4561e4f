"""The state that a history leaves, with no more of its messages answered than that takes.

Which classes do a described work only an answer tells, and an answer costs
more than all reading. Most such messages are followed by others that look at
nothing of it: they wait, and of those that wait the last few are answered.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import cast

from assistant.conversation import follow
from assistant.question import Frame, Question
from assistant.reading import Reader
from assistant.remembering import MOST_CLASSES, after, needs_answer
from assistant.state import State
from vectorstore.spec import CatalogEntry

#: Gives the classes that the answer to a question shows, in its order; the message is the one that asks it.
Shown = Callable[[Question, str], Sequence[CatalogEntry]]

#: Reads a message that meets a state.
Read = Callable[[Reader, str, State], Question]

_BLANK = State()


def folded(reader: Reader, messages: Iterable[str], shown: Shown, read: Read = follow, begun: State = _BLANK) -> State:
    """Return the state that `messages` leave of `begun`; `shown` is asked only for what reading cannot know."""
    state, waiting = begun, list[tuple[Question, str]]()
    for message in messages:
        question = _unlit(reader, message, state, read) if waiting else None
        if question is None or not _may_wait(question):
            state, waiting = _settled(state, waiting, shown), []
            question = read(reader, message, state)
        if _may_wait(question):
            waiting.append((question, message))
        else:
            state = after(state, question, shown(question, message) if needs_answer(question) else ())
    return _settled(state, waiting, shown)


def _may_wait(question: Question) -> bool:
    """Whether a question leaves a state of which all but the last classes is known from it alone."""
    return (
        question.frame is Frame.REVERSE and needs_answer(question) and not question.inherited and bool(question.asked)
    )


def _settled(state: State, waiting: Sequence[tuple[Question, str]], shown: Shown) -> State:
    """The state after all that wait: the last answers that put as many classes in play as there can be decide it."""
    answered: list[tuple[Question, Sequence[CatalogEntry]]] = []
    first: set[str] = set()
    for question, message in reversed(waiting):
        found = shown(question, message)
        answered.append((question, found))
        first |= {entry.class_id for entry in found[:1]}
        if len(first) == MOST_CLASSES:
            break
    for question, found in reversed(answered):
        state = after(state, question, found)
    return state


class _NeededError(Exception):
    """A message is read by what an answer tells."""


class _Unlit:
    """A state of which nothing is known yet but whether a choice may be open: whoever looks at it needs it settled."""

    def __init__(self, before: State) -> None:
        if not before.open:
            # What waits opens no choice.
            self.open = False

    def __getattr__(self, name: str) -> object:
        raise _NeededError(name)

    def __eq__(self, other: object) -> bool:
        raise _NeededError

    __hash__ = None  # type: ignore[assignment]


def _unlit(reader: Reader, message: str, before: State, read: Read) -> Question | None:
    """Return `message` as a question where it is the same after anything that waits since `before`; else None."""
    try:
        return read(reader, message, cast(State, _Unlit(before)))
    except _NeededError:
        return None
