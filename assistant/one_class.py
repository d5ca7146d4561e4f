"""Answer a question about one class from its own document: facets first, then whatever the document says of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.class_view import Spec
from assistant.compose.both import write_evidence
from assistant.compose.open import write_nearest_statements
from assistant.compose.overview import write_identity, write_overview
from assistant.compose.writer import Writer
from assistant.evidence import Evidence, gather
from assistant.likeness import own_names, own_statements, rank, saying, shared
from assistant.question import Frame, Question
from vectorstore.embedder import Embedder
from vectorstore.folding import fold
from vectorstore.spec import OWN_HEADING, OWN_LABEL, Statement
from vectorstore.vocabulary import Vocabulary

#: Statements that answer an open question.
MOST_SAID = 3

#: Facets that say so much that a whole section is no answer to "is X part of it?".
_BROAD = frozenset({"duties", "definition", "requirements", "knowledge", "skills", "abilities", "distinguishing"})

#: Similarity to an example, from which a facet that no word names is as good as named; and from which it is answered
#: for where no statement says what was asked, the first where the question is for yes or no, or the facet broad.
_CERTAIN, _LIKELIER, _LIKELY = 0.6, 0.55, 0.47


@dataclass(frozen=True, slots=True)
class OneClass:
    """Writes what one class's document says on a question."""

    vocabulary: Vocabulary
    embedder: Embedder

    def write(self, writer: Writer, spec: Spec, question: Question) -> bool:
        """Write what the document says; return whether it states what was asked."""
        if question.frame is Frame.IDENTIFY:
            write_identity(writer, spec)
            return True
        if question.frame is Frame.OVERVIEW:
            if not self._said(writer, spec, question.residual):
                write_overview(writer, spec, self.vocabulary)
            return True
        if own := _own(spec, question):
            return _written(writer, [gather(spec, (facet,), "", self.vocabulary) for facet in own])
        if question.is_doubtful:
            return self._said(writer, spec, question.residual)
        if question.sureness < _CERTAIN and question.residual:
            return self._open(writer, spec, question)
        evidence = self._evidence(spec, question)
        return self._narrower(writer, spec, question, evidence) if question.residual else _written(writer, evidence)

    def _evidence(self, spec: Spec, question: Question) -> list[Evidence]:
        return [gather(spec, facets, question.asked, self.vocabulary) for facets in question.facets]

    def _narrower(self, writer: Writer, spec: Spec, question: Question, evidence: Sequence[Evidence]) -> bool:
        """Answer for a facet and more words than name it."""
        polar, stated = self._is_polar(question), any(found.states for found in evidence)
        broad = any(found.facet.key in _BROAD for found in evidence)
        binds = any(found.facet.binds for found in evidence)
        if (polar or not stated) and self._worded(writer, spec, question, evidence, broad or not (stated or binds)):
            return True
        if (polar and broad) or not (stated or binds or any(found.told for found in evidence)):
            return self._open(writer, spec, question)
        elsewhere = polar and (not stated or (not binds and _strange(question, evidence)))
        if elsewhere and (fitting := self._confirming(spec, question)):
            write_nearest_statements(writer, spec, fitting, ())
            return True
        answered = _written(writer, evidence)
        if answered and not polar:
            _add(writer, spec, question.residual)
        return answered

    def _worded(
        self, writer: Writer, spec: Spec, question: Question, evidence: Sequence[Evidence], anywhere: bool
    ) -> bool:
        """Write what has all of the further words, of the facets or `anywhere`; return whether there is any."""
        narrowed = [found for e in evidence if (found := e.narrowed(saying(e.all_statements, question.residual)))]
        return _written(writer, narrowed) or (anywhere and self._said(writer, spec, question.residual))

    def _said(self, writer: Writer, spec: Spec, words: str) -> bool:
        """Write the statements that have all of `words`; return whether there are any."""
        found = saying(own_statements(spec), words)[:MOST_SAID]
        if found:
            write_nearest_statements(writer, spec, found, ())
        return bool(found)

    def _open(self, writer: Writer, spec: Spec, question: Question) -> bool:
        """Answer from the class's own statements; else for the facet that the question is most like."""
        asked = question.rest or question.text
        polar = self._is_polar(question)
        found = rank(spec, asked, question.residual or asked, self.embedder)
        fitting = [alike.statement for alike in found if alike.answers(polar=polar)][:MOST_SAID]
        if not fitting and self._is_likely(question):
            evidence = self._evidence(spec, question)
            if any(e.states for e in evidence):
                return _written(writer, evidence)
        write_nearest_statements(writer, spec, fitting, [alike.statement for alike in found[:1]])
        return bool(fitting)

    def _confirming(self, spec: Spec, question: Question) -> list[Statement]:
        """The statements that say yes to a question, by most of its words and by its meaning."""
        found = rank(spec, question.rest, question.words, self.embedder)
        return [alike.statement for alike in found if alike.answers(polar=True)][:MOST_SAID]

    def _is_likely(self, question: Question) -> bool:
        """Whether the facets that it is most like are asked for; one that says many things confirms nothing."""
        broad = any(key in _BROAD for facets in question.facets for key in facets)
        polar = self._is_polar(question)
        if broad and (polar or self._asks_for_value(question)):
            return False
        return (_LIKELIER if polar or broad else _LIKELY) <= question.sureness < 1.0

    def _is_polar(self, question: Question) -> bool:
        first = question.text.split(maxsplit=1)[0].lower() if question.text.strip() else ""
        return first in self.vocabulary.words["polar"]

    def _asks_for_value(self, question: Question) -> bool:
        asked = fold(question.text)
        return any(phrase in asked for phrase in self.vocabulary.words["quantity"])


def _own(spec: Spec, question: Question) -> tuple[str, ...]:
    """What the document has under a label or heading of its own that the unexplained words name."""
    if any(key.startswith((OWN_LABEL, OWN_HEADING)) for facets in question.facets for key in facets):
        return ()
    return own_names(spec, question.residual)


def _strange(question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether the further words stand in none of the statements that answer for the facet."""
    said = " ".join(s.text for found in evidence for s in found.all_statements)
    return bool(said) and shared(question.residual, said) == 0.0


def _written(writer: Writer, evidence: Sequence[Evidence]) -> bool:
    """Write all of `evidence`; return whether any of it states something."""
    return any([write_evidence(writer, found) for found in evidence])


def _add(writer: Writer, spec: Spec, words: str) -> None:
    """Add what else the document says in these words, where the answer does not quote it yet."""
    more = saying(own_statements(spec), words)
    if more and not any(writer.quotes(s.span) for s in more):
        writer.say("It also says:")
        writer.quote(spec.entry, spec.parsed, more[:MOST_SAID])
