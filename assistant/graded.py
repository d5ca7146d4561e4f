"""Answer what a grade pays, where a question names one and no class: "what does grade 52 pay"."""

from dataclasses import dataclass

from assistant.answer import Answer, Status
from assistant.compose.table import no_pay, write_tabled
from assistant.compose.writer import Writer
from assistant.question import Question
from assistant.shelf import Shelf
from assistant.tabled import Then, of_grade
from vectorstore.folding import fold


@dataclass(frozen=True, slots=True)
class Graded:
    """Answers questions about grades."""

    shelf: Shelf

    def answer(self, question: Question) -> Answer | None:
        """Return what the grade pays that `question` names; None where it names none, or asks for no pay."""
        grade = self._grade(question)
        if question.choices or question.selection is not None or not grade:
            return None
        told = of_grade(self.shelf, grade, Then(question.when))
        if told is None:
            return no_pay(grade, have_grades=self.shelf.index.catalog.tables.have_grades(self.shelf.viewer))
        writer = Writer()
        stated = write_tabled(writer, told.every[-1].entry, told, question.when, self.shelf.vocabulary)
        return writer.answer(Status.ANSWERED if stated else Status.NOT_STATED)

    def _grade(self, question: Question) -> str:
        """The grade that is named where pay is asked for, as it is written; empty for none."""
        facets = self.shelf.vocabulary.facets
        words = fold(question.text).split()
        named = {word for phrase in facets["grade"].synonyms for word in [fold(phrase)] if " " not in word}
        if not set(words) & {fold(phrase) for phrase in facets["salary"].synonyms} - named:
            return ""
        behind = (words[at + 1] for at, word in enumerate(words[:-1]) if word in named)
        return next((word for word in behind if any(c.isdigit() for c in word)), "")
