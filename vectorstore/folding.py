"""Fold words so that spellings which mean the same compare equal.

Case, punctuation, apostrophes, accents and plurals go; nothing else does: no
stemming, since `account` and `accounting` name different classes.
"""

import re
import unicodedata
from functools import lru_cache

# A character lost in the file was an apostrophe before "s", and a space before any other word.
_WORD = re.compile(r"[^\W_]+(?:(?:['’ʼ`´]|\ufffd(?=[st]\b))[^\W_]+)*")

# Words that end in s and are no plurals; a rule would need more exceptions than these.
_SINGULAR = frozenset({"series", "news", "gas", "bus", "as", "has", "was", "is", "its", "this", "us", "plus", "does"})

#: Characters of a word that is kept folded; what is longer is no word that comes again.
_LONGEST_KEPT = 40


def words(text: str) -> list[tuple[str, int, int]]:
    """Return the folded words of `text` with their offsets (start, end), in code points."""
    return [(word, *match.span()) for match in _WORD.finditer(text) if (word := fold_word(match[0]))]


def fold(text: str) -> str:
    """Return the folded words of `text`, joined by single spaces."""
    return " ".join(filter(None, map(fold_word, _WORD.findall(text))))


def naturally(folded: str) -> tuple[tuple[bool, int, str], ...]:
    """Return what `folded` text is sorted by, so that numbers go by their size: "9" before "38"."""
    return tuple((not word.isdecimal(), int(word) if word.isdecimal() else 0, word) for word in folded.split())


def fold_word(word: str) -> str:
    """Return `word` without case, accents, apostrophes and plural."""
    return _kept(word) if len(word) <= _LONGEST_KEPT else _folded(word)


def _folded(word: str) -> str:
    if word.isascii() and word.isalnum():
        return singular(word.lower())
    # A fraction or a raised digit stays what it is: taken apart, 2½ would read as 212.
    plain = "".join(c if unicodedata.category(c) == "No" else unicodedata.normalize("NFKD", c) for c in word)
    return singular("".join(c for c in plain.lower() if c.isalnum()))


#: Texts repeat their words.
_kept = lru_cache(1 << 15)(_folded)


def singular(word: str) -> str:
    """Return the singular of a lower-case English `word`; itself if it is none.

    Only what regular plurals need: wrong on rare words, and the same way on
    both sides of a comparison, which is all that matching asks for.
    """
    if len(word) < 4 or not word.endswith("s") or word in _SINGULAR or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def one_line(text: str) -> str:
    """Return `text` with every run of white space folded to one space."""
    return " ".join(text.split())
