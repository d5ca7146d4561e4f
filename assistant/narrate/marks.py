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


#: Signs that set off the word behind them, or that before: of doubt, or as an aside.
_SIGNS = frozenset('"“”(')
#: What words of asking end with that stand behind what they ask for: "a license is required".
_BEHIND = frozenset(
    {"required", "needed", "necessary", "mandatory", "desirable", "preferred", "desired", "plus", "asset", "helpful"}
)


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

    @property
    def asks_behind(self) -> bool:
        """Whether it is of asking, and stands behind what is asked for: no "must", which makes another verb of one."""
        return self.bind is Bind.CASE or (self.bind is not None and self.raw.lower().split()[-1] in _BEHIND)

    @property
    def is_loud(self) -> bool:
        """Whether it is of asking, and in capitals."""
        return self.bind is not None and any(word.isupper() for word in self.raw.split() if len(word) > 1)

    def sets_off(self, other: "Mark") -> bool:
        """Whether it is in quotation marks or brackets, or in capitals, and `other`, which says the same, is not."""
        marked = any(sign in self.before and sign not in other.before for sign in _SIGNS)
        return marked or (self.is_loud and not other.is_loud)

    def agrees(self, other: "Mark") -> bool:
        """Whether both say the same: one word, or two forms of it."""
        return self.key == other.key or self.key in other.forms or other.key in self.forms


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and its marks."""

    text: str
    marks: tuple[Mark, ...]
