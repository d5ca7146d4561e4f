"""How high a title stands: by its levels and numeral, and by a last word that says no work, as "Supervisor" does.

"Ferry Clerk Supervisor" is of the work of "Ferry Clerk", some levels above it.
Of two titles that end alike, "Supervisor" is a word of the work of both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.draft.values import Wanted
from assistant.series import rank
from assistant.titles import TitleKey, title_keys
from vectorstore.phrases import phrases
from vectorstore.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Height:
    """What a title says of its work, and how high it stands in it."""

    work: tuple[str, ...]
    """The folded words for its work, sorted."""

    specialty: tuple[str, ...]
    rank: tuple[int, int]
    """Rank of its level, and value of its numeral; more is higher."""


def end_of(key: TitleKey, vocabulary: Vocabulary) -> str:
    """Return the word of a title that says how high it is rather than its work; empty for none."""
    if len(key.core) > 1 and key.head in _ends(vocabulary):
        return key.head
    alone = key.qualifier[0] if len(key.qualifier) == 1 else ""
    return alone if alone in _ends(vocabulary) else ""


def height(key: TitleKey, vocabulary: Vocabulary, *, by_end: bool) -> Height:
    """Return how high a title stands; with `by_end`, the word that it ends with says so, and is none for its work."""
    end = end_of(key, vocabulary) if by_end else ""
    work, specialty, (level, numeral) = key.core, key.qualifier, rank(key, vocabulary)
    if end and key.qualifier == (end,):
        specialty = ()
    elif end:
        work = tuple(word for word in work if word != end)
    if end:
        # A supervisor who is a senior one is a supervisor yet.
        of_end = _ends(vocabulary)[end][1]
        level = max(of_end, level) if key.levels else of_end
    return Height(tuple(sorted(work)), specialty, (level, numeral))


def heights(one: TitleKey, other: TitleKey, vocabulary: Vocabulary) -> tuple[Height, Height]:
    """Return how high two titles stand, to be compared with each other."""
    differ = end_of(one, vocabulary) != end_of(other, vocabulary)
    return height(one, vocabulary, by_end=differ), height(other, vocabulary, by_end=differ)


def rank_of(key: TitleKey, vocabulary: Vocabulary) -> tuple[int, int]:
    """Return how high a title stands, be its work what it may."""
    return height(key, vocabulary, by_end=True).rank


def leads(key: TitleKey, vocabulary: Vocabulary) -> bool:
    """Return whether a title says that whoever has it leads others."""
    level = _ends(vocabulary).get(end_of(key, vocabulary), ("", 0))[0]
    return not {level, *key.levels}.isdisjoint(vocabulary.drafting["leading_levels"])


def is_leading(wanted: Wanted, vocabulary: Vocabulary) -> bool:
    """Return whether the title or the notes say that the class wanted leads others."""
    return leads(title_keys(wanted.title, vocabulary)[0], vocabulary) or speaks_of_leading(wanted.notes, vocabulary)


def is_helping(wanted: Wanted, vocabulary: Vocabulary) -> bool:
    """Return whether the title says that whoever has it helps others, or learns the work."""
    levels = dict(vocabulary.levels.values())
    level, _ = rank_of(title_keys(wanted.title, vocabulary)[0], vocabulary)
    return level <= max(levels[name] for name in vocabulary.drafting["helping_levels"])


def speaks_of_leading(text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a text says that somebody leads others."""
    return phrases(vocabulary.drafting["leading"]).search(text.lower()) is not None


@lru_cache(4)
def _ends(vocabulary: Vocabulary) -> Mapping[str, tuple[str, int]]:
    """Words that titles end with to the level that they are as high as, and its rank."""
    known = dict(vocabulary.levels.values())
    return {word: (level, known[level]) for level, words in vocabulary.ends.items() for word in words}
