"""Tell which classes of a series a heading names: "Clerk I and II", "Analyst (Various Specialties)", "All Levels".

A title is its base ("Clerk"), a numeral, and qualifiers, in parentheses or
after a comma. A heading that leaves a numeral or a qualifier out names every
class that has the rest, unless one has nothing more; a heading with a word
that is of no title names none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.series_titles import JOINTS, Titles, Words, folded, longest, number, past_numbers, read_title
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary


@dataclass
class _Group:
    """What a stretch of a heading says of titles."""

    bases: set[Words] = field(default_factory=set)
    """Empty for any base."""

    numerals: set[int] = field(default_factory=set)
    qualifiers: set[Words] = field(default_factory=set)
    various: bool = False


class Naming:
    """Knows the classes of one document by the ways in which its headings may name them."""

    def __init__(self, titles: Sequence[str], vocabulary: Vocabulary) -> None:
        """Know `titles`, in the order in which the document lists its classes."""
        self._titles = [read_title(title, vocabulary) for title in titles]
        self._whole: Mapping[str, int] = {fold(title): at for at, title in reversed(list(enumerate(titles)))}
        self._plain = [read_title(title, vocabulary, plain=True) for title in titles]
        self._vocabulary = vocabulary
        self._faulty = Titles(titles)
        self._bases = {title.base for title in self._titles}
        self._qualifiers = {part for title in self._titles for part in title.qualifiers}
        self._rises = not any(
            one.base == other.base and one.numeral > other.numeral
            for at, one in enumerate(self._titles)
            for other in self._titles[at + 1 :]
        )
        phrases = vocabulary.document
        self._all, self._various, self._idle = (
            [folded(phrase) for phrase in phrases[key]] for key in ("all_classes", "various", "between_classes")
        )
        self._each = [folded(phrase) for phrase in phrases["each_of"]]
        self._up, self._down, self._to, self._ranges = (
            [folded(phrase) for phrase in phrases[key]] for key in ("and_above", "and_below", "through", "ranges")
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
        found = self._read(folded(heading))
        if found is None and (other := self._otherwise(heading)) is not None:
            return (other,)
        found = found or self._of_levels(folded(heading))
        if found is None and (near := self._faulty.near(folded(heading))) is not None:
            return (near,)
        if found is None:
            return None
        return () if len(found) == len(self._titles) else tuple(sorted(found))

    def _otherwise(self, heading: str) -> int | None:
        """Return the one class whose title `heading` is in another order or short: "Sr. Clerk", "Clerk, Senior"."""
        parts = heading.split()
        while parts and folded(parts[0]) in self._idle:
            parts.pop(0)
        while parts and folded(parts[-1]) in self._idle:
            parts.pop()
        said = read_title(" ".join(parts), self._vocabulary, plain=True)
        return self._plain.index(said) if self._plain.count(said) == 1 else None

    def _of_levels(self, said: Words) -> set[int] | None:
        """Return the classes that the levels in front of their titles, or behind, tell apart: "Journey Level"."""
        named: set[int] = set()
        levels = self._vocabulary.levels
        for word in said:
            if (word,) in self._idle:
                continue
            level = levels[word][0] if word in levels else ""
            of_level = {
                at for at, title in enumerate(self._plain) if level and level in (title.base[0], title.base[-1])
            }
            if not of_level or len(of_level) == len(self._plain):
                return None
            named |= of_level
        return named or None

    def _read(self, said: Words) -> set[int] | None:
        named: set[int] | None = None
        last: set[int] = set()
        at, through, each = 0, False, False
        while at < len(said):
            if size := longest(self._all, said, at):
                named, at = set(range(len(self._titles))), at + size
            elif last and (beside := self._beside(said, at, last)):
                named, at = (named or set()) | beside[0], at + beside[1]
            elif last and (size := longest(self._to, said, at)):
                through, at = True, at + size
            elif size := longest(self._ranges, said, at):
                at = past_numbers(said, at + size)
            elif size := longest(self._each, said, at):
                each, at = True, at + size
            elif group := self._group(said, at):
                group[0].various |= each
                chosen, at = self._chosen(group[0]), group[1]
                if not chosen:
                    return None
                between = set(range(min(last | chosen), max(last | chosen) + 1)) if through else set()
                named, last, through, each = (named or set()) | chosen | between, chosen, False, False
            elif size := longest(self._idle, said, at):
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
        elif size := longest(self._bases, said, at):
            base = said[at : at + size]
            group.bases.add(base)
            at += size
            while at < len(said) and (other := (*base[:-1], said[at])) in self._bases:
                group.bases.add(other)
                at += 1
        while at < len(said):
            joint = said[at] in JOINTS and at > start
            after = at + joint
            if after < len(said) and (place := number(said[after])) and self._counts(said, after, group):
                group.numerals.add(place)
                at = after + 1
            elif size := longest(self._qualifiers, said, after):
                group.qualifiers.add(said[after : after + size])
                at = after + size
            elif not joint and (group.bases or group.qualifiers) and (size := longest(self._various, said, at)):
                group.various = True
                at += size
            else:
                break
        return (group, at) if at > start else None

    def _sharing_an_end(self, said: Words, at: int) -> set[Words]:
        """Return the two bases that "Junior and Assistant Agent" names; none where it names no two."""
        if at + 3 >= len(said) or said[at + 1] not in JOINTS:
            return set()
        rest = said[at + 3 :]
        for size in range(len(rest), 0, -1):
            both = {(said[at], *rest[:size]), (said[at + 2], *rest[:size])}
            if both <= self._bases:
                return both
        return set()

    def _counts(self, said: Words, at: int, group: _Group) -> bool:
        """Whether the word at `at` is a numeral of titles: after a base, or after "level"."""
        after_level = at > 0 and (said[at - 1],) in self._idle and said[at - 1] not in JOINTS
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

    def _beside(self, said: Words, at: int, last: Iterable[int]) -> tuple[set[int], int] | None:
        """Read "and above" or "and below" at word `at`: the classes from `last` on, and how many words say so."""
        places = list(last)
        up, down = longest(self._up, said, at), longest(self._down, said, at)
        if not up and not down:
            return None
        onward = bool(up) == self._rises
        return set(range(min(places), len(self._titles)) if onward else range(max(places) + 1)), max(up, down)
