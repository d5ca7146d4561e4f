"""What a scripted model is asked, read from our prompt as it stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_QUESTION = re.compile(r"<question-(?P<fence>\w+)>\n(?P<text>.*?)\n</question-(?P=fence)>", re.DOTALL)
_EXHIBIT = r'<exhibit-{fence} id="(?P<id>[^"\n]*)">\n(?P<head>.*?)^quote:\n(?P<quote>.*?)\n</exhibit-{fence}>'


@dataclass(frozen=True, slots=True)
class Shown:
    """An exhibit as the prompt shows it."""

    id: str
    title: str
    code: str
    agency: str
    section: str
    quote: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, whichever the protocol."""

    system: str
    user: str
    question: str
    """Empty where the prompt has none in our channel."""

    exhibits: tuple[Shown, ...]
    shape: Mapping[str, Any] | None = None
    """JSON schema that the answer is to have; None for prose."""

    key: str = ""
    """What the client sent for a key."""


def asked(system: str, user: str, shape: Mapping[str, Any] | None, key: str) -> Asked:
    """Return what is asked in the texts `system` and `user`."""
    question = _QUESTION.search(user)
    if question is None:
        return Asked(system, user, "", (), shape, key)
    pattern = re.compile(_EXHIBIT.format(fence=question["fence"]), re.DOTALL | re.MULTILINE)
    shown = tuple(_shown(match) for match in pattern.finditer(user))
    return Asked(system, user, question["text"], shown, shape, key)


def _shown(match: re.Match[str]) -> Shown:
    head = dict(line.split(": ", 1) for line in match["head"].splitlines())
    return Shown(
        match["id"],
        head["class"],
        head.get("code", ""),
        head.get("agency", ""),
        head.get("section", ""),
        match["quote"],
    )
