"""Drafts of class specs: every version of each, and who did what when.

A version is stored only where it follows the one that it was made of, so that
of two who change a draft at once the slower is told, and nothing is lost. What
a draft is made of is no business of this module's: it is kept as it comes.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from vectorstore.database import Database
from vectorstore.draft_tables import draft_events, draft_versions, drafts
from vectorstore.errors import DraftMovedError
from vectorstore.rows import columns_of, row
from vectorstore.wiping import wiped

#: The largest integer of the database: the driver takes no question after a larger one.
_MOST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Outlined:
    """What lists show of a version of a draft."""

    draft_id: str
    version: int
    """From 1; each change is one more."""

    title: str
    class_code: str = ""
    agency: str = ""
    status: str = ""
    revises: str = ""
    """Id of the spec that it is a revision of; empty for a new class."""

    published: str = ""
    """Id of the spec that it became; empty before."""


@dataclass(frozen=True, slots=True)
class Listed(Outlined):
    """A draft in a list."""

    created: float = 0.0
    """When, in seconds since the epoch."""

    changed: float = 0.0
    changed_by: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done to a draft."""

    draft_id: str
    version: int
    """The version that came of it; of a deletion, the last one."""

    at: float
    """When, in seconds since the epoch."""

    by: str
    """Who, as they called themselves."""

    what: str
    """What, in words; none of the draft's own text."""


class Drafts:
    """The drafts of one database."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        """`clock` gives seconds since the epoch."""
        self._database = database
        self._clock = clock

    def add(self, outlined: Outlined, data: str, by: str, what: str) -> None:
        """Store the first version of a draft.

        Raises:
            CatalogError: the database failed, or has a draft of this id.
        """
        now = self._clock()
        first = row(drafts, outlined, created=now, changed=now, changed_by=by)
        with self._database.write() as connection:
            connection.execute(insert(drafts), first)
            self._note(connection, outlined, data, by, what)

    def put(self, outlined: Outlined, data: str, by: str, what: str) -> None:
        """Store the next version of a draft, which was made of the one before.

        Raises:
            DraftMovedError: the draft has another version by now, or is gone; nothing was stored.
            CatalogError: the database failed; nothing was stored.
        """
        values = row(drafts, outlined, changed=self._clock(), changed_by=by)
        before = (drafts.c.draft_id == outlined.draft_id) & (drafts.c.version == outlined.version - 1)
        with self._database.write() as connection:
            if not connection.execute(update(drafts).where(before).values(values)).rowcount:
                raise _moved(connection, outlined.draft_id, outlined.version - 1)
            self._note(connection, outlined, data, by, what)

    def get(self, draft_id: str, version: int | None = None) -> str | None:
        """Return the data of a version of a draft, by default of the last; None where there is none."""
        if version is not None and version > _MOST:
            return None
        last = select(drafts.c.version).where(drafts.c.draft_id == draft_id).scalar_subquery()
        query = select(draft_versions.c.data).where(draft_versions.c.draft_id == draft_id)
        with self._database.read() as connection:
            return connection.scalar(query.where(draft_versions.c.version == (last if version is None else version)))

    def page(self, *, offset: int = 0, limit: int = 50) -> tuple[tuple[Listed, ...], int]:
        """Return a page of the drafts, the one that changed last first, and how many there are."""
        newest = select(*columns_of(drafts, Listed)).order_by(drafts.c.changed.desc(), drafts.c.draft_id)
        with self._database.read() as connection:
            total = connection.scalar(select(func.count()).select_from(drafts)) or 0
            return tuple(Listed(*found) for found in connection.execute(newest.limit(limit).offset(offset))), total

    def events(self, draft_id: str) -> tuple[Event, ...]:
        """Return what was done to a draft, in order, also where it was deleted."""
        query = select(*columns_of(draft_events, Event)).where(draft_events.c.draft_id == draft_id)
        with self._database.read() as connection:
            return tuple(Event(*found) for found in connection.execute(query.order_by(draft_events.c.id)))

    def delete(self, draft_id: str, version: int, by: str, what: str) -> None:
        """Delete a draft with all its versions, so that nothing of its text is left; that it was there stays noted.

        Raises:
            DraftMovedError: it has another version than `version`, or is gone already.
            CatalogError: the database failed.
        """
        it = (drafts.c.draft_id == draft_id) & (drafts.c.version == version)
        event = {"draft_id": draft_id, "version": version, "at": self._clock(), "by": by, "what": what}
        with self._database.write() as connection, wiped(connection):
            if not connection.execute(delete(drafts).where(it)).rowcount:
                raise _moved(connection, draft_id, version)
            connection.execute(insert(draft_events), event)
        self._database.empty_log()

    def _note(self, connection: Connection, outlined: Outlined, data: str, by: str, what: str) -> None:
        which = {"draft_id": outlined.draft_id, "version": outlined.version}
        connection.execute(insert(draft_versions), {**which, "data": data})
        connection.execute(insert(draft_events), {**which, "at": self._clock(), "by": by, "what": what})


def _moved(connection: Connection, draft_id: str, version: int) -> DraftMovedError:
    now = connection.scalar(select(drafts.c.version).where(drafts.c.draft_id == draft_id))
    if now is None:
        return DraftMovedError(f"there is no draft {draft_id!r} (any more)", 0)
    return DraftMovedError(f"the draft {draft_id!r} has version {now} by now, not {version}: read it again", now)
