"""Which words of a text stand, are taken out or put in: what a reader of tracked changes sees."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rapidfuzz.distance import Levenshtein

# A word with what is inside it, such as "driver's", "$1,200.50" or "30-day"; any other mark; white space.
_TOKEN = re.compile(r"[$]?\w+(?:['’.,/-]\w+)*%?|\s+|[^\w\s]")


class Mark(StrEnum):
    """What a revision does to words."""

    SAME = ""
    IN = "ins"
    OUT = "del"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row to which the same is done."""

    text: str
    mark: Mark


def pieces(before: str, after: str) -> Iterator[Piece]:
    """Yield what leads from `before` to `after`, in reading order, what is taken out before what is put in.

    The pieces that are not put in make `before`, those that are not taken out make `after`.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    places: dict[str, int] = {}
    left, right = ([places.setdefault(token, len(places)) for token in side] for side in (old, new))
    # A single space that stays between two changes would only cut them up.
    steps = [
        (step.tag == "equal" and "".join(old[step.src_start : step.src_end]).strip() != "", step)
        for step in Levenshtein.opcodes(left, right)
    ]
    for is_same, group in groupby(steps, key=lambda one: one[0]):
        run = [step for _, step in group]
        gone = "".join(old[run[0].src_start : run[-1].src_end])
        come = "".join(new[run[0].dest_start : run[-1].dest_end])
        if is_same or gone == come:
            yield Piece(come, Mark.SAME)
            continue
        yield from (Piece(text, mark) for text, mark in ((gone, Mark.OUT), (come, Mark.IN)) if text)
