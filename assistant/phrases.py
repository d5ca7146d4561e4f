"""Find a phrase in statements word for word, or the title of a class that is no part of a longer one.

"Accountant" is not "Senior Accountant", "Accountant II" or "Tax Accountant":
a title stands alone where no level, numeral or further word of a name does
beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations, takewhile

from assistant.proof import Proofs
from assistant.titles import numeral, title_keys
from vectorstore.folding import fold, words
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

_Words = tuple[str, ...]
_ROMAN = frozenset({"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"})


@dataclass(frozen=True)
class Phrases:
    """Ways in which a phrase or a title is written."""

    forms: tuple[_Words, ...]
    """Each as folded words, levels by their names."""

    longer: tuple[_Words, ...]
    """Titles that have one of them inside."""

    some_words: tuple[str, ...]
    """Beginnings of words that each statement with one of them has, in lower case."""

    is_title: bool
    near: str
    """As written in the question."""

    vocabulary: Vocabulary

    @classmethod
    def of_phrase(cls, phrase: str, field: Proofs) -> "Phrases":
        """Return `phrase` to look for; where it is the title of a class, as one."""
        titles = _titles(field)
        if _folded(phrase, field.vocabulary) in titles:
            return cls.of_title(phrase, field)
        words_of = _without_articles(_folded(phrase, field.vocabulary), field.vocabulary)
        forms, beginnings = (words_of,), _beginnings(phrase, field.vocabulary)
        return cls(forms, (), beginnings, is_title=False, near=phrase, vocabulary=field.vocabulary)

    @classmethod
    def of_title(cls, title: str, field: Proofs) -> "Phrases":
        """Return the title of a class to look for, its level before or behind."""
        forms = {_folded(title, field.vocabulary)}
        for key in title_keys(title, field.vocabulary):
            last = (key.numeral,) if key.numeral else ()
            for level in permutations(sorted(key.levels)):
                forms |= {(*level, *key.core, *last), (*key.core, *last, *level), (*key.core, *level, *last)}
        forms = {form for form in forms if form}
        longer = {t for t in _titles(field) if any(len(t) > len(form) and _places(t, form) for form in forms)}
        core = " ".join(word for word in title.split() if fold(word) not in field.vocabulary.levels)
        beginnings = _beginnings(core, field.vocabulary)
        return cls(
            tuple(forms), tuple(longer - forms), beginnings, is_title=True, near=title, vocabulary=field.vocabulary
        )

    def stands_in(self, text: str) -> bool:
        """Return whether `text` has it, and not only inside something longer."""
        found = words(text)
        said = tuple(self._level(word) for word, _, _ in found)
        if not self.is_title:
            said = _without_articles(said, self.vocabulary)
        taken = {
            at for title in self.longer for first in _places(said, title) for at in range(first, first + len(title))
        }
        for form in self.forms:
            for first in _places(said, form):
                last = first + len(form)
                if not self.is_title:
                    return True
                if not set(range(first, last)) <= taken and not self._goes_on(text, found, first, last):
                    return True
        return False

    def is_of(self, entry: CatalogEntry) -> bool:
        """Return whether it is the title of a class."""
        return any(_folded(title, self.vocabulary) in self.forms for title in (entry.spec.title, *entry.spec.aliases))

    def _level(self, word: str) -> str:
        return self.vocabulary.levels[word][0] if word in self.vocabulary.levels else word

    def _goes_on(self, text: str, found: Sequence[tuple[str, int, int]], first: int, last: int) -> bool:
        """Whether a further word of a name stands right before or behind."""
        shouted = text.isupper()
        if first:
            word, start, end = found[first - 1]
            between = text[end : found[first][1]]
            named = text[start].isupper() and first > 1 and not shouted
            if not between.strip() and (word in self.vocabulary.levels or named):
                return True
        if last == len(found):
            return False
        word, start, end = found[last]
        between, raw = text[found[last - 1][2] : start], text[start:end]
        if between.strip() not in ("", ","):
            return False
        # "Senior Management Analyst supervising staff" is none that supervises.
        if raw in _ROMAN or (word in self.vocabulary.levels and not raw.islower()):
            return True
        kinds = self.vocabulary.title["kinds"]
        return not between.strip() and raw[:1].isupper() and not shouted and word not in (*kinds, "series")


def _titles(field: Proofs) -> frozenset[_Words]:
    """Every title and alias of the classes that are there, folded."""
    entries = field.catalog.entries(field.viewer)
    given = {title for entry in entries for title in (entry.spec.title, *entry.spec.aliases)}
    return frozenset(_folded(title, field.vocabulary) for title in given)


def _folded(text: str, vocabulary: Vocabulary) -> _Words:
    folded = tuple(vocabulary.levels[w][0] if w in vocabulary.levels else w for w in fold(text).split())
    if len(folded) > 1 and not folded[-1].isalpha() and numeral(folded[-1]):
        return (*folded[:-1], numeral(folded[-1]))
    return folded


def _without_articles(text: _Words, vocabulary: Vocabulary) -> _Words:
    return tuple(word for word in text if word not in vocabulary.title["articles"]) or text


def _places(text: _Words, form: _Words) -> list[int]:
    """Where `form` stands in `text`."""
    size = len(form)
    return [at for at in range(len(text) - size + 1) if text[at : at + size] == form]


def _beginnings(phrase: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What every way of writing each of its words begins with, in lower case: "polic" of "policies"."""
    return tuple(_beginning(word, phrase[start:end]) for word, start, end in words(phrase)
                 if word.isascii() and word not in vocabulary.levels and not numeral(word))  # fmt: skip


def _beginning(word: str, raw: str) -> str:
    shared = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, raw.lower(), strict=False)))
    return shared.removesuffix("y") if len(shared) > 1 else shared
