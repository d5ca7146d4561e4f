"""What a scripted model does with a request, as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.assistant.scripted.asked import Asked


@dataclass(frozen=True, slots=True)
class Script:
    """A response: what is written, how, and what goes wrong with it."""

    text: str = ""
    lies: tuple[str, ...] = ()
    """Sentences of `text`, as written, that no reader is to see."""

    delay: float = 0
    """Seconds before anything is sent."""

    stall_after: int | None = None
    """Pieces after which nothing more comes, and the connection stays."""

    cut_after: int | None = None
    """Pieces after which the connection is closed, in the middle of a character."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None
    """Sent as it is, in place of what the protocol would have."""


Behavior = Callable[[Asked], Script]
