"""Find which of a class's own statements answer a question, and whether any does.

The question is compared without its class, which every statement of the
document is about: in words, weighed by how few statements of the document have
them, in meaning, and by the facets that are asked for. What each counts for is
calibrated, see `confidence`: one judgment puts the statements in order, another
says whether the first of them answers.
"""

import threading
from collections import Counter, OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.class_view import Spec
from assistant.confidence import Confidence, Features
from assistant.forms import common, forms
from assistant.likeness import own_statements
from vectorstore.embedder import Embedder
from vectorstore.spec import Modality, Statement
from vectorstore.words import Weights

#: Facets of what is done; sections that tell of a recruitment; what is asked of who applies, and how.
OF_WORK = frozenset({"duties", "definition", "supervision_exercised", "responsibility", "scope"})
_OF_RECRUITMENT = frozenset({"selection", "application", "closes", "exam_type"})
_OF_APPLICANTS = frozenset({"experience", "education"})
_ASKED = frozenset({Modality.REQUIRED, Modality.MAY_BE_REQUIRED, Modality.PREFERRED})
#: Statements that are compared in meaning, those with most of the question's words first.
_LOOKED_AT = 12
#: Characters of each that are: what is asked stands in a phrase, and a long statement takes its time.
_READ = 240
#: Words of the shortest statement that can answer.
_SHORTEST = 3
#: Vectors kept of statements that were compared, some kilobytes each.
_REMEMBERED = 8192
#: Statements that are added to an answer.
_MOST_SAYING = 2
#: Share of the weight of a question's few words that a yes has.
_FEW_WORDS, _MOST_OF_IT = 2, 0.5
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
    """Compares statements with questions, and remembers their vectors; safe to call from several threads."""

    def __init__(self, embedder: Embedder, judged: Mapping[str, Confidence]) -> None:
        """Rank and judge by `judged`."""
        self.judged = judged
        self._embedder = embedder
        self._vectors: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, spec: Spec, asked: Asked) -> "Telling":
        """Return what a class's statements tell of what is asked, not yet looked at."""
        return Telling(self, spec, asked)

    def cosines(self, asked: str, statements: Sequence[Statement]) -> list[float]:
        """Return how like in meaning each of `statements` is to `asked`, -1 to 1."""
        texts = [statement.text[:_READ] for statement in statements]
        with self._lock:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            # One by one: a vector depends a little on its batch, and an answer must not on what was asked before.
            known |= {text: self._embedder.embed_documents([text])[0] for text in new}
            self._remember(known, new)
        table = np.stack([known[text] for text in texts])
        found: list[float] = (table @ self._embedder.embed_query(asked)).tolist()
        return found

    def _remember(self, known: Mapping[str, NDArray[np.float32]], new: Sequence[str]) -> None:
        with self._lock:
            self._vectors.update((text, known[text]) for text in new)
            while len(self._vectors) > _REMEMBERED:
                self._vectors.popitem(last=False)


@dataclass(frozen=True)
class Telling:
    """The statements of one class beside one question."""

    teller: Teller
    spec: Spec
    asked: Asked

    def answering(self, *, confirm: bool = False) -> Statement | None:
        """Return the statement that answers, or only what surely confirms; None where none does."""
        ranked = self._of_work if self.asked.polar and self.asked.facets & OF_WORK else self.ranked
        if not ranked:
            return None
        known = ranked[0].features
        shares = max(known["shared"], known["words_shared"])
        # A yes takes some word of the question, or much likeness; what a guess at a facet adds is no proof of it.
        confirm = confirm or (self.asked.polar and not shares)
        few = self.asked.polar and not self.asked.named and known["words"] <= _FEW_WORDS
        if few and shares < _MOST_OF_IT:
            known = {**known, "facet": 0.0}
        holds = self.teller.judged["confirms" if confirm else "answers"].holds
        return ranked[0].statement if holds(known) else None

    @cached_property
    def _of_work(self) -> list[Told]:
        """Those that may tell of the work: what is asked of applicants, or told of an examination, confirms no duty."""
        return [told for told in self.ranked if tells_work(self.spec, told.statement)]

    def saying(self) -> list[Statement]:
        """Return the statements that surely speak of what is asked, two at most."""
        least = self.teller.judged["says"].threshold
        return [told.statement for told in self.ranked[:_MOST_SAYING] if told.says >= least]

    @cached_property
    def ranked(self) -> list[Told]:
        """The statements of the class that may say what is asked, the likeliest first."""
        own = [s for s in own_statements(self.spec) if len(s.text.split()) >= _SHORTEST]
        weights = Weights(len(own), Counter(begin for s in own for begin in forms(s.text)))
        near = sorted(own, key=lambda s: -self._closeness(s, weights))[:_LOOKED_AT]
        if not near:
            return []
        cosines = self.teller.cosines(self.asked.rest or self.asked.words, near)
        says = self.teller.judged["says"].probability
        features = _features(self.spec, near, cosines, self.asked, weights)
        told = [Told(s, known, says(known)) for s, known in zip(near, features, strict=True)]
        return sorted(told, key=lambda one: -one.says)

    def _closeness(self, statement: Statement, weights: Weights) -> float:
        shared = sum(_overlap(weights, text, statement.text) for text in (self.asked.residual, self.asked.rest))
        return shared + bool(self.asked.facets & _meant(self.spec, statement))


def tells_work(spec: Spec, statement: Statement) -> bool:
    """Return whether a statement may tell of the work; what is asked of applicants, or of an examination, does not."""
    asked = statement.modality in _ASKED and bool(_OF_APPLICANTS & set(statement.facets))
    return not asked and spec.parsed.sections[statement.section].kind not in _OF_RECRUITMENT


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
                "words": float(min(len(forms(asked.residual)), _MOST_WORDS)),
            }
        )
    return found


def _overlap(weights: Weights, asked: str, text: str) -> float:
    """Share of the weight of the words of `asked` that stands in `text`, 0 to 1; 0 for no words."""
    wanted = forms(asked)
    total = sum(map(weights.weight, wanted))
    return sum(map(weights.weight, common(wanted, forms(text)))) / total if total else 0.0


def _meant(spec: Spec, statement: Statement) -> frozenset[str]:
    return frozenset((*statement.facets, spec.parsed.sections[statement.section].kind)) - {""}
