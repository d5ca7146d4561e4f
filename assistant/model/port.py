"""What the assistant needs of a chat model."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pydantic import BaseModel

Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is given: instructions, and apart from them what is asked and what was retrieved."""

    system: str
    """Our instructions."""

    user: str
    """The question and the evidence, each delimited and labelled as what it is."""


class ChatModel(Protocol):
    """A chat model that is there or is not; safe to call from several threads."""

    @property
    def name(self) -> str:
        """Its name, as an answer names who worded it."""

    def stream(self, prompt: Prompt) -> Iterator[str]:
        """Yield what the model writes, as it comes; closing the iterator ends the call.

        Raises:
            ModelError: it is down, busy, too slow, or answers in no form that can be read; at any point.
        """

    def structured(self, prompt: Prompt, shape: type[Shape]) -> Shape:
        """Return what the model makes of `prompt` in the form of `shape`, validated.

        Raises:
            ModelError: as for `stream`, or what it returned is not of that form.
        """
