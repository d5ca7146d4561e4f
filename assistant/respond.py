"""Compose the answer to a question that was read: evidence from the catalog, or a search where no class is named."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from assistant.answer import Answer, Status
from assistant.changes import RECRUITMENT
from assistant.class_view import Spec
from assistant.clauses import clauses, features
from assistant.compose import refusal
from assistant.compose.abolished import write_abolition, write_stub
from assistant.compose.both import write_both
from assistant.compose.dated import stale, write_age, write_closed, write_none_then
from assistant.compose.listing import write_list
from assistant.compose.revision import write_changes
from assistant.compose.search import write_passages, write_ranked
from assistant.compose.sources import write_sources
from assistant.compose.writer import Writer, shown_title
from assistant.conditions import Tree
from assistant.evidence import gather
from assistant.likeness import shared
from assistant.listing import is_exact, matching
from assistant.one_class import OneClass
from assistant.question import Frame, Question
from assistant.telling import Teller
from assistant.when import compared, of_time, revisions
from vectorstore.folding import fold
from vectorstore.index import Index
from vectorstore.spec import CatalogEntry, DocumentType, Viewer
from vectorstore.vocabulary import Vocabulary

_MOST_CLASSES = 3
#: Probability from which a class is said to do the work that was described.
_SURELY = 0.85
#: Classes of a series that the same statements speak of count as one; so more are looked at.
_LOOKED_AT = 12
_MOST_PASSAGES = 5
#: Share of a question's words that a passage has, where it speaks of what was asked.
_SPEAKS = 0.5
_SUGGESTED = ("duties", "requirements", "salary", "license", "experience")


@dataclass(frozen=True, slots=True)
class Responder:
    """Answers questions for one viewer."""

    index: Index
    vocabulary: Vocabulary
    viewer: Viewer
    contact: str
    """Whom a reader is sent to for what specs do not say."""

    teller: Teller
    """Compares statements, and has the judgments that are sure enough to answer by."""

    stale_years: int = 0
    """Age from which a document is said to be old; 0 for never."""

    today: date = field(default_factory=lambda: datetime.now(UTC).date())

    def answer(self, question: Question) -> Answer:
        """Return the answer to `question`, not yet verified."""
        answer = self._answer(question)
        if question.sourced:
            answer = write_sources(answer, self._cited(answer))
        notices = [question.notice, "" if question.when else self._age(answer)]
        return replace(answer, notice=" ".join(filter(None, notices)) or None)

    def _age(self, answer: Answer) -> str:
        """What a reader is told of an answer whose newest document is old."""
        dates = [citation.revision for citation in answer.citations]
        if not dates or not all(stale(revision, self.today, self.stale_years) for revision in dates):
            return ""
        return f"This document is of {max(dates)}: ask {self.contact} whether it still holds."

    def _answer(self, question: Question) -> Answer:
        if question.choices:
            return self._shared_by_all(question) or refusal.ambiguous(question)
        if question.entries:
            return self._of_classes(question)
        if question.conditions is not None and (listed := self._listed(question.conditions)) is not None:
            return listed
        if question.frame is Frame.OUT_OF_SCOPE:
            return refusal.out_of_scope(self.contact)
        if question.frame is Frame.COURTESY:
            return refusal.courtesy()
        if question.frame is Frame.REVERSE:
            return self._ranked(question)
        if question.frame is Frame.BROWSE:
            return self._passages(question)
        return self._unknown(question)

    def _spec(self, entry: CatalogEntry) -> Spec | None:
        parsed = self.index.catalog.parsed(entry.source_id, self.viewer)
        return Spec(entry, parsed) if parsed is not None else None

    def _cited(self, answer: Answer) -> dict[str, Spec]:
        """The specs that an answer cites, by their ids."""
        ids = dict.fromkeys(citation.spec_id for citation in answer.citations)
        entries = [entry for one in ids if (entry := self.index.catalog.entry(one, self.viewer)) is not None]
        return {entry.spec_id: spec for entry in entries if (spec := self._spec(entry)) is not None}

    def _of_classes(self, question: Question) -> Answer:
        specs = [spec for entry in question.entries if (spec := self._spec(entry)) is not None]
        if not specs:
            # The document was removed between reading the question and answering it.
            return refusal.unknown_class(replace(question, entries=()))
        if len(specs) > 1:
            return self._of_several(specs, question)
        if question.frame is Frame.REVISION:
            return self._of_revisions(specs[0], question)
        return self._of_time(specs[0], question) if question.when else self._of_class(Writer(), specs[0], question)

    def _of_class(self, writer: Writer, spec: Spec, question: Question) -> Answer:
        stated = OneClass(self.vocabulary, self.teller, writer, spec, question).write()
        if question.is_doubtful and not stated:
            return self._answer(replace(question, entries=()))
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
        write_age(writer, spec, question.when, others=len(self._documents(spec.entry)) > 1)
        status = Status.ANSWERED if stated else Status.NOT_STATED
        return replace(writer.answer(status), suggestions=self._suggestions(spec, question))

    def _documents(self, entry: CatalogEntry) -> tuple[CatalogEntry, ...]:
        """The dated documents of a class, the oldest first."""
        return revisions(entry, self.index.catalog.entries(self.viewer))

    def _of_several(self, specs: Sequence[Spec], question: Question) -> Answer:
        """Answer for classes side by side, each from its document of the time that is asked about."""
        writer = Writer()
        then = [self._then(spec, question) for spec in specs]
        found = [one for of_class in then for one in of_class]
        stated = bool(found) and write_both(writer, found, question.facets, question.asked, self.vocabulary)
        for spec, of_class in zip(specs, then, strict=True):
            if not of_class:
                write_none_then(writer, self._dated(spec), question.when)
            for one in of_class if question.when else ():
                write_age(writer, one, question.when, others=True)
        status = Status.ANSWERED if stated else Status.NOT_STATED
        return replace(writer.answer(status), suggestions=self._suggestions(specs[0], question))

    def _then(self, spec: Spec, question: Question) -> list[Spec]:
        """The documents of a class that the question's time asks for; one without a date is of any time."""
        dated = self._documents(spec.entry)
        if question.when is None or not dated:
            return [spec]
        return [one for entry in of_time(question.when, dated) if (one := self._spec(entry)) is not None][
            -_MOST_CLASSES:
        ]

    def _dated(self, spec: Spec) -> list[Spec]:
        """The dated documents of a class, the oldest first; the one it has where that has no date."""
        return [one for entry in self._documents(spec.entry) if (one := self._spec(entry)) is not None] or [spec]

    def _of_revisions(self, spec: Spec, question: Question) -> Answer:
        """Answer what changed between two documents of a class."""
        if pair := compared(question.when, self._documents(spec.entry)):
            older, newer = (self._spec(entry) for entry in pair)
            if older is not None and newer is not None:
                return write_changes(older, newer, question.facets, question.asked, self.vocabulary)
        writer = Writer()
        write_none_then(writer, self._dated(spec), question.when, compared=True)
        return writer.answer(Status.NOT_STATED)

    def _of_time(self, spec: Spec, question: Question) -> Answer:
        """Answer from the document of the time that is asked about, from both of two."""
        found = self._then(spec, question)
        if len(found) > 1:
            return self._of_documents(found, question)
        if found:
            return self._of_class(Writer(), found[0], question)
        if self._asks_for_date(question):
            # "Was it established in 1985?": the date is what is asked for, not which document.
            return self._of_class(Writer(), spec, replace(question, when=None))
        writer = Writer()
        write_none_then(writer, self._dated(spec), question.when)
        return writer.answer(Status.NOT_STATED)

    def _of_documents(self, found: Sequence[Spec], question: Question) -> Answer:
        """Answer from several documents of a class, one after the other, each with its date."""
        writer, stated = Writer(), False
        for one in found:
            stated = OneClass(self.vocabulary, self.teller, writer, one, question).write() or stated
            write_age(writer, one, question.when, others=True)
        status = Status.ANSWERED if stated else Status.NOT_STATED
        return replace(writer.answer(status), suggestions=self._suggestions(found[-1], question))

    def _asks_for_date(self, question: Question) -> bool:
        facets = self.vocabulary.facets
        return any(key in facets and facets[key].value == "date" for option in question.facets for key in option)

    def _ranked(self, question: Question) -> Answer:
        parts = clauses(question.text, self.vocabulary)
        found = self.index.rank_classes(parts, question.text, self.viewer, limit=_LOOKED_AT)
        classes = len({entry.class_id for entry in self.index.catalog.entries(self.viewer)})
        fits = self.teller.judged["fits"]
        likely = fits.probability(features(found, parts, question.outside, classes)) if found else 0.0
        if likely < fits.threshold:
            return refusal.no_class_does([ranked.entry for ranked in found[:_MOST_CLASSES]], self.contact)
        with_specs = [(one, spec) for one in found if (spec := self._spec(one.entry))]
        return write_ranked(with_specs, _MOST_CLASSES, sure=likely >= _SURELY)

    def _listed(self, conditions: Tree) -> Answer | None:
        """Return all classes that fulfill the conditions, or that none does; None where that is not certain."""
        found = matching(conditions, self.index.catalog, self.viewer)
        if found and not is_exact(conditions):
            return None
        return write_list([(proof, spec) for proof in found if (spec := self._spec(proof.entry))])

    def _passages(self, question: Question) -> Answer:
        found = self.index.search(question.text, self.viewer, limit=_MOST_PASSAGES)
        telling = [passage for passage in found if shared(question.words, passage.text) >= _SPEAKS]
        with_specs = [(passage, spec) for passage in telling if (spec := self._spec(passage.entry))]
        return write_passages(with_specs, question.text) if with_specs else refusal.out_of_scope(self.contact)

    def _shared_by_all(self, question: Question) -> Answer | None:
        """Answer for a series what all its levels share; None where they differ."""
        specs = [spec for entry in question.choices if (spec := self._spec(entry)) is not None]
        if len({spec.entry.source_id for spec in specs}) != 1 or not question.facets:
            return None
        found = [[gather(spec, asked, question.asked, self.vocabulary) for asked in question.facets] for spec in specs]
        says = [[(e.facts, e.statements, e.conditions, e.blank) for e in evidence] for evidence in found]
        if any(other != says[0] for other in says[1:]):
            return None
        return self._of_classes(replace(question, entries=(_in_common(specs),), choices=()))

    def _unknown(self, question: Question) -> Answer:
        """Say that no spec is loaded; a class that some document describes in passing is quoted from there."""
        # What an agency has not is not what another's document describes.
        wanted = frozenset(fold(question.mention).split()) if not question.agency else frozenset()
        for entry, known in self.index.catalog.described(self.viewer) if wanted else ():
            if frozenset(fold(known.title).split()) == wanted and (spec := self._spec(entry)):
                statements = [s for s in spec.parsed.statements if s.span == known.span]
                return refusal.only_described(question, spec, statements)
        return refusal.unknown_class(question)

    def _suggestions(self, spec: Spec, question: Question) -> tuple[str, ...]:
        """Next questions that this very document answers."""
        asked = {key for option in question.facets for key in option}
        title = shown_title(spec.entry)
        open_facets = [key for key in _SUGGESTED if key not in asked]
        answered = [key for key in open_facets if gather(spec, (key,), "", self.vocabulary).states]
        return tuple(_asked(self.vocabulary.facets[key].examples[0], title) for key in answered[:3])


def _in_common(specs: Sequence[Spec]) -> CatalogEntry:
    """Return the entry to answer for all of `specs`: the first, under the series's title where they are all of it."""
    entry = specs[0].entry
    whole = len(specs) == len(specs[0].parsed.specs) and entry.spec.series
    return replace(entry, spec=replace(entry.spec, title=entry.spec.series)) if whole else entry


def _asked(example: str, title: str) -> str:
    """An example question of the vocabulary about one class, as a person would write it."""
    question = re.sub(r"\b([Aa]) (?=[AEIOU])", r"\1n ", example.replace("CLASS", title))
    return f"{question[:1].upper()}{question[1:]}?"
