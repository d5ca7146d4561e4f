"""Cut a described duty into its clauses: each is looked for by itself, see `Index.rank_classes`."""

import re
from collections.abc import Sequence
from math import log

from assistant.confidence import Features
from vectorstore.folding import fold
from vectorstore.spec import RankedClass
from vectorstore.vocabulary import Vocabulary

_CUT = re.compile(r"[;,.?!]\s+|\s+(?:and|then|also|or)\s+|\s+-\s+")
_LEAST_WORDS = 2
_MOST = 12
#: Classes that are shown, and how far one is ahead of none.
_FIRST, _ALONE = 3, 10.0


def clauses(text: str, vocabulary: Vocabulary) -> list[str]:
    """Return the clauses of `text` that describe something; `text` itself where none does.

    What only asks ("What is my class called?") describes nothing.
    """
    found = [part.strip(" ,;.?!") for part in _CUT.split(_without_cue(text, vocabulary))]
    kept = [part for part in found if len(part.split()) >= _LEAST_WORDS and not _only_asks(part, vocabulary)]
    return kept[:_MOST] or [text.strip()]


def features(ranked: Sequence[RankedClass], parts: Sequence[str], outside: float, classes: int) -> Features:
    """Return what is known of classes `ranked` for a described work, at least one, for a calibrated judgment.

    Args:
        ranked: Best first.
        parts: The clauses of the description.
        outside: How likely the question is none that specs answer, 0 to 1.
        classes: How many there are: the more, the likelier one comes near by chance.
    """
    best = ranked[0]
    return {
        "similarity": best.similarity,
        "best": max(one.similarity for one in ranked[:_FIRST]),
        "overlap": best.overlap,
        "ahead": best.score - ranked[1].score if len(ranked) > 1 else _ALONE,
        "clauses": float(len(parts)),
        "size": log(max(1, classes)),
        "outside": outside,
    }


def _without_cue(text: str, vocabulary: Vocabulary) -> str:
    """Leave out the words at the front that ask for a class: "Which class …"."""
    folded = [fold(cue) for cue in vocabulary.frames["reverse"].cues]
    words = text.split()
    for length in range(min(4, len(words)), 0, -1):
        if fold(" ".join(words[:length])) in folded:
            return " ".join(words[length:])
    return text


def _only_asks(clause: str, vocabulary: Vocabulary) -> bool:
    cues = {word for cue in vocabulary.frames["reverse"].cues for word in fold(cue).split()}
    asking = cues | vocabulary.words["function"] | vocabulary.words["filler"] | vocabulary.words["pronouns"]
    return all(word in asking for word in fold(clause).split())
