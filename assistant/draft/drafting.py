"""Drafting, as the service and the command line ask for it: begin, read, change, check, publish and delete drafts.

Its methods block, and are safe to call from several threads.
"""

import threading
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.draft.actions import Action, told
from assistant.draft.beginning import begun, with_more
from assistant.draft.dating import dated, require_begun
from assistant.draft.editing import Means, edited
from assistant.draft.errors_found import errors_among, told_of
from assistant.draft.publishing import Publisher
from assistant.draft.values import Draft, Finding, Status, Wanted, draft_json, draft_of
from assistant.errors import DraftError, UnknownDraftError
from assistant.model.port import ChatModel
from assistant.standing import Standing
from ingest.readers.characters import canonical
from vectorstore.drafts import Event, Listed, Outlined
from vectorstore.errors import DraftMovedError
from vectorstore.folding import one_line
from vectorstore.index import Index
from vectorstore.jobs import JobRequest
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary

#: Staff draft from everything.
_STAFF = Viewer()


class Drafting:
    """The drafts of one index."""

    def __init__(
        self,
        index: Index,
        vocabulary: Vocabulary,
        standing: Callable[[Viewer], Standing],
        checked: Callable[[Draft, Viewer], tuple[Finding, ...]],
        data_dir: Path,
        submit: Callable[[JobRequest], object] | None = None,
        model: ChatModel | None = None,
    ) -> None:
        """Draft from the classes of `index`, and keep there what is published.

        Args:
            index: The catalog, and where drafts are kept.
            vocabulary: The words of class specs.
            standing: Gives the classes as they are now.
            checked: Finds what is wrong with a draft.
            data_dir: Folder of the index, where published files are kept.
            submit: Queues an ingestion; None where whoever publishes waits for all of it.
            model: Rewords what is gathered; None where nothing does.
        """
        self.vocabulary = vocabulary
        self._drafts = index.drafts
        self._standing = standing
        self._checked = checked
        self._submit = submit
        self._model = model
        self._publisher = Publisher(index, vocabulary, data_dir)
        # Publishing takes some seconds; nobody changes what is being published.
        self._changing = threading.Lock()

    def create(self, wanted: Wanted, by: str = "") -> Draft:
        """Begin a draft of what is `wanted`, and keep it.

        Raises:
            UnknownSpecError: a spec that is to be revised or drawn on is not there.
            DraftError: it has no title.
        """
        draft = begun(uuid.uuid4().hex, wanted, self._standing(_STAFF), self._model)
        self._drafts.add(
            _outlined(draft), draft_json(draft).decode(), _plain(by), "revision" if wanted.revises else "new"
        )
        return draft

    def get(self, draft_id: str, version: int | None = None) -> Draft:
        """Return a version of a draft, by default the newest.

        Raises:
            UnknownDraftError: there is none.
        """
        found = self._drafts.get(draft_id, version)
        if found is None:
            which = f"the draft {draft_id!r} has no version {version}" if version else f"there is no draft {draft_id!r}"
            raise UnknownDraftError(which)
        return draft_of(found)

    def page(self, *, offset: int = 0, limit: int = 50) -> tuple[tuple[Listed, ...], int]:
        """Return a page of the drafts, the one that changed last first, and how many there are."""
        return self._drafts.page(offset=offset, limit=limit)

    def events(self, draft_id: str) -> tuple[Event, ...]:
        """Return what was done to a draft, in order: each version came of one."""
        return self._drafts.events(draft_id)

    def change(self, draft_id: str, base: int, actions: Sequence[Action], by: str = "") -> Draft:
        """Do all of `actions` to version `base` of a draft, and return the next version.

        Raises:
            UnknownDraftError: there is no such draft, or version to restore.
            DraftMovedError: it has another version by now; nothing was done.
            DraftError: an action cannot be done; nothing was done.
            UnknownSpecError: there is no such spec to add; nothing was done.
        """
        with self._changing:
            draft = edited(self._at(draft_id, base), actions, self._means(draft_id))
            self._put(draft, by, told(actions))
        return draft

    def findings(self, draft: Draft) -> tuple[Finding, ...]:
        """Return what the checks find in a draft.

        Raises:
            RulesError: the agencies' own file of rules cannot be used.
        """
        return self._checked(draft, _STAFF)

    def publish(self, draft_id: str, base: int, effective: str, by: str = "", *, despite_errors: bool = False) -> Draft:
        """Publish version `base` of a draft, which is approved, as a spec that holds from the ISO day `effective` on.

        What the checks call an error has to be known of: with `despite_errors`, it is published with them.

        Raises:
            UnknownDraftError: there is no such draft.
            DraftMovedError: it has another version by now; nothing was done.
            DraftError: it is not approved, the day is to come, it has errors, or it would not be read as what it says;
                nothing was done.
            UnavailableError: the disk has no room for it; nothing was done.
            RulesError: the agencies' own file of rules cannot be used.
        """
        with self._changing:
            draft = self._at(draft_id, base)
            if draft.status is not Status.APPROVED:
                raise DraftError(f"only an approved draft is published; this one is {draft.status}")
            draft = dated(replace(draft, version=base + 1), effective, self.vocabulary)
            require_begun(effective, date.today())
            errors = errors_among(self.findings(draft))
            if errors and not despite_errors:
                raise DraftError(told_of(errors))
            spec = self._publisher.published(draft, effective, settle=self._submit is None)
            draft = replace(draft, status=Status.PUBLISHED, published=spec.spec_id, effective=effective)
            self._put(draft, by, "published_with_errors" if errors else "published")
        if self._submit is not None:
            # A job compares it with all other documents, as one of a file that was sent does.
            self._submit(JobRequest((spec.source_path,), draft.wanted.agency))
        return draft

    def delete(self, draft_id: str, base: int, by: str = "") -> None:
        """Delete a draft with all its versions; that it was there stays noted.

        Raises:
            UnknownDraftError: there is no such draft.
            DraftMovedError: it has another version than `base` by now.
        """
        with self._changing:
            self._at(draft_id, base)
            self._drafts.delete(draft_id, base, _plain(by), "deleted")

    def _at(self, draft_id: str, base: int) -> Draft:
        draft = self.get(draft_id)
        if draft.version != base:
            said = f"the draft {draft_id!r} has version {draft.version} by now, not {base}: read it again"
            raise DraftMovedError(said, draft.version)
        return draft

    def _put(self, draft: Draft, by: str, what: str) -> None:
        self._drafts.put(_outlined(draft), draft_json(draft).decode(), _plain(by), what)

    def _means(self, draft_id: str) -> Means:
        return Means(
            self.vocabulary,
            lambda draft, spec_id: with_more(draft, spec_id, self._standing(_STAFF)),
            lambda version: self.get(draft_id, version),
        )


def _plain(name: str) -> str:
    """The name of a writer on one line, of characters that are seen."""
    return one_line(canonical(name).text)


def _outlined(draft: Draft) -> Outlined:
    wanted = draft.wanted
    return Outlined(
        draft.draft_id,
        draft.version,
        wanted.title,
        wanted.class_code,
        wanted.agency,
        draft.status,
        wanted.revises,
        draft.published,
    )
