"""The values of drafting: what is asked for, and a draft whose every line says where it comes from.

They are stored and sent as JSON of the same fields; see `draft_json`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from pydantic import TypeAdapter


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


class Status(StrEnum):
    """How far a draft is."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    PUBLISHED = "published"


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


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a writer asks for."""

    title: str
    notes: str = ""
    """What the class is for and does, in the writer's words: a few sentences, or duties line by line."""

    agency: str = ""
    """Whose outline is used; empty for that of the most similar class."""

    similar_to: tuple[str, ...] = ()
    """Ids of specs to draw on, before those that are found."""

    revises: str = ""
    """Id of the spec that is revised; empty for a new class."""

    class_code: str = ""
    unit: str = ""
    """Department, division or bargaining unit of the positions."""

    supervisor: str = ""
    """Title of the class that supervises this one."""


@dataclass(frozen=True, slots=True)
class Alike:
    """How much of one section of a class is like what is asked for."""

    kind: str
    heading: str
    alike: int
    """Lines that are alike."""

    total: int
    """Lines that were compared."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A class that is like what is asked for."""

    spec_id: str
    title: str
    class_code: str
    agency: str
    score: float
    """0 to 1."""

    why: str
    """In words: "7 of 12 duties alike, one level below"."""

    parts: tuple[Alike, ...] = ()
    is_duplicate: bool = False
    """So like that the class may exist already."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a check found in a draft or a spec."""

    rule: str
    severity: str
    """`error`, `warning` or `note`."""

    message: str
    """What is wrong, why, and what to do, for a person."""

    basis: str = ""
    """Where the rule itself comes from, such as a paragraph of law; empty where nowhere is."""

    line_id: str = ""
    """Line of a draft; empty where it is of the whole, or of a spec."""

    spec_id: str = ""
    """The spec; empty for a draft."""

    title: str = ""
    class_code: str = ""
    agency: str = ""
    source_id: str = ""
    source: str = ""
    section: str = ""
    """Heading as printed; empty where it is of none."""

    quote: str = ""
    """What it is about, verbatim; empty where something is missing."""

    start: int = 0
    end: int = 0
    line: int = 0
    """Line of the source, from 1; 0 where there is no quote."""

    page: int | None = None
    also: tuple[Origin, ...] = ()
    """What it contradicts or repeats, elsewhere."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One version of a draft."""

    draft_id: str
    wanted: Wanted
    version: int = 1
    """Counts up with every change."""

    status: Status = Status.DRAFT
    similar: tuple[Similar, ...] = ()
    sections: tuple[DraftSection, ...] = ()
    published: str = ""
    """Id of the spec that it was published as; empty before."""

    effective: str = ""
    """ISO date of the revision that it was published as; empty before."""

    composed_by: str = "catalog"
    """Who worded what was adapted: `catalog`, or the name of a model."""

    notice: str = field(default="")
    """What the writer should know of how it came about; empty for nothing."""

    @property
    def title(self) -> str:
        """Title of the class."""
        return self.wanted.title

    @property
    def lines(self) -> Iterator[Line]:
        """Every line, in order."""
        return (line for section in self.sections for line in section.lines)

    def line(self, line_id: str) -> Line | None:
        """Return a line by its id; None where there is none."""
        return next((line for line in self.lines if line.line_id == line_id), None)


_DRAFT: TypeAdapter[Draft] = TypeAdapter(Draft)


def draft_json(draft: Draft) -> bytes:
    """Return `draft` as JSON."""
    return _DRAFT.dump_json(draft)


def draft_of(data: bytes | str) -> Draft:
    """Return the draft that `draft_json` gave.

    Raises:
        pydantic.ValidationError: it is no such JSON.
    """
    return _DRAFT.validate_json(data)
