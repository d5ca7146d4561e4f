"""Words by how their stems begin: forms of one verb compare equal, who does something and the doing do not.

"Computations" are no proof of "computers", nor an "inspector" of "inspections"; "inspects" is of both.
"""

from collections.abc import Mapping

from vectorstore.folding import fold
from vectorstore.words import stem

#: Letters of a stem that are compared, and of words that tell nothing.
_BEGINNING, _SHORT_WORD = 5, 2
_DOER, _DOING = ("er", "or"), ("ation", "ion")

Forms = Mapping[str, frozenset[str]]
"""How stems begin, each with the kinds of its words: `er` who does it, `ion` the doing, empty for any other."""


def forms(text: str) -> Forms:
    """Return the beginnings of the stems of the longer words of `text`, with their kinds."""
    found: dict[str, frozenset[str]] = {}
    for word in fold(text).split():
        if len(word) > _SHORT_WORD:
            begins = stem(word)[:_BEGINNING]
            found[begins] = found.get(begins, frozenset()) | {_kind(word)}
    return found


def common(asked: Forms, said: Forms) -> frozenset[str]:
    """Return the beginnings of `asked` that `said` has in a form of the same word."""
    return frozenset(begins for begins, kinds in asked.items() if begins in said and _agree(kinds, said[begins]))


def _agree(asked: frozenset[str], said: frozenset[str]) -> bool:
    return bool("" in asked or "" in said or asked & said)


def _kind(word: str) -> str:
    if stem(word) == word:
        return ""
    return "er" if word.endswith(_DOER) else "ion" if word.endswith(_DOING) else ""
