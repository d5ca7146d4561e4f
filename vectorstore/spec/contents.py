"""What a document says: its classes, and the sections, statements and facts that speak of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from vectorstore.spec.document import Document, Span

#: Prefixes of the facets of labels and headings that the vocabulary does not know, before their folded words.
OWN_LABEL, OWN_HEADING = "label:", "heading:"


class Modality(StrEnum):
    """How strongly a statement or fact binds."""

    STATED = "stated"
    REQUIRED = "required"
    MAY_BE_REQUIRED = "may_be_required"
    PREFERRED = "preferred"
    NOT_REQUIRED = "not_required"
    DESCRIBED = "described"
    """Tells something (a duty, a definition) and asks for nothing."""


class DocumentType(StrEnum):
    """What kind of document a class is described in."""

    SPECIFICATION = "specification"
    BULLETIN = "bulletin"
    """A recruitment for the class, with its opening and closing dates."""
    STUB = "stub"
    """Says little more than that the class was abolished or moved."""
    TABLE = "table"
    """A class table: a row a class, dated by when it took effect; see `vectorstore.classtables`."""


@dataclass(frozen=True, slots=True)
class Section:
    """One headed part of a document, a node of its outline."""

    ordinal: int
    """Place in reading order, from 0; also its id within the document."""

    parent: int | None
    """Ordinal of the section around it; None at the top."""

    heading: str
    """Heading as printed, on one line, without its colon; empty for the text above the first heading."""

    kind: str
    """Facet of the vocabulary that the heading means; empty where it knows none."""

    path: tuple[str, ...]
    """Headings from the top down to this one's own."""

    heading_span: Span
    """The heading as printed."""

    body: Span
    """Its own text, below the heading and above its first subsection; may be empty."""

    end: int
    """Offset just past the section with all its subsections."""

    applies_to: tuple[int, ...] = ()
    """Ordinals of the classes it speaks of; empty when it speaks of all of the document's."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a statement names."""

    value: float
    unit: str
    """`year`, `month`, `hour`, `dollar`, `percent`, `unit` and so on; empty for a bare count."""

    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or list item of a section."""

    ordinal: int
    """Place in reading order within the document, from 0."""

    section: int
    """Ordinal of the section it stands in."""

    spans: tuple[Span, ...]
    """Where it stands; more than one where a page header interrupts it."""

    text: str
    """For display and search: soft wraps rejoined, spaces folded. Never quoted as the source."""

    marker: str = ""
    """Marker of its item as printed, such as `2.` or `(a)` or `-`; empty in running text."""

    depth: int = 0
    """Depth of its item, from 1; 0 in running text."""

    facets: tuple[str, ...] = ()
    """What it speaks of: its section's facet and those that its own words name."""

    modality: Modality = Modality.DESCRIBED
    numbers: tuple[Number, ...] = ()

    group: str = ""
    """`and` or `or` where the item is joined so with the next one; else empty."""

    boilerplate: bool = False
    """The same paragraph stands in many documents."""

    applies_to: tuple[int, ...] = ()
    """As `Section.applies_to`."""

    @property
    def span(self) -> Span:
        """The first of its spans."""
        return self.spans[0]


@dataclass(frozen=True, slots=True)
class Fact:
    """A typed value that a document states of a class."""

    facet: str
    """Facet of the vocabulary; `OWN_LABEL` and the folded label where the vocabulary knows none."""

    label: str
    """Label as printed, without its colon; empty where none is."""

    value: str
    """The value, normalized: an ISO date, a code, folded text; empty for a blank."""

    span: Span
    """The value as printed; for a blank, the label."""

    context: Span
    """Label and value together: what is quoted."""

    modality: Modality = Modality.STATED

    low: float | None = None
    """Lower end of an amount of money, in dollars a `period`."""

    high: float | None = None
    """Upper end; equal to `low` for a flat rate."""

    period: str = ""
    """`year`, `month`, `week`, `day` or `hour`; empty where the document does not say."""

    qualifier: str = ""
    """What narrows it: the department a salary is paid in, `flat-rated`."""

    applies_to: tuple[int, ...] = ()
    """As `Section.applies_to`."""


@dataclass(frozen=True, slots=True)
class Described:
    """A class that a document tells something of in passing."""

    title: str
    """Title as printed."""

    span: Span
    """The statement that describes it."""


@dataclass(frozen=True, slots=True)
class ClassSpec:
    """One class as one document describes it."""

    ordinal: int
    """Place in the document, from 0."""

    title: str
    """Title as printed in the header, on one line."""

    title_span: Span

    class_code: str
    """Code as printed; empty where the document has none."""

    aliases: tuple[str, ...] = ()
    """Other titles that the document itself gives it."""

    revision: str = ""
    """ISO date, or ISO year and month, that the document is of; empty where it says none."""

    series: str = ""
    """Title of the series that the document describes, as printed; empty where it describes one class."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is embedded and searched as one: a section, or a part of a long one."""

    ordinal: int
    section: int
    """Ordinal of the section it is cut from."""

    text: str
    """Title and section path, then the text."""

    span: Span
    """What it was cut from; `text` is not verbatim, the span is."""

    tokens: int
    """Length of `text` for a chat model's budget (tiktoken, o200k_base)."""

    boilerplate: bool = False
    """All of it is: indexed once, left out of search."""

    applies_to: tuple[int, ...] = ()
    """As `Section.applies_to`."""


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """Everything that ingestion learned of one document."""

    document: Document
    agency: str
    """Agency as printed or as given by whoever ingests; empty where neither says."""

    type: DocumentType
    specs: tuple[ClassSpec, ...]
    sections: tuple[Section, ...]
    statements: tuple[Statement, ...]
    facts: tuple[Fact, ...]
    chunks: tuple[Chunk, ...]
    described: tuple[Described, ...] = ()


def speaks_of(applies_to: Iterable[int], ordinal: int) -> bool:
    """Return whether something that applies to `applies_to` speaks of class `ordinal`."""
    ordinals = tuple(applies_to)
    return not ordinals or ordinal in ordinals
