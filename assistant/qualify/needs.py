"""What one printed condition asks for, in the terms in which a reader's words can be compared with it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.qualify.nodes import Leaf, Role
from assistant.qualify.titles import Titles
from vectorstore.folding import fold
from vectorstore.spec import Number
from vectorstore.vocabulary import Vocabulary
from vectorstore.words import stem, stems

_MONTHS = {"year": 12.0, "month": 1.0, "week": 12 / 52, "hour": 12 / 2080}
_UNITS = frozenset({"unit", "semester unit", "quarter unit"})
_YOUNGEST, _OLDEST = 14, 70


class Kind(StrEnum):
    """What sort of thing is asked for."""

    EXPERIENCE = "experience"
    EDUCATION = "education"
    UNITS = "units"
    LICENSE = "license"
    AGE = "age"
    CONVICTION = "conviction"
    TYPING = "typing"
    EMPLOYEES = "employees"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that a condition asks for."""

    kind: Kind
    amount: float = 0.0
    """Months, units, years of age, words a minute; the rank of schooling."""

    level: str = ""
    """Of schooling, as the vocabulary names it."""

    words: frozenset[str] = frozenset()
    """Stems of the words that say of what it must be, those of quality, of classes and idle ones left out."""

    quality: tuple[str, ...] = ()
    """Words for the quality that experience must be of, as printed."""

    classes: frozenset[str] = frozenset()
    """Ids of the classes that are named."""

    terms: frozenset[str] = frozenset()
    """Narrower things of a license that are named."""

    narrowed: bool = False
    """It asks for more than a reader's words can be compared with."""

    fields: tuple[frozenset[str], ...] = ()
    """Of schooling, the fields of which one is enough, each as the stems of its words; empty where any will do."""

    equals: bool = False
    """Something equivalent passes for it."""

    later: bool = False
    """It is needed only some time after filing."""


@dataclass(frozen=True, slots=True, eq=False)
class Needs:
    """All that a condition asks for; equal only to itself, so that what was compared is found again at once."""

    each: tuple[Need, ...]
    only: bool
    """The condition asks for nothing else."""


def needs_of(leaf: Leaf, vocabulary: Vocabulary, titles: Titles, agency: str) -> Needs:
    """Return what a condition asks for; `agency` is the one whose class it is, where experience counts as said."""
    return _Reading(leaf, vocabulary, titles, agency).needs()


@dataclass
class _Reading:
    leaf: Leaf
    vocabulary: Vocabulary
    titles: Titles
    agency: str

    def __post_init__(self) -> None:
        self.text = self.leaf.text.replace("’", "'")
        self.lower = self.text.lower()
        self.rows = self.vocabulary.qualify

    def needs(self) -> Needs:
        each = tuple(self._each())
        others = {"clearance", "testing", "physical", "age"} & set(self.leaf.facets)
        known = {Kind.AGE: {"age"}, Kind.CONVICTION: {"clearance"}, Kind.TYPING: {"testing"}}
        rest = others - {facet for need in each for facet in known.get(need.kind, ())}
        screened = re.search(r"fingerprint|background|investigation|tuberculosis|\btb\b", self.lower)
        return Needs(each, bool(each) and not rest and not screened)

    def _each(self) -> Iterator[Need]:
        later = bool(self.rows["later"].search(self.lower))
        if self.rows["barred"].search(self.lower) and {"clearance", "special"} & set(self.leaf.facets):
            yield Need(Kind.CONVICTION, narrowed=bool(self.rows["barred_more"].search(self.lower)))
        if (age := self._age()) is not None:
            yield Need(Kind.AGE, age)
        if self.rows["employment"].search(self.lower) or "exam_type" in self.leaf.facets:
            yield Need(Kind.EMPLOYEES, words=stems(self.lower))
        if (typing := self._number("word a minute")) is not None:
            yield Need(Kind.TYPING, typing.value)
        schooling = self._schooling()
        if schooling is not None:
            yield schooling
        elif (units := self._number(*_UNITS)) is not None and not self._is_time_first():
            yield self._units(units)
        elif (age is None and "experience" in self.leaf.facets) or self._asks_for_time():
            if (need := self._experience()) is not None:
                yield need
        if schooling is None and self._asks_for_license():
            yield self._license(later)

    def _units(self, units: Number) -> Need:
        at = self.leaf.quote.find("units")
        fields, rest = _fields(" ".join(self.leaf.quote[at:].lower().split())[len("units") :], self.rows)
        before = self.lower[: self.lower.find("units")]
        more = not self._idle_only(rest) or len(self.leaf.numbers) > 1 or " or " in before
        return Need(Kind.UNITS, units.value, level=units.unit, fields=fields, narrowed=more or at < 0)

    def _number(self, *units: str) -> Number | None:
        return next((number for number in self.leaf.numbers if number.unit in units), None)

    def _age(self) -> float | None:
        if "age" not in self.leaf.facets:
            return None
        found = (number.value for number in self.leaf.numbers if number.unit in ("year", "", "month"))
        return next((value for value in found if _YOUNGEST <= value <= _OLDEST), None)

    def _is_time_first(self) -> bool:
        first = next((n for n in self.leaf.numbers if n.unit in _MONTHS or n.unit in _UNITS), None)
        return first is not None and first.unit in _MONTHS

    def _asks_for_time(self) -> bool:
        """Whether an amount of time is asked for below a fitting heading: "One year as a Clerk"."""
        asking = bool({"requirements", "experience"} & set(self.leaf.facets)) and "age" not in self.leaf.facets
        return asking and self._is_time_first()

    def _experience(self) -> Need | None:
        times = [number for number in self.leaf.numbers if number.unit in _MONTHS]
        if not times:
            return None
        classes, titled = self.titles.found(self.text)
        quality = tuple(dict.fromkeys(match[0] for match in self.rows["quality"].finditer(self.lower)))
        more = len(times) > 1 or bool(self._narrowed_by_remarks())
        amount = times[0].value * _MONTHS[times[0].unit]
        return Need(Kind.EXPERIENCE, amount, words=self._words(titled), quality=quality, classes=classes, narrowed=more)

    def _words(self, titled: frozenset[str]) -> frozenset[str]:
        """Stems of what is left beside amounts, titles, the agency, words of quality and idle ones."""
        text = self.rows["quality"].sub(" ", self.lower)
        for number in self.leaf.numbers:
            printed = self.leaf.quote[number.span.start - self.leaf.spans[0].start :][
                : number.span.end - number.span.start
            ]
            text = text.replace(" ".join(printed.lower().split()), " ", 1)
        idle = {*fold(self.agency).split(), *titled}
        kept = (
            w for w in fold(text).split() if w not in idle and not self.rows["idle"].fullmatch(w) and not w.isdigit()
        )
        return frozenset(map(stem, kept))

    def _schooling(self) -> Need | None:
        found = [
            (match.start(), -match.end(), level.rank, level)
            for level in self.vocabulary.schooling
            for match in level.words.finditer(self.lower)
            if not re.match(r"\s+license", self.lower[match.end() :])
        ]
        if not found or "education" not in self.leaf.facets or self._is_time_first():
            return None
        start, end, rank, level = min(found)
        if level.level == "some college":
            return None
        before, after = self.lower[:start], self.lower[-end:]
        listed, rest = _fields(after, self.rows)
        counted = self._number(*_UNITS, *_MONTHS) is not None
        more = not self._idle_only(before) or not self._idle_only(rest) or bool(self._narrowed_by_remarks())
        return Need(
            Kind.EDUCATION,
            rank,
            level=level.level,
            fields=listed,
            narrowed=more or counted or level.level == "law degree",
            equals=bool(self.rows["equals"].search(self.lower)),
        )

    def _narrowed_by_remarks(self) -> list[Leaf]:
        return [leaf for leaf in self.leaf.remarks if leaf.role is Role.NARROWS]

    def _idle_only(self, words: str) -> bool:
        """Whether words beside a level of schooling say nothing of what it must be."""
        return not fold(self.rows["schooling_idle"].sub(" ", words))

    def _asks_for_license(self) -> bool:
        return bool({"license", "certificate"} & set(self.leaf.facets))

    def _license(self, later: bool) -> Need:
        terms = self.vocabulary.license_terms(self.lower)
        beside = bool(self.rows["beside_license"].search(self.lower)) or self.lower.count("license") > 1
        return Need(Kind.LICENSE, words=self._words(frozenset()), terms=terms, narrowed=beside, later=later)


def _fields(after: str, rows: Mapping[str, re.Pattern[str]]) -> tuple[tuple[frozenset[str], ...], str]:
    """Return the fields that are listed behind a level of schooling, and the words behind it that list none."""
    begins = re.search(rf"\b(?:{rows['field_of'].pattern})\s+(?=\w)", after)
    if begins is None:
        return (), after
    ends = rows["narrows"].search(after, begins.end())
    listed = after[begins.end() : ends.start() if ends else None]
    each = tuple(stems(part) for part in re.split(r",\s*(?:or\s+)?|\s+or\s+|;", listed.strip(" .")) if part.strip())
    return each, after[: begins.start()] + (after[ends.start() :] if ends else "")
