"""The marks of a text: its words, numbers and phrases, as they are compared."""

from dataclasses import dataclass
from enum import StrEnum


class Bind(StrEnum):
    """How strongly words ask for something."""

    MUST = "must"
    MAY = "may"
    CASE = "cases"
    """Only some positions ask for it."""
    PREFERS = "prefers"
    WAIVES = "waives"


@dataclass(frozen=True, slots=True)
class Mark:
    """A word, a number, or a phrase that counts as one."""

    key: str
    """What is compared: folded, `#2` for a number, `$400` for money, `@2018-03` for a date."""

    start: int
    end: int
    raw: str
    before: str = ""
    """What stands between the one before and this: spaces, marks, articles left out."""

    bind: Bind | None = None
    optional: bool = False
    """Evidence has it, and a sentence may leave it out: "at least"."""

    forms: frozenset[str] = frozenset()
    """Further words that this one is a form of."""

    @property
    def is_number(self) -> bool:
        """Whether it is a number, an amount or a date."""
        return self.key[0] in "#$@"

    @property
    def is_capital(self) -> bool:
        """Whether it is written with a capital."""
        return self.raw[:1].isupper()

    def agrees(self, other: "Mark") -> bool:
        """Whether both say the same: one word, or two forms of it."""
        return self.key == other.key or self.key in other.forms or other.key in self.forms


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and its marks."""

    text: str
    marks: tuple[Mark, ...]
