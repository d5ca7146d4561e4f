"""Take a question in doubt to a chat model, which may say how it is meant; code decides whether that can be.

The model gets the message, the class in play, a few classes and the facets, and
chooses among them. What it chooses becomes a `Question` like any other, which
is answered from the catalog, with a notice of how it was understood. Whatever
fails (the model is down, slow, wrong or manipulated) leaves the question as it
was read.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

import prompts
from assistant.answer import Answer
from assistant.compose.writer import shown_title
from assistant.errors import ModelError
from assistant.help.better import is_better
from assistant.help.checked import Checking
from assistant.help.doubt import Doubt, doubt_of
from assistant.help.mapped import FRAMES, Mapped
from assistant.help.offered import offered
from assistant.help.remembered import Remembered
from assistant.help.told import understood_as
from assistant.model.port import ChatModel, Prompt
from assistant.question import Question
from assistant.said import entries_of
from assistant.standing import Standing
from assistant.state import State

_log = logging.getLogger(__name__)

AnswerTo = Callable[[Question], Answer]


@dataclass(frozen=True, slots=True)
class Understood:
    """How a message is understood, and the answer to that."""

    question: Question
    answer: Answer


class Understanding:
    """Reads questions in doubt with the help of a model; safe to call from several threads."""

    def __init__(self, model: ChatModel) -> None:
        """Ask `model`."""
        self._model = model
        self._remembered = Remembered()

    def read(
        self, first: Understood, message: str, state: State, standing: Standing, answer_to: AnswerTo
    ) -> Understood:
        """Return how `message`, which meets `state`, is meant and answered; `first` where no better is found.

        `answer_to` gives the verified answer to a question. The same message
        in the same state of conversation and catalog is taken to the model
        once. Blocks while the model is asked.
        """
        scan = standing.reader.scan(message)[1]
        doubt = doubt_of(first.question, first.answer, standing.reader, scan)
        if doubt is None:
            return first
        question = self._remembered.get(
            message, state, standing, lambda: self._asked(doubt, first, message, state, standing, answer_to)
        )
        return first if question is None else Understood(question, answer_to(question))

    def remembered(self, message: str, state: State, standing: Standing) -> Question | None:
        """Return how `message` was understood before; None where it was not, or not otherwise than it is read."""
        return self._remembered.get(message, state, standing, lambda: None)

    def _asked(
        self, doubt: Doubt, first: Understood, message: str, state: State, standing: Standing, answer_to: AnswerTo
    ) -> Question | None:
        """The better question that the model leads to, remembered; None for none."""
        scan, salt = standing.reader.scan(message)[1], secrets.token_hex(8)
        choice = offered(doubt, first.question, scan, standing, salt)
        checking = Checking(doubt, first.question, message, scan, state, standing.reader, choice)
        try:
            mapped = self._model.structured(self._prompt(checking, salt), Mapped)
        except ModelError as error:
            # Not remembered: it may be there again for the next one.
            _log.warning("a question in doubt was read without help: %s", error)
            return None
        question = self._better(checking, mapped, first.answer, answer_to)
        self._remembered.put(message, state, standing, question)
        return question

    def _better(self, checking: Checking, mapped: Mapped, first: Answer, answer_to: AnswerTo) -> Question | None:
        question = checking.checked(mapped)
        if question is None or not is_better(checking.doubt, question, answer_to(question), first):
            return None
        notice = understood_as(question, checking.reader.vocabulary)
        return replace(question, notice=f"{question.notice} {notice}".strip())

    def _prompt(self, checking: Checking, salt: str) -> Prompt:
        focus = entries_of(checking.reader.lexicon, checking.state.focus)
        rendered = prompts.prompt("understand").render(
            message=checking.message,
            in_play=[shown_title(entry) for entry in focus],
            classes=[
                {"id": name, "title": entry.spec.title, "code": entry.spec.class_code, "agency": entry.agency}
                for name, entry in checking.offered.classes.items()
            ],
            facets=checking.offered.facets,
            frames=FRAMES,
            fence=salt,
        )
        return Prompt(rendered.system, rendered.user)
