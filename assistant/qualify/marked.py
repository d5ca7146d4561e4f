"""The words of a message that say something of its writer, each understood once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vectorstore.vocabulary import Vocabulary
from vectorstore.words import stems

HELD = re.compile(r"\b(?:license|licence|licensure|certificate|certification|credential|permit|cdl)s?\b")
NO_DRIVING = re.compile(r"\b(?:can't|cannot|can not|don't|do not|never)\s+drive\b")
NOT_LICENSED = re.compile(
    r"\bnot (?:yet )?(?:an? )?(?P<kind>(?:licensed|certified|registered)(?: (?!and|but|so|do)[a-z]+){0,3})"
)
_SHORT = (
    (re.compile(r"\b(?:yrs?)\b\.?(?=\s|$|,)", re.IGNORECASE), "years"),
    (re.compile(r"\b(?:mos|mths?|mo)\b\.?", re.IGNORECASE), "months"),
)
_ONE = re.compile(
    r"\b(?P<before>for|and|have|had|got|with|only|just|about|over|worked|did|than)\s+an?\s+(?=(?:year|month)\b)",
    re.IGNORECASE,
)
_OF_THEM = re.compile(
    r"\b(?P<count>one|two|three|four|five|six|\d) of (?:them|which|these|those)(?: (?:was|were))? (?=(?:as|in|with)\b)",
    re.I,
)
# "two and a half years", "a year and a half", "half a year", "1 1/2 years".
_HALVES = (
    re.compile(r"\b(?P<count>[a-z]+|\d+) and a half (?P<unit>years?)\b", re.I),
    re.compile(r"\b(?P<count>[a-z]+|\d+) (?P<unit>years?) and a half\b", re.I),
    re.compile(r"\b(?P<count>\d+) ?(?:½|1/2) ?(?P<unit>years?)\b", re.I),
)
_ONE_OF = re.compile(r"(?<!half )\ban?\s+(?=(?:year|month)\s+(?:as|of|in|with|at|on)\b)", re.IGNORECASE)
# "3000 paid hours" are 3000 hours, paid.
_ADJECTIVE = re.compile(
    r"\b(?P<count>\d[\d,.]*|[a-z]+) (?P<how>(?:paid|full[- ]time|part[- ]time|solid|good|long)(?: paid)?) "
    r"(?P<unit>hours|years|months|year|month)\b",
    re.I,
)
_HALF = re.compile(r"\b(?:half a year|a half year)\b", re.I)
_COUNTS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
# Two words for one measure, of one length.
_HOURS = re.compile(r"\b(?P<of>semester|quarter)(?P<between>[\s-]+)hour", re.I)
_TIMES = re.compile(r"\b(?:years?|months?|weeks?|hours?|units?)\b|\b(?:i'?m|i am|aged?|turned)\s+\d{2}\b")
_TELLING = (
    "felony", "employee", "outsider", "typing", "little", "age_behind", "no_degree", "no_college", "no_units",
    "private_only", "apprenticeship", "titled", "licensed_as",
)  # fmt: skip
#: Words between a negation and what it denies.
_REACH = 3


def normalized(text: str) -> str:
    """Return `text` with its durations spelled out: "3 yrs" as "3 years", "for a year" as "for one year"."""
    text = text.replace("’", "'").replace("‘", "'")
    for pattern, unit in _SHORT:
        text = pattern.sub(unit, text)
    text = _ADJECTIVE.sub(lambda match: f"{match['count']} {match['unit']} {match['how']}", text)
    text = _OF_THEM.sub(lambda match: f"including {match['count']} {_years(match['count'])} ", text)
    text = _ONE_OF.sub("one ", text)
    return _ONE.sub(lambda match: f"{match['before']} one ", text)


def _and_a_half(match: re.Match[str]) -> str:
    """Return 2.5 years for two and a half, as long as those words; the words themselves where they count nothing."""
    word = match["count"].lower()
    count = int(word) if word.isdigit() else _COUNTS.get(word)
    return match[0] if count is None else _as_long(match, f"{count}.5", match["unit"])


def _as_long(match: re.Match[str], count: str, unit: str) -> str:
    return f"{count}{unit.rjust(len(match[0]) - len(count))}"


def _years(count: str) -> str:
    return "year" if count.lower() in ("one", "1") else "years"


def counted(text: str) -> str:
    """Return `text`, as long as before, with halves of years in digits, and semester and quarter hours called units."""
    text = _HALF.sub(lambda match: _as_long(match, "6", "months"), text)
    for pattern in _HALVES:
        text = pattern.sub(_and_a_half, text)
    return _HOURS.sub(lambda match: f"{match['of']}{match['between']}unit", text)


def may_tell(text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a `normalized` text has any word by which somebody tells what they bring."""
    lower = text.lower()
    rows = (vocabulary.qualify[key] for key in _TELLING)
    levels = (level.words for level in vocabulary.schooling)
    return any(pattern.search(lower) for pattern in (HELD, NO_DRIVING, NOT_LICENSED, _TIMES, *rows, *levels))


@dataclass
class Marked:
    """A text, and which of its words were understood."""

    text: str
    vocabulary: Vocabulary
    titles: Sequence[tuple[int, int]] = ()
    taken: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lower = self.text.lower()
        self.numbered = counted(self.text)
        self.rows = self.vocabulary.qualify

    def implied(self, text: str) -> frozenset[str]:
        """Return the stems of `text`, and of what its words say as well."""
        lower = text.lower()
        return stems(text).union(*(row.means for row in self.vocabulary.implied if row.words.search(lower)))

    def free(self, start: int, end: int) -> bool:
        """Return whether nothing of a stretch was understood yet."""
        return all(end <= first or last <= start for first, last in self.taken)

    def is_title(self, start: int, end: int) -> bool:
        """Return whether a stretch is a part of a class's name."""
        return any(first <= start and end <= last for first, last in self.titles)

    def take(self, start: int, end: int) -> str:
        """Mark a stretch as understood; return its words."""
        self.taken.append((start, end))
        return self.text[start:end].strip(" ,.")

    def take_all(self, pattern: re.Pattern[str]) -> None:
        """Mark what `pattern` finds as understood."""
        for match in pattern.finditer(self.lower):
            if self.free(*match.span()):
                self.take(*match.span())

    def denied(self, start: int) -> bool:
        """Return whether a negation stands right before an offset."""
        clause = re.split(r"[.,;!?]|\bbut\b", self.lower[:start])[-1]
        return bool(self.rows["no"].search(" ".join(clause.split()[-_REACH:])))

    def negation(self, start: int) -> int:
        """Return where the last negation before an offset begins; the offset itself for none."""
        return max((match.start() for match in self.rows["no"].finditer(self.lower[:start])), default=start)
