"""Find the stretches of a question that may be one title: its words, with the levels and the numeral beside them.

The words stand as printed, or turned about as people turn titles: "Technician,
Senior Accounting", "manager of parks". "Duties of an officer" is no Duty Officer.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.marks import Mark, Marks
from assistant.scan import Token
from assistant.titles import TitleKey

#: Words of a title that are too few to tell its parts from other words: "officer with duties".
_TWO = 2


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of tokens that may be one title."""

    first: int
    last: int
    core: Counter[str]
    """Words of the title, qualifier included, that it has."""

    quality: float
    levels: frozenset[str]
    numeral: str
    turned: bool = False
    """Its words stand in another order than printed, and no comma says so."""


def runs(key: TitleKey, wanted: Counter[str], marks: Marks) -> Iterator[Run]:
    """Yield the stretches of the words `wanted` of one title, levels and numeral with them, its own above all."""
    at = -1
    for start in sorted({i for word in wanted for i in marks.at.get(word, ())}):
        if start >= at:
            run = _Walk(key, marks, wanted.copy(), start).run()
            at = max(run.last, start + 1)
            yield run


def in_parts(key: TitleKey, found: Sequence[Run], tokens: Sequence[Token], marks: Marks) -> Iterator[Run]:
    """Yield two runs of a longer title as one: "Dispatcher I with Public Safety".

    The first has the title's head, the second all other words, and what stands between says that they belong together.
    """
    whole = Counter(key.core)
    for left, right in pairwise(found):
        between = [token.word for token in tokens[left.last : right.first]]
        parted = between[:1] and between[0] in marks.vocabulary.title["parts"]
        told = parted and set(between[1:]) <= set(marks.vocabulary.title["articles"])
        phrased = any(mark.phrased for mark in marks.marks[right.first : right.last])
        if told and not phrased and len(key.core) > _TWO and key.head in left.core and left.core + right.core == whole:
            yield Run(
                left.first,
                right.last,
                whole,
                min(left.quality, right.quality),
                left.levels | right.levels,
                left.numeral or right.numeral,
            )


@dataclass(slots=True)
class _Walk:
    """One way along the tokens, from a word of the title to the last that belongs to it."""

    key: TitleKey
    marks: Marks
    left: Counter[str]
    start: int
    core: Counter[str] = field(default_factory=Counter)
    levels: set[str] = field(default_factory=set)
    numeral: str = ""
    quality: float = 1.0
    at: int = 0
    last: int = 0
    links: list[str] = field(default_factory=list)
    """Connectives since the last word that belongs to the title."""

    printed: int = -1
    """Place in the printed core of the last word of it."""

    turned: bool = False
    comma: bool = False
    """A comma stands somewhere since then."""

    def run(self) -> Run:
        first = self._before()
        self.at = self.last = self.start
        while self.at < len(self.marks.marks) and (taken := self._step(self.marks.marks[self.at])):
            self.at += taken
        return Run(first, self.last, self.core, self.quality, frozenset(self.levels), self.numeral, self.turned)

    def _before(self) -> int:
        """Index of the first level before the title: "Senior …", "Chief of …", "second-level …", "level II …"."""
        marks, first = self.marks.marks, self.start
        while first > 0 and not (marks[first].apart and not marks[first].after_comma):
            before = marks[first - 1]
            of = first > 1 and before.link == "of"
            step = first > 1 and before.is_step
            if marks[first - 1 - of].leads:
                self.levels.add(marks[first - 1 - of].level)
                first -= 1 + of
            elif step and marks[first - 2].leads:
                self.levels.add(marks[first - 2].level)
                first -= 2
            elif step and marks[first - 2].ordinal:
                self.numeral = marks[first - 2].ordinal
                first -= 2
            elif first > 1 and before.numeral and marks[first - 2].is_step:
                self.numeral = before.numeral
                first -= 2
            else:
                break
        return first

    def _step(self, mark: Mark) -> int:
        """Take what stands at `at`; return how many tokens that is, 0 for none."""
        self.comma = self.comma or mark.after_comma
        matched = [word for word in mark.words if self.left[word] > 0]
        if matched and self._stands(matched, mark):
            return self._take(matched, mark)
        if mark.link:
            self.links.append(mark.link)
            return 1
        if not (self.links or self._leads_another(mark)) and (self._own_level(mark) or self._level_behind(mark)):
            self.levels.add(mark.level)
            return self._belongs(1)
        return 0 if self.links or self.numeral else self._numeral(mark)

    def _take(self, matched: list[str], mark: Mark) -> int:
        self.left.subtract(matched)
        self.core.update(matched)
        self.quality = min(self.quality, max(mark.words[word] for word in matched))
        places = [at for word in matched for at in self._places(word)]
        if places:
            self.printed, self.comma = min((p for p in places if p > self.printed), default=min(places)), False
        return self._belongs(1)

    def _belongs(self, count: int) -> int:
        self.last = self.at + count
        self.links.clear()
        return count

    def _places(self, word: str) -> list[int]:
        return [at for at, own in enumerate(self.key.core) if own == word]

    def _stands(self, matched: list[str], mark: Mark) -> bool:
        """Whether a word of the title stands where it may after those before it."""
        if not self.core:
            return True
        places = [at for word in matched for at in self._places(word)]
        lists = self.marks.vocabulary.title["lists"]
        if not places:
            return not any(link in lists for link in self.links) or bool(set(self.key.qualifier) & set(self.core))
        if self.printed < 0 or any(at > self.printed for at in places):
            return not self.links or (self.key.linked and self.printed >= 0)
        return self._turned(matched, mark)

    def _turned(self, matched: list[str], mark: Mark) -> bool:
        """Whether words may be turned about here: "Technician, Accounting", "manager of parks"."""
        kinds = self.marks.vocabulary.title["kinds"]
        if self.marks.marks[self.last - 1].owns or all(word in kinds for word in matched):
            return False
        if self.links:
            turns = self.marks.vocabulary.title["turns"]
            return self.key.head in self.core and any(link in turns for link in self.links)
        self.turned = self.turned or not self.comma
        return self.comma or not mark.phrased

    def _leads_another(self, mark: Mark) -> bool:
        """Whether a level behind a comma belongs to the title that comes next: "Planner, Chief Planner"."""
        following = self.marks.marks[self.at + 1] if self.at + 1 < len(self.marks.marks) else None
        if following is None or not (mark.level and mark.after_comma) or following.apart or following.phrased:
            return False
        return bool(following.words) and not any(self.left[word] > 0 for word in following.words)

    def _own_level(self, mark: Mark) -> bool:
        """Whether one of the title's own levels stands in its midst: "Actuarial Assistant Trainee"."""
        return bool(mark.level) and mark.level in self.key.levels - self.levels

    def _level_behind(self, mark: Mark) -> bool:
        # "whom does the lead worker lead": a verb, unless it may come last, or a comma says what it is.
        ends = self.at + 1 == len(self.marks.marks) and not self.levels and not mark.is_verb
        return mark.trails or (bool(mark.level) and ends)

    def _numeral(self, mark: Mark) -> int:
        """Take a numeral: "ii", "level 2", "second level"."""
        following = self.marks.marks[self.at + 1] if self.at + 1 < len(self.marks.marks) else None
        found, count = mark.numeral, 1
        if following is not None and mark.is_step and not mark.apart:
            found, count = following.numeral, 2
        elif following is not None and mark.ordinal and following.is_step:
            found, count = mark.ordinal, 2
        # "The clerk one pays what?": a word counts levels only where there are any.
        if not found or (mark.is_spelled and not self.key.numeral):
            return 0
        self.numeral = found
        return self._belongs(count)
