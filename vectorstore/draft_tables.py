"""The tables of drafts: nobody's copy of anything, and so never made anew from documents.

They have no tie to the tables of the catalog: a draft stays, with its quotes,
when the documents that it was gathered from are replaced or removed.
"""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text

from vectorstore.columns import text_column

metadata = MetaData()


#: Each draft as it is now, as far as lists show it.
drafts = Table(
    "drafts",
    metadata,
    Column("draft_id", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    text_column("title"),
    text_column("class_code"),
    text_column("agency"),
    text_column("status"),
    text_column("revises"),
    text_column("published"),
    Column("created", Float, nullable=False),
    Column("changed", Float, nullable=False, index=True),
    text_column("changed_by"),
)

#: Every version of every draft.
draft_versions = Table(
    "draft_versions",
    metadata,
    Column("draft_id", Text, ForeignKey("drafts.draft_id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True),
    text_column("data"),
)

#: Who did what to a draft, and when. No foreign key: that one was deleted is noted as well.
draft_events = Table(
    "draft_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("draft_id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", Float, nullable=False),
    text_column("by"),
    text_column("what"),
    Index("draft_events_by_draft", "draft_id", "id"),
)
