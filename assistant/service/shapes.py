"""What the chat takes and returns; offsets are code points, ends exclusive."""

from dataclasses import fields
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from assistant.answer import Answer, AnswerFact, Choice, Citation, Nearest, Reply, Status


def _characters(text: str) -> str:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("half of a surrogate pair is no character")
    return text


#: Text that can be written as UTF-8: JSON can escape halves of characters, which no database takes.
Characters = Annotated[str, AfterValidator(_characters)]
Name = Annotated[Characters, StringConstraints(max_length=500)]


class Shape(BaseModel):
    """Base of all: the string under a field is its description in the OpenAPI document."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class ChatRequest(Shape):
    """One message to the assistant."""

    message: Characters
    """What is asked; not blank, and no longer than the server's setting."""

    conversation_id: Name | None = None
    """The conversation it continues; none starts a new one."""

    agency: Name | None = None
    """Only this agency's specs."""

    stream: bool = False
    """Send the answer as server-sent events."""


class ChatReply(Shape):
    """The answer with everything that a client shows."""

    conversation_id: str
    message_id: str
    status: Status
    answer: str
    """Markdown of the narrowest kind: `**bold**`, `- item`, `[n]`."""

    citations: tuple[Citation, ...]
    facts: tuple[AnswerFact, ...]
    items: tuple[dict[str, Any], ...]
    total: int | None
    comparison: dict[str, Any] | None
    ladder: dict[str, Any] | None
    qualification: dict[str, Any] | None
    choices: tuple[Choice, ...]
    nearest: tuple[Nearest, ...]
    suggestions: tuple[str, ...]
    composed_by: str
    notice: str | None

    @classmethod
    def of(cls, reply: Reply) -> Self:
        """Return `reply` in the shape of the contract."""
        answer = {field.name: getattr(reply.answer, field.name) for field in fields(Answer)}
        return cls(conversation_id=reply.conversation_id, message_id=reply.message_id, **answer)
