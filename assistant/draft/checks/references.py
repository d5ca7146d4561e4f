"""Classes that a text names, among those of its agency."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from assistant.draft.checks.context import Context
from assistant.printed import Finder, Printed
from assistant.title_table import Titles
from assistant.titles import TitleKey, series_key, title_keys
from vectorstore.folding import fold
from vectorstore.joining import agency_key
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

#: Words before another title that are looked at for whether the class has it still.
_REACH = 3
#: As many texts are kept with what they name: those of some big documents, which say the same of each of their classes.
_KEPT = 5000
#: What titles share that differ by a specialty at most: work, levels and numeral.
_Kin = tuple[tuple[str, ...], frozenset[str], str]


@dataclass(frozen=True, slots=True)
class Named:
    """A class that a text names."""

    printed: str
    """Its title as printed, on one line."""

    key: TitleKey
    entries: tuple[CatalogEntry, ...]
    """The classes that it means, rows of tables among them; of several, any; empty where the agency has none."""

    is_whole: bool
    """It is printed with the specialty that one of them has, if it has any."""

    is_present: bool
    """One of them has such a title now."""

    is_past: bool
    """None has, and one of them had."""


@dataclass(frozen=True, slots=True)
class Names:
    """The titles of one agency's classes, old ones and those of its class tables among them."""

    finder: Finder
    kin: Mapping[_Kin, tuple[CatalogEntry, ...]]
    present: Mapping[str, tuple[TitleKey, ...]]
    """Class id to what the titles say that it has now, that of its document first."""

    past: Mapping[str, tuple[TitleKey, ...]]
    """Class id to what all titles say that documents and tables ever gave it."""

    kept: dict[str, tuple[Named, ...]] = field(default_factory=dict)
    """What texts name that were read before."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of titles."""
        return self.finder.titles.vocabulary

    def named(self, text: str) -> tuple[Named, ...]:
        """Return the classes that `text` names."""
        found = self.kept.get(text)
        if found is None:
            if len(self.kept) >= _KEPT:
                self.kept.clear()
            found = self.kept[text] = tuple(self._read(text))
        return found

    def _read(self, text: str) -> Iterator[Named]:
        for one in self.finder.named(text):
            # "Clerk II (Various Specialties)" is a Clerk II of any.
            key = series_key(one.title, self.vocabulary)
            entries = one.entries or self._meant(key)
            present, past = (_any_fits(key, entries, keys) for keys in (self.present, self.past))
            yield Named(one.title, key, entries, _is_whole(one, entries), present, past and not present)

    def of_work(self, key: TitleKey) -> tuple[CatalogEntry, ...]:
        """Return the classes of the work of a title; none for a work of one word, as a chief's is."""
        work, *_ = _kin(key)
        of_work = (entries for (other, *_), entries in self.kin.items() if other == work and len(work) > 1)
        return tuple(entry for entries in of_work for entry in entries)

    def _meant(self, key: TitleKey) -> tuple[CatalogEntry, ...]:
        """The classes of a title that leaves their specialty out, or has its initials: "Analyst II, FTB"."""
        return tuple(entry for entry in self.kin.get(_kin(key), ()) if _any_fits(key, [entry], self.present))


def names_of(agency: str, context: Context) -> Names:
    """Return the titles of the classes of an agency."""
    return context.shared(_all).get(agency_key(agency)) or _names([], context)


def share_known(agency: str, context: Context) -> float:
    """Return the share of the classes named by documents of an agency that have a document, 0 to 1."""
    known = context.shared(_shares)
    if agency not in known:
        known[agency] = context.standing.ladders.share_known(agency)
    return known[agency]


def _shares(_: Context) -> dict[str, float]:
    return {}


def _all(context: Context) -> Mapping[str, Names]:
    found: dict[str, list[CatalogEntry]] = defaultdict(list)
    for entry in (*context.newest, *context.standing.unlisted.entries):
        found[agency_key(entry.agency)].append(entry)
    return {agency: _names(entries, context) for agency, entries in found.items()}


def _names(entries: list[CatalogEntry], context: Context) -> Names:
    vocabulary, before = context.vocabulary, context.shelf.index.catalog.titles(context.shelf.viewer)
    titles = Titles(vocabulary)
    kin: dict[_Kin, tuple[CatalogEntry, ...]] = {}
    present: dict[str, tuple[TitleKey, ...]] = {}
    past: dict[str, tuple[TitleKey, ...]] = {}
    for entry in entries:
        rows = [row.entry.spec.title for row in context.rows(entry)]
        now = (entry.spec.title, *_present_aliases(entry, context), *rows[-1:])
        ever = tuple(dict.fromkeys((*now, *rows, *entry.spec.aliases, *before.get(entry.class_id, ()))))
        titles.add(entry, ever)
        present[entry.class_id], past[entry.class_id] = (
            tuple(key for title in all_ for key in title_keys(title, vocabulary)) for all_ in (now, ever)
        )
        key = _kin(title_keys(entry.spec.title, vocabulary)[0])
        kin[key] = (*kin.get(key, ()), entry)
    plain = frozenset(word for entry in entries[:1] for word in fold(entry.agency).split())
    return Names(Finder(titles, plain), kin, present, past)


def _present_aliases(entry: CatalogEntry, context: Context) -> Iterator[str]:
    """The other titles of a class without those that its document says it had once."""
    former = frozenset(context.vocabulary.title["former"])
    for spec in context.specs_of([entry] if entry.spec.aliases else []):
        for alias in entry.spec.aliases:
            before = spec.parsed.document.text.partition(alias)[0]
            if former.isdisjoint(fold(before).split()[-_REACH:]):
                yield alias


def _kin(key: TitleKey) -> _Kin:
    return tuple(sorted(key.core)), key.levels, key.numeral


def _is_whole(one: Printed, entries: Iterable[CatalogEntry]) -> bool:
    return any(fold(one.title) == fold(entry.spec.title) for entry in entries)


def _any_fits(said: TitleKey, entries: Iterable[CatalogEntry], keys: Mapping[str, tuple[TitleKey, ...]]) -> bool:
    """Whether a title can mean one of `entries`, by their titles `keys`."""
    return any(
        _kin(said) == _kin(key) and _narrows_no_more(said.qualifier, key.qualifier)
        for entry in entries
        for key in keys[entry.class_id]
    )


def _narrows_no_more(said: tuple[str, ...], own: tuple[str, ...]) -> bool:
    """Whether a title with the specialty `said` can mean one with `own`: it leaves words out, or has their initials."""
    initials = "".join(word[0] for word in own)
    return all(word in own or (len(word) > 1 and word in initials) for word in said)
