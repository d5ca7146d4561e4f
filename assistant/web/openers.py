"""Questions to begin with."""

from collections.abc import Iterator

from assistant.compose.writer import title_of
from assistant.service.ports import Catalog
from vectorstore.spec import CatalogEntry, Viewer

# What a person might ask.
_FORMS = (
    "What does the {title} do?",
    "What is the salary of the {title}?",
    "What are the minimum qualifications for the {title}?",
    "Does the {title} need a license?",
)


def openers(catalog: Catalog, viewer: Viewer, total: int) -> Iterator[str]:
    """Yield questions about classes from all over a catalog of `total` entries; none where it is empty."""
    for number, form in enumerate(_FORMS):
        found, _ = catalog.find("", viewer, 1, total * number // len(_FORMS))
        yield from (form.format(title=title_of(entry)) for entry in found)


def openers_of(entry: CatalogEntry) -> tuple[str, ...]:
    """Return questions about the class of `entry`."""
    return tuple(form.format(title=title_of(entry)) for form in _FORMS)
