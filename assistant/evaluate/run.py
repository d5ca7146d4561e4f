"""Ask every question of a file, each in a conversation of its own, and judge the answers."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from assistant.desk import Desk, Json, open_desk, require_specs
from assistant.errors import RefusedError
from assistant.evaluate.judge import missed
from assistant.evaluate.questions import Question
from assistant.evaluate.scores import Outcome, Scores
from assistant.evaluate.soundness import loose_numbers, unverified
from assistant.settings import Settings

#: Called with what is being done, how much of it is, and how much there is.
Step = Callable[[str, int, int], None]


class Examiner:
    """Asks at one desk; what was said is forgotten there."""

    def __init__(self, desk: Desk, agency: str | None = None, contact: str = "") -> None:
        """Ask about the classes of `agency`; `contact` is whom readers are sent to, and may have a number."""
        self._desk = desk
        self._agency = agency
        self._contact = contact
        self._texts: dict[str, str] = {}

    def examine(self, questions: Sequence[Question], step: Step) -> Scores:
        """Return the scores of all `questions`.

        Raises:
            UnavailableError: the assistant cannot be asked (any more); nothing is scored then.
        """
        outcomes = []
        # What whoever asks first waits for, an assistant that is still to be made, is no part of a question's time.
        self.outcome(questions[0])
        for done, question in enumerate(questions):
            step("asking", done, len(questions))
            outcomes.append(self.outcome(question))
        step("asking", len(questions), len(questions))
        return Scores(tuple(outcomes))

    def outcome(self, question: Question) -> Outcome:
        """Ask one question and return what became of it."""
        with self._conversation() as said:
            try:
                for at, message in enumerate(question.history):
                    self._say(message, question.history[:at], said)
                started = time.perf_counter()
                reply = self._say(question.text, question.history, said)
            except RefusedError as error:
                return Outcome(question, None, 0.0, refusal=str(error))
            seconds = time.perf_counter() - started
        texts = {citation["source_id"]: self._text(citation["source_id"]) for citation in reply["citations"]}
        wrote = " ".join([*question.history, question.text, self._contact])
        return Outcome(
            question,
            reply,
            seconds,
            missed(question.expect, reply),
            unverified(reply, texts),
            loose_numbers(reply, wrote),
        )

    def _say(self, message: str, before: Sequence[str], said: list[str | None]) -> Json:
        """Say a message after those `before` it: in their conversation, or with them where none is kept."""
        conversation = said[-1] if said else None
        reply = self._desk.ask(message, self._agency, conversation, None if conversation else before or None)
        said.append(reply["conversation_id"])
        return reply

    @contextmanager
    def _conversation(self) -> Iterator[list[str | None]]:
        """Yield the ids of a conversation, one a message, to be filled; it is forgotten at the end.

        They are None where none is kept.
        """
        said: list[str | None] = []
        try:
            yield said
        finally:
            for conversation_id in filter(None, dict.fromkeys(said)):
                self._desk.forget(conversation_id)

    def _text(self, source_id: str) -> str:
        """The text of a source; one that cannot be read has none, and no quote of it is verified."""
        if source_id not in self._texts:
            try:
                self._texts[source_id] = self._desk.source(source_id)["text"]
            except RefusedError:
                self._texts[source_id] = ""
        return self._texts[source_id]


def evaluate(questions: Sequence[Question], settings: Settings, agency: str | None, step: Step) -> Scores:
    """Return the scores of `questions` over the index that the settings name.

    Raises:
        UnavailableError: the index is empty, or its owner does not answer.
        VectorstoreError: a part is missing or damaged, or another command owns the index.
    """
    with open_desk(settings) as desk:
        require_specs(desk)
        return Examiner(desk, agency, settings.hr_contact).examine(questions, step)
