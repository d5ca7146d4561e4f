"""Answer a question about one class from its own document: facets first, then whatever the document says of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.class_view import Spec
from assistant.compose.both import write_evidence
from assistant.compose.open import write_nearest_statements
from assistant.compose.overview import write_identity, write_overview
from assistant.compose.writer import Writer, shown_title
from assistant.evidence import Evidence, gather
from assistant.likeness import own_names, own_statements, saying, shared
from assistant.question import Frame, Question
from assistant.telling import Asked, Teller
from vectorstore.spec import OWN_HEADING, OWN_LABEL
from vectorstore.vocabulary import Vocabulary

#: Share of a question's words that a statement has, where it is about what was asked.
_HALF = 0.5
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
    teller: Teller

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
            return self._said(writer, spec, question.residual) or self._of_named(writer, spec, question)
        if question.sureness < _CERTAIN and question.residual:
            return self._open(writer, spec, question)
        evidence = self._evidence(spec, question)
        if question.residual:
            return self._narrower(writer, spec, question, evidence)
        firm = any(found.facet.binds or found.facet.value or found.told for found in evidence)
        return (
            _written(writer, evidence)
            if firm or _states(evidence)
            else self._nothing_but(writer, spec, question, evidence)
        )

    def _of_named(self, writer: Writer, spec: Spec, question: Question) -> bool:
        """Answer for a facet that a doubtful question names by its words, by what has half of its other words."""
        if question.mention or question.sureness < 1.0:
            return False
        found = self._evidence(spec, question)
        told = [(e, [s for s in e.all_statements if shared(question.residual, s.text) >= _HALF]) for e in found]
        return _written(writer, [narrowed for e, said in told if (narrowed := e.narrowed(spec.joined(said)))])

    def _nothing_but(self, writer: Writer, spec: Spec, question: Question, evidence: Sequence[Evidence]) -> bool:
        """Answer for a facet that the document has nothing on: with a statement that says it after all, or so."""
        return self._instead(writer, spec, question) or _written(writer, evidence)

    def _evidence(self, spec: Spec, question: Question) -> list[Evidence]:
        return [gather(spec, facets, question.asked, self.vocabulary) for facets in question.facets]

    def _narrower(self, writer: Writer, spec: Spec, question: Question, evidence: Sequence[Evidence]) -> bool:
        """Answer for a facet and more words than name it."""
        polar, stated = question.polar, any(found.states for found in evidence)
        broad = any(found.facet.key in _BROAD for found in evidence)
        binds = any(found.facet.binds for found in evidence)
        if (polar or not stated) and self._worded(writer, spec, question, evidence, broad or not (stated or binds)):
            return True
        if (polar and broad) or not (stated or any(found.told for found in evidence)):
            return self._open(writer, spec, question)
        if _written(writer, evidence):
            self._add(writer, spec, question)
            return True
        # What mentions a license is no answer to whether one is required.
        return not binds and self._instead(writer, spec, question)

    def _add(self, writer: Writer, spec: Spec, question: Question) -> None:
        """Add what else says what is asked, where the answer does not quote it yet."""
        more = [s for s in self.teller.saying(spec, asked_of(question)) if not writer.quotes(s.span)]
        if more:
            writer.say("It also says:")
            writer.quote(spec.entry, spec.parsed, spec.joined(more))

    def _instead(self, writer: Writer, spec: Spec, question: Question) -> bool:
        """Write the statement that answers though no facet does; return whether there is one."""
        best = self.teller.answering(spec, asked_of(question))
        if best is None:
            return False
        writer.say(f"The document on {shown_title(spec.entry)} says:")
        writer.quote(spec.entry, spec.parsed, spec.joined([best]))
        return True

    def _worded(
        self, writer: Writer, spec: Spec, question: Question, evidence: Sequence[Evidence], anywhere: bool
    ) -> bool:
        """Write what has all of the further words, of the facets or `anywhere`; return whether there is any."""
        narrowed = [
            found for e in evidence if (found := e.narrowed(spec.joined(saying(e.all_statements, question.residual))))
        ]
        return _written(writer, narrowed) or (anywhere and self._said(writer, spec, question.residual))

    def _said(self, writer: Writer, spec: Spec, words: str) -> bool:
        """Write the statements that have all of `words`; return whether there are any."""
        found = saying(own_statements(spec), words)[:MOST_SAID]
        if found:
            write_nearest_statements(writer, spec, spec.joined(found), ())
        return bool(found)

    def _open(self, writer: Writer, spec: Spec, question: Question) -> bool:
        """Answer from the class's own statements; else for the facet that the question is most like."""
        asked = asked_of(question)
        best = self.teller.answering(spec, asked)
        if best is None and self._is_likely(question):
            evidence = self._evidence(spec, question)
            if any(e.states for e in evidence):
                return _written(writer, evidence)
        nearest = [] if best is not None else [told.statement for told in self.teller.rank(spec, asked)[:1]]
        write_nearest_statements(writer, spec, spec.joined([best]) if best is not None else [], nearest)
        return best is not None

    def _is_likely(self, question: Question) -> bool:
        """Whether the facets that it is most like are asked for; one that says many things confirms nothing."""
        broad = any(key in _BROAD for facets in question.facets for key in facets)
        polar = question.polar
        if broad and (polar or question.amount):
            return False
        return (_LIKELIER if polar or broad else _LIKELY) <= question.sureness < 1.0


def asked_of(question: Question) -> Asked:
    """Return what `question` asks of its class."""
    facets = frozenset(key for option in question.facets for key in option)
    rest = question.rest or question.text
    named = bool(facets) and question.sureness == 1.0
    return Asked(rest, question.residual, question.words or rest, facets, named, question.polar, question.amount)


def _own(spec: Spec, question: Question) -> tuple[str, ...]:
    """What the document has under a label or heading of its own that the unexplained words name."""
    if any(key.startswith((OWN_LABEL, OWN_HEADING)) for facets in question.facets for key in facets):
        return ()
    return own_names(spec, question.residual)


def _states(evidence: Sequence[Evidence]) -> bool:
    return any(found.states for found in evidence)


def _written(writer: Writer, evidence: Sequence[Evidence]) -> bool:
    """Write all of `evidence`; return whether any of it states something."""
    return any([write_evidence(writer, found) for found in evidence])
