"""The tables of the catalog: the truth that vectors and full text are made from.

Columns bear the names of the fields of `vectorstore.spec`, so that a row and its value
turn into one another by name. Whatever is cut from a document stands under
its source, once; classes are pointed to and never copied.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from vectorstore import columns
from vectorstore.columns import text_column

metadata = MetaData()


def _of_source(*, key: bool = False) -> Column[str]:
    source = ForeignKey("sources.source_id", ondelete="CASCADE")
    return Column("source_id", Text, source, nullable=False, primary_key=key)


#: Numbers of the whole catalog: the schema's version and how often it changed.
meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Integer, nullable=False))

#: Generations whose vectors must go: begun and not yet visible, or visible no more.
doomed = Table(
    "doomed",
    metadata,
    Column("generation", Text, primary_key=True),
    Column("source_id", Text, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("source_id", Text, primary_key=True),
    text_column("path"),
    text_column("name"),
    text_column("agency"),
    text_column("audience"),
    Column("generation", Text, nullable=False, unique=True),
    Column("agency_key", Text, nullable=False, index=True),
    text_column("parsing"),
    text_column("embedder"),
    Column("document_id", Text, nullable=False, index=True),
    text_column("media_type"),
    text_column("text"),
    Column("marks", columns.marks(), nullable=False),
    Column("running", columns.spans(), nullable=False),
    Column("page_starts", columns.ordinals(), nullable=False),
    Column("warnings", columns.strings(), nullable=False),
    Column("wrapped", Boolean, nullable=False),
    Column("places", columns.places(), nullable=False),
    text_column("document_agency"),
    Column("type", columns.document_type(), nullable=False),
)

#: Bytes of the documents whose look is more than their text; sources of one document share them, see `originals`.
originals = Table(
    "originals",
    metadata,
    Column("document_id", Text, primary_key=True),
    text_column("packing"),
    Column("content", LargeBinary, nullable=False),
)

#: A class keeps its row, and so its id, when its last document goes.
classes = Table(
    "classes",
    metadata,
    Column("class_id", Text, primary_key=True),
    text_column("agency_key"),
    text_column("code_key"),
    text_column("title"),
    text_column("title_key"),
    Index("classes_by_code", "agency_key", "code_key"),
    Index("classes_by_title", "agency_key", "title_key"),
)

specs = Table(
    "specs",
    metadata,
    Column("spec_id", Text, primary_key=True),
    Column("class_id", Text, ForeignKey("classes.class_id"), nullable=False, index=True),
    _of_source(),
    Column("ordinal", Integer, nullable=False),
    text_column("title"),
    Column("title_span", columns.span(), nullable=False),
    text_column("class_code"),
    Column("aliases", columns.strings(), nullable=False),
    text_column("revision"),
    text_column("series"),
    Column("code_key", Text, nullable=False, index=True),
    Column("title_key", Text, nullable=False, index=True),
    UniqueConstraint("source_id", "ordinal"),
)

#: Titles that a source gave a class, and those that it gave it once.
aliases = Table(
    "aliases",
    metadata,
    Column("class_id", Text, ForeignKey("classes.class_id"), primary_key=True),
    Column("title", Text, primary_key=True),
    Column("source_id", Text, primary_key=True, index=True),
    # The document that gave it first.
    text_column("document_id"),
)

#: Pairs of sources that do not agree on what a class is called or coded, or hold one document twice.
conflicts = Table(
    "conflicts",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_source(),
    Column("other_source_id", Text, ForeignKey("sources.source_id", ondelete="CASCADE"), nullable=False),
    text_column("kind"),
    text_column("class_code"),
    text_column("title"),
    text_column("other_class_code"),
    text_column("other_title"),
)

sections = Table(
    "sections",
    metadata,
    _of_source(key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("parent", Integer),
    text_column("heading"),
    text_column("kind"),
    Column("path", columns.strings(), nullable=False),
    Column("heading_span", columns.span(), nullable=False),
    Column("body", columns.span(), nullable=False),
    Column("end", Integer, nullable=False),
    Column("applies_to", columns.ordinals(), nullable=False),
)

statements = Table(
    "statements",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_source(),
    Column("ordinal", Integer, nullable=False),
    Column("section", Integer, nullable=False),
    Column("spans", columns.spans(), nullable=False),
    text_column("text"),
    text_column("marker"),
    Column("depth", Integer, nullable=False),
    Column("facets", columns.strings(), nullable=False),
    Column("modality", columns.modality(), nullable=False),
    Column("numbers", columns.numbers(), nullable=False),
    text_column("group"),
    Column("boilerplate", Boolean, nullable=False),
    Column("applies_to", columns.ordinals(), nullable=False),
    # Bits of the facets that it is ranked by, see `kinds.facet_bits`; zero where it has no vector.
    Column("embedded", Integer, nullable=False),
    UniqueConstraint("source_id", "ordinal"),
    Index("statements_embedded", "embedded", sqlite_where=text("embedded > 0")),
)

facts = Table(
    "facts",
    metadata,
    _of_source(key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("facet", Text, nullable=False, index=True),
    text_column("label"),
    text_column("value"),
    Column("span", columns.span(), nullable=False),
    Column("context", columns.span(), nullable=False),
    Column("modality", columns.modality(), nullable=False),
    Column("low", Float),
    Column("high", Float),
    text_column("period"),
    text_column("qualifier"),
    Column("applies_to", columns.ordinals(), nullable=False),
)

chunks = Table(
    "chunks",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_source(),
    Column("ordinal", Integer, nullable=False),
    Column("section", Integer, nullable=False),
    text_column("text"),
    Column("span", columns.span(), nullable=False),
    Column("tokens", Integer, nullable=False),
    Column("boilerplate", Boolean, nullable=False),
    Column("applies_to", columns.ordinals(), nullable=False),
    text_column("kind"),
    Column("embedded", Boolean, nullable=False),
    UniqueConstraint("source_id", "ordinal"),
)

described = Table(
    "described",
    metadata,
    _of_source(key=True),
    Column("ordinal", Integer, primary_key=True),
    text_column("title"),
    Column("span", columns.span(), nullable=False),
)
