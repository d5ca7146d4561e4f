"""Find what of a class's own document is like the words of a question that no facet covers.

The question is compared without its class, which every statement of the
document is about. Words count by their stems, meaning by the cosine of the
two texts. Measured on some hundred open questions, half of them with an
answer in the document: of those without, none came near `_TELLS` unless it
asked whether the class does a thing that it does not do. Such a question
needs nearly its own words.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.class_view import Spec
from vectorstore.embedder import Embedder
from vectorstore.folding import fold
from vectorstore.spec import OWN_HEADING, OWN_LABEL, Statement, speaks_of
from vectorstore.words import stem

#: Statements that are compared in meaning, those with most of the question's words first.
_LOOKED_AT = 12
#: Characters of each that are: what is asked stands in a phrase, and a long statement takes its time.
_READ = 240
#: Words of the shortest statement that can answer.
_SHORTEST = 3

#: Cosine from which a statement answers "what", "when", "how much".
_TELLS = 0.45
#: Cosine from which it answers "does the class do this", and that which most of the words lower it to.
_CONFIRMS, _CONFIRMS_IN_WORDS, _MOST_WORDS = 0.64, 0.42, 0.6
#: Cosine from which all of the words answer: the same words can say something else.
_SAYS = 0.2

#: Words of the longest label that names a thing which may be asked for by a part of its name.
_LABEL_WORDS = 3


@dataclass(frozen=True, slots=True)
class Alike:
    """A statement beside a question."""

    statement: Statement
    cosine: float
    """Of the question without its class and the statement, -1 to 1."""

    share: float
    """Share of the question's unexplained words that the statement has, 0 to 1."""

    def answers(self, *, polar: bool) -> bool:
        """Return whether it says what is asked; `polar` is a question for yes or no."""
        if self.share == 1.0:
            return self.cosine >= _SAYS
        if polar:
            return self.cosine >= _CONFIRMS or (self.cosine >= _CONFIRMS_IN_WORDS and self.share >= _MOST_WORDS)
        return self.cosine >= _TELLS


def shared(asked: str, text: str) -> float:
    """Return the share of the words of `asked`, by the beginnings of their stems, that `text` has; 0 to 1."""
    wanted = {stem(word)[:5] for word in fold(asked).split() if len(word) > 2}
    return len(wanted & {stem(word)[:5] for word in fold(text).split()}) / max(1, len(wanted))


def own_statements(spec: Spec) -> list[Statement]:
    """Return the statements that speak of the class, without those that many documents share."""
    ordinal = spec.entry.spec.ordinal
    return [s for s in spec.parsed.statements if not s.boilerplate and speaks_of(s.applies_to, ordinal)]


def rank(spec: Spec, asked: str, words: str, embedder: Embedder) -> list[Alike]:
    """Return the statements of a class most like a question, best first.

    `asked` is the question without its class, `words` what of it nothing explains.
    """
    own = [s for s in own_statements(spec) if len(s.text.split()) >= _SHORTEST]
    own = sorted(own, key=lambda s: (-shared(words, s.text), -shared(asked, s.text)))[:_LOOKED_AT]
    if not own:
        return []
    cosines = embedder.embed_documents([s.text[:_READ] for s in own]) @ embedder.embed_query(asked)
    found = [Alike(s, float(cosine), shared(words, s.text)) for s, cosine in zip(own, cosines, strict=True)]
    return sorted(found, key=lambda alike: -(alike.cosine + alike.share))


def saying(statements: Iterable[Statement], words: str) -> list[Statement]:
    """Return the statements that have all of `words`."""
    return [s for s in statements if shared(words, s.text) == 1.0]


def own_names(spec: Spec, words: str) -> tuple[str, ...]:
    """Return the labels and headings of the document's own, as facets, that half of a short name is asked for by.

    "Is there money for uniforms?" asks for the "Uniform Allowance".
    """
    labels = [fact.facet for fact in spec.parsed.facts if fact.facet.startswith(OWN_LABEL) and fact.value]
    headings = [OWN_HEADING + fold(section.heading) for section in spec.parsed.sections if not section.kind]
    named = {facet: facet.split(":", 1)[1] for facet in (*labels, *headings)}
    return tuple(facet for facet, name in named.items() if _asked_by(words, name))


def _asked_by(words: str, name: str) -> bool:
    return 0 < len(name.split()) <= _LABEL_WORDS and shared(name, words) >= 0.5
