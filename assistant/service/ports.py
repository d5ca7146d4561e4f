"""What the service needs of the rest of the house, as small protocols.

`assistant.engine.Assistant`, `vectorstore.index.Index` and `assistant.worker.Worker`
satisfy them, and so does whatever a test puts in their place.
"""

from collections.abc import Collection, Sequence
from typing import Any, Protocol, Unpack

from assistant.answer import Page, Reply
from assistant.calling import Called
from assistant.class_view import Spec
from assistant.draft.actions import Action
from assistant.draft.checks.rules import Rules
from assistant.draft.similar_about import About
from assistant.draft.values import Draft, Finding, Progress, Similar, Wanted
from assistant.filtering.filters import Filters
from assistant.sending import Sending
from assistant.uploads import Uploads
from ingest.classtable.importing import TableTask
from ingest.classtable.report import TableReport
from vectorstore.classtables import Held, TableRow
from vectorstore.conversations import Turn
from vectorstore.drafts import Event, Listed
from vectorstore.inbox import Item, Noted
from vectorstore.inbox import Kind as NoteKind
from vectorstore.jobs import Job, JobRequest
from vectorstore.spec import CatalogEntry, ParsedDocument, Passage, Source, Viewer
from vectorstore.vocabulary import Vocabulary


class Answers(Protocol):
    """Answers questions."""

    def ask(self, message: str, **how: Unpack[Sending]) -> Reply:
        """Return the answer to `message`, which the listener hears as it comes about; blocking."""

    def compared(self, specs: Sequence[Spec], viewer: Viewer) -> dict[str, Any]:
        """Return how two or three classes compare, in the shape of an answer's `comparison`."""

    def similar(
        self, about: About, viewer: Viewer, *, agency: str = "", limit: int = ..., without: Collection[str] = ()
    ) -> tuple[Similar, ...]:
        """Return the classes most like what is looked for, best first; blocking."""

    def called(self, name: str, viewer: Viewer) -> Called:
        """Return the class that `name`, an id, code or title, means; blocking."""

    def facet(self, words: str, viewer: Viewer) -> str:
        """Return the facet that `words`, such as a heading, mean, empty for none; blocking."""

    def filters(self, viewer: Viewer) -> Filters:
        """Return what the catalog can be narrowed by; blocking."""

    def items(
        self,
        question: str,
        *,
        offset: int = ...,
        limit: int = ...,
        agency: str | None = None,
        viewer: Viewer = ...,
    ) -> Page | None:
        """Return a page of the classes that `question` asks for; None where it asks for no list; blocking."""


class Catalog(Protocol):
    """Reads specs and their sources; every read is for a viewer."""

    def entries(self, viewer: Viewer) -> tuple[CatalogEntry, ...]:
        """Return all the specs that the viewer may read."""

    def entry(self, spec_id: str, viewer: Viewer) -> CatalogEntry | None:
        """Return one spec, or None where there is none that the viewer may read."""

    def find(
        self, words: str, viewer: Viewer, limit: int = ..., offset: int = ...
    ) -> tuple[tuple[CatalogEntry, ...], int]:
        """Return a page of the specs whose title, code or agency match `words`, and how many match in all."""

    def parsed(self, source_id: str, viewer: Viewer) -> ParsedDocument | None:
        """Return everything known of one source's document."""

    def source(self, source_id: str, viewer: Viewer) -> Source | None:
        """Return where a document came from."""

    def original(self, source_id: str, viewer: Viewer) -> bytes | None:
        """Return the bytes of a document as they were ingested; None where they are not kept."""

    def has_original(self, source_id: str, viewer: Viewer) -> bool:
        """Return whether the bytes of a document are kept."""

    def rows_of(self, entry: CatalogEntry, viewer: Viewer) -> tuple[TableRow, ...]:
        """Return the rows of class tables that are of the class of `entry`, those of the oldest table first."""

    def held(self, facet: str, viewer: Viewer) -> tuple[Held, ...]:
        """Return every fact of a facet, blanks included, with each class that it speaks of: of documents, of tables."""


class Library(Protocol):
    """The index: its catalog, and search over passages."""

    @property
    def catalog(self) -> Catalog:
        """The specs."""

    def search(self, query: str, viewer: Viewer, limit: int = ...) -> tuple[Passage, ...]:
        """Return the passages that fit `query` best, best first; blocking."""

    def check(self) -> tuple[str, ...]:
        """Return how its parts differ, a sentence each; blocking."""

    def repair(self) -> tuple[str, ...]:
        """Mend what `check` finds and return what that was; blocking."""

    def warm(self) -> None:
        """Read into memory what the first question would have to wait for; blocking."""


class Conversations(Protocol):
    """What was said, by the conversation's id."""

    @property
    def are_kept(self) -> bool:
        """Whether anything is stored."""

    def get(self, conversation_id: str, origin: str) -> tuple[Turn, ...] | None:
        """Return the turns of a conversation in order; None where the readers of `origin` know of none."""

    def turn(self, message_id: str, origin: str) -> tuple[str, Turn] | None:
        """Return a conversation's id and its turn of that message; None where the readers of `origin` know of none."""

    def forget(self, conversation_id: str, origin: str) -> bool:
        """Delete a conversation; return whether the readers of `origin` knew of it."""

    def sweep_now_and_then(self) -> None:
        """Delete what has expired, if nobody looked for a while."""


class Inbox(Protocol):
    """Feedback, and questions that found no answer."""

    def put(self, noted: Noted) -> None:
        """Note something, in place of what was noted of its message before."""

    def take_back(self, kind: NoteKind, message_id: str) -> None:
        """Delete what was noted of a message."""

    def mark(self, item_id: str, done: bool) -> bool:
        """Note whether somebody has dealt with an item; return whether it is there."""

    def get(self, item_id: str) -> Item | None:
        """Return an item; None where it is not there."""

    def page(
        self, kind: NoteKind | None = ..., done: bool | None = ..., *, offset: int = ..., limit: int = ...
    ) -> tuple[tuple[Item, ...], int]:
        """Return a page of the items, the newest first, and how many there are in all."""

    def sweep_now_and_then(self) -> None:
        """Delete what has expired, if nobody looked for a while."""


class Checks(Protocol):
    """Checks specs by the rules of their agencies."""

    def rules(self, viewer: Viewer) -> Rules:
        """Return the rules as they are now."""

    def everywhere(self, viewer: Viewer) -> tuple[Finding, ...]:
        """Return what is found in the newest document of each class; blocking."""

    def within(self, seconds: float, viewer: Viewer) -> Progress:
        """Go on with the checks of the newest documents for so long, and return how far they are; blocking."""

    def of(self, spec: Spec, viewer: Viewer) -> tuple[Finding, ...]:
        """Return what is found in `spec`; blocking."""

    def of_specs(self, specs: Sequence[Spec], viewer: Viewer, only: Collection[str] = ...) -> tuple[Finding, ...]:
        """Return what is found in `specs`, by the rules `only` or all; blocking."""

    def of_text(self, text: str, agency: str, viewer: Viewer, only: Collection[str] = ...) -> tuple[Finding, ...]:
        """Return what is found in a text that is in no catalog; blocking."""

    def of_draft(self, draft: Draft, viewer: Viewer, only: Collection[str] = ...) -> tuple[Finding, ...]:
        """Return what is found in a draft, each finding with its line; blocking."""


class Drafting(Protocol):
    """Drafts; all of it blocks, and raises what `assistant.draft.drafting.Drafting` does."""

    vocabulary: Vocabulary
    """The words of class specs."""

    def create(self, wanted: Wanted, by: str = ...) -> Draft:
        """Begin a draft, and keep it."""

    def get(self, draft_id: str, version: int | None = ...) -> Draft:
        """Return a version of a draft, by default the newest."""

    def page(self, *, offset: int = ..., limit: int = ...) -> tuple[tuple[Listed, ...], int]:
        """Return a page of the drafts, the one that changed last first, and how many there are."""

    def events(self, draft_id: str) -> tuple[Event, ...]:
        """Return what was done to a draft, in order."""

    def change(self, draft_id: str, base: int, actions: Sequence[Action], by: str = ...) -> Draft:
        """Do all of `actions` to version `base` of a draft, and return the next one."""

    def findings(self, draft: Draft) -> tuple[Finding, ...]:
        """Return what the checks find in a draft."""

    def publish(self, draft_id: str, base: int, effective: str, by: str = ..., *, despite_errors: bool = ...) -> Draft:
        """Publish version `base` of an approved draft as a spec that holds from the ISO day `effective` on."""

    def delete(self, draft_id: str, base: int, by: str = ...) -> None:
        """Delete a draft with all its versions."""


class Jobs(Protocol):
    """Ingestions that run beside the answers."""

    uploads: Uploads
    """The files that were sent."""

    def submit(self, request: JobRequest, job_id: str = ...) -> Job:
        """Queue what is asked for."""

    def cancel(self, job_id: str) -> bool:
        """Cancel a job; return whether it had not ended."""

    def get(self, job_id: str) -> Job | None:
        """Return a job; None where it is not known."""

    def newest(self, limit: int) -> tuple[Job, ...]:
        """Return the jobs that were asked for last, the newest first."""

    def load_table(self, task: TableTask) -> TableReport:
        """Do what is asked of a class table, at once."""
