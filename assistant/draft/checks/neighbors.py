"""What stands beside a spec in the catalog: its series, itself among it, be it a draft that no catalog has."""

from collections.abc import Iterable, Iterator

from assistant.class_view import Spec
from assistant.draft.checks.agency_titles import of_work
from assistant.draft.checks.context import Context
from assistant.series import Series, series_of
from vectorstore.spec import CatalogEntry, DocumentType


def is_loaded(spec: Spec, context: Context) -> bool:
    """Return whether the catalog has the class of `spec`: it is neither a draft nor a pasted text."""
    return spec.entry.class_id in context.shared(_class_ids)


def series_around(spec: Spec, context: Context) -> Series | None:
    """Return the series of the class of `spec`, itself among it; None where it stands alone."""
    if is_loaded(spec, context):
        return context.standing.ladders.of(spec.entry).series
    documented = [entry for entry, _ in of_work(spec.entry, context) if entry.type is not DocumentType.TABLE]
    found = series_of((*documented, spec.entry), context.vocabulary)
    return next(iter(found.get(spec.entry.class_id, ())), None)


def beside(spec: Spec, context: Context, *, up: bool) -> Iterator[CatalogEntry]:
    """Yield the classes right above or below that of `spec` in its series which differ from it by their level alone."""
    series = series_around(spec, context)
    if series is not None and series.place(spec.entry) is not None:
        yield from (one for one in series.beside(spec.entry, up=up) if series.of_one_work(spec.entry, one))


def titles(entries: Iterable[CatalogEntry]) -> str:
    """Return the titles of `entries` for a message, in quotation marks."""
    return ", ".join(dict.fromkeys(f"“{entry.spec.title}”" for entry in entries))


def _class_ids(context: Context) -> frozenset[str]:
    return frozenset(entry.class_id for entry in context.newest)
