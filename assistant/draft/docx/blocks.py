"""What is printed of a draft: blocks, of stretches of words that are shown alike."""

from dataclasses import dataclass
from enum import Enum, auto

from assistant.draft.docx.differing import Mark
from assistant.draft.values import Line


class Style(Enum):
    """How a block is set."""

    TITLE = auto()
    AGENCY = auto()
    HEADING = auto()
    TEXT = auto()
    ITEM = auto()
    ROW = auto()
    """A label with its value, in the table on top."""
    LABEL = auto()
    """A label with its value, elsewhere."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words in a row that are shown alike."""

    text: str
    mark: Mark
    line: Line | None
    """The line that they are of; None for a title or a heading, and for the space between two sentences."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, an item, a heading, or a label with its value."""

    style: Style
    stretches: tuple[Stretch, ...]
    level: int = 0
    """Of a heading or an item, from 1."""

    label: str = ""

    end: Mark = Mark.SAME
    """What a revision does to the end of the paragraph, where that is not what it does to the block."""

    @property
    def mark(self) -> Mark:
        """What a revision does to the block as a whole."""
        marks = {stretch.mark for stretch in self.stretches if stretch.line or self.style is Style.HEADING}
        return next(iter(marks)) if len(marks) == 1 else Mark.SAME
