"""The values that flow through the house, from a document's text to a cited passage.

Every value keeps the `Span` it was cut from, counted in code points of the
document's one canonical text. This package imports nothing of ours.
"""

from vectorstore.spec.contents import (
    OWN_HEADING,
    OWN_LABEL,
    Chunk,
    ClassSpec,
    Described,
    DocumentType,
    Fact,
    Modality,
    Number,
    ParsedDocument,
    Section,
    Statement,
    speaks_of,
)
from vectorstore.spec.document import (
    Document,
    Mark,
    MarkKind,
    Place,
    Span,
    document_id,
    line_starts,
)
from vectorstore.spec.entries import (
    PUBLIC,
    CatalogEntry,
    Passage,
    RankedClass,
    Source,
    Viewer,
    short_hash,
    source_id,
)

__all__ = [
    "OWN_HEADING",
    "OWN_LABEL",
    "PUBLIC",
    "CatalogEntry",
    "Chunk",
    "ClassSpec",
    "Described",
    "Document",
    "DocumentType",
    "Fact",
    "Mark",
    "MarkKind",
    "Modality",
    "Number",
    "ParsedDocument",
    "Passage",
    "Place",
    "RankedClass",
    "Section",
    "Source",
    "Span",
    "Statement",
    "Viewer",
    "document_id",
    "line_starts",
    "short_hash",
    "source_id",
    "speaks_of",
]
