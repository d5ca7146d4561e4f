"""The rows of class tables, by the classes that they are of.

A row belongs to the class of its agency and code, whatever its title: a table
often says more or less of it than the document does. Which class that is, is
told here and not when a table is stored, so that it does not matter which of
table and document came first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from vectorstore.folding import fold
from vectorstore.joining import agency_key, compatible, row_key
from vectorstore.spec import CatalogEntry, Fact, ParsedDocument

if TYPE_CHECKING:
    from vectorstore.roster import Live

_Key = tuple[str, str]
#: Words before a grade, and not of it: "Grade 52", "Salary Range 52".
_NOT_OF_GRADES = frozenset({"salary", "pay", "grade", "range", "schedule", "level", "band", "step", "number", "no"})


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a class table, with its typed cells."""

    entry: CatalogEntry
    """The row as a class of its table: its title and code as printed there; its revision is when the table took effect.
    A citation of the row names it."""

    parsed: ParsedDocument
    """The whole table, in whose text the spans count."""

    facts: tuple[Fact, ...]
    """Its cells; amounts of pay have `low`, `high` and `period`, and a `qualifier` where the class has several rows."""

    facets: frozenset[str]
    """Facets that its table has a column of, be the row's own cell blank."""

    @property
    def effective(self) -> str:
        """ISO date from which on it holds."""
        return self.entry.spec.revision


@dataclass(frozen=True, slots=True)
class Held:
    """A fact of a class, whichever of its documents and tables says so."""

    entry: CatalogEntry
    """The class, as its own document describes it: what is shown."""

    holder: CatalogEntry
    """Whose source the fact stands in, and its spans count in: `entry` itself, or a row of a table: what is cited."""

    fact: Fact


@dataclass(frozen=True)
class Rows:
    """Rows of the tables that one viewer may see; each is an entry of its table."""

    entries: tuple[CatalogEntry, ...]
    """Every class that has a document."""

    sources: Mapping[str, "Live"]
    """Source id to document or table."""

    tables: tuple["Live", ...]

    @cached_property
    def _by_key(self) -> Mapping[_Key, Sequence[CatalogEntry]]:
        """Agency and code to rows, those of the oldest table first."""
        found: dict[_Key, list[CatalogEntry]] = defaultdict(list)
        for live in sorted(self.tables, key=_dated):
            for row in live.entries:
                if row.spec.class_code:
                    found[live.agency, row_key(row.spec.class_code)].append(row)
        return found

    @cached_property
    def _classes(self) -> Mapping[_Key, Mapping[str, Sequence[str]]]:
        """Agency and code to the classes that have it, each with the titles of its documents."""
        found: dict[_Key, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for entry in self.entries:
            if entry.spec.class_code:
                found[self._key(entry)][entry.class_id] += [entry.spec.title, *entry.spec.aliases]
        return found

    @cached_property
    def _codes(self) -> Mapping[str, Sequence[_Key]]:
        """Class to its keys, the newest document's first."""
        found: dict[str, dict[_Key, None]] = defaultdict(dict)
        for entry in sorted(self.entries, key=lambda one: one.spec.revision, reverse=True):
            if entry.spec.class_code:
                found[entry.class_id][self._key(entry)] = None
        return {class_id: tuple(keys) for class_id, keys in found.items()}

    @cached_property
    def _agencies(self) -> frozenset[str]:
        return frozenset(live.agency for live in self.tables)

    def of(self, entry: CatalogEntry) -> tuple[CatalogEntry, ...]:
        """Return the rows of the class of `entry`, a document's or a row itself, those of the oldest table first."""
        keys = [self._key(entry)] if entry.spec.class_code else []
        keys += [key for key in self._codes.get(entry.class_id, ()) if key not in keys]
        for key in keys:
            if rows := self._by_key.get(key) or self._unclaimed(key, entry):
                return self._own(rows, key, entry)
        return ()

    def _unclaimed(self, key: _Key, entry: CatalogEntry) -> Sequence[CatalogEntry]:
        """Rows for a class of no agency: those of its code and title, where one agency alone has tables."""
        if key[0] or len(self._agencies) != 1:
            return ()
        rows = self._by_key.get((next(iter(self._agencies)), key[1]), ())
        return [row for row in rows if compatible(row.spec.title, entry.spec.title)]

    def _own(self, rows: Sequence[CatalogEntry], key: _Key, entry: CatalogEntry) -> tuple[CatalogEntry, ...]:
        """Of the rows of a code that two classes share, those of a title that `entry` has, where titles tell."""
        sharing = self._classes.get(key, {})
        if len(sharing) < 2:
            return tuple(rows)
        fits = {class_id: [row for row in rows if _fits(row, titles)] for class_id, titles in sharing.items()}
        return tuple(fits.get(entry.class_id, rows) if any(fits.values()) else rows)

    def titles_differ(self, entry: CatalogEntry, row: CatalogEntry) -> bool:
        """Return whether a row's title cannot name the class of `entry`, whose code it has."""
        titles = self._classes.get(self._key(entry), {}).get(entry.class_id) or [entry.spec.title]
        named = bool(row.spec.title) and row.spec.title != row.spec.class_code
        return named and not _fits(row, titles)

    @cached_property
    def retitled(self) -> tuple[tuple[CatalogEntry, CatalogEntry], ...]:
        """The newest row of each class whose title cannot name it, with the class; by title of the class."""
        found = {}
        for entry in self.entries:
            row = next(reversed(self.of(entry)), None)
            if row is not None and row.spec_id not in found and self.titles_differ(entry, row):
                found[row.spec_id] = (row, entry)
        return tuple(found.values())

    @cached_property
    def unlisted(self) -> tuple[CatalogEntry, ...]:
        """The newest row of each class that no document describes."""
        newest = {key: rows[-1] for key, rows in self._by_key.items() if key not in self._classes}
        known = {key[1] for key in self._classes if not key[0]} if len(self._agencies) == 1 else set()
        return tuple(row for key, row in newest.items() if key[1] not in known)

    def of_grade(self, grade: str, agency: str | None) -> tuple[CatalogEntry, ...]:
        """Return the rows of the tables of grades for `grade` as printed, those of the oldest table first.

        `agency` is the key of the one whose tables count; None for all.
        """
        wanted = grade_key(grade)
        lives = [live for live in sorted(self.tables, key=_dated) if agency in (None, live.agency)]
        of_grades = [row for live in lives for row in live.entries if not row.spec.class_code]
        same = [row for row in of_grades if wanted and grade_key(row.spec.title) == wanted]
        # "Classified 17", of a table that has 17.
        numbers = frozenset(word for word in wanted if word.isdecimal())
        return tuple(same or [row for row in of_grades if numbers and frozenset(grade_key(row.spec.title)) == numbers])

    @property
    def have_grades(self) -> bool:
        """Whether any table is one of grades."""
        return any(map(_is_of_grades, self.tables))

    def tables_of(self, agency: str, *, grades: bool) -> tuple["Live", ...]:
        """Return the tables of the agency of a key that are of grades, or those of classes; the oldest first."""
        own = (live for live in self.tables if live.agency == agency and live.entries)
        return tuple(sorted((live for live in own if _is_of_grades(live) is grades), key=_dated))

    def agency_of(self, entry: CatalogEntry) -> str:
        """Return the key of the agency of a document's class or a row, of one that is in no catalog by its name."""
        live = self.sources.get(entry.source_id)
        return live.agency if live is not None else agency_key(entry.agency)

    def _key(self, entry: CatalogEntry) -> _Key:
        return self.agency_of(entry), row_key(entry.spec.class_code)


def grade_key(grade: str) -> tuple[str, ...]:
    """Return what two ways of writing a grade share: "Salary Grade 052" and "52"."""
    return tuple(word.lstrip("0") or word for word in fold(grade).split() if word not in _NOT_OF_GRADES)


def newest_first(rows: Sequence[TableRow]) -> list[TableRow]:
    """Return `rows` by date, those of the newest table first; of one table as they stand there."""
    return sorted(rows, key=lambda row: row.effective, reverse=True)


def takes_place(newer: "Live", older: "Live") -> bool:
    """Return whether a table takes the place of an older one: it has half of its classes, and so is of the same kind.

    A table for each bargaining unit leaves those of the other units in force.
    """
    if not (newer.entries and older.entries) or newer.agency != older.agency or _dated(newer)[0] <= _dated(older)[0]:
        return False
    mine, own = ({_named(row) for row in live.entries} for live in (newer, older))
    return 2 * len(mine & own) >= len(own)


def superseded(tables: Sequence["Live"]) -> frozenset[str]:
    """Return the ids of those `tables` whose place others of them take."""
    return frozenset(old.source_id for old in tables if any(takes_place(new, old) for new in tables))


def _named(row: CatalogEntry) -> tuple[str, ...]:
    """What a row is of: a class by its code, or a grade."""
    return ("code", row_key(row.spec.class_code)) if row.spec.class_code else grade_key(row.spec.title)


def _fits(row: CatalogEntry, titles: Iterable[str]) -> bool:
    return any(compatible(row.spec.title, title) for title in titles)


def _is_of_grades(live: "Live") -> bool:
    return any(not row.spec.class_code for row in live.entries[:1])


def _dated(live: "Live") -> tuple[str, str]:
    return (live.entries[0].spec.revision if live.entries else "", live.path)
