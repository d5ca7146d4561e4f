"""What OpenAI's chat completions take and return, as far as it means anything here; offsets are code points."""

from typing import Annotated, Any, Literal

from pydantic import Field

from assistant.service.shapes import ChatReply, Messages, Name, Shape, said_by_user

#: The name that the assistant goes by as a model.
MODEL = "job-class-assistant"

#: When the name was first given out, in seconds since 1970.
CREATED = 1_795_651_200


class StreamOptions(Shape):
    """What else a stream tells."""

    include_usage: bool | None = None
    """Whether a last chunk counts the tokens."""


class CompletionRequest(Shape):
    """A chat of which the last message of the user is asked.

    Whatever else clients send is taken, and changes nothing: `temperature`, `max_tokens`, `seed`, `user`, … What
    would have to change the answer's form is refused: several answers, forced calls of tools, JSON, audio.
    """

    model: Name
    """`job-class-assistant`."""

    messages: Annotated[Messages, Field(min_length=1)]
    """The chat, oldest message first. What the `user` said is read: the last is the question, and of those before it,
    which say what it is about, the last 50, of at most 20,000 characters together. Nothing is stored."""

    stream: bool | None = None
    """Send the answer as server-sent events."""

    stream_options: StreamOptions | None = None

    agency: Name | None = None
    """Of ours: only this agency's specs."""

    n: int | None = None
    """How many answers; there is one."""

    tools: list[dict[str, Any]] | None = None
    """None is ever called."""

    tool_choice: str | dict[str, Any] | None = None
    """`auto` or `none`."""

    function_call: str | dict[str, Any] | None = None
    """As `tool_choice`."""

    response_format: dict[str, Any] | None = None
    """Of the type `text`."""

    modalities: list[str] | None = None
    """`text` alone."""

    @property
    def said(self) -> list[str]:
        """All that the user said, the question last."""
        return said_by_user(self.messages)

    @property
    def includes_usage(self) -> bool:
        """Whether a stream counts the tokens at its end."""
        return bool(self.stream_options and self.stream_options.include_usage)


class UrlCitation(Shape):
    """Where a marker stands in the content, and what it cites."""

    start_index: int
    end_index: int
    """Just past the marker's `]`."""

    title: str
    """Title of the class."""

    url: str
    """Page of the spec, opened at the cited words."""


class Annotation(Shape):
    """One `[n]` of the content."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation


class CompletionMessage(Shape):
    """The answer."""

    role: Literal["assistant"] = "assistant"
    content: str
    """The text of the answer, then what else a reader has to see: the further classes of a list, the notice."""

    refusal: None = None
    annotations: tuple[Annotation, ...]


class CompletionChoice(Shape):
    """The one answer there is."""

    index: Literal[0] = 0
    message: CompletionMessage
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class Usage(Shape):
    """How many tokens were read and written, as current chat models count them."""

    prompt_tokens: int
    """Of the messages that were read."""

    completion_tokens: int
    total_tokens: int


class Completion(Shape):
    """The answer as a chat completion."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: tuple[CompletionChoice, ...]
    usage: Usage
    job_class_assistant: ChatReply
    """The reply that `POST /v1/chat` gives, with the citations, facts and items as data."""


class Model(Shape):
    """A model that can be asked."""

    id: str
    object: Literal["model"] = "model"
    created: int
    owned_by: str


class ModelList(Shape):
    """All models that can be asked."""

    object: Literal["list"] = "list"
    data: tuple[Model, ...]
