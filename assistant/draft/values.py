"""The values of drafting: what is asked for, and a draft whose every line says where it comes from.

They are stored and sent as JSON of the same fields; see `draft_json`. The
lines have a module of their own, and are had from here too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from pydantic import TypeAdapter

from assistant.draft.lines import Change, ChangeKind, Decision, DraftSection, Line, Origin, Provenance

__all__ = [
    "Alike",
    "Change",
    "ChangeKind",
    "Decision",
    "Draft",
    "DraftSection",
    "Finding",
    "Line",
    "Origin",
    "Provenance",
    "Similar",
    "Status",
    "Wanted",
    "draft_json",
    "draft_of",
]


class Status(StrEnum):
    """How far a draft is."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    PUBLISHED = "published"


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

    facet: str = ""
    """Key of what is missing, where one facet is; else empty."""

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
class Progress:
    """How far the checks of the whole catalog have come."""

    classes: int
    """Checked so far."""

    total: int
    """Classes that there are."""

    found: tuple[Finding, ...] | None = None
    """What is found in the newest document of each class; None until all are checked."""


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
