"""Tell which classes of a series a heading names: "Clerk I and II", "Analyst (Various Specialties)", "All Levels".

A title is its base ("Clerk"), a numeral, and qualifiers, in parentheses or
after a comma. A heading that leaves a numeral or a qualifier out names every
class that has the rest, unless one has nothing more; a heading with a word
that is of no title names none.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from vectorstore.folding import fold, words
from vectorstore.vocabulary import Vocabulary

Words = tuple[str, ...]

_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_LETTERS = {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}
_PARENTHESES = re.compile(r"\(([^()]*)\)")
#: A heading this alike to a title (0 to 100) is that one with a slip of the pen.
_SAME_TITLE = 90.0
#: Share of a title's words that stand for all of them where the rest is cut off.
_MOST = 0.6
_JOINTS = frozenset({"and", "or"})


@dataclass(frozen=True, slots=True)
class Title:
    """A title taken apart."""

    base: Words
    """Its folded words but for the rest."""

    numeral: int = 0
    """Place of its numeral or letter in counting, from 1; 0 where it has none."""

    qualifiers: frozenset[Words] = frozenset()
    """What stands in parentheses or after a comma."""


@dataclass
class _Group:
    """What a stretch of a heading says of titles."""

    bases: set[Words] = field(default_factory=set)
    """Empty for any base."""

    numerals: set[int] = field(default_factory=set)
    qualifiers: set[Words] = field(default_factory=set)
    various: bool = False


def read_title(title: str, vocabulary: Vocabulary) -> Title:
    """Return `title` taken apart; a level after a comma belongs to the base, in front: "Clerk, Senior"."""
    inside = [_folded(match[1]) for match in _PARENTHESES.finditer(title)]
    main, *rest = _PARENTHESES.sub(" ", title).split(",")
    base = _folded(main)
    for part in map(_folded, rest):
        if part and all(word in vocabulary.levels or word in _NUMERALS for word in part):
            base = (*(word for word in part if word not in _NUMERALS), *base, *(w for w in part if w in _NUMERALS))
        else:
            inside.append(part)
    number = _number(base[-1]) if len(base) > 1 else 0
    return Title(base[:-1] if number else base, number, frozenset(part for part in inside if part))


class Naming:
    """Knows the classes of one document by the ways in which its headings may name them."""

    def __init__(self, titles: Sequence[str], vocabulary: Vocabulary) -> None:
        """Know `titles`, in the order in which the document lists its classes."""
        self._titles = [read_title(title, vocabulary) for title in titles]
        self._whole: Mapping[str, int] = {fold(title): at for at, title in reversed(list(enumerate(titles)))}
        self._words = [_without_joints(_folded(title)) for title in titles]
        self._short = _short_forms(titles)
        self._bases = {title.base for title in self._titles}
        self._qualifiers = {part for title in self._titles for part in title.qualifiers}
        self._rises = not any(
            one.base == other.base and one.numeral > other.numeral
            for at, one in enumerate(self._titles)
            for other in self._titles[at + 1 :]
        )
        phrases = vocabulary.document
        self._all, self._various, self._idle = (
            [_folded(phrase) for phrase in phrases[key]] for key in ("all_classes", "various", "between_classes")
        )
        self._up, self._down, self._to, self._ranges = (
            [_folded(phrase) for phrase in phrases[key]] for key in ("and_above", "and_below", "through", "ranges")
        )

    def class_of(self, title: str) -> int | None:
        """Return the ordinal of the class with just this title; None where none has it."""
        return self._whole.get(fold(title))

    @property
    def everyone(self) -> frozenset[int]:
        """Ordinals of all classes."""
        return frozenset(range(len(self._titles)))

    def specialties(self, classes: Iterable[int]) -> frozenset[int]:
        """Return the classes that have the base and numeral of one of `classes` without qualifiers, and some."""
        bare = {(title.base, title.numeral) for title in (self._titles[at] for at in classes) if not title.qualifiers}
        return frozenset(
            at for at, title in enumerate(self._titles) if title.qualifiers and (title.base, title.numeral) in bare
        )

    def classes(self, heading: str) -> tuple[int, ...] | None:
        """Return the ordinals of the classes that `heading` names.

        All of them are named by an empty tuple; None where it names none.
        """
        if (own := self.class_of(heading)) is not None:
            return (own,)
        found = self._read(_folded(heading))
        if found is None and (begun := self._begun(_folded(heading))) is not None:
            return (begun,)
        if found is None and (slip := self._misspelled(_folded(heading))) is not None:
            return (slip,)
        if found is None:
            return None
        return () if len(found) == len(self._titles) else tuple(sorted(found))

    def _begun(self, said: Words) -> int | None:
        """Return the one class whose title begins with `said`, most of it."""
        said = _without_joints(said)
        begun = [at for at, whole in enumerate(self._words) if whole[: len(said)] == said]
        return begun[0] if len(begun) == 1 and len(said) > _MOST * len(self._words[begun[0]]) else None

    def _misspelled(self, said: Words) -> int | None:
        """Return the class whose title `said` is with a slip of the pen: as many words, and the same numerals."""
        said = _without_joints(said)
        forms = [(whole, at) for at, whole in enumerate(self._words)] + [(short, at) for short, at in self._short]
        alike = {" ".join(form): at for form, at in forms if len(form) == len(said) and _same_numbers(form, said)}
        close = process.extract(" ".join(said), alike.keys(), scorer=fuzz.ratio, score_cutoff=_SAME_TITLE, limit=2)
        return alike[close[0][0]] if len(close) == 1 or (close and close[0][1] > close[1][1]) else None

    def _read(self, said: Words) -> set[int] | None:
        named: set[int] | None = None
        last: set[int] = set()
        at, through = 0, False
        while at < len(said):
            if size := _longest(self._all, said, at):
                named, at = set(range(len(self._titles))), at + size
            elif last and (size := _longest(self._up, said, at)):
                named, at = (named or set()) | self._beside(last, up=True), at + size
            elif last and (size := _longest(self._down, said, at)):
                named, at = (named or set()) | self._beside(last, up=False), at + size
            elif last and (size := _longest(self._to, said, at)):
                through, at = True, at + size
            elif size := _longest(self._ranges, said, at):
                at = _past_numbers(said, at + size)
            elif group := self._group(said, at):
                chosen, at = self._chosen(group[0]), group[1]
                if not chosen:
                    return None
                between = set(range(min(last | chosen), max(last | chosen) + 1)) if through else set()
                named, last, through = (named or set()) | chosen | between, chosen, False
            elif size := _longest(self._idle, said, at):
                at += size
            else:
                return None
        return named

    def _group(self, said: Words, at: int) -> tuple[_Group, int] | None:
        """Read a base with its numerals and qualifiers, or either of these alone, from word `at` on."""
        group, start = _Group(), at
        if shared := self._sharing_an_end(said, at):
            group.bases |= shared
            at += 2 + len(min(shared, key=len))
        elif size := _longest(self._bases, said, at):
            base = said[at : at + size]
            group.bases.add(base)
            at += size
            while at < len(said) and (other := (*base[:-1], said[at])) in self._bases:
                group.bases.add(other)
                at += 1
        while at < len(said):
            joint = said[at] in _JOINTS and at > start
            after = at + joint
            if after < len(said) and (number := _number(said[after])) and self._counts(said, after, group):
                group.numerals.add(number)
                at = after + 1
            elif size := _longest(self._qualifiers, said, after):
                group.qualifiers.add(said[after : after + size])
                at = after + size
            elif not joint and (group.bases or group.qualifiers) and (size := _longest(self._various, said, at)):
                group.various = True
                at += size
            else:
                break
        return (group, at) if at > start else None

    def _sharing_an_end(self, said: Words, at: int) -> set[Words]:
        """Return the two bases that "Junior and Assistant Agent" names; none where it names no two."""
        if at + 3 >= len(said) or said[at + 1] not in _JOINTS:
            return set()
        rest = said[at + 3 :]
        for size in range(len(rest), 0, -1):
            both = {(said[at], *rest[:size]), (said[at + 2], *rest[:size])}
            if both <= self._bases:
                return both
        return set()

    def _counts(self, said: Words, at: int, group: _Group) -> bool:
        """Whether the word at `at` is a numeral of titles: after a base, or after "level"."""
        after_level = at > 0 and (said[at - 1],) in self._idle and said[at - 1] not in _JOINTS
        return bool(group.bases or group.numerals) or after_level

    def _chosen(self, group: _Group) -> set[int]:
        found = [at for at, title in enumerate(self._titles) if not group.bases or title.base in group.bases]
        if group.numerals:
            found = [at for at in found if self._titles[at].numeral in group.numerals]
        elif bare := [at for at in found if not self._titles[at].numeral]:
            found = bare if group.bases else found
        if group.qualifiers:
            wanted = frozenset(group.qualifiers)
            whole = [at for at in found if wanted <= self._titles[at].qualifiers]
            found = whole or [at for at in found if wanted & self._titles[at].qualifiers]
        elif not group.various and (bare := [at for at in found if not self._titles[at].qualifiers]):
            found = bare
        return set(found)

    def _beside(self, last: Iterable[int], *, up: bool) -> set[int]:
        places = list(last)
        onward = up == self._rises
        return set(range(min(places), len(self._titles))) if onward else set(range(max(places) + 1))


def _folded(text: str) -> Words:
    return tuple(word for word, _, _ in words(text))


def _without_joints(said: Words) -> Words:
    return tuple(word for word in said if word not in _JOINTS)


def _short_forms(titles: Sequence[str]) -> list[tuple[Words, int]]:
    """Return the titles without their qualifiers that are no other title's, each with its ordinal."""
    bare = [_PARENTHESES.sub(" ", title).split(",")[0] for title in titles]
    forms = [_without_joints(_folded(title)) for title in bare]
    return [(form, at) for at, form in enumerate(forms) if forms.count(form) == 1]


def _same_numbers(first: Words, second: Words) -> bool:
    return [_number(word) for word in first] == [_number(word) for word in second]


def _number(word: str) -> int:
    if word.isdecimal() and len(word) < 3:
        return int(word)
    return _NUMERALS.get(word, 0) or _LETTERS.get(word, 0)


def _past_numbers(said: Words, at: int) -> int:
    """Return the place past the numerals and letters from word `at` on: "Range A", "Ranges A, B and C"."""
    while at < len(said) and (_number(said[at]) or (said[at] in _JOINTS and at + 1 < len(said))):
        at += 1
    return at


def _longest(phrases: Iterable[Words], said: Words, at: int) -> int:
    """Return how many words the longest of `phrases` that begins at `at` has; 0 where none does."""
    return max((len(phrase) for phrase in phrases if phrase and said[at : at + len(phrase)] == phrase), default=0)
