"""The values that flow through the house, from a document's text to a cited passage.

Every value keeps the `Span` it was cut from, counted in code points of the
document's one canonical text, so that ``quote == text[span.start:span.end]``
holds for whatever is shown to a reader. This module imports nothing of ours.
"""

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

#: The audience of a source that anybody may read.
PUBLIC = "public"

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


class MarkKind(StrEnum):
    """What a reader saw in the layout, beyond the characters."""

    HEADING = "heading"
    """A heading by the format's own sign; `level` counts from 1."""
    STRONG = "strong"
    """Emphasized characters, markers such as `**` left outside."""
    ITEM = "item"
    """One item of a list, its marker left outside; `level` is its depth from 1."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's canonical text."""

    start: int
    """Offset of the first character, in code points."""

    end: int
    """Offset just past the last character, in code points."""

    line: int
    """Line of the first character, from 1."""

    page: int | None = None
    """Page of the first character, from 1; None where the format has no pages."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign of layout; see `MarkKind`."""

    kind: MarkKind
    start: int
    end: int
    level: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where on a page a stretch of text is printed: a line, or one cell of it."""

    start: int
    """Offset of its first character in the canonical text, in code points."""

    end: int
    """Offset just past its last character; on the same line of the text."""

    page: int
    """Page, from 1."""

    box: tuple[float, float, float, float]
    """Left, top, right and bottom edge in points, from the top left of the page as it is shown."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document as a reader returned it."""

    document_id: str
    """Hash of the document's bytes; see `document_id`."""

    media_type: str
    """`text/plain` or `text/markdown` and so on."""

    text: str
    r"""The canonical text: Unicode, `\n` line ends, nothing else taken away."""

    line_starts: tuple[int, ...]
    """Offset of each line's first character; see `line_starts`."""

    marks: tuple[Mark, ...] = ()
    """Signs of layout, by start."""

    running: tuple[Span, ...] = ()
    """Repeated page headers and footers, whole lines, by start: kept in the text, left out of reading."""

    page_starts: tuple[int, ...] = ()
    """Offset of each page's first character; empty where the format has no pages."""

    warnings: tuple[str, ...] = ()
    """What a person should know of how the text was read, one sentence each."""

    wrapped: bool = True
    """Lines may end in mid-sentence; false where each line is a whole paragraph, as in HTML and DOCX."""

    places: tuple[Place, ...] = ()
    """Where its lines are printed, by start, none overlapping; empty where the format has no pages."""

    def span(self, start: int, end: int) -> Span:
        """Return the span from `start` to `end` with its line and page."""
        page = bisect_right(self.page_starts, start) if self.page_starts else None
        return Span(start, end, bisect_right(self.line_starts, start), page)

    def quote(self, span: Span) -> str:
        """Return the verbatim text of `span`."""
        return self.text[span.start : span.end]

    def places_of(self, span: Span) -> tuple[Place, ...]:
        """Return the places that `span` stands in, whole: what to highlight on the pages."""
        first = bisect_right(self.places, span.start, key=lambda place: place.end)
        last = bisect_left(self.places, span.end, key=lambda place: place.start)
        return self.places[first:last]


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


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from."""

    path: str
    """Path as ingested."""

    name: str
    """Base name of the file."""

    agency: str = ""
    """The agency that whoever ingests gave it."""

    audience: str = PUBLIC
    """Group of viewers who may read it."""

    source_id: str = ""
    """Stable id: of agency and path where none is given, and kept when the file is renamed or given to another agency,
    so that links to it hold."""

    def __post_init__(self) -> None:
        if not self.source_id:
            object.__setattr__(self, "source_id", source_id(self.agency, self.path))


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whose eyes a read is for."""

    groups: frozenset[str] = frozenset({PUBLIC})
    """Audiences the viewer belongs to."""

    agency: str | None = None
    """Only this agency's specs; None for every agency."""


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """A class spec as the catalog knows it, with its ids."""

    spec_id: str
    """Stable id of the class within its source: of source, code and title where it was first met, and kept since."""

    class_id: str
    """Opaque id of the class, the same over its revisions and titles."""

    source_id: str
    source_name: str
    source_path: str
    agency: str
    type: DocumentType
    spec: ClassSpec


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a source that a search found."""

    entry: CatalogEntry
    section: Section
    span: Span
    text: str
    """Verbatim text of `span`."""

    score: float
    """Higher is better; comparable within one search only."""


@dataclass(frozen=True, slots=True)
class RankedClass:
    """A class that a described duty fits, with the statements that say so."""

    entry: CatalogEntry
    score: float
    """Higher is better; a sum of z-scores, comparable within one search only."""

    similarity: float
    """Mean cosine over the question's clauses of each one's best statement, -1 to 1."""

    overlap: float
    """Share of the question's word weight (IDF) that stands in the class's best statements, 0 to 1."""

    statements: tuple[Statement, ...] = field(default=())
    """The statements that won a clause, best first."""


def source_id(agency: str, path: str) -> str:
    """Return the id of a source that is first met as `agency`'s at `path`."""
    return short_hash(agency, path)


def short_hash(*parts: str) -> str:
    """Return a stable id of `parts`: 16 hexadecimal digits of their SHA-256."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def document_id(content: bytes) -> str:
    """Return the id of a document's bytes: 32 hexadecimal digits of their SHA-256."""
    return hashlib.sha256(content).hexdigest()[:32]


def line_starts(text: str) -> tuple[int, ...]:
    r"""Return the offset of each line's first character in `text` (`\n` line ends)."""
    return (0, *(match.end() for match in re.finditer("\n", text)))


def speaks_of(applies_to: Iterable[int], ordinal: int) -> bool:
    """Return whether something that applies to `applies_to` speaks of class `ordinal`."""
    ordinals = tuple(applies_to)
    return not ordinals or ordinal in ordinals
