"""Answer from class tables what the documents of named classes do not state, and beside what they do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.answer import Answer, Status
from assistant.class_view import Spec
from assistant.comparing import row
from assistant.compose.compared import comparison, comparison_path
from assistant.compose.comparison import ComparisonWriter
from assistant.compose.table import calculated, write_gone, write_retitled, write_row, write_tabled, write_unlisted
from assistant.compose.writer import Writer, shown_title
from assistant.evidence import Evidence, gather
from assistant.periods import period_asked
from assistant.question import Frame, Question
from assistant.shelf import Shelf
from assistant.tabled import OF_DOCUMENTS, Tabled, Then, graded, tabled, told_of
from assistant.weighing import weighed_pay
from vectorstore.folding import fold, one_line
from vectorstore.spec import DocumentType, Fact

#: Likeness to an example, from which a facet that no word names is meant though other words are left unexplained.
_SURELY = 0.6

_Option = tuple[str, ...]
#: Answers a question from documents alone; None where their classes may not be meant.
FromDocuments = Callable[[Question], Answer | None]


@dataclass(frozen=True)
class FromTables:
    """Adds what class tables say of the classes of one question."""

    shelf: Shelf
    specs: Sequence[Spec]
    question: Question

    def beside(self, documents: FromDocuments) -> Answer | None:
        """Return the answer of tables and of `documents`; each is asked for what it has."""
        if len(self.specs) == 1 and self.specs[0].entry.type is DocumentType.TABLE:
            return self._of_row(self.specs[0])
        found = {option: told for option in self.question.facets if (told := self._told(option))}
        if not found or not self._is_meant():
            return documents(self.question)
        rest = tuple(o for o in self.question.facets if o not in found or len(found[o]) < len(self.specs)
                     or any(self._states(spec, o) for spec in self.specs))  # fmt: skip
        own = documents(replace(self.question, facets=rest)) if rest else None
        if own is None and rest:
            return None
        return self._joined(own, [one for told in found.values() for one in told])

    @property
    def _time(self) -> Then:
        return Then(self.question.when, compares=self.question.frame is Frame.REVISION)

    def _is_meant(self) -> bool:
        """Whether the question asks for facets, and surely of these classes."""
        question = self.question
        likely = question.sureness >= _SURELY or not question.residual
        return likely and not (question.is_doubtful or question.outside)

    def _told(self, option: _Option) -> list[tuple[Spec, Tabled]]:
        """What tables say of each class on one thing asked."""
        if set(option) & OF_DOCUMENTS:
            return []
        found = []
        for spec in self.specs:
            told = tabled(self.shelf, spec.entry, option, self._time) or graded(self.shelf, spec, option, self._time)
            if told is not None and not self._is_needless(spec, option, told):
                found.append((spec, told))
        return found

    def _is_needless(self, spec: Spec, option: _Option, told: Tabled) -> bool:
        """Whether what a document states is all there is: no table was in force, or it says the very same."""
        stated = [one for one in self._evidence(spec, option) if one.states]
        if not stated or not told.rows:
            return bool(stated)
        said = {fold(fact.value) for one in stated for fact in one.facts}
        return told.facet != "salary" and {fold(fact.value) for _, fact in told.facts} <= said

    def _states(self, spec: Spec, option: _Option) -> bool:
        """Whether a document states one thing asked."""
        return any(one.states for one in self._evidence(spec, option))

    def _evidence(self, spec: Spec, option: _Option) -> list[Evidence]:
        """What the documents of the time that is asked about have on one thing asked; a row is no document."""
        if spec.entry.type is DocumentType.TABLE:
            return []
        then = self.shelf.then(spec, self.question.when)
        return [gather(one, option, self.question.asked, self.shelf.vocabulary) for one in then]

    def _joined(self, own: Answer | None, found: Sequence[tuple[Spec, Tabled]]) -> Answer:
        """What documents say, then what tables say."""
        writer = Writer()
        if own is not None:
            writer = Writer([own.answer], list(own.citations), list(own.facts))
        stated = own is not None and own.status is Status.ANSWERED
        notices = [own.notice or ""] if own is not None else []
        for spec, told in found:
            stated = self._write(writer, spec, told, notices) or stated
        if own is None:
            self._write_weighed(writer, found)
        answer = writer.answer(Status.ANSWERED if stated else Status.NOT_STATED)
        kept = answer if own is None else replace(own, status=answer.status, answer=answer.answer,
                                                  citations=answer.citations, facts=answer.facts)  # fmt: skip
        compared = self._compared()
        page = comparison_path(self.specs) if compared is not None else None
        return replace(kept, notice=" ".join(filter(None, notices)) or None, comparison=compared, page=page)

    def _compared(self) -> dict[str, Any] | None:
        """Several classes side by side as data, in all that is asked."""
        if len(self.specs) < 2:
            return None
        tables, vocabulary = told_of(self.shelf, self._time), self.shelf.vocabulary
        asked = (row(self.specs, one, self.question.asked, vocabulary, tables) for one in self.question.facets)
        found = [one for one in asked if one is not None]
        verdicts = ComparisonWriter(Writer(), self.specs, vocabulary).verdicts(found)
        return comparison(self.specs, found, verdicts=verdicts) if found else None

    def _write_weighed(self, writer: Writer, found: Sequence[tuple[Spec, Tabled]]) -> None:
        """Add which of several classes pays more, where tables of one date say what each of them pays."""
        pay = [(spec, told.facts) for spec, told in found if told.facet == "salary" and told.facts]
        dates = {one.effective for _, facts in pay for one, _ in facts}
        if not len(pay) == len(self.specs) > 1 or len(dates) > 1:
            return
        weight = weighed_pay([[fact for _, fact in facts] for _, facts in pay])
        if weight is not None:
            cells = [cell for _, facts in pay for cell in facts]
            numbers = [writer.cite(row.entry, row.parsed, fact.context) for row, fact in cells]
            more = f"**{shown_title(pay[weight.more][0].entry)}** " if weight.more is not None else ""
            said = f"{more}{weight.why}."
            writer.say(f"{said[:1].upper()}{said[1:]}", *numbers)

    def _write(self, writer: Writer, spec: Spec, told: Tabled, notices: list[str]) -> bool:
        if told.grade is not None:
            self._write_grade(writer, spec, told.grade)
        stated = write_tabled(writer, spec.entry, told, self.question.when, self.shelf.vocabulary)
        if told.grade is None:
            self._write_doubts(writer, spec, told)
        period = period_asked(self.question.text, self.shelf.vocabulary)
        if told.facet == "salary" and period:
            notices.append(calculated(writer, told, period, spec.entry.spec.class_code))
        return stated

    def _write_grade(self, writer: Writer, spec: Spec, grade: Fact) -> None:
        """Add the grade that a document gives, where the answer does not say it yet."""
        known = {(citation.source_id, citation.start) for citation in writer.citations}
        if (spec.entry.source_id, grade.context.start) not in known:
            number = writer.cite(spec.entry, spec.parsed, grade.context)
            printed = one_line(spec.parsed.document.quote(grade.span))
            title = shown_title(spec.entry)
            writer.say(f"The document on {title} gives a salary grade or range, **{printed}**.", number)

    def _write_doubts(self, writer: Writer, spec: Spec, told: Tabled) -> None:
        """Add that a newer table has the class no more, and that the table names it otherwise."""
        # Of two tables that are compared only the newer one may have been followed by another.
        if told.rows and self.question.when is None and (newer := self.shelf.successor(told.rows[-1], told.facet)):
            write_gone(writer, spec.entry, newer)
        write_retitled(writer, spec.entry, [row for row in told.rows if self.shelf.is_retitled(spec.entry, row)])

    def _of_row(self, spec: Spec) -> Answer:
        """Answer for a class that stands in a table alone."""
        writer, notices = Writer(), list[str]()
        rows = self.shelf.rows(spec.entry)
        identifies = self.question.frame in (Frame.IDENTIFY, Frame.OVERVIEW)
        if identifies:
            write_row(writer, rows[-1])
        stated = identifies
        for option in self.question.facets if not identifies else ():
            if told := tabled(self.shelf, spec.entry, option, self._time):
                stated = self._write(writer, spec, told, notices) or stated
        write_unlisted(writer, rows[-1], stated=stated or bool(writer.lines))
        answer = writer.answer(Status.ANSWERED if stated else Status.NOT_STATED)
        return replace(answer, notice=" ".join(filter(None, notices)) or None)
