"""The tables of what a service keeps beside the documents: conversations, what staff look through, and jobs.

Nothing of it is made from documents, and nothing of it goes with them.
"""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, MetaData, Table, Text, UniqueConstraint

from vectorstore import columns
from vectorstore.columns import text_column

metadata = MetaData()

conversations = Table(
    "conversations",
    metadata,
    Column("conversation_id", Text, primary_key=True),
    Column("created", Float, nullable=False),
    # The page whose readers it is of; empty for our own.
    text_column("origin"),
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
    text_column("question"),
    text_column("reply"),
    text_column("state"),
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
    text_column("status"),
    text_column("facet"),
    text_column("spec_id"),
    text_column("title"),
    text_column("class_code"),
    text_column("agency"),
    text_column("origin"),
    text_column("rating"),
    text_column("reason"),
    text_column("question"),
    text_column("comment"),
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
    text_column("agency"),
    Column("prune", Boolean, nullable=False),
    Column("dry_run", Boolean, nullable=False),
    Column("uploaded", Boolean, nullable=False),
    text_column("overrides"),
    Column("is_cancelling", Boolean, nullable=False, default=False),
    Column("attempts", Integer, nullable=False, default=0),
    text_column("current"),
    Column("done", Integer, nullable=False, default=0),
    Column("total", Integer, nullable=False, default=0),
    text_column("report"),
    text_column("error"),
    Column("is_misuse", Boolean, nullable=False, default=False),
    Column("created", Float, nullable=False),
    Column("started", Float),
    Column("finished", Float),
)
