"""What was said: conversations and their turns, kept so that a later question can be read in their light."""

import time
import uuid
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from vectorstore.database import Database
from vectorstore.rows import columns_of, row
from vectorstore.tables import conversations, turns


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


class Conversations:
    """The conversations of one database; ids are random and known to nobody but who is told them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self) -> str:
        """Begin a conversation and return its id."""
        conversation_id = uuid.uuid4().hex
        with self._database.write() as connection:
            connection.execute(insert(conversations), {"conversation_id": conversation_id, "created": time.time()})
        return conversation_id

    def append(self, conversation_id: str, message_id: str, question: str, reply: str, state: str = "") -> bool:
        """Add a turn to a conversation; return False, adding nothing, where it is not known (any more).

        Raises:
            CatalogError: a turn has this message id already.
        """
        of_conversation = turns.c.conversation_id == conversation_id
        with self._database.write() as connection:
            if not _is_known(connection, conversation_id):
                return False
            last = connection.scalar(select(func.max(turns.c.ordinal)).where(of_conversation))
            turn = Turn(message_id, question, reply, state, time.time())
            ordinal = 0 if last is None else last + 1
            connection.execute(insert(turns), row(turns, turn, conversation_id=conversation_id, ordinal=ordinal))
        return True

    def get(self, conversation_id: str) -> tuple[Turn, ...] | None:
        """Return the turns of a conversation in order; None where it is not known."""
        query = select(*columns_of(turns, Turn)).where(turns.c.conversation_id == conversation_id)
        with self._database.read() as connection:
            if not _is_known(connection, conversation_id):
                return None
            return tuple(Turn(*found) for found in connection.execute(query.order_by(turns.c.ordinal)))

    def forget(self, conversation_id: str) -> bool:
        """Delete a conversation with all its turns; return whether it was known."""
        with self._database.write() as connection:
            gone = delete(conversations).where(conversations.c.conversation_id == conversation_id)
            return connection.execute(gone).rowcount > 0


def _is_known(connection: Connection, conversation_id: str) -> bool:
    query = select(conversations.c.conversation_id).where(conversations.c.conversation_id == conversation_id)
    return connection.scalar(query) is not None
