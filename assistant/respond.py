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
from assistant.evidence import Evidence, Found, Spec, gather, shared
from assistant.question import Frame, Question
from vectorstore.folding import fold
from vectorstore.index import Index
from vectorstore.spec import CatalogEntry, DocumentType, RankedClass, Statement, Viewer, speaks_of
from vectorstore.vocabulary import Vocabulary

_MOST_CLASSES = 3
_MOST_PASSAGES = 5
_SUGGESTED = ("duties", "requirements", "salary", "license", "experience")

#: Cosine of a description to a class's best statements, and share of its words in them; measured on described
#: duties against questions that no class fits, see `tests/benchmarks`.
_FITS, _SHARES = 0.29, 0.62

#: Facets that say so much that a whole section is no answer to "is X part of it?".
_BROAD = frozenset({"duties", "definition", "requirements", "knowledge", "skills", "abilities", "distinguishing"})

#: Statements of a class that an open question is compared with in meaning, those with most of its words first.
_LOOKED_AT = 8
#: Characters of each that are: what is asked stands in a phrase, and a long statement takes its time.
_READ = 300

#: Words of the shortest statement that can answer an open question.
_TELLS = 3

#: A statement answers an open question by its meaning alone, or by most of its words and some of its meaning.
_MEANS, _ALIKE, _WORDS = 0.64, 0.42, 0.6


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
        if question.frame is Frame.OPEN:
            return self._open(writer, spec, question)
        if not question.facets:
            write_overview(writer, spec, self.vocabulary)
            return True
        evidence = [gather(spec, asked, question.asked, self.vocabulary) for asked in question.facets]
        if question.residual and self._is_polar(question.text):
            return self._polar(writer, spec, question, evidence)
        stated = [write_evidence(writer, found) for found in evidence]
        return any(stated)

    def _is_polar(self, text: str) -> bool:
        first = text.split(maxsplit=1)[0].lower() if text.strip() else ""
        return first in self.vocabulary.words["polar"]

    def _polar(self, writer: Writer, spec: Spec, question: Question, evidence: Sequence[Evidence]) -> bool:
        """Answer "is X part of the duties?": with what speaks of X, within the facet or anywhere, else not stated."""
        within = [s for found in evidence for s in (*found.statements, *found.conditions)]
        broad = any(found.facet.key in _BROAD for found in evidence)
        for statements in (within, spec.parsed.statements if broad or not within else ()):
            saying = [s for s in statements if not s.boilerplate and shared(question.residual, s.text) == 1.0]
            if saying:
                write_nearest_statements(writer, spec, saying[:3], ())
                return True
        if within and not broad:
            return any([write_evidence(writer, found) for found in evidence])
        return self._open(writer, spec, question)

    def _open(self, writer: Writer, spec: Spec, question: Question) -> bool:
        """Answer from the class's own statements, ranked against what no facet explains."""
        asked = question.residual or question.text
        ordinal = spec.entry.spec.ordinal
        own = [s for s in spec.parsed.statements if not s.boilerplate and speaks_of(s.applies_to, ordinal)]
        own = [s for s in own if len(s.text.split()) >= _TELLS]
        own = sorted(own, key=lambda s: -shared(asked, s.text))[:_LOOKED_AT]
        alike = self._alike(asked, [s.text[:_READ] for s in own])
        scored = [(cosine, shared(asked, s.text), s) for cosine, s in zip(alike, own, strict=True)]
        scored.sort(key=lambda row: -(row[0] + row[1]))
        fitting = [s for cosine, share, s in scored if cosine >= _MEANS or (cosine >= _ALIKE and share >= _WORDS)]
        write_nearest_statements(writer, spec, fitting[:3], [s for _, _, s in scored[:1]])
        return bool(fitting)

    def _alike(self, asked: str, texts: Sequence[str]) -> list[float]:
        """Cosine of each of `texts` to `asked`."""
        embedder = self.index.embedder
        return [float(x) for x in embedder.embed_documents(texts) @ embedder.embed_query(asked)] if texts else []

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
    """Add what an abolished class's document says of that."""
    statements: Sequence[Statement] = [s for s in spec.parsed.statements if "abolished" in s.facets]
    if statements:
        writer.say(f"Note that the document on {shown_title(spec.entry)} says:")
        writer.quote(spec.entry, spec.parsed, statements)
    return bool(statements)
