"""What the chat takes and returns; offsets are code points, ends exclusive."""

from collections.abc import Sequence
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from assistant import characters
from assistant.answer import AnswerFact, Choice, Citation, Nearest, Reply, Status

Characters = characters.Characters
Name = Annotated[Characters, StringConstraints(max_length=500)]


class Shape(BaseModel):
    """Base of all: the string under a field is its description in the OpenAPI document."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    @classmethod
    def showing(cls, value: object, **other: object) -> Self:
        """Return the shape with the `other` fields, and the rest as `value` has them under the same names.

        Raises:
            AttributeError: `value` lacks one.
        """
        return cls(**{name: getattr(value, name) for name in cls.model_fields if name not in other}, **other)


class Part(Shape):
    """A part of a message."""

    type: Name
    """What it is; a `text` is read."""

    text: Characters | None = None


#: As random as an id of ours: it is one, where it begins a conversation.
Key = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{22,64}$")]

#: A body may hold a million of them: of those that are none the first is told.
Parts = Annotated[list[Part], Field(fail_fast=True)]


class Message(Shape):
    """A message as clients of chat models send it: of OpenAI's API with `content`, of the AI SDK with `parts`."""

    role: Name
    """Who said it; only what the `user` said is read."""

    content: Characters | Parts | None = None
    """Its text, or its parts, of which those of type `text` are read."""

    parts: Parts | None = None
    """Its parts, likewise, where it has no `content`."""

    @property
    def text(self) -> str:
        """All of its text."""
        if isinstance(self.content, str):
            return self.content
        return " ".join(part.text for part in self.content or self.parts or () if part.type == "text" and part.text)


#: A chat whole, oldest message first; 10,000 messages at most.
Messages = Annotated[list[Message], Field(max_length=10_000, fail_fast=True)]


class ChatRequest(Shape):
    """One message to the assistant."""

    message: Characters | None = None
    """What is asked; not blank, and no longer than the server's setting."""

    messages: Messages | None = None
    """In place of `message` and `history`, as the AI SDK sends a chat: all of it, of which the last message of the user
    is asked. The answer comes as server-sent events."""

    conversation_id: Name | None = None
    """The conversation it continues; none starts a new one."""

    history: Annotated[list[Characters | Message], Field(max_length=1000)] | None = None
    """In place of a conversation: what was said before, oldest first and without `message`, as texts of the user or as
    messages. The last 50 messages of the user are read, of at most 20,000 characters together, and nothing is stored.
    The answers are those that a conversation gives."""

    agency: Name | None = None
    """Only this agency's specs."""

    about: Name | None = None
    """The class of the page that the reader looks at, by `spec_id`, code or title: a question that names no class is
    about it. Left out of account where that means no class, or several."""

    message_key: Key | None = None
    """A random name for this message, such as a UUID, made anew for each: sent again under it, as after a broken
    connection, it is not asked twice but gets the stored reply again. Without a conversation it becomes the id of the
    one that begins, which can so be gone on with, or forgotten, before the reply is there."""

    stream: bool | None = None
    """Send the answer as server-sent events; where nothing is said, to whoever sends `messages`."""

    @model_validator(mode="after")
    def _one_question(self) -> Self:
        if (self.message is None) == (self.messages is None):
            raise ValueError("send a message, or messages in its place")
        if self.messages is not None and not said_by_user(self.messages):
            raise ValueError("send messages of which one is of the role 'user'")
        return self

    @model_validator(mode="after")
    def _one_past(self) -> Self:
        pasts = {"conversation_id": self.conversation_id, "history": self.history, "messages": self.messages}
        given = [name for name, past in pasts.items() if past is not None]
        if len(given) > 1:
            raise ValueError(f"send a {given[0]} or {'a history' if given[1] == 'history' else 'messages'}, not both")
        return self

    @property
    def asked(self) -> str:
        """The question."""
        return said_by_user(self.messages)[-1] if self.messages is not None else self.message or ""

    @property
    def earlier(self) -> list[str] | None:
        """What the user said before; None where nothing but the question was sent."""
        if self.messages is not None:
            return said_by_user(self.messages)[:-1]
        return None if self.history is None else said_by_user(self.history)

    @property
    def streams(self) -> bool:
        """Whether the answer is to come as server-sent events, as far as the body says."""
        return self.messages is not None if self.stream is None else self.stream


def said_by_user(messages: Sequence[str | Message]) -> list[str]:
    """Return what the user said, in order; a text without a role is the user's."""
    return [one if isinstance(one, str) else one.text for one in messages if _is_users(one)]


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

    page: str | None = None
    """Path of the page that shows all of a list or of a comparison; none for any other answer."""

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
        return cls.showing(reply.answer, conversation_id=reply.conversation_id, message_id=reply.message_id)
