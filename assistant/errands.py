"""Tell an errand from a question: "draft a spec for a clerk" is for a page of the staff, and not for any spec to say.

Orders begin with their verb and come soon to what they are about, so that
"who drafts plans?" is a question as ever. All words are rows of the vocabulary.
"""

from collections.abc import Sequence

from assistant.scan import cue_parts, stands
from assistant.scanner import Scan
from vectorstore.vocabulary_rows import Errand, Errands

#: Words between the verb of an order and what it is about: "draft me a whole new class spec".
_BETWEEN = 4


def errand_of(scan: Scan, errands: Errands) -> Errand | None:
    """Return the errand that a message is; None for a question."""
    order = _unopened([token.raw.lower().replace("’", "'") for token in scan.tokens], errands)
    asks = any(not phrase.weak for phrase in scan.phrases)
    words = [token.word for token in scan.tokens]
    ordered = (row for row in errands.rows if _orders(order, row, errands) and not (asks and row.yields))
    asked = (row for row in errands.rows if any(stands(cue_parts(cue), words) for cue in row.asks))
    return next(ordered, None) or next(asked, None)


def _unopened(words: Sequence[str], errands: Errands) -> Sequence[str]:
    """`words` without what may stand before an order."""
    openers = sorted((opener.split() for opener in errands.openers), key=len, reverse=True)
    while opener := next((one for one in openers if list(words[: len(one)]) == one), None):
        words = words[len(opener) :]
    return words


def _orders(words: Sequence[str], row: Errand, errands: Errands) -> bool:
    """Whether `words` begin with a verb of `row` and come to what it is about, with nothing between that asks."""
    if not words or words[0] not in row.orders:
        return False
    for at in range(1, min(len(words), _BETWEEN + 2)):
        if any(list(words[at : at + len(one)]) == one for one in map(str.split, row.of)):
            return True
        if words[at] in errands.bars:
            return False
    return False
