"""What the chat takes and returns; offsets are code points, ends exclusive."""

from dataclasses import fields
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

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


class Part(Shape):
    """A part of a message."""

    type: Name
    """What it is; a `text` is read."""

    text: Characters | None = None


class Message(Shape):
    """A message as clients of chat models send it."""

    role: Name
    """Who said it; only what the `user` said is read."""

    content: Characters | list[Part] | None = None
    """Its text, or its parts, of which those of type `text` are read."""

    @property
    def text(self) -> str:
        """All of its text."""
        if isinstance(self.content, list):
            return " ".join(part.text for part in self.content if part.type == "text" and part.text)
        return self.content or ""


class ChatRequest(Shape):
    """One message to the assistant."""

    message: Characters
    """What is asked; not blank, and no longer than the server's setting."""

    conversation_id: Name | None = None
    """The conversation it continues; none starts a new one."""

    history: Annotated[list[Characters | Message], Field(max_length=1000)] | None = None
    """In place of a conversation: what was said before, oldest first and without `message`, as texts of the user or as
    messages. The last 50 messages of the user are read, of at most 20,000 characters together, and nothing is stored.
    The answers are those that a conversation gives."""

    agency: Name | None = None
    """Only this agency's specs."""

    stream: bool = False
    """Send the answer as server-sent events."""

    @model_validator(mode="after")
    def _one_past(self) -> Self:
        if self.history is not None and self.conversation_id is not None:
            raise ValueError("send a conversation_id or a history, not both")
        return self

    @property
    def earlier(self) -> list[str] | None:
        """What the user said before; None where no history was sent."""
        if self.history is None:
            return None
        return [one if isinstance(one, str) else one.text for one in self.history if _is_users(one)]


def _is_users(one: str | Message) -> bool:
    return isinstance(one, str) or one.role == "user"


class ChatReply(Shape):
    """The answer with everything that a client shows."""

    conversation_id: str | None
    """What to send with the next message; none where nothing is stored."""

    message_id: str
    status: Status
    answer: str
    """Markdown of the narrowest kind: `**bold**`, `- item`, `[n]`."""

    citations: tuple[Citation, ...]
    facts: tuple[AnswerFact, ...]
    items: tuple[dict[str, Any], ...]
    total: int | None
    """How many classes a list has in all."""

    next: str | None = None
    """Path of the next page of `items`; none on the last."""

    groups: tuple[dict[str, Any], ...] = ()
    """Of a list in groups: `group` and `count` of each."""

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
