"""Cut a described duty into its clauses: each is looked for by itself, see `Index.rank_classes`."""

import re

from vectorstore.folding import fold
from vectorstore.spec import RankedClass
from vectorstore.vocabulary import Vocabulary

_CUT = re.compile(r"[;,.?!]\s+|\s+(?:and|then|also|or)\s+|\s+-\s+")
_LEAST_WORDS = 2
_MOST = 12

#: Cosine of a description to a class's best statements, and share of its words in them, from which the class fits;
#: a lower cosine is enough for one that is far ahead of the next. Measured on described duties of two corpora
#: against descriptions of work that no class there does.
_FITS, _SHARES = 0.29, 0.62
_NEARLY, _AHEAD = 0.24, 8.0


def clauses(text: str, vocabulary: Vocabulary) -> list[str]:
    """Return the clauses of `text` that describe something; `text` itself where none does.

    What only asks ("What is my class called?") describes nothing.
    """
    found = [part.strip(" ,;.?!") for part in _CUT.split(_without_cue(text, vocabulary))]
    kept = [part for part in found if len(part.split()) >= _LEAST_WORDS and not _only_asks(part, vocabulary)]
    return kept[:_MOST] or [text.strip()]


def fits(ranked: tuple[RankedClass, ...]) -> bool:
    """Return whether the first of `ranked` does the work that was described."""
    if not ranked:
        return False
    best = ranked[0]
    ahead = len(ranked) < 2 or best.score - ranked[1].score >= _AHEAD
    return best.similarity >= _FITS or best.overlap >= _SHARES or (best.similarity >= _NEARLY and ahead)


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
