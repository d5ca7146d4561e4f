"""What the catalog knows of documents and classes by id, who may read it, and what a search finds in it."""

import hashlib
from dataclasses import dataclass, field

from vectorstore.spec.contents import ClassSpec, DocumentType, Section, Statement
from vectorstore.spec.document import Span

#: The audience of a source that anybody may read.
PUBLIC = "public"


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
