"""What was said: conversations and their turns, kept for a time so that a later question can be read in their light.

What is forgotten or has expired is gone from the file as well: it is
overwritten there, and the write-ahead log that still has it is emptied. What
expires while nobody asks anything goes with the next request.
"""

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, exists, func, insert, select

from vectorstore.database import Database
from vectorstore.errors import ConversationMovedError
from vectorstore.inbox import blank
from vectorstore.rows import columns_of, row
from vectorstore.service_tables import conversations, turns
from vectorstore.wiping import wiped

#: Days that a conversation is kept after its last turn, where nothing else is said.
DAYS = 30
#: Turns of one conversation that are kept; with another one the oldest goes.
MOST_TURNS = 500

_DAY = 86_400.0
#: Seconds between sweeps, and conversations that one sweep deletes: nobody waits long for it.
_BETWEEN_SWEEPS, _MOST_SWEPT = 3600.0, 500


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and the reply to it."""

    message_id: str
    question: str
    reply: str
    """The reply as JSON."""

    state: str
    """What the question was understood as, as JSON; empty where that is nothing."""

    said: float
    """When, in seconds since the epoch."""


@dataclass(frozen=True, slots=True)
class Latest:
    """Where a conversation stands."""

    turns: int = 0
    """How many turns it has had."""

    state: str = ""
    """The state that the last one left; empty before the first."""


class Conversations:
    """The conversations of one database; ids are random and known to nobody but who is told them.

    Each is of the readers of one `origin`, the page that it began on, and is
    unknown to those of all others.
    """

    def __init__(self, database: Database, days: int = DAYS, clock: Callable[[], float] = time.time) -> None:
        """Keep conversations for `days` after their last turn; none at all for 0. `clock` gives seconds."""
        self._database = database
        self._days = days
        self._clock = clock
        self._next_sweep = 0.0

    @property
    def are_kept(self) -> bool:
        """Whether anything is stored."""
        return self._days > 0

    def create(self, origin: str = "", conversation_id: str = "") -> str:
        """Begin a conversation of the readers of `origin` (empty for our own pages) and return its id, a random one.

        Under a given `conversation_id` one begins where there is none yet; whose it then is, the next read tells.
        """
        self.sweep_now_and_then()
        conversation_id = conversation_id or uuid.uuid4().hex
        begun = {"conversation_id": conversation_id, "created": self._clock(), "origin": origin}
        with self._database.write() as connection:
            if connection.scalar(select(func.count()).where(conversations.c.conversation_id == conversation_id)) == 0:
                connection.execute(insert(conversations), begun)
        return conversation_id

    def append(
        self,
        conversation_id: str,
        message_id: str,
        question: str,
        reply: str,
        state: str = "",
        *,
        after: int | None = None,
    ) -> bool:
        """Add a turn to a conversation; return False, adding nothing, where it is not known (any more).

        `after` is how many turns it had when `state` was made of them.

        Raises:
            ConversationMovedError: it has had others meanwhile; nothing was added.
            CatalogError: a turn has this message id already.
        """
        self.sweep_now_and_then()
        with self._database.write() as connection:
            if not self._is_known(connection, conversation_id):
                return False
            had = _count(connection, conversation_id)
            if after not in (None, had):
                has_had = f"conversation {conversation_id!r} has had {had} turns"
                raise ConversationMovedError(f"{has_had}, not {after}: read it again")
            _add(connection, conversation_id, Turn(message_id, question, reply, state, self._clock()), had)
        if had >= MOST_TURNS:
            self._database.empty_log()
        return True

    def get(self, conversation_id: str, origin: str = "") -> tuple[Turn, ...] | None:
        """Return the turns of a conversation in order; None where it is not known."""
        self.sweep_now_and_then()
        query = select(*columns_of(turns, Turn)).where(_of(conversation_id)).order_by(turns.c.ordinal)
        with self._database.read() as connection:
            if not self._is_known(connection, conversation_id, origin):
                return None
            return tuple(Turn(*found) for found in connection.execute(query))

    def latest(self, conversation_id: str, origin: str = "") -> Latest | None:
        """Return where a conversation stands, without reading what was said; None where it is not known."""
        self.sweep_now_and_then()
        query = select(turns.c.ordinal, turns.c.state).where(_of(conversation_id))
        with self._database.read() as connection:
            if not self._is_known(connection, conversation_id, origin):
                return None
            last = connection.execute(query.order_by(turns.c.ordinal.desc()).limit(1)).first()
            return Latest(last[0] + 1, last[1]) if last is not None else Latest()

    def turn(self, message_id: str, origin: str = "") -> tuple[str, Turn] | None:
        """Return the turn of a message and its conversation's id; None where it is not known."""
        of_message = select(turns.c.conversation_id, *columns_of(turns, Turn)).where(turns.c.message_id == message_id)
        with self._database.read() as connection:
            found = connection.execute(of_message).first()
            if found is None or not self._is_known(connection, found[0], origin):
                return None
            return found[0], Turn(*found[1:])

    def forget(self, conversation_id: str, origin: str = "") -> bool:
        """Delete a conversation with all its turns, and its words in the inbox; return whether it was known."""
        it = (conversations.c.conversation_id == conversation_id) & (conversations.c.origin == origin)
        with self._database.write() as connection, wiped(connection):
            known = self._is_known(connection, conversation_id, origin)
            if connection.execute(delete(conversations).where(it)).rowcount:
                blank(connection, conversation_id)
        self._database.empty_log()
        return known

    def sweep(self) -> int:
        """Delete conversations that have expired, some hundreds at most; return how many."""
        self._next_sweep = time.monotonic() + _BETWEEN_SWEEPS
        expired = self._clock() - self._days * _DAY
        said_since = exists().where(turns.c.conversation_id == conversations.c.conversation_id, turns.c.said >= expired)
        old = select(conversations.c.conversation_id).where(conversations.c.created < expired, ~said_since)
        with self._database.read() as connection:
            gone = connection.scalars(old.limit(_MOST_SWEPT)).all()
        swept = 0
        if gone:
            with self._database.write() as connection, wiped(connection):
                # Asked again: somebody may have gone on with one of them.
                still = conversations.c.conversation_id.in_(gone) & (conversations.c.created < expired) & ~said_since
                swept = connection.execute(delete(conversations).where(still)).rowcount
        # Nothing went: the log of a process that was killed may still have what it forgot.
        self._database.empty_log()
        if len(gone) == _MOST_SWEPT:
            self._next_sweep = 0.0
        return swept

    def sweep_now_and_then(self) -> None:
        """Sweep if that was not done for a while; else it costs a look at the clock."""
        if time.monotonic() >= self._next_sweep:
            self.sweep()

    def _is_known(self, connection: Connection, conversation_id: str, origin: str | None = None) -> bool:
        """Whether there is such a conversation, of the readers of `origin` where that is given, and it has not expired.

        One of others' takes the same steps as one that never was.
        """
        last = select(func.max(turns.c.said)).where(_of(conversation_id)).scalar_subquery()
        query = select(conversations.c.created, last).where(conversations.c.conversation_id == conversation_id)
        if origin is not None:
            query = query.where(conversations.c.origin == origin)
        found = connection.execute(query).first()
        if found is None or not self.are_kept:
            return False
        return bool(max(found[0], found[1] or 0.0) >= self._clock() - self._days * _DAY)


def _of(conversation_id: str) -> ColumnElement[bool]:
    return turns.c.conversation_id == conversation_id


def _count(connection: Connection, conversation_id: str) -> int:
    """How many turns a conversation has had."""
    last = connection.scalar(select(func.max(turns.c.ordinal)).where(_of(conversation_id)))
    return 0 if last is None else last + 1


def _add(connection: Connection, conversation_id: str, turn: Turn, ordinal: int) -> None:
    """Add a turn; of too many the oldest goes."""
    connection.execute(insert(turns), row(turns, turn, conversation_id=conversation_id, ordinal=ordinal))
    if ordinal >= MOST_TURNS:
        with wiped(connection):
            connection.execute(delete(turns).where(_of(conversation_id), turns.c.ordinal <= ordinal - MOST_TURNS))
