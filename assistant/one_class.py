"""Answer a question about one class from its own document: facets first, then whatever the document says of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.class_view import Spec
from assistant.compose.both import write_evidence
from assistant.compose.open import write_nearest_statements
from assistant.compose.overview import write_identity, write_overview
from assistant.compose.writer import Writer, shown_title
from assistant.evidence import Evidence, gather
from assistant.kinds import of_kind, of_person
from assistant.likeness import own_names, own_statements, saying, shared
from assistant.question import Frame, Question
from assistant.telling import OF_WORK, Asked, Teller, Telling, tells_work
from assistant.terms import named_terms, speaks
from vectorstore.spec import OWN_HEADING, OWN_LABEL, Statement
from vectorstore.vocabulary import Vocabulary

#: Share of a question's words that a statement has, where it is about what was asked.
_HALF = 0.5
#: Statements that answer an open question.
MOST_SAID = 3
#: Statements that are shown of facets that are only hinted at.
_MOST_NEAR = 2

#: Facets that say so much that a whole section is no answer to "is X part of it?".
_BROAD = frozenset({"duties", "definition", "requirements", "knowledge", "skills", "abilities", "distinguishing"})

#: Similarity to an example, from which a facet that no word names is as good as named; and from which it is answered
#: for where no statement says what was asked, the first where the question is for yes or no, or the facet broad.
_CERTAIN, _LIKELIER, _LIKELY = 0.6, 0.55, 0.47


@dataclass(frozen=True)
class OneClass:
    """Writes what one class's document says on a question."""

    vocabulary: Vocabulary
    teller: Teller
    writer: Writer
    spec: Spec
    question: Question

    def write(self) -> bool:
        """Write what the document says; return whether it states what was asked."""
        stated = self._stated()
        if self.question.hints and not stated:
            self._hint(self.question.hints)
        return stated

    def _stated(self) -> bool:
        question = self.question
        if question.frame is Frame.IDENTIFY:
            write_identity(self.writer, self.spec)
            return True
        if question.frame is Frame.OVERVIEW:
            if not self._said():
                write_overview(self.writer, self.spec, self.vocabulary)
            return True
        if own := _own(self.spec, question):
            return self._write([gather(self.spec, (facet,), "", self.vocabulary) for facet in own])
        if question.is_doubtful:
            return self._said() or self._of_named()
        if question.sureness < _CERTAIN and question.residual:
            return self._open()
        evidence = self._evidence()
        return self._narrower(evidence) if question.residual else self._plain(evidence)

    @cached_property
    def _telling(self) -> Telling:
        return self.teller.of(self.spec, asked_of(self.question))

    def _hint(self, facets: Sequence[str]) -> None:
        """Add what comes nearest of `facets`, which states nothing."""
        asked = replace(asked_of(self.question), facets=frozenset(facets))
        ranked = self.teller.of(self.spec, asked).ranked
        near = [told.statement for told in ranked if told.features["facet"]][:_MOST_NEAR]
        if new := [statement for statement in near if not self.writer.quotes(statement.span)]:
            names = " and ".join(self.vocabulary.facets[key].name for key in facets)
            self.writer.say(f"Of the {names} it says:")
            self._quote(new)

    def _of_named(self) -> bool:
        """Answer for a facet that a doubtful question names by its words, by what has half of its other words."""
        if self.question.mention or self.question.sureness < 1.0:
            return False
        words, found = self.question.residual, self._evidence()
        told = [(e, [s for s in e.all_statements if shared(words, s.text) >= _HALF]) for e in found]
        return self._write([narrowed for e, said in told if (narrowed := e.narrowed(self.spec.joined(said)))])

    def _evidence(self) -> list[Evidence]:
        question = self.question
        found = [gather(self.spec, facets, question.asked, self.vocabulary) for facets in question.facets]
        return [of_kind(one, question.rest, self.vocabulary) for one in found] if question.polar else found

    def _plain(self, evidence: Sequence[Evidence]) -> bool:
        """Answer for a facet and nothing else; one that has neither values nor binds may be told in any words."""
        evidence = [of_person(found, self.question.asked) for found in evidence]
        if self.question.sureness < _CERTAIN and not any(found.states or found.told for found in evidence):
            return self._open()
        firm = any(found.states or found.told or found.facet.binds or found.facet.value for found in evidence)
        return (not firm and self._instead(evidence)) or self._write(evidence)

    def _narrower(self, evidence: Sequence[Evidence]) -> bool:
        """Answer for a facet and more words than name it."""
        polar, stated = self.question.polar, any(found.states for found in evidence)
        broad = any(found.facet.key in _BROAD for found in evidence)
        binds = any(found.facet.binds for found in evidence)
        if (polar or not stated) and self._worded(evidence, anywhere=broad or not (stated or binds)):
            return True
        if (polar and broad) or not (stated or any(found.told for found in evidence)):
            return self._open(confirm=polar and broad)
        if self._write(evidence):
            self._add()
            return True
        # What mentions a license is no answer to whether one is required.
        return not binds and self._instead(evidence)

    def _add(self) -> None:
        """Add what else says what is asked, where the answer does not quote it yet."""
        worded = [] if self.question.polar else saying(own_statements(self.spec), self.question.residual)
        found = {statement.ordinal: statement for statement in (*self._telling.saying(), *worded[:MOST_SAID])}
        more = [statement for statement in found.values() if not self.writer.quotes(statement.span)]
        if more:
            self.writer.say("It also says:")
            self._quote(more)

    def _instead(self, evidence: Sequence[Evidence]) -> bool:
        """Write the statement that answers though no facet does; return whether there is one."""
        best = self._answering(evidence)
        if best is not None:
            self.writer.say(f"The document on {shown_title(self.spec.entry)} says:")
            self._quote([best])
        return best is not None

    def _answering(self, evidence: Sequence[Evidence], *, confirm: bool = False) -> Statement | None:
        """The statement that answers; of a narrower thing asked for, only one that names it: nights are no weekend."""
        best = self._telling.answering(confirm=confirm)
        loose = [(found.facet, named_terms(found.facet, self.question.asked)) for found in evidence]
        named = [(facet, terms) for facet, terms in loose if terms and not facet.binds]
        if best is None or not named:
            return best
        # What no cue finds anywhere stands in its own section: who worked for a pension plan has none.
        told = all(facet.cues and speaks(self.spec.parsed, best, terms) for facet, terms in named)
        return best if told else None

    def _quote(self, statements: Sequence[Statement]) -> None:
        self.writer.quote(self.spec.entry, self.spec.parsed, self.spec.joined(statements))

    def _worded(self, evidence: Sequence[Evidence], *, anywhere: bool) -> bool:
        """Write what has all of the further words, of the facets or `anywhere`; return whether there is any."""
        words, joined = self.question.residual, self.spec.joined
        narrowed = [found for e in evidence if (found := e.narrowed(joined(saying(e.all_statements, words))))]
        return self._write(narrowed) or (anywhere and self._said())

    def _said(self) -> bool:
        """Write the statements that have all of the unexplained words; return whether there are any."""
        own = own_statements(self.spec)
        if self.question.polar and OF_WORK & asked_of(self.question).facets:
            own = [statement for statement in own if tells_work(self.spec, statement)]
        found = saying(own, self.question.residual)[:MOST_SAID]
        if found:
            write_nearest_statements(self.writer, self.spec, self.spec.joined(found), ())
        return bool(found)

    def _open(self, *, confirm: bool = False) -> bool:
        """Answer from the class's own statements; else for the facet that the question is most like.

        `confirm`: it asks whether something is a part of the class, which what comes near does not confirm.
        """
        evidence = self._evidence()
        best = self._answering(evidence, confirm=confirm or self.question.beyond)
        if best is None and self._is_likely():
            if any(found.states for found in evidence):
                return self._write(evidence)
        fitting = self.spec.joined([best]) if best is not None else []
        nearest = [told.statement for told in self._telling.ranked[:1]] if best is None else []
        write_nearest_statements(self.writer, self.spec, fitting, nearest)
        return best is not None

    def _is_likely(self) -> bool:
        """Whether the facets that it is most like are asked for; one that says many things confirms nothing."""
        question = self.question
        broad = any(key in _BROAD for facets in question.facets for key in facets)
        if broad and (question.polar or question.amount):
            return False
        return (_LIKELIER if question.polar or broad else _LIKELY) <= question.sureness < 1.0

    def _write(self, evidence: Sequence[Evidence]) -> bool:
        """Write all of `evidence`; return whether any of it states something."""
        return any([write_evidence(self.writer, found) for found in evidence])


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
