"""The tables of drafts: nobody's copy of anything, and so never made anew from documents.

They have no tie to the tables of the catalog: a draft stays, with its quotes,
when the documents that it was gathered from are replaced or removed.
"""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, Table, Text

from vectorstore.tables import metadata


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, default="")


#: Each draft as it is now, as far as lists show it.
drafts = Table(
    "drafts",
    metadata,
    Column("draft_id", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    _text("title"),
    _text("class_code"),
    _text("agency"),
    _text("status"),
    _text("revises"),
    _text("published"),
    Column("created", Float, nullable=False),
    Column("changed", Float, nullable=False, index=True),
    _text("changed_by"),
)

#: Every version of every draft.
draft_versions = Table(
    "draft_versions",
    metadata,
    Column("draft_id", Text, ForeignKey("drafts.draft_id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True),
    _text("data"),
)

#: Who did what to a draft, and when. No foreign key: that one was deleted is noted as well.
draft_events = Table(
    "draft_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("draft_id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", Float, nullable=False),
    _text("by"),
    _text("what"),
    Index("draft_events_by_draft", "draft_id", "id"),
)
