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

metadata = MetaData()


def _of_source(*, key: bool = False) -> Column[str]:
    source = ForeignKey("sources.source_id", ondelete="CASCADE")
    return Column("source_id", Text, source, nullable=False, primary_key=key)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, default="")


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
    _text("path"),
    _text("name"),
    _text("agency"),
    _text("audience"),
    Column("generation", Text, nullable=False, unique=True),
    Column("agency_key", Text, nullable=False, index=True),
    _text("parsing"),
    _text("embedder"),
    Column("document_id", Text, nullable=False, index=True),
    _text("media_type"),
    _text("text"),
    Column("marks", columns.marks(), nullable=False),
    Column("running", columns.spans(), nullable=False),
    Column("page_starts", columns.ordinals(), nullable=False),
    Column("warnings", columns.strings(), nullable=False),
    Column("wrapped", Boolean, nullable=False),
    Column("places", columns.places(), nullable=False),
    _text("document_agency"),
    Column("type", columns.document_type(), nullable=False),
)

#: Bytes of the documents whose look is more than their text; sources of one document share them, see `originals`.
originals = Table(
    "originals",
    metadata,
    Column("document_id", Text, primary_key=True),
    _text("packing"),
    Column("content", LargeBinary, nullable=False),
)

#: A class keeps its row, and so its id, when its last document goes.
classes = Table(
    "classes",
    metadata,
    Column("class_id", Text, primary_key=True),
    _text("agency_key"),
    _text("code_key"),
    _text("title"),
    _text("title_key"),
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
    _text("title"),
    Column("title_span", columns.span(), nullable=False),
    _text("class_code"),
    Column("aliases", columns.strings(), nullable=False),
    _text("revision"),
    _text("series"),
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
    _text("document_id"),
)

#: Pairs of sources that do not agree on what a class is called or coded, or hold one document twice.
conflicts = Table(
    "conflicts",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_source(),
    Column("other_source_id", Text, ForeignKey("sources.source_id", ondelete="CASCADE"), nullable=False),
    _text("kind"),
    _text("class_code"),
    _text("title"),
    _text("other_class_code"),
    _text("other_title"),
)

sections = Table(
    "sections",
    metadata,
    _of_source(key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("parent", Integer),
    _text("heading"),
    _text("kind"),
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
    _text("text"),
    _text("marker"),
    Column("depth", Integer, nullable=False),
    Column("facets", columns.strings(), nullable=False),
    Column("modality", columns.modality(), nullable=False),
    Column("numbers", columns.numbers(), nullable=False),
    _text("group"),
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
    _text("label"),
    _text("value"),
    Column("span", columns.span(), nullable=False),
    Column("context", columns.span(), nullable=False),
    Column("modality", columns.modality(), nullable=False),
    Column("low", Float),
    Column("high", Float),
    _text("period"),
    _text("qualifier"),
    Column("applies_to", columns.ordinals(), nullable=False),
)

chunks = Table(
    "chunks",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_source(),
    Column("ordinal", Integer, nullable=False),
    Column("section", Integer, nullable=False),
    _text("text"),
    Column("span", columns.span(), nullable=False),
    Column("tokens", Integer, nullable=False),
    Column("boilerplate", Boolean, nullable=False),
    Column("applies_to", columns.ordinals(), nullable=False),
    _text("kind"),
    Column("embedded", Boolean, nullable=False),
    UniqueConstraint("source_id", "ordinal"),
)

described = Table(
    "described",
    metadata,
    _of_source(key=True),
    Column("ordinal", Integer, primary_key=True),
    _text("title"),
    Column("span", columns.span(), nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    Column("conversation_id", Text, primary_key=True),
    Column("created", Float, nullable=False),
    # The page whose readers it is of; empty for our own.
    _text("origin"),
)

turns = Table(
    "turns",
    metadata,
    Column(
        "conversation_id",
        Text,
        ForeignKey("conversations.conversation_id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("ordinal", Integer, primary_key=True),
    Column("message_id", Text, nullable=False, unique=True),
    _text("question"),
    _text("reply"),
    _text("state"),
    Column("said", Float, nullable=False),
)

#: What staff look through: questions that found no answer, and what readers said of answers.
inbox = Table(
    "inbox",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("message_id", Text, nullable=False),
    # No foreign key: what was noted outlives what was said.
    Column("conversation_id", Text, nullable=False, index=True),
    Column("at", Float, nullable=False, index=True),
    _text("status"),
    _text("facet"),
    _text("spec_id"),
    _text("title"),
    _text("class_code"),
    _text("agency"),
    _text("origin"),
    _text("rating"),
    _text("reason"),
    _text("question"),
    _text("comment"),
    Column("done", Boolean, nullable=False, default=False),
    UniqueConstraint("kind", "message_id"),
)

#: Ingestions that a server was asked for, in the order they came.
jobs = Table(
    "jobs",
    metadata,
    Column("ordinal", Integer, primary_key=True),
    Column("job_id", Text, nullable=False, unique=True),
    Column("state", Text, nullable=False, index=True),
    Column("paths", columns.strings(), nullable=False),
    _text("agency"),
    Column("prune", Boolean, nullable=False),
    Column("dry_run", Boolean, nullable=False),
    Column("uploaded", Boolean, nullable=False),
    _text("overrides"),
    Column("is_cancelling", Boolean, nullable=False, default=False),
    Column("attempts", Integer, nullable=False, default=0),
    _text("current"),
    Column("done", Integer, nullable=False, default=0),
    Column("total", Integer, nullable=False, default=0),
    _text("report"),
    _text("error"),
    Column("is_misuse", Boolean, nullable=False, default=False),
    Column("created", Float, nullable=False),
    Column("started", Float),
    Column("finished", Float),
)
