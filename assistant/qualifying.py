"""Answer whether what somebody says of themselves agrees with what a class asks for, or with which classes it does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.answer import Answer
from assistant.compose.dated import write_age, write_closed
from assistant.compose.eligible import write_eligible
from assistant.compose.qualify import write_standing
from assistant.compose.writer import Writer
from assistant.qualify.forest import Forest
from assistant.question import Frame, Question
from assistant.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Qualifying:
    """Compares a reader's words with printed conditions."""

    shelf: Shelf
    forest: Callable[[], Forest]
    contact: str
    today: date

    def answer(self, question: Question) -> Answer | None:
        """Return the answer to a question about somebody's own qualification; None for another one."""
        if question.frame is Frame.ELIGIBLE:
            return self.all(question)
        return self.one(question) if question.frame is Frame.QUALIFY and len(question.entries) == 1 else None

    def one(self, question: Question) -> Answer | None:
        """Return how a reader stands to the one class of `question`; None where its document asks for nothing."""
        spec = next(iter(self.shelf.specs(question.entries)), None)
        if spec is None:
            return None
        then = self.shelf.then(spec, question.when)
        spec = then[-1] if then else spec
        standing = self.forest().grown(spec).standing(question.credentials)
        others = len(self.shelf.documents(spec.entry)) > 1

        def dated(writer: Writer) -> None:
            write_closed(writer, spec, self.today)
            write_age(writer, spec, question.when, others=others)

        return write_standing(spec, standing, question.credentials, self.contact, dated)

    def all(self, question: Question) -> Answer:
        """Return the classes of which no printed condition is contradicted, those that leave least open first."""
        said = question.credentials
        standings = self.forest().open_standings(said) if said else []
        return write_eligible(standings, said, self.shelf.spec, self.contact)
