"""Compose the answer to a question that was read: evidence from the catalog, or a search where no class is named."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from assistant.answer import Answer
from assistant.class_view import Spec
from assistant.climbing import Climb
from assistant.compose import refusal
from assistant.compose.dated import stale
from assistant.compose.sources import write_sources
from assistant.compose.steps import write_above_unloaded
from assistant.evidence import gather
from assistant.graded import Graded
from assistant.many import Many
from assistant.named import Named
from assistant.qualify.forest import Forest
from assistant.qualifying import Qualifying
from assistant.question import Frame, Question
from assistant.shelf import Shelf
from assistant.telling import Teller
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry, DocumentType


@dataclass(frozen=True, slots=True)
class Responder:
    """Answers questions for one viewer."""

    shelf: Shelf
    contact: str
    """Whom a reader is sent to for what specs do not say."""

    teller: Teller
    """Compares statements, and has the judgments that are sure enough to answer by."""

    forest: Callable[[], Forest]
    """What every class asks for."""

    stale_years: int = 0
    """Age from which a document is said to be old; 0 for never."""

    today: date = field(default_factory=lambda: datetime.now(UTC).date())

    @property
    def _named(self) -> Named:
        return Named(self.shelf, self.teller, self.contact, self.today)

    @property
    def _qualifying(self) -> Qualifying:
        return Qualifying(self.shelf, self.forest, self.contact, self.today)

    @property
    def _many(self) -> Many:
        return Many(self.shelf, self.teller, self.contact)

    @property
    def _graded(self) -> Graded:
        return Graded(self.shelf)

    def answer(self, question: Question) -> Answer:
        """Return the answer to `question`, not yet verified."""
        answer = self._answer(question)
        if question.sourced:
            answer = write_sources(answer, self.shelf.by_id(citation.spec_id for citation in answer.citations))
        notices = [answer.notice, question.notice, "" if question.when or question.selection else self._age(answer)]
        return replace(answer, notice=" ".join(filter(None, notices)) or None)

    def _age(self, answer: Answer) -> str:
        """What a reader is told of an answer whose newest document is old."""
        # A table is in force until the next one.
        dates = [citation.revision for citation in answer.citations if not citation.effective]
        if not dates or not all(stale(revision, self.today, self.stale_years) for revision in dates):
            return ""
        return f"This document is of {max(dates)}: ask {self.contact} whether it still holds."

    def _answer(self, question: Question) -> Answer:
        if question.choices:
            if question.climb is Climb.ALL and (spec := self._of_one_series(question)) is not None:
                return self._named.of_ladder(spec, question)
            return self._shared_by_all(question) or refusal.ambiguous(question)
        if (answer := self._qualifying.answer(question)) is not None:
            return answer
        if question.entries and (answer := self._named.answer(question)) is not None:
            return answer
        return self._of_no_class(replace(question, entries=()))

    def _of_no_class(self, question: Question) -> Answer:
        if (graded := self._graded.answer(question)) is not None:
            return graded
        if question.selection is not None:
            return self._many.listed(question, question.selection)
        if question.frame is Frame.OUT_OF_SCOPE:
            return refusal.out_of_scope(self.contact)
        if question.frame is Frame.ERRAND:
            return refusal.errand()
        if question.frame is Frame.UNPOINTED:
            return refusal.unpointed()
        if question.frame is Frame.COURTESY:
            return refusal.courtesy()
        if question.frame is Frame.REVERSE:
            return self._many.ranked(question)
        if question.frame is Frame.BROWSE:
            return self._many.passages(question)
        return self._unknown(question)

    def _of_one_series(self, question: Question) -> Spec | None:
        """The first of the classes that a question fits alike, where one series has them all, or all but lone ones."""
        in_series = [(entry, s) for entry in question.choices if (s := self.shelf.ladder(entry).series) is not None]
        if len(in_series) < 2:
            return None
        first, series = in_series[0]
        whole = all(series.place(entry) is not None for entry, _ in in_series)
        return self.shelf.spec(first) if whole else None

    def _shared_by_all(self, question: Question) -> Answer | None:
        """Answer for a series what all its levels share; None where they differ."""
        specs = self.shelf.specs(question.choices)
        if len({spec.entry.source_id for spec in specs}) != 1 or not question.facets:
            return None
        if specs[0].parsed.type is DocumentType.TABLE:
            # Rows share a table, and nothing in it.
            return None
        found = [
            [gather(spec, asked, question.asked, self.shelf.vocabulary) for asked in question.facets] for spec in specs
        ]
        says = [[(e.facts, e.statements, e.conditions, e.blank) for e in evidence] for evidence in found]
        if any(other != says[0] for other in says[1:]):
            return None
        return self._named.answer(replace(question, entries=(_in_common(specs),), choices=()))

    def _unknown(self, question: Question) -> Answer:
        """Say that no spec is loaded; a class that some document describes in passing is quoted from there."""
        if question.frame is Frame.LADDER and (answer := self._above_unloaded(question)) is not None:
            return answer
        # What an agency has not is not what another's document describes.
        wanted = frozenset(fold(question.mention).split()) if not question.agency else frozenset()
        for entry, known in self.shelf.index.catalog.stated.described(self.shelf.viewer) if wanted else ():
            if frozenset(fold(known.title).split()) == wanted and (spec := self.shelf.spec(entry)):
                statements = [s for s in spec.parsed.statements if s.span == known.span]
                return refusal.only_described(question, spec, statements)
        return refusal.unknown_class(question)

    def _above_unloaded(self, question: Question) -> Answer | None:
        """What asks for experience as a class that has no document; None where nothing does, or that is not asked."""
        above = self.shelf.all_ladders.above_named(question.mention) if question.climb is not Climb.DOWN else ()
        named = [(spec, proof) for entry, proof in above if (spec := self.shelf.spec(entry)) is not None]
        return write_above_unloaded(question.mention, named) if named else None


def _in_common(specs: Sequence[Spec]) -> CatalogEntry:
    """Return the entry to answer for all of `specs`: the first, under the series's title where they are all of it."""
    entry = specs[0].entry
    whole = len(specs) == len(specs[0].parsed.specs) and entry.spec.series
    return replace(entry, spec=replace(entry.spec, title=entry.spec.series)) if whole else entry
