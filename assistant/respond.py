"""Compose the answer to a question that was read: evidence from the catalog, or a search where no class is named."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, Status
from assistant.class_view import Spec
from assistant.clauses import clauses, fits
from assistant.compose import refusal
from assistant.compose.both import write_both
from assistant.compose.search import write_passages, write_ranked
from assistant.compose.sources import write_sources
from assistant.compose.writer import Writer, plain, shown_title
from assistant.evidence import gather
from assistant.likeness import own_statements, shared
from assistant.one_class import MOST_SAID, OneClass
from assistant.question import Frame, Question
from vectorstore.folding import fold
from vectorstore.index import Index
from vectorstore.spec import CatalogEntry, DocumentType, Viewer
from vectorstore.vocabulary import Vocabulary

_MOST_CLASSES = 3
#: Classes of a series that the same statements speak of count as one; so more are looked at.
_LOOKED_AT = 12
_MOST_PASSAGES = 5
#: Share of a question's words that a passage has, where it speaks of what was asked.
_SPEAKS = 0.5
_YEAR = re.compile(r"\d{4}")
_SUGGESTED = ("duties", "requirements", "salary", "license", "experience")


@dataclass(frozen=True, slots=True)
class Responder:
    """Answers questions for one viewer."""

    index: Index
    vocabulary: Vocabulary
    viewer: Viewer
    contact: str
    """Whom a reader is sent to for what specs do not say."""

    def answer(self, question: Question) -> Answer:
        """Return the answer to `question`, not yet verified."""
        answer = self._answer(question)
        if question.sourced:
            answer = write_sources(answer, self._cited(answer))
        return replace(answer, notice=question.notice or None)

    def _answer(self, question: Question) -> Answer:
        if question.choices:
            return self._shared_by_all(question) or refusal.ambiguous(question)
        if question.entries:
            return self._of_classes(question)
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
        writer = Writer()
        if len(specs) > 1:
            stated = write_both(writer, specs, question.facets, question.asked, self.vocabulary)
            status = Status.ANSWERED if stated else Status.NOT_STATED
            return replace(writer.answer(status), suggestions=self._suggestions(specs[0], question))
        stated = OneClass(self.vocabulary, self.index.embedder).write(writer, specs[0], question)
        if question.is_doubtful and not stated:
            return self._answer(replace(question, entries=()))
        if specs[0].parsed.type is DocumentType.STUB:
            told = _write_stub(writer, specs[0])
            stated = stated or (told and question.frame is Frame.OVERVIEW)
        else:
            _write_abolition(writer, specs[0])
        status = Status.ANSWERED if stated else Status.NOT_STATED
        return replace(writer.answer(status), suggestions=self._suggestions(specs[0], question))

    def _ranked(self, question: Question) -> Answer:
        found = self.index.rank_classes(
            clauses(question.text, self.vocabulary), question.text, self.viewer, limit=_LOOKED_AT
        )
        if not fits(found):
            return refusal.no_class_does([ranked.entry for ranked in found[:_MOST_CLASSES]], self.contact)
        return write_ranked([(one, spec) for one in found if (spec := self._spec(one.entry))], _MOST_CLASSES)

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
        wanted = frozenset(fold(question.mention).split())
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


def _write_stub(writer: Writer, spec: Spec) -> bool:
    """Add what an abolished class's document says that was not quoted yet; return whether it says so."""
    told = [s for s in own_statements(spec) if not writer.quotes(s.span)]
    if told:
        writer.say(f"Note that the document on {shown_title(spec.entry)} says:")
        writer.quote(spec.entry, spec.parsed, told[:MOST_SAID])
    return any("abolished" in s.facets for s in spec.parsed.statements)


def _write_abolition(writer: Writer, spec: Spec) -> None:
    """Add that a class is no more, where its document gives the day and the answer does not quote it yet."""
    for fact in spec.facts("abolished"):
        if _YEAR.match(fact.value) and not writer.quotes(fact.context):
            number = writer.cite(spec.entry, spec.parsed, fact.context)
            quote = spec.parsed.document.quote(fact.context)
            writer.say(f"Note that {shown_title(spec.entry)} is a class no more: {plain(quote)}", number)
