"""What all stories of one Word file share: styles, lists that count on, notes, and what was left out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ingest.readers.docx.names import Element, W, value
from ingest.readers.docx.numbering import Numbering
from ingest.readers.docx.styles import Styles

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class Losses:
    """How much was left out on the way."""

    hidden: int = 0
    """Characters that are formatted as hidden, or too small to be read."""

    invisible: int = 0
    embedded: int = 0
    """Documents within the document."""

    def warnings(self) -> Iterator[str]:
        """Yield a sentence for each kind."""
        if self.hidden:
            yield f"{self.hidden} characters of hidden text were left out."
        if self.invisible:
            yield f"{self.invisible} invisible characters were left out."
        if self.embedded:
            yield f"{self.embedded} embedded documents were not read; ingest them as files of their own."


@dataclass(slots=True)
class Notes:
    """Footnotes and endnotes, counted together as they are referred to."""

    elements: Mapping[tuple[str, str], Element] = field(default_factory=dict)
    """Each note by its kind, such as `footnote`, and id."""

    numerals: dict[tuple[str, str], str] = field(default_factory=dict)
    """The raised number of each note that was referred to by number."""

    printed: set[tuple[str, str]] = field(default_factory=set)
    """Notes whose lines were read."""

    def numeral(self, key: tuple[str, str]) -> str:
        """Return the raised number of a note, the next one where it has none yet."""
        return self.numerals.setdefault(key, str(len(self.numerals) + 1).translate(_RAISED))


@dataclass(slots=True)
class Shared:
    """What is known of the whole file while its stories are read."""

    styles: Styles
    numbering: Numbering
    notes: Notes = field(default_factory=Notes)
    losses: Losses = field(default_factory=Losses)


def note_key(element: Element, kind: str) -> tuple[str, str]:
    """Return the key of a note of `kind`, or of a reference to one."""
    return kind, value(element, "id")


def notes_of(root: Element | None, kind: str) -> dict[tuple[str, str], Element]:
    """Return the notes of `kind` in the part `root`; separators, which are kept among them, have a type."""
    found = [] if root is None else list(root.iter(W + kind))
    return {note_key(element, kind): element for element in found if value(element, "type") in ("", "normal")}
