"""One draft, as the requests of its page meet it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from starlette.responses import HTMLResponse

from assistant.compose.writer import title_of
from assistant.draft.values import Draft, Status
from assistant.errors import RefusedError, UnknownDraftError
from assistant.service.deps import BackendDep, DraftingDep, ViewerDep
from assistant.service.filtered import classes
from assistant.service.problems import UNKNOWN_DRAFT, Problem
from assistant.service.urls import cite_url, spec_url
from assistant.web.draft_changes import differences
from assistant.web.draft_classes import class_rows, found_classes
from assistant.web.draft_conflict import Conflict
from assistant.web.draft_deeds import in_words
from assistant.web.draft_view import draft_view, name_of
from assistant.web.templates import render
from assistant.web.writer import writer_of
from vectorstore.drafts import Event

#: What a status is called, and the mark that it has.
STATES: Mapping[str, tuple[str, str]] = {
    Status.DRAFT: ("Draft", ""),
    Status.REVIEW: ("In review", "busy"),
    Status.APPROVED: ("Approved", "good"),
    Status.PUBLISHED: ("Published", "good"),
}

#: Where a draft can go from where it is: the status, what its button says, and whether that is beside the point.
_STEPS: Mapping[Status, tuple[tuple[Status, str, bool], ...]] = {
    Status.DRAFT: ((Status.REVIEW, "Send to review", False),),
    Status.REVIEW: ((Status.APPROVED, "Approve", False), (Status.DRAFT, "Back to draft", True)),
    Status.APPROVED: ((Status.REVIEW, "Back to review", True),),
    Status.PUBLISHED: (),
}


def sentence(error: RefusedError) -> str:
    """Return why something is refused, for a person: which of several things it was is no news of a form."""
    why = error.__cause__ if isinstance(error.__cause__, RefusedError) else error
    said = str(why)
    return f"{said[:1].upper()}{said[1:]}" + ("" if said.endswith((".", "?")) else ".")


@dataclass(frozen=True, slots=True)
class _Version:
    """A version, as the list of them shows it."""

    version: int
    at: datetime
    by: str
    what: str


class DraftDesk:
    """The draft of an address."""

    def __init__(
        self, request: Request, backend: BackendDep, drafting: DraftingDep, viewer: ViewerDep, draft_id: str
    ) -> None:
        self.drafting = drafting
        self.draft_id = draft_id
        self._request = request
        self._backend = backend
        self._catalog = backend.index.catalog
        self._viewer = viewer

    def draft(self, version: int | None = None) -> Draft:
        """Return a version of the draft, by default the newest one.

        Raises:
            Problem: there is none.
        """
        try:
            return self.drafting.get(self.draft_id, version)
        except UnknownDraftError as error:
            raise Problem(UNKNOWN_DRAFT, "The draft was deleted, or its address is not complete.") from error

    def last_writer(self) -> str:
        """Return who made the newest version."""
        return self._events()[0].by or "Somebody else"

    def page(
        self, draft: Draft, *, find: str = "", conflict: Conflict | None = None, trouble: str = "", status: int = 200
    ) -> HTMLResponse:
        """Return the page of a version of the draft, with the classes that `find` finds, or what could not be done."""
        events = self._events()
        newest = self.draft()
        told: dict[str, Any] = {"conflict": conflict, "trouble": trouble, "newest": newest.version}
        told |= {"view": draft_view(draft, self.drafting.findings(draft)), "writer": writer_of(self._request)}
        told |= self._standing(draft, newest) | self._history(draft, events) | self._classes(draft, find)
        told |= {"files": self._files(draft), "revised": self._named(draft.wanted.revises), "name_of": name_of}
        told |= {"cite": lambda one: cite_url(one.spec_id, one.start, one.end), "states": STATES}
        return render(self._request, "draft.html", told, status=status)

    def _standing(self, draft: Draft, newest: Draft) -> dict[str, Any]:
        """Return what can be done with it."""
        is_newest, is_open = draft.version == newest.version, newest.status is not Status.PUBLISHED
        wanted = draft.wanted
        named = (("title", "Title"), ("class_code", "Class code"), ("unit", "Unit"), ("supervisor", "Supervisor"))
        return {
            "is_newest": is_newest,
            "writable": is_newest and is_open,
            "can_restore": is_open,
            "can_delete": is_newest,
            "steps": _STEPS[draft.status],
            "today": date.today().isoformat(),
            "published": spec_url(draft.published),
            "wanted": [(name, label, getattr(wanted, name)) for name, label in named],
        }

    def _history(self, draft: Draft, events: tuple[Event, ...]) -> dict[str, Any]:
        """Return the versions, the newest first, and what the one that is shown changed."""
        versions = [
            _Version(one.version, datetime.fromtimestamp(one.at, UTC), one.by, in_words(one.what)) for one in events
        ]
        before = self.draft(draft.version - 1) if draft.version > 1 else None
        found = differences(before, draft, self.drafting.vocabulary) if before is not None else ()
        saved = next((one for one in versions if one.version == draft.version), None)
        return {"versions": versions, "saved": saved, "differences": found}

    def _classes(self, draft: Draft, find: str) -> dict[str, Any]:
        """Return the classes that it draws on or is like, and the others that the words of `find` find."""
        added = (self._catalog.entry(spec_id, self._viewer) for spec_id in draft.wanted.similar_to)
        told: dict[str, Any] = {"classes": class_rows(draft, filter(None, added)), "find": find, "found": None}
        if find:
            filters = self._backend.assistant.filters(self._viewer)
            entries = classes(self._backend, self._viewer, find, filters, ()).entries
            told["found"] = found_classes(draft, entries)
        return told

    def _files(self, draft: Draft) -> dict[str, str]:
        """Return the paths of a version as files."""

        def word(**how: str) -> str:
            return f"{path}.docx?{urlencode({'version': draft.version, **how})}"

        path = f"/v1/drafts/{self.draft_id}"
        tracked = word(comments="false", tracked="true") if draft.wanted.revises else ""
        plain = word(comments="false", tracked="false")
        return {"word": word(), "plain": plain, "tracked": tracked, "markdown": f"{path}.md?version={draft.version}"}

    def _named(self, spec_id: str) -> dict[str, str] | None:
        """Return what a spec is called and where its page is; None where there is none."""
        entry = self._catalog.entry(spec_id, self._viewer) if spec_id else None
        return {"name": title_of(entry), "url": spec_url(spec_id), "spec_id": spec_id} if entry is not None else None

    def _events(self) -> tuple[Event, ...]:
        return tuple(reversed(self.drafting.events(self.draft_id)))
