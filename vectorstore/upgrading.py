"""Bring the database of an earlier program to the schema of this one, in place.

Documents can be ingested again; drafts and what was noted cannot. So from
schema 7 on each version has a step to the next, and a step says what it makes
in so many words: the tables of this program may be those of a later one.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, update

from vectorstore.tables import meta

#: The statements that lead from a version of the schema to the next.
STEPS: Mapping[int, Sequence[str]] = {
    7: (
        """CREATE TABLE drafts (
            draft_id TEXT NOT NULL, version INTEGER NOT NULL, title TEXT NOT NULL, class_code TEXT NOT NULL,
            agency TEXT NOT NULL, status TEXT NOT NULL, revises TEXT NOT NULL, published TEXT NOT NULL,
            created FLOAT NOT NULL, changed FLOAT NOT NULL, changed_by TEXT NOT NULL, PRIMARY KEY (draft_id))""",
        "CREATE INDEX ix_drafts_changed ON drafts (changed)",
        """CREATE TABLE draft_versions (
            draft_id TEXT NOT NULL, version INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (draft_id, version),
            FOREIGN KEY(draft_id) REFERENCES drafts (draft_id) ON DELETE CASCADE)""",
        """CREATE TABLE draft_events (
            id INTEGER NOT NULL, draft_id TEXT NOT NULL, version INTEGER NOT NULL, at FLOAT NOT NULL,
            "by" TEXT NOT NULL, what TEXT NOT NULL, PRIMARY KEY (id))""",
        "CREATE INDEX draft_events_by_draft ON draft_events (draft_id, id)",
    ),
}


def upgrade(connection: Connection, found: int, wanted: int) -> bool:
    """Bring a database of schema `found` to schema `wanted`; return whether the steps there are known."""
    if not all(version in STEPS for version in range(found, wanted)) or found > wanted:
        return False
    for version in range(found, wanted):
        for statement in STEPS[version]:
            connection.exec_driver_sql(statement)
    connection.execute(update(meta).where(meta.c.key == "schema").values(value=wanted))
    return True
