"""Specs as the endpoints return them.

Values of `vectorstore.spec` are shown as they are where their fields are the
contract; offsets are code points, ends exclusive.
"""

from typing import Any, Self

from assistant.service.shapes import Shape
from assistant.service.urls import cite_url, spec_url
from vectorstore.classtables import TableRow
from vectorstore.spec import CatalogEntry, DocumentType, Fact, Modality, Section, Span, Statement


class SpecSummary(Shape):
    """A class spec in a list."""

    spec_id: str
    class_id: str
    """Opaque id of the class, the same over its revisions and titles."""

    title: str
    class_code: str
    """As printed; empty where the document has none."""

    agency: str
    type: DocumentType
    revision: str
    """ISO date, or ISO year and month; empty where the document says none."""

    aliases: tuple[str, ...]
    source_id: str
    source: str
    """Base name of the source's file."""

    source_path: str
    url: str
    """The spec's page."""

    @classmethod
    def of(cls, entry: CatalogEntry) -> Self:
        """Return `entry` as a line of a list."""
        return cls(**summary(entry))


class SpecList(Shape):
    """A page of the catalog."""

    items: tuple[SpecSummary, ...]
    total: int
    """How many match in all."""

    limit: int
    offset: int
    next: str | None
    """Path of the next page; none on the last."""


class SpecRevisions(Shape):
    """The documents of one class."""

    class_id: str
    items: tuple[SpecSummary, ...]
    """The newest first."""


class SpecSection(Shape):
    """One headed part of a spec."""

    ordinal: int
    parent: int | None
    heading: str
    kind: str
    """Facet of the vocabulary that the heading means; empty where it knows none."""

    path: tuple[str, ...]
    heading_span: Span
    body: Span
    end: int
    """Offset just past the section with all its subsections."""

    text: str
    """Verbatim text of `body`."""

    @classmethod
    def of(cls, section: Section, text: str) -> Self:
        """Return `section` of the document whose canonical text is `text`."""
        return cls.showing(section, text=text[section.body.start : section.body.end])


class SpecFact(Shape):
    """A typed value that a spec states."""

    facet: str
    label: str
    value: str
    """Normalized; empty for a blank."""

    quote: str
    """Label and value as printed: the verbatim text of `context`."""

    span: Span
    context: Span
    modality: Modality
    low: float | None
    high: float | None
    period: str
    qualifier: str

    @classmethod
    def of(cls, fact: Fact, text: str) -> Self:
        """Return `fact` of the document whose canonical text is `text`."""
        return cls.showing(fact, quote=text[fact.context.start : fact.context.end])


class TabledFact(SpecFact):
    """A cell of a class table's row that is of the class; its spans count in the table's text."""

    effective: str
    """ISO date from which on it holds."""

    source_id: str
    """The table: `GET /v1/sources/{source_id}`."""

    source: str
    """Base name of the table's file."""

    url: str
    """The row's page, with the cell marked."""

    @classmethod
    def in_row(cls, fact: Fact, row: TableRow) -> Self:
        """Return `fact` of `row`."""
        entry = row.entry
        told = SpecFact.of(fact, row.parsed.document.text).model_dump()
        url = cite_url(entry.spec_id, fact.span.start, fact.span.end)
        return cls(**told, effective=row.effective, source_id=entry.source_id, source=entry.source_name, url=url)


class SpecDetail(SpecSummary):
    """One spec with everything known of it."""

    document_id: str
    media_type: str
    warnings: tuple[str, ...]
    """What a person should know of how the text was read."""

    facts: tuple[SpecFact, ...]
    tabled: tuple[TabledFact, ...]
    """What class tables say of the class, by its code; the newest table first."""

    sections: tuple[SpecSection, ...]
    statements: tuple[Statement, ...]


def summary(entry: CatalogEntry) -> dict[str, Any]:
    """Return the fields of a `SpecSummary`."""
    return {
        "spec_id": entry.spec_id,
        "class_id": entry.class_id,
        "title": entry.spec.title,
        "class_code": entry.spec.class_code,
        "agency": entry.agency,
        "type": entry.type,
        "revision": entry.spec.revision,
        "aliases": entry.spec.aliases,
        "source_id": entry.source_id,
        "source": entry.source_name,
        "source_path": entry.source_path,
        "url": spec_url(entry.spec_id),
    }
