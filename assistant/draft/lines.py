"""The lines of a draft, each with where it comes from and what was changed in it."""

from dataclasses import dataclass
from enum import StrEnum


class Provenance(StrEnum):
    """Where the words of a line come from."""

    TAKEN = "taken"
    """Verbatim from its sources, but for the white space of soft wraps."""
    ADAPTED = "adapted"
    """From its first source, with the changes that it lists."""
    NEW = "new"
    """Of the writer or of a model; no source has it."""
    NEEDS_INPUT = "needs_input"
    """Only the writer knows it: its question says what."""


class Decision(StrEnum):
    """What the writer thinks of a line."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    """Shown struck out, and left out of what is handed over."""


class ChangeKind(StrEnum):
    """What a changed word is; all but `WORD` are marked for the reader wherever a draft is shown."""

    NUMBER = "number"
    LEVEL = "level"
    LICENSE = "license"
    REQUIREMENT = "requirement"
    """How strongly something is asked for, or the schooling or way that is asked for: "must", "or", "bachelor's"."""
    TITLE = "title"
    """The name of a class, an agency or a unit."""
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Change:
    """Words of a line that are not those of its first source."""

    before: str
    """As the source has it; empty for what was put in."""

    after: str
    """As the line has it; empty for what was left out."""

    kind: ChangeKind
    start: int
    """Offset of `after` in the line's text, in code points; of what was left out, where it was."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a spec says what a line says."""

    spec_id: str
    source_id: str
    title: str
    """Title of the class, as printed."""

    class_code: str
    agency: str
    revision: str
    source: str
    """File name of the document."""

    section: str
    """Heading as printed; empty above the first one."""

    quote: str
    """Verbatim: `text[start:end]` of the source, in code points."""

    start: int
    end: int
    line: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a draft: a paragraph, an item, or the value of a label."""

    line_id: str
    """Unique within its draft, and kept over its versions."""

    text: str
    """On one line; empty where the writer has to say it."""

    provenance: Provenance
    sources: tuple[Origin, ...] = ()
    """Those of the first class first, the spans of a class in reading order; empty for what is new."""

    changes: tuple[Change, ...] = ()
    decision: Decision = Decision.OPEN
    question: str = ""
    """What the writer is asked; empty but where something is needed, or should be looked at."""

    label: str = ""
    """Label of a value, as the agency prints it, without its colon; empty for a line of text."""

    facet: str = ""
    """Facet of that value; empty for a line of text."""

    depth: int = 0
    """Depth of an item of a list, from 1; 0 for a paragraph."""

    author: str = ""
    """Who wrote what no source has: `writer`, or the name of a model; empty for what was gathered."""

    joint: str = ""
    """`and` or `or` where the line is joined so with the next one; else empty."""

    @property
    def is_in(self) -> bool:
        """Whether the line is handed over: it is not rejected, and says something."""
        return self.decision is not Decision.REJECTED and bool(self.text)


@dataclass(frozen=True, slots=True)
class DraftSection:
    """One headed part of a draft."""

    heading: str
    """As the agency prints it, without its colon; empty for the labels above the first heading."""

    kind: str
    """Facet that it means; `header` for the labels on top, empty for a heading that no vocabulary knows."""

    lines: tuple[Line, ...] = ()
    depth: int = 1
    """Depth of its heading, from 1."""
