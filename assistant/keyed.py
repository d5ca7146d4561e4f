"""Messages that are answered once, however often they are sent: a client names each with a key of its own making.

What broke off on its way is sent again under the same key, and gets the
reply that was stored, if one was.
"""

import uuid

from pydantic import TypeAdapter

from assistant.answer import Answer, Reply
from assistant.answering import Told
from assistant.errors import MessageKeyError
from vectorstore.conversations import Conversations

_ANSWERS = TypeAdapter(Answer)


def message_id_of(key: str, *within: str) -> str:
    """Return the id of the message of `key` in a conversation of an origin; a random one where `key` is empty."""
    # Hashed with all of it: a key of somebody else's finds nothing.
    return uuid.uuid5(uuid.NAMESPACE_OID, "\n".join((*within, key))).hex if key else uuid.uuid4().hex


def answered_before(conversations: Conversations, conversation_id: str, message: str, told: Told) -> Reply | None:
    """Return the reply that is stored of `told` in the conversation; None where it is new there.

    Raises:
        MessageKeyError: another question was asked under its key.
    """
    found = conversations.turn(told.message_id, told.asker.origin)
    if found is None or found[0] != conversation_id:
        return None
    turn = found[1]
    if turn.question != message:
        raise MessageKeyError("another question was asked under this message_key: make a new one for each question")
    return Reply(conversation_id, turn.message_id, _ANSWERS.validate_json(turn.reply))
