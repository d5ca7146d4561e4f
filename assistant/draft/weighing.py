"""How likely a gathered line is to be so of the class wanted, by who says it and how near those are.

A line of a class of nearly the same definition mostly holds, one of a class
that is only of that work seldom does, and one that many similar classes say
holds even where none of them is near. The weights are those of a logistic
regression, one for duties and one for what is asked for, and are fitted by
`tests/benchmarks/drafting_fit.py`, which says on what.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.draft.drawing import Drawn
from assistant.draft.merging import Merged
from ingest.boilerplate import paragraph
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary

#: What a line is weighed by, in the order of the weights; `features` says what each is.
FEATURES = ("constant", "score", "support", "told", "apart", "common", "length")
#: The weights for duties, and for everything else: fitted on 112 classes of a state, with 7,530 lines gathered for
#: their duties, 5 in 100 of them right, and 7,265 for what they ask for, 9 in 100. Hardly a duty there is common: that
#: weighs nothing. They order lines; as odds they are too high for the bulletins of a city (a loss of .41 a duty, and
#: of .29 for its share of right ones), where what documents agree on decides.
DUTIES = (-10.83, 9.55, 1.34, 3.69, -0.27, 0.0, -0.38)
ASKED = (-6.94, 5.37, 1.59, 3.45, -0.36, 9.48, -0.32)

#: Facets of what a class asks for, beside those that bind and those that requirements take in.
_ASKING_TOO = frozenset({"requirements", "skills", "abilities", "training", "substitution", "special"})

Shares = NDArray[np.float64]


def likely(groups: Sequence[Merged], drawn: Sequence[Drawn], common: Mapping[str, float]) -> Shares:
    """Return how likely each of `groups` is to be so of the class wanted, 0 to 1, shape (groups,).

    Args:
        groups: What was gathered from `drawn`.
        drawn: The classes, by rank.
        common: Paragraphs that much of the agency has, folded, with the share of its documents.
    """
    if not groups:
        return np.zeros(0)
    weights = np.array([DUTIES if one.kind == "duties" else ASKED for one in groups])
    odds: Shares = (features(groups, drawn, common) * weights).sum(axis=1)
    return 1 / (1 + np.exp(-odds))


def asking_facets(vocabulary: Vocabulary) -> frozenset[str]:
    """Return the facets of what a class asks for."""
    binding = {key for key, facet in vocabulary.facets.items() if facet.binds}
    return frozenset(binding | _ASKING_TOO | set(vocabulary.facets["requirements"].includes))


def features(groups: Sequence[Merged], drawn: Sequence[Drawn], common: Mapping[str, float]) -> Shares:
    """Return what each of `groups` is weighed by, shape (groups, FEATURES).

    How similar the class is that says it first, and how much all are that say
    it; how much of the notes that class says, and how far its level is from
    the one wanted; how much of the agency says it; how long it is.
    """
    rows = []
    for one in groups:
        first = drawn[one.first.rank]
        share = common.get(paragraph(one.first.text), 0.0)
        length = np.log(1 + len(fold(one.first.text).split()))
        rows.append((1.0, first.score, _support(one, drawn), first.told, first.apart, share, length))
    return np.array(rows, np.float64).reshape(-1, len(FEATURES))


def _support(one: Merged, drawn: Sequence[Drawn]) -> float:
    """The squared scores of the documents that say a line, summed: the levels of a series share theirs."""
    scores: dict[str, float] = {}
    for clause in one.clauses:
        source, score = clause.spec.entry.source_id, drawn[clause.rank].score
        scores[source] = max(score, scores.get(source, 0.0))
    return sum(score * score for score in scores.values())
