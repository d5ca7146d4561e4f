"""What stands beside a spec in the catalog: its series, itself among it, be it a draft that no catalog has."""

from collections.abc import Iterable, Iterator, Mapping

from assistant.class_view import Spec
from assistant.draft.checks.context import Context
from assistant.series import Series, series_of
from vectorstore.folding import fold
from vectorstore.joining import agency_key, code_key
from vectorstore.spec import CatalogEntry

_ByAgency = Mapping[str, tuple[CatalogEntry, ...]]


def of_agency(spec: Spec, context: Context) -> tuple[CatalogEntry, ...]:
    """Return the newest documents of the other classes of the agency of `spec`, those in its own document among them.

    A draft of a class that has its code, or its title where one of them has none, is no other class.
    """
    beside = context.shared(_by_agency).get(agency_key(spec.entry.agency), ())
    return tuple(entry for entry in beside if not is_same(spec.entry, entry))


def series_around(spec: Spec, context: Context) -> Series | None:
    """Return the series of the class of `spec`, itself among it; None where it stands alone."""
    if spec.entry.class_id in context.shared(_class_ids):
        return context.standing.ladders.of(spec.entry).series
    found = series_of((*of_agency(spec, context), spec.entry), context.vocabulary)
    return next(iter(found.get(spec.entry.class_id, ())), None)


def beside(spec: Spec, context: Context, *, up: bool) -> Iterator[CatalogEntry]:
    """Yield the classes right above or below that of `spec` in its series which differ from it by their level alone."""
    series = series_around(spec, context)
    if series is not None and series.place(spec.entry) is not None:
        yield from (one for one in series.beside(spec.entry, up=up) if series.of_one_work(spec.entry, one))


def titles(entries: Iterable[CatalogEntry]) -> str:
    """Return the titles of `entries` for a message, in quotation marks."""
    return ", ".join(dict.fromkeys(f"“{entry.spec.title}”" for entry in entries))


def is_same(own: CatalogEntry, other: CatalogEntry) -> bool:
    """Return whether two entries are of one class: a draft of one is that class, whichever id it has."""
    if own.class_id == other.class_id:
        return True
    if own.source_id == other.source_id:
        return False
    codes = code_key(own.spec.class_code), code_key(other.spec.class_code)
    return codes[0] == codes[1] if all(codes) else fold(own.spec.title) == fold(other.spec.title)


def _by_agency(context: Context) -> _ByAgency:
    found: dict[str, tuple[CatalogEntry, ...]] = {}
    for entry in context.newest:
        key = agency_key(entry.agency)
        found[key] = (*found.get(key, ()), entry)
    return found


def _class_ids(context: Context) -> frozenset[str]:
    return frozenset(entry.class_id for entry in context.newest)
