"""The sections and lines of a draft as they are sent; offsets are code points, ends exclusive."""

from typing import Self

from pydantic import ConfigDict, Field

from assistant.draft.values import Change, ChangeKind, Decision, DraftSection, Line, Origin, Provenance
from assistant.service.shapes import Shape
from assistant.service.urls import cite_url


class ChangeShape(Shape):
    """Words of a line that are not those of its first source."""

    model_config = ConfigDict(populate_by_name=True)

    before: str = Field(alias="from")
    """As the source has it; empty for what was put in."""

    after: str = Field(alias="to")
    """As the line has it; empty for what was left out."""

    kind: ChangeKind
    """All but `word` are to be marked."""

    start: int
    """Offset of `to` in the line's text; of what was left out, where it was."""

    @classmethod
    def of(cls, change: Change) -> Self:
        """Return `change` in the shape of the contract."""
        return cls.showing(change)


class OriginShape(Shape):
    """Where a spec says what a line says."""

    spec_id: str
    source_id: str
    title: str
    class_code: str
    agency: str
    revision: str
    source: str
    """File name of the document."""

    section: str
    quote: str
    """Verbatim: the source's text from `start` to `end`."""

    start: int
    end: int
    line: int
    page: int | None
    url: str
    """The spec's page, with the quote marked."""

    @classmethod
    def of(cls, origin: Origin) -> Self:
        """Return `origin` in the shape of the contract."""
        return cls.showing(origin, url=cite_url(origin.spec_id, origin.start, origin.end))


class LineShape(Shape):
    """One line of a draft."""

    line_id: str
    text: str
    provenance: Provenance
    sources: tuple[OriginShape, ...]
    changes: tuple[ChangeShape, ...]
    decision: Decision
    question: str
    """What the writer is asked; empty but where something is needed, or should be looked at."""

    label: str
    facet: str
    depth: int
    author: str
    """Who wrote what no source has: `writer`, or the name of a model."""

    joint: str

    @classmethod
    def of(cls, line: Line) -> Self:
        """Return `line` in the shape of the contract."""
        sources, changes = tuple(map(OriginShape.of, line.sources)), tuple(map(ChangeShape.of, line.changes))
        return cls.showing(line, sources=sources, changes=changes)


class SectionShape(Shape):
    """One headed part of a draft."""

    heading: str
    kind: str
    """Facet that it means; `header` for the labels on top."""

    depth: int
    lines: tuple[LineShape, ...]

    @classmethod
    def of(cls, section: DraftSection) -> Self:
        """Return `section` in the shape of the contract."""
        return cls.showing(section, lines=tuple(map(LineShape.of, section.lines)))
