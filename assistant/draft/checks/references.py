"""Classes that a text names, and what has become of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.draft.checks.context import Context
from assistant.printed import Finder, Printed
from assistant.title_table import Titles
from assistant.titles import TitleKey, title_keys
from vectorstore.folding import fold
from vectorstore.joining import agency_key
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

#: What titles share that differ by a specialty at most: work, levels and numeral.
_Kin = tuple[tuple[str, ...], frozenset[str], str]


@dataclass(frozen=True, slots=True)
class Named:
    """A class that a text names."""

    printed: str
    """Its title as printed, on one line."""

    entries: tuple[CatalogEntry, ...]
    """The classes that it means, rows of tables among them; of several, any; empty where the agency has none."""

    is_present: bool
    """One of them has such a title now; false where it is an old one."""


@dataclass(frozen=True, slots=True)
class Names:
    """The titles of one agency's classes, old ones and those of its class tables among them."""

    finder: Finder
    kin: Mapping[_Kin, tuple[CatalogEntry, ...]]
    present: Mapping[str, tuple[str, ...]]
    """Class id to the titles that it has now."""

    def named(self, text: str) -> Iterator[Named]:
        """Yield the classes that `text` names."""
        for one in self.finder.named(text):
            entries = one.entries or self._meant(one)
            present = any(self._fits(one.title, title) for entry in entries for title in self.present[entry.class_id])
            yield Named(one.title, entries, present)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of titles."""
        return self.finder.titles.vocabulary

    def _meant(self, one: Printed) -> tuple[CatalogEntry, ...]:
        """The classes of a title without their specialty, or with its initials: "Analyst II, FTB"."""
        alike = self.kin.get(_kin(title_keys(one.title, self.vocabulary)[0]), ())
        return tuple(entry for entry in alike if self._fits(one.title, entry.spec.title))

    def _fits(self, printed: str, title: str) -> bool:
        """Whether `printed` can mean a class of `title`."""
        said = title_keys(printed, self.vocabulary)[0]
        return any(
            _kin(said) == _kin(key) and _narrows_no_more(said.qualifier, key.qualifier)
            for key in title_keys(title, self.vocabulary)
        )


def names_of(agency: str, context: Context) -> Names:
    """Return the titles of the classes of an agency."""
    return context.shared(_all).get(agency_key(agency)) or _names([], context)


def _all(context: Context) -> Mapping[str, Names]:
    found: dict[str, list[CatalogEntry]] = defaultdict(list)
    for entry in (*context.newest, *context.standing.unlisted.entries):
        found[agency_key(entry.agency)].append(entry)
    return {agency: _names(entries, context) for agency, entries in found.items()}


def _names(entries: list[CatalogEntry], context: Context) -> Names:
    titles, before = Titles(context.vocabulary), context.shelf.index.catalog.titles(context.shelf.viewer)
    kin: dict[_Kin, tuple[CatalogEntry, ...]] = {}
    present: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        rows = [row.entry.spec.title for row in context.shelf.rows(entry)]
        now = (entry.spec.title, *entry.spec.aliases, *rows[-1:])
        titles.add(entry, dict.fromkeys((*now, *rows, *before.get(entry.class_id, ()))))
        present[entry.class_id] = now
        key = _kin(title_keys(entry.spec.title, context.vocabulary)[0])
        kin[key] = (*kin.get(key, ()), entry)
    plain = frozenset(word for entry in entries[:1] for word in fold(entry.agency).split())
    return Names(Finder(titles, plain), kin, present)


def _kin(key: TitleKey) -> _Kin:
    return tuple(sorted(key.core)), key.levels, key.numeral


def _narrows_no_more(said: tuple[str, ...], own: tuple[str, ...]) -> bool:
    """Whether a title with the specialty `said` can mean one with `own`: it leaves words out, or has their initials."""
    initials = "".join(word[0] for word in own)
    return all(word in own or (len(word) > 1 and word in initials) for word in said)
