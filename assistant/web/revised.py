"""The dated documents of a class, as its page lists them."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.compose.writer import title_of
from assistant.service.urls import spec_url
from assistant.when import revisions
from vectorstore.spec import CatalogEntry, DocumentType


@dataclass(frozen=True, slots=True)
class Revision:
    """One dated document."""

    date: str
    """As ISO writes it: a day, a month or a year."""

    title: str
    source: str
    """Base name of its file."""

    kind: DocumentType
    url: str
    compare: str
    """Path of the comparison with the one that is shown; empty for that itself."""

    is_shown: bool


def revised(entry: CatalogEntry, entries: Sequence[CatalogEntry]) -> tuple[Revision, ...]:
    """Return the dated documents of the class of `entry`, the newest first; none where there is but one."""
    found = list(reversed(revisions(entry, entries)))
    # Of two documents of one date the one that is shown counts.
    found = [entry if other.spec.revision == entry.spec.revision else other for other in found]
    return tuple(_revision(other, entry) for other in found) if len(found) > 1 else ()


def _revision(other: CatalogEntry, shown: CatalogEntry) -> Revision:
    compare = urlencode([("spec", shown.spec_id), ("spec", other.spec_id)])
    return Revision(
        date=other.spec.revision,
        title=title_of(other),
        source=other.source_name,
        kind=other.type,
        url=spec_url(other.spec_id),
        compare="" if other is shown else f"/compare?{compare}",
        is_shown=other is shown,
    )
