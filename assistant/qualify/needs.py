"""What one printed condition asks for, in the terms in which a reader's words can be compared with it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.qualify.licenses import license_steps
from assistant.qualify.marked import counted
from assistant.qualify.need import Kind, Need, Needs
from assistant.qualify.nodes import Leaf, Role
from assistant.qualify.titles import Titles
from assistant.qualify.work_needs import MONTHS, content, work_needs
from ingest.numbers import FoundNumber, find_numbers
from vectorstore.folding import fold
from vectorstore.spec import Modality
from vectorstore.vocabulary import Vocabulary
from vectorstore.words import stem, stems

_UNITS = frozenset({"unit", "semester unit", "quarter unit"})
#: Words for courses of study, which say nothing of what they are in.
_COURSES = stems("comprising course courses curriculum coursework class classes program work semester quarter unit")
_COURSES |= stems("college university level the a an of")
_FINISHED = stems("completion completed successful satisfactory apprenticeship program possession")
#: Who is "certified" or "licensed" is asked for work done as such.
LICENSE = re.compile(r"\b(?:licen[sc]es?|certificates?|certification|credentials?|permit|registration|cdl|card)\b")
#: What is only preferred, to the end of the sentence.
_PREFERABLY = re.compile(r",?\s*\(?\bpreferabl[ey]\b[^.;]*")
# "60 semester or 90 quarter units".
_OTHER_MEASURE = re.compile(r"\b(?P<count>[\w-]+) (?P<measure>semester|quarter)(?: units?)? or $")
_SHORT_NAME = re.compile(r"\(([A-Z]{3,})\)")
#: Words of a sentence on age or convictions that asks for nothing else.
_SHORT = 25
_YOUNGEST, _OLDEST = 14, 70


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
        self.lower = counted(self.text.lower())
        self.numbers = tuple(find_numbers(self.lower))
        self.rows = self.vocabulary.qualify

    def needs(self) -> Needs:
        each = tuple(self._each())
        others = {"clearance", "testing", "physical", "age"} & set(self.leaf.facets)
        known = {Kind.AGE: {"age"}, Kind.CONVICTION: {"clearance"}, Kind.TYPING: {"testing"}}
        rest = others - {facet for need in each for facet in known.get(need.kind, ())}
        screened = re.search(r"fingerprint|background|investigation|tuberculosis|\btb\b", self.lower)
        trait = not each and "special" in self.leaf.facets and bool(self.rows["traits"].search(self.lower))
        short = len(self.lower.split()) <= _SHORT or not {Kind.AGE, Kind.CONVICTION} & {need.kind for need in each}
        some = self.leaf.modality is Modality.MAY_BE_REQUIRED and bool(self.rows["some_cases"].search(self.lower))
        return Needs(each, bool(each) and short and not rest and not screened, some, trait)

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
        elif self.rows["apprenticeship"].search(self.lower) and "certificate" not in self.lower and not self._times():
            yield self._training()
        elif (age is None and "experience" in self.leaf.facets) or self._asks_for_time():
            yield from work_needs(self.leaf, self.vocabulary, self.titles, self.agency)
        if schooling is None and self._asks_for_license():
            yield self._license(later)

    def _units(self, units: FoundNumber) -> Need:
        before, after = self.lower[: units.start], self.lower[units.end :]
        if other := _OTHER_MEASURE.search(before):
            before = before[: other.start()]
        fields, rest = _fields(re.sub(r"^\s*of\b", " in", after), self.rows)
        measured = 2 if other else 1
        more = not self._idle_only(rest) or len(self.numbers) > measured or " or " in before
        words = content(self.rows["schooling_idle"].sub(" ", before), self.vocabulary, self.agency)
        fields = tuple(field - _COURSES for field in fields)
        return Need(
            Kind.UNITS,
            units.value,
            level=units.unit,
            words=words - _COURSES,
            other=_other_measure(other, units) if other else None,
            fields=tuple(filter(None, fields)),
            narrowed=more,
        )

    def _training(self) -> Need:
        plain = self.lower.replace("-", " ")
        number = next((n for n in find_numbers(plain) if n.unit in MONTHS), None)
        words = content(self.rows["apprenticeship"].sub(" ", plain), self.vocabulary, self.agency) - _FINISHED
        quality = ("recognized",) if "recognized" in plain else ()
        others = frozenset(stems("recognized program")) | frozenset(map(stem, _numerals(plain, number)))
        amount = number.value * MONTHS[number.unit] if number else 0.0
        return Need(Kind.TRAINING, amount, words=words - others, quality=quality)

    def _number(self, *units: str) -> FoundNumber | None:
        return next((number for number in self.numbers if number.unit in units), None)

    def _times(self) -> bool:
        """Whether an amount of time is said that is none of an apprenticeship: not "four-year"."""
        behind = (self.lower[number.end :].lstrip() for number in self.numbers if number.unit in MONTHS)
        return any(not self.rows["apprenticeship"].match(after) for after in behind)

    def _age(self) -> float | None:
        if "age" not in self.leaf.facets:
            return None
        found = (number.value for number in self.numbers if number.unit in ("year", "", "month"))
        return next((value for value in found if _YOUNGEST <= value <= _OLDEST), None)

    def _is_time_first(self) -> bool:
        first = next((n for n in self.numbers if n.unit in MONTHS or n.unit in _UNITS), None)
        return first is not None and first.unit in MONTHS

    def _asks_for_time(self) -> bool:
        """Whether an amount of time is asked for below a fitting heading: "One year as a Clerk"."""
        asking = bool({"requirements", "experience"} & set(self.leaf.facets)) and "age" not in self.leaf.facets
        return asking and self._is_time_first()

    def _schooling(self) -> Need | None:
        if "education" not in self.leaf.facets or self._is_time_first():
            return None
        found = [
            (match.start(), -match.end(), level.rank, level)
            for level in self.vocabulary.schooling
            for match in level.words.finditer(self.lower)
            if not re.match(r"\s+license", self.lower[match.end() :])
        ]
        if not found:
            return None
        start, end, rank, level = min(found)
        if level.open or level.level == "some college":
            return None
        before, after = self.lower[:start], _PREFERABLY.sub("", self.lower[-end:])
        listed, rest = _fields(after, self.rows)
        counted = self._number(*MONTHS) is not None
        units = self._included(after)
        rest = rest if units is None else rest[: rest.find("that included")]
        more = not self._idle_only(before) or not self._idle_only(rest) or bool(self._narrowed_by_remarks())
        return Need(
            Kind.EDUCATION,
            rank,
            level=level.level,
            fields=listed,
            units=units,
            narrowed=more or counted or level.level == "law degree",
            equals=bool(self.rows["equals"].search(self.lower)),
        )

    def _included(self, after: str) -> Need | None:
        """The units of study that a degree must have included, where that is the last thing said of it."""
        number = self._number(*_UNITS)
        match = re.search(r"(?:that included|including|with) [\w ()-]*?units? (?:of|in) (?P<field>[\w ]+)\.?$", after)
        if number is None or match is None:
            return None
        return Need(Kind.UNITS, number.value, level=number.unit, fields=(stems(match["field"]),))

    def _narrowed_by_remarks(self) -> list[Leaf]:
        return [leaf for leaf in self.leaf.remarks if leaf.role is Role.NARROWS]

    def _idle_only(self, words: str) -> bool:
        """Whether words beside a level of schooling say nothing of what it must be."""
        return not fold(self.rows["schooling_idle"].sub(" ", words))

    def _asks_for_license(self) -> bool:
        named = bool(LICENSE.search(self.lower)) and not self._is_time_first()
        return named and bool({"license", "certificate"} & set(self.leaf.facets))

    def _license(self, later: bool) -> Need:
        terms = self.vocabulary.license_terms(self.lower)
        beside = any(self.rows[key].search(self.lower) for key in ("beside_license", "traits"))
        beside = beside or self.lower.count("license") > 1 or ";" in self.lower.rstrip("; ")
        words = content(self.lower, self.vocabulary, self.agency)
        short = frozenset(map(stem, _SHORT_NAME.findall(self.text)))
        grade, classes = grade_of(self.lower), classes_of(self.lower)
        return Need(
            Kind.LICENSE,
            grade,
            level=" ".join(sorted(classes)),
            words=words,
            terms=terms,
            narrowed=beside,
            later=later,
            short=short,
            every=stems(self.lower) if short else frozenset(),
            figures=frozenset(re.findall(r"\d+", self.lower)),
            steps=license_steps(self.lower, self.vocabulary),
        )


def classes_of(text: str) -> frozenset[str]:
    """Return the classes of license that lower-case `text` names: "c", "iii"."""
    return frozenset(re.findall(r"\bclass ([a-d]|i{1,3}|iv|[1-4])\b", text))


def _other_measure(match: re.Match[str], units: FoundNumber) -> tuple[str, float] | None:
    """The same amount of study in the other measure: 60 semester units for 90 quarter ones."""
    number = next(find_numbers(f"{match['count']} units"), None)
    measure = "semester unit" if match["measure"] == "semester" else "quarter unit"
    return (measure, number.value) if number and measure != units.unit else None


def _numerals(text: str, number: FoundNumber | None) -> list[str]:
    return text[number.start : number.end].split() if number else []


def grade_of(text: str) -> float:
    """Return the grade that a certificate is said to be of: 2 for "grade 2 operator"; 0 for none."""
    match = re.search(r"\bgrade\s+(\d)\b", text.lower())
    return float(match[1]) if match else 0.0


def _fields(after: str, rows: Mapping[str, re.Pattern[str]]) -> tuple[tuple[frozenset[str], ...], str]:
    """Return the fields that are listed behind a level of schooling, and the words behind it that list none."""
    begins = re.search(rf"\b(?:{rows['field_of'].pattern})\s+(?=\w)", after)
    if begins is None:
        return (), after
    ends = rows["narrows"].search(after, begins.end())
    listed = after[begins.end() : ends.start() if ends else None]
    each = tuple(stems(part) for part in re.split(r",\s*(?:or\s+)?|\s+or\s+|;", listed.strip(" .")) if part.strip())
    return each, after[: begins.start()] + (after[ends.start() :] if ends else "")
