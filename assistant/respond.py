"""Compose the answer to a question that was read: evidence from the catalog, or a search where no class is named."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, Status
from assistant.clauses import clauses
from assistant.compose import refusal
from assistant.compose.both import write_both, write_evidence
from assistant.compose.open import write_nearest_statements
from assistant.compose.overview import write_identity, write_overview
from assistant.compose.search import write_passages, write_ranked
from assistant.compose.writer import Writer, shown_title
from assistant.evidence import Evidence, Found, Spec, gather
from assistant.likeness import own_names, own_statements, rank, saying
from assistant.question import Frame, Question
from vectorstore.folding import fold
from vectorstore.index import Index
from vectorstore.spec import (
    OWN_HEADING,
    OWN_LABEL,
    CatalogEntry,
    DocumentType,
    RankedClass,
    Viewer,
)
from vectorstore.vocabulary import Vocabulary

_MOST_CLASSES = 3
_MOST_PASSAGES = 5
_SUGGESTED = ("duties", "requirements", "salary", "license", "experience")

#: Cosine of a description to a class's best statements, and share of its words in them; measured on described
#: duties against questions that no class fits, see `tests/benchmarks`.
_FITS, _SHARES = 0.29, 0.62

#: Facets that say so much that a whole section is no answer to "is X part of it?".
_BROAD = frozenset({"duties", "definition", "requirements", "knowledge", "skills", "abilities", "distinguishing"})

#: Similarity to an example, from which a facet that no word names is as good as named, and from which it is
#: answered for where no statement says what was asked.
_CERTAIN, _LIKELY = 0.6, 0.47

#: Statements that answer an open question.
_MOST_SAID = 3


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
        return replace(answer, notice=question.notice or None)

    def _answer(self, question: Question) -> Answer:
        if question.choices:
            return self._shared_by_all(question) or refusal.ambiguous(question)
        if question.entries:
            return self._of_classes(question)
        if question.frame is Frame.OUT_OF_SCOPE:
            return refusal.out_of_scope(self.contact)
        if question.frame is Frame.REVERSE:
            return self._ranked(question)
        if question.frame is Frame.BROWSE:
            return self._passages(question)
        return self._unknown(question)

    def _spec(self, entry: CatalogEntry) -> Spec | None:
        parsed = self.index.catalog.parsed(entry.source_id, self.viewer)
        return Spec(entry, parsed) if parsed is not None else None

    def _of_classes(self, question: Question) -> Answer:
        specs = [spec for entry in question.entries if (spec := self._spec(entry)) is not None]
        if not specs:
            # The document was removed between reading the question and answering it.
            return refusal.unknown_class(replace(question, entries=()))
        writer = Writer()
        if len(specs) > 1:
            write_both(writer, specs, question.facets, question.asked, self.vocabulary)
            return replace(writer.answer(Status.ANSWERED), suggestions=self._suggestions(specs[0], question))
        stated = self._of_class(writer, specs[0], question)
        if specs[0].parsed.type is DocumentType.STUB:
            told = _write_stub(writer, specs[0])
            stated = stated or (told and question.frame is Frame.OVERVIEW)
        status = Status.ANSWERED if stated else Status.NOT_STATED
        return replace(writer.answer(status), suggestions=self._suggestions(specs[0], question))

    def _of_class(self, writer: Writer, spec: Spec, question: Question) -> bool:
        """Write what one class's document says; return whether it states what was asked."""
        if question.frame is Frame.IDENTIFY:
            write_identity(writer, spec)
            return True
        if question.frame is Frame.OVERVIEW:
            if not self._said(writer, spec, question.residual):
                write_overview(writer, spec, self.vocabulary)
            return True
        if own := self._own(spec, question):
            return any([write_evidence(writer, gather(spec, asked, "", self.vocabulary)) for asked in own])
        if question.sureness < _CERTAIN and question.residual:
            return self._open(writer, spec, question)
        return self._of_facets(writer, spec, question)

    def _of_facets(self, writer: Writer, spec: Spec, question: Question) -> bool:
        evidence = [gather(spec, asked, question.asked, self.vocabulary) for asked in question.facets]
        if question.residual:
            return self._narrower(writer, spec, question, evidence)
        return any([write_evidence(writer, found) for found in evidence])

    def _own(self, spec: Spec, question: Question) -> tuple[tuple[str, ...], ...]:
        """What the document has under a label or heading of its own that the unexplained words name."""
        if any(key.startswith((OWN_LABEL, OWN_HEADING)) for option in question.facets for key in option):
            return ()
        return tuple((facet,) for facet in own_names(spec, question.residual))

    def _is_polar(self, text: str) -> bool:
        first = text.split(maxsplit=1)[0].lower() if text.strip() else ""
        return first in self.vocabulary.words["polar"]

    def _narrower(self, writer: Writer, spec: Spec, question: Question, evidence: Sequence[Evidence]) -> bool:
        """Answer for a facet and more words than name it: with what has these words, within the facet or anywhere."""
        polar = self._is_polar(question.text)
        stated = any(found.states for found in evidence)
        broad = any(found.facet.key in _BROAD for found in evidence)
        binds = any(found.facet.binds for found in evidence)
        if polar or not stated:
            narrowed = [found for e in evidence if (found := e.narrowed(saying(e.all_statements, question.residual)))]
            if narrowed:
                return all([write_evidence(writer, found) for found in narrowed])
            if (broad or not (stated or binds)) and self._said(writer, spec, question.residual):
                return True
        if (polar and broad) or not (stated or binds or any(e.told for e in evidence)):
            return self._open(writer, spec, question)
        return any([write_evidence(writer, found) for found in evidence])

    def _said(self, writer: Writer, spec: Spec, words: str) -> bool:
        """Write the statements that have all of `words`; return whether there are any."""
        found = saying(own_statements(spec), words)[:_MOST_SAID]
        if found:
            write_nearest_statements(writer, spec, found, ())
        return bool(found)

    def _open(self, writer: Writer, spec: Spec, question: Question) -> bool:
        """Answer from the class's own statements; else for the facet that the question is most like, if it is like one.

        A question for yes or no is not answered with a facet that says many things.
        """
        asked = question.rest or question.text
        polar = self._is_polar(question.text)
        found = rank(spec, asked, question.residual or asked, self.index.embedder)
        fitting = [alike.statement for alike in found if alike.answers(polar=polar)]
        broad = any(key in _BROAD for option in question.facets for key in option)
        if not fitting and _LIKELY <= question.sureness < 1.0 and not (polar and broad):
            evidence = [gather(spec, asked, question.asked, self.vocabulary) for asked in question.facets]
            if any(e.states for e in evidence):
                return any([write_evidence(writer, found) for found in evidence])
        write_nearest_statements(writer, spec, fitting[:_MOST_SAID], [alike.statement for alike in found[:1]])
        return bool(fitting)

    def _ranked(self, question: Question) -> Answer:
        asked = _without_cue(question.text)
        found = self.index.rank_classes(clauses(asked), asked, self.viewer, limit=_MOST_CLASSES)
        if not found or not _fits(found[0]):
            return refusal.no_class_does([ranked.entry for ranked in found], self.contact)
        return write_ranked([(ranked, spec) for ranked in found if (spec := self._spec(ranked.entry))])

    def _passages(self, question: Question) -> Answer:
        found = self.index.search(question.text, self.viewer, limit=_MOST_PASSAGES)
        with_specs = [(passage, spec) for passage in found if (spec := self._spec(passage.entry))]
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
        return self._of_classes(replace(question, entries=question.choices[:1], choices=()))

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
        answered = [
            key
            for key in open_facets
            if gather(spec, (key,), "", self.vocabulary).found not in (Found.NOTHING, Found.BLANK)
        ]
        return tuple(_asked(self.vocabulary.facets[key].examples[0], title) for key in answered[:3])


def _asked(example: str, title: str) -> str:
    """An example question of the vocabulary about one class, as a person would write it."""
    question = re.sub(r"\b([Aa]) (?=[AEIOU])", r"\1n ", example.replace("CLASS", title))
    return f"{question[:1].upper()}{question[1:]}?"


def _fits(ranked: RankedClass) -> bool:
    return ranked.similarity >= _FITS or ranked.overlap >= _SHARES


def _without_cue(text: str) -> str:
    """Leave out the words that only ask for a class."""
    return re.sub(r"(?i)^\s*(?:which|what)\s+(?:class|job|position|classification)(?:es|s)?\s+", "", text)


def _write_stub(writer: Writer, spec: Spec) -> bool:
    """Add what an abolished class's document says that was not quoted yet; return whether it says so."""
    cited = {at for c in writer.citations for at in range(c.start, c.end)}
    told = [s for s in own_statements(spec) if s.span.start not in cited]
    if told:
        writer.say(f"Note that the document on {shown_title(spec.entry)} says:")
        writer.quote(spec.entry, spec.parsed, told[:_MOST_SAID])
    return any("abolished" in s.facets for s in spec.parsed.statements)
