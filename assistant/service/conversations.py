"""What was said: GET and DELETE /v1/conversations/{id}."""

import json
from datetime import UTC, datetime
from typing import Self

from fastapi import APIRouter
from starlette.status import HTTP_204_NO_CONTENT

from assistant.service.deps import BackendDep
from assistant.service.embed.asking import PROBLEMS, AskerDep
from assistant.service.problems import UNKNOWN_CONVERSATION, Problem, documented
from assistant.service.shapes import ChatReply, Shape
from vectorstore.conversations import Turn

router = APIRouter(prefix="/v1/conversations", tags=["chat"])


class Said(Shape):
    """A question and the reply to it."""

    question: str
    said: datetime
    """When, in UTC."""

    reply: ChatReply

    @classmethod
    def of(cls, conversation_id: str, turn: Turn) -> Self:
        """Return `turn` of the conversation in the shape of the contract."""
        ids = {"conversation_id": conversation_id, "message_id": turn.message_id}
        return cls(
            question=turn.question,
            said=datetime.fromtimestamp(turn.said, UTC),
            reply=ChatReply.model_validate({**json.loads(turn.reply), **ids}),
        )


class ConversationTurns(Shape):
    """A conversation from its beginning."""

    conversation_id: str
    turns: tuple[Said, ...]


@router.get("/{conversation_id}", summary="What was said", responses=documented(UNKNOWN_CONVERSATION, *PROBLEMS))
def get_conversation(backend: BackendDep, asker: AskerDep, conversation_id: str) -> ConversationTurns:
    """Return the questions and replies of a conversation; its id is all that it takes, on the page that it began on."""
    turns = backend.conversations.get(conversation_id, asker.origin)
    if turns is None:
        raise _unknown(conversation_id)
    return ConversationTurns(
        conversation_id=conversation_id, turns=tuple(Said.of(conversation_id, turn) for turn in turns)
    )


@router.delete(
    "/{conversation_id}",
    summary="Forget it",
    status_code=HTTP_204_NO_CONTENT,
    responses=documented(UNKNOWN_CONVERSATION, *PROBLEMS),
)
def forget_conversation(backend: BackendDep, asker: AskerDep, conversation_id: str) -> None:
    """Forget a conversation with everything that was said in it."""
    if not backend.conversations.forget(conversation_id, asker.origin):
        raise _unknown(conversation_id)


def _unknown(conversation_id: str) -> Problem:
    return Problem(UNKNOWN_CONVERSATION, f"There is no conversation {conversation_id!r}, or it is no longer kept.")
