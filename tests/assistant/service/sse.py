"""Server-sent events read as a client would."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Received:
    """What a stream brought."""

    parts: list[dict[str, Any]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    comments: int = 0
    done: bool = False

    def of(self, kind: str) -> list[dict[str, Any]]:
        """Return the parts of one type."""
        return [part for part in self.parts if part["type"] == kind]

    @property
    def text(self) -> str:
        """The answer's text, put together."""
        return "".join(part["delta"] for part in self.of("text-delta"))


def read(lines: Iterable[str]) -> Received:
    """Return everything that `lines` tell; nothing may follow [DONE]."""
    received = Received()
    for line in lines:
        assert not received.done or not line, f"after [DONE]: {line!r}"
        name, _, value = line.partition(": ")
        if line.startswith(":"):
            received.comments += 1
        elif name == "id":
            received.ids.append(value)
        elif name == "data":
            received.done = value == "[DONE]"
            if not received.done:
                received.parts.append(json.loads(value))
        else:
            assert not line, f"a line that is no event: {line!r}"
    return received
