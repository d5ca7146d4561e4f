"""What a document says as a label with its value, by offsets."""

from dataclasses import dataclass

#: What stands around a label or a value and is no part of it: white space, emphasis, the bars of a table.
MARKS = " \t*_|"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and its value, offsets in code points of the document."""

    facet: str
    """Facet that the label means; empty where the vocabulary knows none."""

    label: str
    start: int
    """Of the value; for a blank, of the label."""

    end: int
    context_start: int
    context_end: int
    blank: bool
    applies_to: tuple[int, ...] = ()
    """Ordinals of the classes that it is of; empty where only its place tells."""


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of `text[start:end]` without the marks around it."""
    while start < end and text[start] in MARKS:
        start += 1
    while end > start and text[end - 1] in MARKS + "\n":
        end -= 1
    return start, end
