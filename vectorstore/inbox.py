"""The inbox: questions that found no answer, and what readers said of answers, kept for a time.

Words are in it only where whoever notes them puts them there; those of a
conversation that is forgotten are overwritten in the file.
"""

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, or_, select, update

from vectorstore.database import Database
from vectorstore.rows import columns_of, row
from vectorstore.service_tables import conversations, inbox
from vectorstore.wiping import wiped

#: Days that an item is kept, where nothing else is said.
DAYS = 365

_DAY = 86_400.0
#: Seconds between sweeps, and items that one sweep deletes.
_BETWEEN_SWEEPS, _MOST_SWEPT = 3600.0, 5000
_BLANK = {"question": "", "comment": ""}
_WORDED = or_(inbox.c.question != "", inbox.c.comment != "")

Kind = Literal["feedback", "unanswered"]


@dataclass(frozen=True, slots=True)
class Noted:
    """What is noted of a message."""

    kind: Kind
    message_id: str
    conversation_id: str = ""
    """Empty where none is stored."""

    status: str = ""
    """Outcome of the answer; empty where it is not known."""

    facet: str = ""
    """Key of the facet that was asked for; empty where it was none, or is not known."""

    spec_id: str = ""
    title: str = ""
    class_code: str = ""
    agency: str = ""
    origin: str = ""
    """Page whose reader it was; empty for our own."""

    rating: str = ""
    """`up` or `down`; empty for a question without an answer."""

    reason: str = ""
    question: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Item(Noted):
    """What was noted, as staff find it."""

    id: str = ""
    at: float = 0.0
    """When, in seconds since the epoch."""

    done: bool = False
    """Whether somebody has dealt with it."""


class Inbox:
    """The inbox of one database."""

    def __init__(self, database: Database, days: int = DAYS, clock: Callable[[], float] = time.time) -> None:
        """Keep items for `days`; none at all for 0. `clock` gives seconds."""
        self._database = database
        self._days = days
        self._clock = clock
        self._next_sweep = 0.0

    def put(self, noted: Noted) -> None:
        """Note what `noted` says, in place of what was noted of that kind about the message before.

        Words of a conversation that is not there (any more) are left out.

        Raises:
            CatalogError: the database failed.
        """
        self.sweep_now_and_then()
        if not self._days:
            return
        item = row(inbox, noted, id=uuid.uuid4().hex, at=self._clock(), done=False)
        with self._database.write() as connection, wiped(connection):
            replaced = connection.execute(delete(inbox).where(_of(noted.kind, noted.message_id))).rowcount
            gone = bool(noted.conversation_id) and not _is_there(connection, noted.conversation_id)
            connection.execute(insert(inbox), item | (_BLANK if gone else {}))
        if replaced:
            self._database.empty_log()

    def take_back(self, kind: Kind, message_id: str) -> None:
        """Delete what was noted of that kind about the message, if anything was."""
        with self._database.write() as connection, wiped(connection):
            gone = connection.execute(delete(inbox).where(_of(kind, message_id))).rowcount
        if gone:
            self._database.empty_log()

    def forget_words(self) -> None:
        """Overwrite the words of every item; what became of the answers is kept.

        Raises:
            CatalogError: the database failed.
        """
        with self._database.read() as connection:
            if connection.execute(select(inbox.c.id).where(_WORDED).limit(1)).first() is None:
                return
        with self._database.write() as connection, wiped(connection):
            connection.execute(update(inbox).where(_WORDED).values(**_BLANK))
        self._database.empty_log()

    def mark(self, item_id: str, done: bool) -> bool:
        """Note whether somebody has dealt with an item; return whether it is there."""
        it = and_(inbox.c.id == item_id, self._is_young())
        with self._database.write() as connection:
            return bool(connection.execute(update(inbox).where(it).values(done=done)).rowcount)

    def get(self, item_id: str) -> Item | None:
        """Return an item; None where it is not there."""
        query = select(*columns_of(inbox, Item)).where(inbox.c.id == item_id, self._is_young())
        with self._database.read() as connection:
            found = connection.execute(query).first()
        return None if found is None else Item(*found)

    def page(
        self, kind: Kind | None = None, done: bool | None = None, *, offset: int = 0, limit: int = 50
    ) -> tuple[tuple[Item, ...], int]:
        """Return a page of the items, the newest first, and how many there are in all."""
        self.sweep_now_and_then()
        meant = [self._is_young()]
        meant += [] if kind is None else [inbox.c.kind == kind]
        meant += [] if done is None else [inbox.c.done == done]
        newest = select(*columns_of(inbox, Item)).where(*meant).order_by(inbox.c.at.desc(), inbox.c.id)
        with self._database.read() as connection:
            total = connection.scalar(select(func.count()).select_from(inbox).where(*meant)) or 0
            found = connection.execute(newest.limit(limit).offset(offset))
            return tuple(Item(*one) for one in found), total

    def sweep(self) -> int:
        """Delete items that have expired, some thousands at most; return how many."""
        self._next_sweep = time.monotonic() + _BETWEEN_SWEEPS
        old = select(inbox.c.id).where(~self._is_young()).limit(_MOST_SWEPT)
        with self._database.read() as connection:
            gone = connection.scalars(old).all()
        if gone:
            with self._database.write() as connection, wiped(connection):
                connection.execute(delete(inbox).where(inbox.c.id.in_(gone)))
            self._database.empty_log()
        if len(gone) == _MOST_SWEPT:
            self._next_sweep = 0.0
        return len(gone)

    def sweep_now_and_then(self) -> None:
        """Sweep if that was not done for a while; else it costs a look at the clock."""
        if time.monotonic() >= self._next_sweep:
            self.sweep()

    def _is_young(self) -> ColumnElement[bool]:
        return inbox.c.at >= self._clock() - self._days * _DAY


def blank(connection: Connection, conversation_id: str) -> None:
    """Take the words of a conversation out of the inbox."""
    connection.execute(update(inbox).where(inbox.c.conversation_id == conversation_id, _WORDED).values(**_BLANK))


def _of(kind: str, message_id: str) -> ColumnElement[bool]:
    return and_(inbox.c.kind == kind, inbox.c.message_id == message_id)


def _is_there(connection: Connection, conversation_id: str) -> bool:
    query = select(conversations.c.conversation_id).where(conversations.c.conversation_id == conversation_id)
    return connection.execute(query).first() is not None
