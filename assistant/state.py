"""What the next message of a conversation may leave out."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assistant.literals import Operator
from assistant.question import Frame
from assistant.when import When


@dataclass(frozen=True, slots=True)
class State:
    """The slots that a message fills, and that the next one inherits or edits."""

    focus: tuple[str, ...] = ()
    """Classes that the last answer was about: what "it" is, or "they"."""

    classes: tuple[str, ...] = ()
    """Classes in play in the order in which they came: "both", "the first one", "the other one"."""

    facets: tuple[tuple[str, ...], ...] = ()

    asked: str = ""
    """The message that asked for them: it may name something narrower, such as a *driver's* license."""

    said: str = ""
    """That message with the time that it asks about, which is read apart."""

    residual: str = ""
    """Words of that message that no facet and no class explains."""

    frame: str = Frame.OVERVIEW
    """Shape of that message's question."""

    climb: str = ""
    """The way along a ladder that it asked for; empty for none."""

    offered: tuple[str, ...] = ()
    """Classes that an answer listed, in its order: choices, nearest ones, those that do a work."""

    open: bool = False
    """The last answer asked which of the offered ones is meant, or knew none."""

    mention: str = ""
    """The words that no class fits, where the class is open for that."""

    agency: str = ""
    """The agency that the reader named last, as printed; empty where none was."""

    when: When | None = None
    """The time that the last answer was of."""

    listed: tuple[str, ...] = ()
    """Messages that together ask for the classes of the last list, where the last answer was one."""

    told: tuple[str, ...] = ()
    """Messages that say what the reader brings, the last ones of the conversation."""

    about: str = ""
    """The class of the page that the reader came to last; empty where no page was of one."""

    def as_data(self) -> dict[str, Any]:
        """Return the state as JSON data."""
        return asdict(self)


def state_of(data: Mapping[str, Any]) -> State:
    """Return the state that `State.as_data` gave; a field that an older version did not write has its default."""
    known = {name: data[name] for name in State.__dataclass_fields__ if name in data}
    for name in ("focus", "classes", "offered", "listed", "told"):
        known[name] = tuple(known.get(name, ()))
    known["facets"] = tuple(tuple(option) for option in known.get("facets", ()))
    if known.get("when"):
        known["when"] = When(**known["when"] | {"operator": Operator(known["when"]["operator"])})
    return State(**known)
