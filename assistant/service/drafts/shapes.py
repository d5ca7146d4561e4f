"""What the endpoints of drafts return."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Self
from urllib.parse import quote

from assistant.draft.values import Draft, Finding, Similar, Status, Wanted
from assistant.service.drafts.line_shapes import SectionShape
from assistant.service.shapes import Shape
from assistant.service.urls import spec_url
from vectorstore.drafts import Event, Listed


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
        created, changed = _moment(listed.created), _moment(listed.changed)
        return cls.showing(listed, created=created, changed=changed, url=draft_url(listed.draft_id))


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
        return cls.showing(
            draft,
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
        return cls.showing(event, at=_moment(event.at), url=url)


class DraftVersions(Shape):
    """The versions of a draft, the newest first."""

    items: tuple[DraftVersion, ...]


def draft_url(draft_id: str) -> str:
    """Return the path of a draft."""
    return f"/v1/drafts/{quote(draft_id, safe='')}"


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
