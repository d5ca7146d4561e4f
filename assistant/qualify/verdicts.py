"""How a condition stands for a reader, and why."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a condition stands."""

    MET = "met"
    NOT_MET = "not_met"
    CANNOT_TELL = "cannot_tell"
    NOT_ASKED = "not_asked"
    """Nothing is asked for: preferred, not required, a remark."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one condition stands, and why."""

    state: State
    reason: str
    said: tuple[str, ...] = ()
    """The reader's words that bear on it."""

    unsaid: tuple[str, ...] = ()
    """Words of quality that only the condition has: kind and amount agree, and it is met if they hold."""

    agrees: bool = False
    """What is said is of the kind asked for, and more of it is left open."""

    sometimes: bool = False
    """Only some positions of the class ask for it."""
