"""Answer about named classes: one of now, one of another time, several side by side, and what changed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Answer, Status
from assistant.changes import RECRUITMENT
from assistant.class_view import Spec
from assistant.climbing import Climb
from assistant.compose import refusal
from assistant.compose.abolished import write_abolition, write_stub
from assistant.compose.compared import comparison_path
from assistant.compose.comparison import ComparisonWriter
from assistant.compose.dated import write_age, write_closed, write_none_then
from assistant.compose.ladder import LadderWriter
from assistant.compose.revision import write_changes
from assistant.compose.steps import Steps
from assistant.compose.writer import Writer, shown_title
from assistant.evidence import gather
from assistant.from_tables import FromTables
from assistant.one_class import OneClass
from assistant.question import Frame, Question
from assistant.shelf import Shelf
from assistant.tabled import Then, told_of
from assistant.telling import Teller
from assistant.when import compared
from vectorstore.spec import DocumentType

#: Documents that are compared at once.
_MOST_COMPARED = 3
_TOO_MANY = "Three classes are compared at once; of the others nothing is said here."
_SUGGESTED = ("duties", "requirements", "salary", "license", "experience")


@dataclass(frozen=True, slots=True)
class Named:
    """Answers questions about classes that they name."""

    shelf: Shelf
    teller: Teller
    contact: str
    today: date

    def answer(self, question: Question) -> Answer | None:
        """Return the answer about its classes; None where they may not be meant, and say nothing of it."""
        specs = self.shelf.specs(question.entries)
        if not specs:
            # The document was removed between reading the question and answering it.
            return refusal.unknown_class(replace(question, entries=()))
        return FromTables(self.shelf, specs, question).beside(lambda rest: self._of_documents_alone(specs, rest))

    def _of_documents_alone(self, specs: Sequence[Spec], question: Question) -> Answer | None:
        """Return what the documents of the classes say."""
        if question.climb and question.frame is Frame.BOTH and len(specs) == 1:
            specs = [*specs, *self._stepped(specs[0], question.climb)]
        if len(specs) > 1:
            return self._of_several(specs, question)
        if question.climb:
            return self.of_ladder(specs[0], question)
        if question.frame is Frame.REVISION:
            return self._of_revisions(specs[0], question)
        return self._of_time(specs[0], question) if question.when else self._of_class(Writer(), specs[0], question)

    def _of_class(self, writer: Writer, spec: Spec, question: Question) -> Answer | None:
        stated = OneClass(self.shelf.vocabulary, self.teller, writer, spec, question).write()
        if question.is_doubtful and not stated:
            return None
        if question.outside and not stated:
            return refusal.personal(writer, self.contact)
        if spec.parsed.type is DocumentType.STUB:
            told = write_stub(writer, spec)
            stated = stated or (told and question.frame is Frame.OVERVIEW)
        else:
            write_abolition(writer, spec)
        recruiting = any(key in RECRUITMENT for option in question.facets for key in option)
        if recruiting or question.frame is Frame.OVERVIEW:
            write_closed(writer, spec, self.today)
        write_age(writer, spec, question.when, others=len(self.shelf.documents(spec.entry)) > 1)
        status = Status.ANSWERED if stated else Status.NOT_STATED
        return replace(writer.answer(status), suggestions=self._suggestions(spec, question))

    def _of_several(self, specs: Sequence[Spec], question: Question) -> Answer:
        """Answer for classes side by side, each from its document of the time that is asked about."""
        writer = Writer()
        then = [self.shelf.then(spec, question.when) for spec in specs]
        found = [one for of_class in then for one in of_class][:_MOST_COMPARED]
        stated, compared_as = False, None
        if found:
            tables = told_of(self.shelf, Then(question.when))
            writing = ComparisonWriter(writer, found, self.shelf.vocabulary, tables)
            stated, compared_as = writing.write(question.facets, question.asked)
        for spec, of_class in zip(specs, then, strict=True):
            if not of_class:
                write_none_then(writer, self.shelf.dated(spec), question.when)
            for one in of_class if question.when else ():
                write_age(writer, one, question.when, others=True)
        status = Status.ANSWERED if stated else Status.NOT_STATED
        notice = _TOO_MANY if sum(map(len, then)) > _MOST_COMPARED else None
        page = comparison_path(found) if compared_as is not None and len(found) > 1 else None
        answer = replace(writer.answer(status), comparison=compared_as, page=page, notice=notice)
        return replace(answer, suggestions=self._suggestions(specs[0], question))

    def _stepped(self, spec: Spec, climb: Climb) -> list[Spec]:
        """The class that stands right above or below one, where it has a document."""
        ladder = self.shelf.ladder(spec.entry)
        steps = ladder.below if climb is Climb.DOWN else ladder.above
        return self.shelf.specs(step.entry for step in steps if step.entry is not None)[:1]

    def of_ladder(self, spec: Spec, question: Question) -> Answer:
        """Answer what stands above or below a class, or all of its series."""
        shelf = self.shelf
        line = shelf.all_ladders.line(spec.entry) if question.climb is Climb.ALL else None
        steps = Steps(shelf.ladder(spec.entry), spec, shelf.spec, shelf.ladder, shelf.vocabulary, line)
        answer = LadderWriter(Writer(), steps).answer(question.climb or Climb.UP)
        return replace(answer, suggestions=self._suggestions(spec, question))

    def _of_revisions(self, spec: Spec, question: Question) -> Answer:
        """Answer what changed between two documents of a class."""
        if pair := compared(question.when, self.shelf.documents(spec.entry)):
            older, newer = (self.shelf.spec(entry) for entry in pair)
            if older is not None and newer is not None:
                return write_changes(older, newer, question.facets, question.asked, self.shelf.vocabulary)
        writer = Writer()
        write_none_then(writer, self.shelf.dated(spec), question.when, compared=True)
        return writer.answer(Status.NOT_STATED)

    def _of_time(self, spec: Spec, question: Question) -> Answer | None:
        """Answer from the document of the time that is asked about, from both of two."""
        found = self.shelf.then(spec, question.when)
        if len(found) > 1:
            return self._of_documents(found, question)
        if found:
            return self._of_class(Writer(), found[0], question)
        if self._asks_for_date(question):
            # "Was it established in 1985?": the date is what is asked for, not which document.
            return self._of_class(Writer(), spec, replace(question, when=None))
        writer = Writer()
        write_none_then(writer, self.shelf.dated(spec), question.when)
        return writer.answer(Status.NOT_STATED)

    def _of_documents(self, found: Sequence[Spec], question: Question) -> Answer:
        """Answer from several documents of a class, one after the other, each with its date."""
        writer, stated = Writer(), False
        for one in found:
            stated = OneClass(self.shelf.vocabulary, self.teller, writer, one, question).write() or stated
            write_age(writer, one, question.when, others=True)
        status = Status.ANSWERED if stated else Status.NOT_STATED
        return replace(writer.answer(status), suggestions=self._suggestions(found[-1], question))

    def _asks_for_date(self, question: Question) -> bool:
        facets = self.shelf.vocabulary.facets
        return any(key in facets and facets[key].value == "date" for option in question.facets for key in option)

    def _suggestions(self, spec: Spec, question: Question) -> tuple[str, ...]:
        """Next questions that this very document answers."""
        asked = {key for option in question.facets for key in option}
        title = shown_title(spec.entry)
        open_facets = [key for key in _SUGGESTED if key not in asked]
        answered = [key for key in open_facets if gather(spec, (key,), "", self.shelf.vocabulary).states]
        return tuple(_asked(self.shelf.vocabulary.facets[key].examples[0], title) for key in answered[:3])


def _asked(example: str, title: str) -> str:
    """An example question of the vocabulary about one class, as a person would write it."""
    question = re.sub(r"\b([Aa]) (?=[AEIOU])", r"\1n ", example.replace("CLASS", title))
    return f"{question[:1].upper()}{question[1:]}?"
