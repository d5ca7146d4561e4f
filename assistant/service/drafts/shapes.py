"""What the endpoints of drafts take and return; offsets are code points, ends exclusive."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import UTC, datetime
from typing import Annotated, Self
from urllib.parse import quote

from pydantic import ConfigDict, Field, StringConstraints

from assistant.draft.actions import Actions
from assistant.draft.values import (
    Change,
    ChangeKind,
    Decision,
    Draft,
    DraftSection,
    Finding,
    Line,
    Origin,
    Provenance,
    Similar,
    Status,
    Wanted,
)
from assistant.service.shapes import Characters, Name, Shape
from assistant.service.urls import cite_url, spec_url
from vectorstore.drafts import Event, Listed

#: Characters of the longest notes.
LONGEST_NOTES = 20_000

Writer = Annotated[Characters, StringConstraints(max_length=100)]


class Writing(Shape):
    """Base of what a writer sends."""

    # One letter wrong, and something else would be drafted than was meant.
    model_config = ConfigDict(extra="forbid")

    by: Writer = ""
    """What the writer calls themselves: who did what is noted under it."""


class DraftRequest(Writing):
    """What to draft: a new class, or a revision of a spec."""

    title: Name = ""
    """Of the class; only a revision may leave it out."""

    notes: Annotated[Characters, StringConstraints(max_length=LONGEST_NOTES)] = ""
    """What the class is for and does: a few sentences, or duties line by line."""

    agency: Name | None = None
    """Whose outline is used; that of the most similar class without it."""

    similar_to: Annotated[tuple[Name, ...], Field(max_length=20)] = ()
    """Specs to draw on before those that are found."""

    revises: Name = ""
    """The spec that is revised."""

    class_code: Name = ""
    unit: Name = ""
    """Department, division or bargaining unit of the positions."""

    supervisor: Name = ""
    """Title of the class that supervises this one."""

    @property
    def wanted(self) -> Wanted:
        """The value of it."""
        told = {field.name: getattr(self, field.name) for field in fields(Wanted)}
        return Wanted(**told | {"agency": self.agency or ""})


class DraftChange(Writing):
    """What to do to a draft, all of it or nothing."""

    actions: Actions
    """In their order."""


class DraftPublication(Writing):
    """When a draft takes effect."""

    effective: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    """The day of the revision."""


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
        return cls(**asdict(change))


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
        return cls(**asdict(origin), url=cite_url(origin.spec_id, origin.start, origin.end))


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
        plain = {name: getattr(line, name) for name in cls.model_fields if name not in ("sources", "changes")}
        sources, changes = tuple(map(OriginShape.of, line.sources)), tuple(map(ChangeShape.of, line.changes))
        return cls(**plain, sources=sources, changes=changes)


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
        lines = tuple(map(LineShape.of, section.lines))
        return cls(heading=section.heading, kind=section.kind, depth=section.depth, lines=lines)


class DraftSummary(Shape):
    """A draft in a list."""

    draft_id: str
    title: str
    class_code: str
    agency: str
    version: int
    status: Status
    revises: str
    """Spec that it is a revision of; empty for a new class."""

    published: str
    """Spec that it was published as; empty before."""

    created: datetime
    changed: datetime
    changed_by: str
    url: str

    @classmethod
    def of(cls, listed: Listed) -> Self:
        """Return `listed` in the shape of the contract."""
        told = asdict(listed) | {name: _moment(getattr(listed, name)) for name in ("created", "changed")}
        return cls(**told, url=draft_url(listed.draft_id))


class DraftList(Shape):
    """A page of the drafts, the one that changed last first."""

    items: tuple[DraftSummary, ...]
    total: int
    limit: int
    offset: int
    next: str | None
    """Path of the next page; none on the last."""


class DraftReply(Shape):
    """One version of a draft with everything that is known of it."""

    draft_id: str
    title: str
    version: int
    """What an `If-Match` has to say, in quotes."""

    status: Status
    wanted: Wanted
    similar: tuple[Similar, ...]
    sections: tuple[SectionShape, ...]
    findings: tuple[Finding, ...]
    """What the checks find in this version, against the catalog as it is now."""

    published: str
    published_url: str | None
    effective: str
    composed_by: str
    notice: str
    url: str

    @classmethod
    def of(cls, draft: Draft, findings: Sequence[Finding]) -> Self:
        """Return `draft` in the shape of the contract."""
        parts = ("sections", "findings", "url", "published_url")
        plain = {name: getattr(draft, name) for name in cls.model_fields if name not in parts}
        return cls(
            **plain,
            sections=tuple(map(SectionShape.of, draft.sections)),
            findings=tuple(findings),
            published_url=spec_url(draft.published) if draft.published else None,
            url=draft_url(draft.draft_id),
        )


class DraftVersion(Shape):
    """Where a version of a draft came from."""

    version: int
    at: datetime
    by: str
    what: str
    """What was done: the actions by name, with how often."""

    url: str

    @classmethod
    def of(cls, event: Event) -> Self:
        """Return `event` in the shape of the contract."""
        url = f"{draft_url(event.draft_id)}?version={event.version}"
        return cls(version=event.version, at=_moment(event.at), by=event.by, what=event.what, url=url)


class DraftVersions(Shape):
    """The versions of a draft, the newest first."""

    items: tuple[DraftVersion, ...]


def draft_url(draft_id: str) -> str:
    """Return the path of a draft."""
    return f"/v1/drafts/{quote(draft_id, safe='')}"


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
