"""What puts one class above another: the experience that requirements name, and what documents say in other words.

The titles that statements name are looked for in all documents at once. They
are compared whole, and within one agency.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.printed import Finder, Printed, Titles
from assistant.series import Series
from assistant.titles import TitleKey, title_keys
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry, Described, Modality, Statement
from vectorstore.vocabulary import Vocabulary

#: What the first facet of a statement is where it may ask for experience: its section's.
_ASKING = frozenset({"requirements", "experience", "education", "substitution", "certificate", "desirable"})
#: Facets of the statements that tell classes apart.
_TELLING = ("distinguishing", "levels")
#: Words of a length of experience. All requirements are looked through, so nothing is folded here.
_LENGTHS = re.compile(r"\b(?:year|month|hour)(?:['’]?s)?\b", re.IGNORECASE)


class Why(StrEnum):
    """How a step is proven, the strongest first."""

    SERIES = "series"
    EXPERIENCE = "experience"
    """The requirements of the upper class name the lower one."""
    NAMED = "named"
    """A document says so in other words."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The words that put one class above another."""

    why: Why
    entry: CatalogEntry
    """The class whose document has them."""

    statement: Statement | None = None
    """None for a series: the two titles prove it."""

    printed: str = ""
    """What it calls the other class."""

    @property
    def prefers(self) -> bool:
        """Whether the experience is only preferred, or printed under a heading that calls it desirable."""
        said = self.statement
        return said is not None and (said.modality is Modality.PREFERRED or said.facets[:1] == ("desirable",))


#: A class as it is named, and its entry where it has one.
Named = tuple[str, CatalogEntry | None]
#: The lower class, the upper one, and what proves it.
Edge = tuple[Named, Named, Proof]
#: Statements that speak of a facet, or that have all of some words, each with a class that they speak of.
Statements = Callable[[str, Sequence[str]], Iterable[tuple[CatalogEntry, Statement]]]


class Rungs:
    """Finds what puts the classes of a catalog above one another."""

    def __init__(
        self,
        entries: Sequence[CatalogEntry],
        titles: Mapping[str, Sequence[str]],
        statements: Statements,
        series: Mapping[str, tuple[Series, ...]],
        vocabulary: Vocabulary,
    ) -> None:
        """Find among `entries`, one of each class; `titles` are all that each class id was ever given."""
        self._vocabulary = vocabulary
        self._ids = frozenset(entry.spec_id for entry in entries)
        self._series = series
        self._finders = self._made_finders(entries, titles)
        self._statements = statements
        telling = (one for facet in _TELLING for one in statements(facet, ()))
        self._telling = {(entry.spec_id, s.ordinal): (entry, s) for entry, s in telling if entry.spec_id in self._ids}

    def edges(self, described: Iterable[tuple[CatalogEntry, Described]]) -> list[Edge]:
        """Return every pair of classes one of which is above the other, with what proves it."""
        return [*self._of_experience(), *self._of_words(), *self._of_described(described)]

    def _made_finders(self, entries: Sequence[CatalogEntry], titles: Mapping[str, Sequence[str]]) -> dict[str, Finder]:
        by_agency: dict[str, Titles] = {}
        for entry in entries:
            known = by_agency.setdefault(fold(entry.agency), Titles(self._vocabulary))
            known.add(entry, dict.fromkeys((entry.spec.title, *entry.spec.aliases, *titles.get(entry.class_id, ()))))
        return {agency: Finder(known, frozenset(agency.split())) for agency, known in by_agency.items()}

    def ends(self) -> dict[str, dict[bool, Statement]]:
        """Class id to what its document says of it as the highest class, and as the lowest one."""
        found: dict[str, dict[bool, Statement]] = defaultdict(dict)
        for row, top in (("ladder_top", True), ("ladder_bottom", False)):
            for cue in map(fold, self._vocabulary.title[row]):
                for entry, statement in self._saying(cue):
                    # What speaks of all classes of a document says it of none.
                    if statement.applies_to or not entry.spec.series:
                        found[entry.class_id].setdefault(top, statement)
        return found

    def _saying(self, phrase: str) -> Iterator[tuple[CatalogEntry, Statement]]:
        """The statements that tell classes apart and have a phrase, in any case."""
        return (told for told in self._telling.values() if phrase in told[1].text.lower())

    def _of_experience(self) -> Iterator[Edge]:
        named: dict[tuple[str, int], list[Printed]] = {}
        asking = {
            (entry.spec_id, statement.ordinal): (entry, statement)
            for facet in ("requirements", "experience")
            for entry, statement in self._statements(facet, ())
            if entry.spec_id in self._ids and _asks(statement)
        }
        for entry, statement in asking.values():
            place = (entry.source_id, statement.ordinal)
            if place not in named:
                named[place] = self._finders[fold(entry.agency)].named(statement.text)
            for one in named[place]:
                proof = Proof(Why.EXPERIENCE, entry, statement, one.title)
                yield from (
                    (lower, (entry.spec.title, entry), proof)
                    for lower in self._ends(one, entry)
                    if lower[1] is None or lower[1].class_id != entry.class_id
                )

    def _of_words(self) -> Iterator[Edge]:
        """Classes that documents put above or below in so many words: "the next lower class of Clerk"."""
        title = self._vocabulary.title
        denying = frozenset(self._vocabulary.words["negations"])
        for row, up in (("ladder_below", False), ("ladder_above", True)):
            cues = [fold(cue).split() for cue in title[row]]
            for word in dict.fromkeys(title[f"{row}_words"]):
                for entry, statement in self._saying(word):
                    for one in self._finders[fold(entry.agency)].after(statement.text, cues, denying):
                        yield from self._directed(entry, statement, one, up=up)

    def _of_described(self, described: Iterable[tuple[CatalogEntry, Described]]) -> Iterator[Edge]:
        """Lower classes that a document tells apart from its own before it tells of that."""
        for entry, known in described:
            if entry.spec_id not in self._ids or entry.spec.series:
                continue
            finder = self._finders[fold(entry.agency)]
            found = finder.named(f"as {known.title}") or _written(known)
            statement = next(
                (s for e, s in self._statements("", tuple(fold(known.title).split()[:1]))
                 if e.spec_id == entry.spec_id and s.span == known.span), None,
            )  # fmt: skip
            if len(found) == 1 and statement is not None:
                yield from self._directed(entry, statement, found[0], up=False)

    def _directed(self, entry: CatalogEntry, statement: Statement, one: Printed, *, up: bool) -> Iterator[Edge]:
        proof = Proof(Why.NAMED, entry, statement, one.title)
        own: Named = (entry.spec.title, entry)
        for end in self._ends(one, entry):
            if end[1] is None or end[1].class_id != entry.class_id:
                yield (own, end, proof) if up else (end, own, proof)

    def _ends(self, one: Printed, entry: CatalogEntry) -> list[Named]:
        """The classes that a title means in the document of `entry`, or the title where no document is of it.

        A document may call a class of its own series by less than the title: "Dispatcher I".
        """
        entries = one.entries
        if not entries:
            said = title_keys(one.title, self._vocabulary)[0]
            entries = tuple(
                other
                for series in self._series.get(entry.class_id, ())
                for other in series.entries
                if _shortened(said, series.keys[other.class_id])
            )
        if len(entries) > 1:
            # "A Scientist II in the stated specialty" is one of its own.
            own = title_keys(entry.spec.title, self._vocabulary)[0].qualifier
            alike = [e for e in entries if own and title_keys(e.spec.title, self._vocabulary)[0].qualifier == own]
            if own and not alike and {e.source_id for e in entries} == {entry.source_id}:
                return []
            entries = tuple(alike) or entries
        return [(other.spec.title, other) for other in dict.fromkeys(entries)] or [(one.title, None)]


def _written(described: Described) -> list[Printed]:
    """A class by the title that it is described under, whatever its last word is: "Library Page"."""
    words = fold(described.title).split()
    return [Printed(described.title, ())] if len(words) > 1 and "series" not in words else []


def _shortened(said: TitleKey, key: TitleKey) -> bool:
    """Whether a title is another one without the words before its last."""
    alike = said.levels == key.levels and said.numeral == key.numeral and said.qualifier == key.qualifier
    return alike and bool(said.core) and key.core[-len(said.core) :] == said.core


def _asks(statement: Statement) -> bool:
    """Whether a statement asks for a length of experience, or is an item of those that do."""
    first = statement.facets[0] if statement.facets else ""
    binds = statement.modality is not Modality.NOT_REQUIRED and (
        statement.modality is not Modality.DESCRIBED or "requirements" in statement.facets
    )
    return binds and first in _ASKING and _LENGTHS.search(statement.text) is not None
