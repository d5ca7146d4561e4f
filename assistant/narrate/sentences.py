"""Cut what a model writes into sentences as it comes, each with the ids that it cites.

A model puts ids before a full stop or after it, `… required [k7qd].` or
`… required. [k7qd]`; both belong to the sentence that they follow.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: Ids in brackets, as a model is asked to write them; several in one pair are forgiven.
_MARKER = re.compile(r"\s*\[\s*([0-9a-z]{1,12}(?:\s*[,;]\s*[0-9a-z]{1,12})*)\s*\]", re.IGNORECASE)
# The end of a sentence with what may follow it: quotes that close, ids, another full stop.
_END = re.compile(r"(?<!\w\.\w)[.!?][\"'”’)*]*(?:[ \t]*\[[^\]\n]{0,60}\])*[.]?(?=\s|\Z)|\n")
# A bracket that may still become ids.
_BEGUN = re.compile(r"\[[^\]\n]{0,60}")
# A number at the beginning of a line counts an item of a list.
_COUNTED = re.compile(r"\s*\d{1,2}\.")
_ITEM = re.compile(r"\s*(?:[-*•–]|\d{1,2}[.)])\s+")
# "No. 3", "U.S. citizen", "e.g. a": a full stop after these ends no sentence.
_ABBREVIATED = re.compile(r"\b(?:No|Nos|St|Dr|Mr|Mrs|Ms|Inc|approx|etc|vs|e\.g|i\.e|cf|[A-Za-z])\.$", re.IGNORECASE)
#: A sentence of more characters is cut off: nothing that long is read, and it would be held back for ever.
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or list item that a model wrote."""

    text: str
    """Without ids and without the mark of a list item."""

    ids: tuple[str, ...]
    """The ids that it cites, each once, in the order of use."""

    begins: str = ""
    """What it begins with in the answer: a line break, and `- ` for an item of a list; empty within a paragraph."""


def sentences(pieces: Iterable[str]) -> Iterator[Sentence]:
    """Yield each sentence of `pieces`, which are one text, as soon as its end is certain."""
    held, fresh = "", True
    for piece in pieces:
        held += piece
        while (end := _end(held, fresh=fresh)) is not None:
            sentence, fresh = _sentence(held[:end], fresh=fresh)
            held = held[end:]
            if sentence is not None:
                yield sentence
        held = held[-_LONGEST:]
    sentence, _ = _sentence(held, fresh=fresh)
    if sentence is not None:
        yield sentence


def _end(held: str, *, fresh: bool) -> int | None:
    """Where the first sentence of `held` ends for certain; None where more may belong to it.

    `fresh` says that it begins a line.
    """
    for found in _END.finditer(held):
        if found[0] == "\n":
            return found.end()
        if fresh and _COUNTED.fullmatch(held[: found.end()]):
            continue
        following = held[found.end() :].lstrip(" \t")
        bracket = held[max(held.rfind("[", 0, found.end()), 0) :]
        if not following or following.startswith("[") or _BEGUN.fullmatch(bracket):
            return None  # An id may follow, or the end of one that began.
        if "[" in found[0] or not _ABBREVIATED.search(held[: found.start() + 1]):
            return found.end()
    return None


def _sentence(written: str, *, fresh: bool) -> tuple[Sentence | None, bool]:
    """The sentence in `written`, None where there is none; and whether the next one begins a line.

    `fresh` says that this one does.
    """
    ends_line = written.endswith("\n")
    ids = dict.fromkeys(one for found in _MARKER.finditer(written) for one in re.split(r"\s*[,;]\s*", found[1].lower()))
    bare = _MARKER.sub("", written)
    item = _ITEM.match(bare) if fresh else None
    text = _one_stop(" ".join(bare[item.end() if item else 0 :].split()))
    if not text.strip(" .!?*-"):
        return None, fresh or ends_line
    begins = "\n- " if item else "\n" if fresh else ""
    return Sentence(text, tuple(ids), begins), ends_line


def _one_stop(text: str) -> str:
    """`text` without the full stop behind the one of "6 a.m.", between which an id stood."""
    return text[:-1] if text.endswith("..") and not text.endswith("...") else text
