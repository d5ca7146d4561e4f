"""Find which of a class's own statements answer a question, and whether any does.

The question is compared without its class, which every statement of the
document is about: in words, weighed by how few statements of the document have
them, in meaning, and by the facets that are asked for. What each counts for is
calibrated, see `confidence`: one judgment puts the statements in order, another
says whether the first of them answers.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.class_view import Spec
from assistant.confidence import Confidence, Features
from assistant.likeness import own_statements
from vectorstore.embedder import Embedder
from vectorstore.folding import fold
from vectorstore.spec import Statement
from vectorstore.words import Weights, stem

#: Statements that are compared in meaning, those with most of the question's words first.
_LOOKED_AT = 12
#: Characters of each that are: what is asked stands in a phrase, and a long statement takes its time.
_READ = 240
#: Words of the shortest statement that can answer.
_SHORTEST = 3
#: Statements that are added to an answer.
_MOST_SAYING = 2
#: Letters of a stem that are compared, and of words that tell nothing.
_BEGINNING, _SHORT_WORD = 5, 2
#: Words of a question beyond which more of them tell no more.
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a class."""

    rest: str
    """The question without the words that name the class."""

    residual: str
    """Words that neither a class nor a facet explains."""

    words: str
    """Words of facets and unexplained ones."""

    facets: frozenset[str]
    """Everything that the facets asked for may mean."""

    named: bool
    """They are asked for by their own words."""

    polar: bool
    """For yes or no."""

    amount: bool = False
    """For how much, how many, how long."""


@dataclass(frozen=True, slots=True)
class Told:
    """A statement beside a question."""

    statement: Statement
    features: Features
    says: float
    """How likely it is the one that says what is asked, 0 to 1."""


class Teller:
    """Ranks statements with one embedder."""

    def __init__(self, embedder: Embedder, judged: Mapping[str, Confidence]) -> None:
        """Rank and judge by `judged`."""
        self._embedder = embedder
        self._judged = judged

    def answering(self, spec: Spec, asked: Asked) -> Statement | None:
        """Return the statement of a class that answers, None where none does."""
        told = self.rank(spec, asked)
        return told[0].statement if told and self._judged["answers"].holds(told[0].features) else None

    def saying(self, spec: Spec, asked: Asked) -> list[Statement]:
        """Return the statements that surely speak of what is asked, two at most."""
        likely = self.rank(spec, asked)[:_MOST_SAYING]
        return [told.statement for told in likely if told.says >= self._judged["says"].threshold]

    def rank(self, spec: Spec, asked: Asked) -> list[Told]:
        """Return the statements of a class that may say what is asked, the likeliest first."""
        own = [s for s in own_statements(spec) if len(s.text.split()) >= _SHORTEST]
        weights = Weights(len(own), Counter(begin for s in own for begin in _beginnings(s.text)))
        near = sorted(own, key=lambda s: -self._closeness(spec, s, asked, weights))[:_LOOKED_AT]
        if not near:
            return []
        vectors = self._embedder.embed_documents([s.text[:_READ] for s in near])
        cosines = (vectors @ self._embedder.embed_query(asked.rest or asked.words)).tolist()
        told = [
            Told(s, features, self._judged["says"].probability(features))
            for s, features in zip(near, _features(spec, near, cosines, asked, weights), strict=True)
        ]
        return sorted(told, key=lambda one: -one.says)

    def _closeness(self, spec: Spec, statement: Statement, asked: Asked, weights: Weights) -> float:
        facet = bool(asked.facets & _meant(spec, statement))
        return _overlap(weights, asked.residual, statement.text) + _overlap(weights, asked.rest, statement.text) + facet


def _features(
    spec: Spec, near: Sequence[Statement], cosines: Sequence[float], asked: Asked, weights: Weights
) -> list[Features]:
    best = sorted(cosines, reverse=True)
    found: list[Features] = []
    for statement, cosine in zip(near, cosines, strict=True):
        rival = best[0] if cosine < best[0] else best[1] if len(best) > 1 else 0.0
        heading = spec.parsed.sections[statement.section].heading
        shared = _overlap(weights, asked.residual, statement.text)
        facet = float(bool(asked.facets & _meant(spec, statement)))
        polar, named = float(asked.polar), float(asked.named)
        found.append(
            {
                "cosine": cosine,
                "ahead": cosine - rival,
                "shared": shared,
                "words_shared": _overlap(weights, asked.words, f"{statement.text} {heading}"),
                "facet": facet,
                "named": named,
                "facet_named": facet * named,
                "polar": polar,
                "polar_cosine": polar * cosine,
                "polar_shared": polar * shared,
                "number": float(asked.amount and bool(statement.numbers)),
                "no_number": float(asked.amount and not statement.numbers),
                "words": float(min(len(_beginnings(asked.residual)), _MOST_WORDS)),
            }
        )
    return found


def _beginnings(text: str) -> frozenset[str]:
    """The beginnings of the stems of its longer words, so that `appointed` and `appointment` compare equal."""
    return frozenset(stem(word)[:_BEGINNING] for word in fold(text).split() if len(word) > _SHORT_WORD)


def _overlap(weights: Weights, asked: str, text: str) -> float:
    """Share of the weight of the words of `asked` that stands in `text`, 0 to 1; 0 for no words."""
    wanted = _beginnings(asked)
    total = sum(map(weights.weight, wanted))
    return sum(map(weights.weight, wanted & _beginnings(text))) / total if total else 0.0


def _meant(spec: Spec, statement: Statement) -> frozenset[str]:
    return frozenset((*statement.facets, spec.parsed.sections[statement.section].kind)) - {""}
