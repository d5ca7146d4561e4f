"""Read what a message says of who writes it: "an AA", "3 yrs as a Clerk", "no license", "I'm 19"."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.qualify import person
from assistant.qualify.credentials import Credentials, Learned, Worked
from assistant.qualify.lacking import lacking, without_units
from assistant.qualify.licenses import licenses
from assistant.qualify.marked import HELD, Marked
from assistant.qualify.trained import apprenticeships
from ingest.numbers import FoundNumber, find_numbers
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

#: Months of a unit of time.
_MONTHS = {"year": 12.0, "month": 1.0, "week": 12 / 52, "hour": 12 / 2080}
_LINK = re.compile(r"\s*(?:['’]s?\s+)?(?:(?:worth|total)\s+)?(?:of\s+)?(?:my\s+)?", re.IGNORECASE)
_ARTICLES = re.compile(
    r"(?:(?:working|work|experience|employment)\s+(?=(?:as|in|with|doing)\b))?(?:as\s+)?(?:an?\s+|the\s+)?",
    re.IGNORECASE,
)
_AS_A = re.compile(r"\bas\s+(?:an?\s+|the\s+)?", re.IGNORECASE)
_GENERIC = re.compile(
    r"(?:of\s+)?(?:work\s+|job\s+|paid\s+|full-time\s+)*(?:experience|work|employment)", re.IGNORECASE
)
_STOP = re.compile(r"[.?!;:\n]|\s[-–—]\s")
_FOR = re.compile(r"\bfor\s+(?:(?:about|over|nearly|almost|just|only|exactly|at least|the\s+last|the\s+past)\s+)*$")
_LONGEST_KIND = 90
_PART = re.compile(r"\bincluding\s+(?:at least\s+|the last\s+)?$")
#: Units of study.
UNITS = frozenset({"unit", "semester unit", "quarter unit"})

Held = Callable[[str], tuple[tuple[CatalogEntry, ...], int]]
"""The classes whose full title a text begins with, and the offset just past it; none and 0 otherwise."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a message says of who writes it."""

    credentials: Credentials
    rest: str
    """The message without it."""


def told_in(text: str, vocabulary: Vocabulary, held: Held, titles: Sequence[tuple[int, int]] = ()) -> Told:
    """Return what a `normalized` text says of its writer, and what is left of it.

    `titles` are where it names classes: a "Permit Technician" has no permit.
    """
    return _Reading(text, vocabulary, titles, held=held).told()


def _nobody(text: str) -> tuple[tuple[CatalogEntry, ...], int]:
    del text
    return (), 0


@dataclass
class _Reading(Marked):
    held: Held = _nobody
    denied_ranks: list[tuple[int, str]] = field(default_factory=list)
    """Ranks of schooling that are denied, with the words that do."""

    def told(self) -> Told:
        age = person.age(self)
        trained = tuple(apprenticeships(self))
        without = without_units(self)
        worked = tuple(self._worked())
        licensed = tuple(licenses(self))
        learned = tuple(self._learned())
        units = (*self._units(), *without)
        lacks = lacking(self, self.denied_ranks)
        typing = person.typing(self)
        barred, (employed, employer) = person.barred(self), person.employed(self)
        untried = bool(self.rows["little"].search(self.lower))
        self.take_all(self.rows["little"])
        spans = sorted(self.taken)
        said = tuple(self.text[start:end].strip(" ,.") for start, end in spans)
        made = Credentials(
            learned, trained, lacks, worked, licensed, units, age, barred, employed, employer, typing, untried, said
        )
        return Told(made, self._rest(spans))

    def _rest(self, spans: Sequence[tuple[int, int]]) -> str:
        kept, last = [], 0
        for start, end in spans:
            kept.append(self.text[last:start])
            last = max(last, end)
        return " ".join(" ".join([*kept, self.text[last:]]).split())

    def _worked(self) -> Iterator[Worked]:
        every = [n for n in find_numbers(self.numbered) if n.unit in _MONTHS or n.unit in UNITS]
        for number in every:
            if number.unit not in _MONTHS or not self.free(number.start, number.end):
                continue
            following = min((n.start for n in every if n.start > number.start), default=len(self.text))
            yield self._experience(number, following)

    def _experience(self, number: FoundNumber, following: int) -> Worked:
        start, end = number.start, number.end
        linked = _LINK.match(self.text, end)
        begins = linked.end() if linked else end
        kind, classes, past = self._kind(begins, following)
        if not kind and (before := self._before(start)) is not None:
            start, kind, classes = before
            past = end
        said = self.take(start, max(past, end))
        months = number.value * _MONTHS[number.unit]
        title = classes[0].spec.title if len({c.class_id for c in classes}) == 1 else ""
        ids, words = frozenset(c.class_id for c in classes), self.implied(f"{kind} {title}")
        within = bool(_PART.search(self.lower[:start]))
        return Worked(months, kind, said, ids, title, words, within)

    def _kind(self, begins: int, following: int) -> tuple[str, tuple[CatalogEntry, ...], int]:
        """What an amount of time is of, the classes that it names, and where it ends."""
        stretch = self.text[begins : min(following, begins + _LONGEST_KIND)]
        if stop := _STOP.search(stretch):
            stretch = stretch[: stop.start()]
        article = _ARTICLES.match(stretch)
        skip = article.end() if article else 0
        classes, length = self._begun_by(stretch[skip:])
        if classes:
            return stretch[skip : skip + length], classes, begins + skip + length
        cut = self._cut(stretch, skip)
        for as_a in _AS_A.finditer(stretch, skip, cut):
            classes, length = self.held(stretch[as_a.end() :])
            if classes:
                past = as_a.end() + length
                return stretch[as_a.end() : past], classes, begins + past
        kind = stretch[skip:cut].strip(" ,")
        if _GENERIC.fullmatch(kind):
            return "", (), begins + cut
        return kind, (), begins + skip + len(stretch[skip:cut].rstrip(" ,")) if kind else begins

    def _begun_by(self, stretch: str) -> tuple[tuple[CatalogEntry, ...], int]:
        """The classes that a stretch begins with the title of; what stands behind a comma may be something else."""
        classes, length = self.held(stretch)
        return (classes, length) if classes else self.held(stretch.partition(",")[0])

    def _cut(self, stretch: str, skip: int) -> int:
        """Where the words for a kind of work end: at a comma, at a new clause, at schooling or a license."""
        lower = stretch.lower()
        ends = [match.start() for match in (re.search(r",", stretch[skip:]),) if match]
        ends = [end + skip for end in ends]
        found = self.rows["ends"].search(lower, skip)
        ends += [found.start()] if found else []
        if held := HELD.search(lower, skip):
            # "… of filing and mates licence" goes on with a license.
            ends += [
                at for at in (lower.rfind(joint, skip, held.start()) for joint in (" and ", " plus ")) if at > skip
            ]
        for level in self.vocabulary.schooling:
            match = level.words.search(lower, skip)
            ends += [match.start()] if match and match.start() > skip else []
        cut = min(ends, default=len(stretch))
        tail = re.search(r"(?:\s+(?:and|or|plus|with|an?|my|some))+\s*$", stretch[:cut])
        return tail.start() if tail and tail.start() >= skip else cut

    def _before(self, start: int) -> tuple[int, str, tuple[CatalogEntry, ...]] | None:
        """What "for three years" is said of: "I've been a clerk for 3 years"."""
        before = self.text[:start]
        link = _FOR.search(before)
        if link is None:
            return None
        clause = re.split(r"[.?!;,]", before[: link.start()])[-1]
        begun = list(self.rows["as_a"].finditer(clause.lower()))
        if not begun:
            return None
        kind = re.sub(r"^\s*(?:an?|the)\s+", "", clause[begun[-1].end() :]).strip()
        if not kind or len(kind) > _LONGEST_KIND:
            return None
        classes, length = self.held(kind)
        at = link.start() - len(clause) + begun[-1].start()
        return at, kind[:length] if classes else kind, classes

    def _learned(self) -> Iterator[Learned]:
        found = [
            (m.start(), m.end(), level) for level in self.vocabulary.schooling for m in level.words.finditer(self.lower)
        ]
        for start, end, level in sorted(found, key=lambda one: (one[0] - one[1], one[0])):
            of_thing = re.match(r"\s+license", self.lower[end:])
            if not self.free(start, end) or of_thing or self.is_title(start, end):
                continue
            words, past = self._field(end)
            if not self.denied(start):
                yield Learned(level.level, level.rank, words, self.take(start, past), level.open)
            elif not words:
                # "No bachelor's in accounting" may leave one in something else.
                self.denied_ranks.append((level.rank, self.take(self.negation(start), end)))

    def _field(self, end: int) -> tuple[str, int]:
        """What schooling is in, and where the words for it end."""
        pattern = rf"\s*(?:degree\s+)?(?:{self.rows['field_before'].pattern})\s+(?=\w)"
        match = re.match(pattern, self.lower[end:])
        if match is None:
            return "", end
        begins = end + match.end()
        stretch = self.text[begins : begins + _LONGEST_KIND]
        stop = _STOP.search(stretch)
        stretch = stretch[: stop.start()] if stop else stretch
        number = next(find_numbers(stretch), None)
        stretch = stretch[: number.start] if number else stretch
        words = stretch[: self._cut(stretch, 0)].strip(" ,")
        return words, begins + len(words)

    def _units(self) -> Iterator[tuple[float, str]]:
        for number in find_numbers(self.numbered):
            if number.unit in UNITS and self.free(number.start, number.end):
                words, past = self._field(number.end)
                yield number.value, self.take(number.start, past if words else number.end)
