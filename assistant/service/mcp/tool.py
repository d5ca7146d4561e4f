"""A tool: what a model is told of it, what it takes and gives, and the function behind it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from assistant.listening import Listener
from assistant.service.backend import Backend
from assistant.service.shapes import Characters, Shape
from assistant.settings import Settings
from vectorstore.spec import Viewer


class Arguments(BaseModel):
    """Base of what tools take; the string under a field is what a model is told of it."""

    # An argument that nobody reads would be a condition that nobody keeps.
    model_config = ConfigDict(use_attribute_docstrings=True, extra="forbid")


#: A class as whoever calls a tool names it.
ClassName = Annotated[Characters, Field(min_length=1, max_length=500)]

Words = Annotated[Characters, Field(max_length=500)]

_Takes = TypeVar("_Takes", bound=Arguments)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a tool asks; all of it blocks."""

    backend: Backend
    settings: Settings
    viewer: Viewer
    listener: Listener
    """Who waits for the answer."""

    address: str = ""
    """Where this server's pages are, such as `http://127.0.0.1:8000`; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Link:
    """A page that shows what was told."""

    url: str
    """Path on this server."""

    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a tool tells."""

    data: Shape
    """For programs, in the shapes of the HTTP contract."""

    text: str
    """The same for a model to read, with `[n]` and the quotes."""

    links: tuple[Link, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Tool(Generic[_Takes]):
    """One tool; none of them writes anything."""

    name: str
    title: str
    description: str
    """Tells a model when to call it and what to do with what comes."""

    takes: type[_Takes]
    gives: type[Shape]
    tell: Callable[[Desk, _Takes], Told]

    def call(self, desk: Desk, arguments: object) -> Told:
        """Return what the tool tells.

        Raises:
            ValidationError: the arguments are not those that it takes.
            Problem, RefusedError: it cannot be told as it is asked.
        """
        return self.tell(desk, self.takes.model_validate(arguments))
