"""The index: the one door for whoever writes documents or searches them.

The catalog is the truth, and vectors and full text are made from it; see
`storing.py` for how one never answers without the other.
"""

import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from vectorstore import conversations, folders, inbox, lexical, reconcile, writing
from vectorstore.catalog import Catalog
from vectorstore.conversations import Conversations
from vectorstore.database import Database
from vectorstore.dense import Vectors
from vectorstore.drafts import Drafts
from vectorstore.embedder import Embedder
from vectorstore.inbox import Inbox
from vectorstore.jobs import Jobs
from vectorstore.kinds import DESCRIBING
from vectorstore.nearness import Nearness
from vectorstore.opening import opened
from vectorstore.originals import Original
from vectorstore.owner import Owner
from vectorstore.picture import EXACT, Pictures
from vectorstore.rehearsal import Rehearsal, rehearse
from vectorstore.room import require_room
from vectorstore.searching import Searcher
from vectorstore.settling import settle
from vectorstore.spec import ParsedDocument, Passage, RankedClass, Source, Viewer
from vectorstore.storing import Storing
from vectorstore.writing import Entry


@dataclass(frozen=True, slots=True)
class Kept:
    """How much of what an index holds is kept, and how."""

    days: int = conversations.DAYS
    """As long conversations are kept after their last turn; 0 keeps none."""

    inbox_days: int = inbox.DAYS
    """As long what is in the inbox is kept; 0 keeps nothing."""

    exact: int = EXACT
    """As many statements stay in memory and are scored exactly, all of them."""


_KEPT = Kept()


class Index:
    """Catalog, full text and vectors of one folder, owned by this process; safe to use from many threads."""

    searcher: type[Searcher] = Searcher

    def __init__(
        self, owner: Owner, database: Database, vectors: Vectors, embedder: Embedder, closing: ExitStack, kept: Kept
    ) -> None:
        """Use `open` instead."""
        self.owner = owner
        self._writing = threading.Lock()
        self.catalog = Catalog(database, self._writing)
        self.conversations = Conversations(database, kept.days)
        self.inbox = Inbox(database, kept.inbox_days)
        self.jobs = Jobs(database)
        self.drafts = Drafts(database)
        self.embedder = embedder
        self._database = database
        self._vectors = vectors
        self._storing = Storing(database, vectors, embedder, self._writing)
        self._closing = closing
        self._pictures = Pictures(database, vectors, embedder.dimensions, kept.exact)
        self._searcher = self.searcher(
            self.catalog, database, vectors, embedder, self._pictures, lexical.CommonWords(lexical.CHUNKS)
        )

    @classmethod
    def open(cls, data_dir: Path, embedder: Embedder, *, address: str = "", kept: Kept = _KEPT) -> Self:
        """Open the index in `data_dir`, making it where there is none.

        Args:
            data_dir: Folder of the index's own.
            embedder: What makes its vectors.
            address: Where this process serves; told to whoever finds the folder owned.
            kept: How much of what it holds is kept.

        Raises:
            IndexOwnedError: another process owns the folder.
            CatalogError: its database cannot be used.
            ForeignVectorsError: another embedder made its vectors.
            VectorsError: its vectors cannot be used.
        """
        with ExitStack() as opening:
            owner, database = opening.enter_context(opened(data_dir, address))
            settle(database, embedder.fingerprint)
            vectors = Vectors(folders.current(database), embedder.fingerprint)
            opening.callback(settle, database, embedder.fingerprint)
            opening.callback(vectors.close)
            made = cls(owner, database, vectors, embedder, opening.pop_all(), kept)
        made._storing.sweep()
        made.conversations.sweep()
        made.inbox.sweep()
        return made

    def put(self, source: Source, parsed: ParsedDocument, *, parsing: str, original: Original | None = None) -> None:
        """Make `parsed` what `source` says, in place of what it said before.

        Args:
            source: Where the document came from.
            parsed: What was learned of it.
            parsing: Fingerprint of what parsed it.
            original: Its bytes, where they are to be kept.

        Raises:
            EmbeddingError, VectorsError, CatalogError: what was there before still answers.
        """
        self.put_many([Entry(source, parsed, parsing, original)])

    def put_many(self, entries: Sequence[Entry]) -> None:
        """Put many documents: as `put` of each in order, and faster, since they are embedded together.

        Raises:
            EmbeddingError, VectorsError, NoRoomError: nothing was put.
            CatalogError: those before the one that failed were put.
        """
        require_room(self._database.path.parent)
        self._storing.put(entries)

    def move(self, source: Source) -> None:
        """Note that a source, unchanged, is now at the path of `source`.

        Raises:
            CatalogError: it is still known at the older one.
        """
        with self._writing, self._database.write() as connection:
            writing.move(connection, source)

    def rehearse(self) -> AbstractContextManager[Rehearsal]:
        """Return a context with a copy of the catalog, to see what would become of it."""
        return rehearse(self._database)

    def remove(self, source_id: str) -> bool:
        """Take a document out; return whether it was there.

        Raises:
            CatalogError: it still answers.
        """
        return self._storing.remove(source_id)

    def is_compared(self) -> bool:
        """Return whether nothing has changed since `note_compared`."""
        with self._database.read() as connection:
            return writing.is_compared(connection)

    def note_compared(self) -> None:
        """Note that what documents share has been looked for in all of them."""
        with self._writing, self._database.write() as connection:
            writing.note_compared(connection)

    def search(self, query: str, viewer: Viewer, limit: int = 10) -> tuple[Passage, ...]:
        """Return the passages that say most of `query`, by words and by meaning, best first.

        Boilerplate is left out, and of a class with several revisions all but the
        newest that the viewer may see. The two rankings are fused by reciprocal rank.
        """
        return self._searcher.passages(query, viewer, limit)

    def rank_classes(
        self,
        clauses: Sequence[str],
        query: str,
        viewer: Viewer,
        limit: int = 5,
        facets: frozenset[str] = DESCRIBING,
    ) -> tuple[RankedClass, ...]:
        """Return the classes that do what `query` describes, best first; see `ranking.py` for the method.

        Of a class with several revisions, the newest that the viewer may see is ranked.

        Args:
            clauses: The question cut into clauses, each one thing done; none for the question as a whole.
            query: The whole question.
            viewer: Whose question.
            limit: How many classes to return at most.
            facets: What a statement must speak of to count.
        """
        return self._searcher.classes(clauses, query, viewer, limit, facets)

    def nearness(
        self,
        lines: Sequence[str],
        query: str,
        viewer: Viewer,
        facets: frozenset[str] = DESCRIBING,
        source_id: str = "",
    ) -> Nearness:
        """Return how near each class, by its newest revision that the viewer may see, is to a description.

        Args:
            lines: What it says line by line, none of them blank.
            query: All of it, as far as it is searched for as one.
            viewer: Whose question.
            facets: What a statement must speak of to count.
            source_id: A document that says some of the lines: those have vectors. Empty for none.
        """
        return self._searcher.nearness(lines, query, viewer, facets, source_id)

    def warm(self) -> None:
        """Read into memory what the first question would have to wait for."""
        self.rank_classes((), "warm", Viewer())
        self.catalog.tables.own_labels(Viewer())

    def check(self) -> tuple[str, ...]:
        """Return how catalog, full text and vectors differ, a sentence each; nothing where they agree."""
        with self._writing:
            return reconcile.check(self._database, self._vectors, self.embedder)

    def repair(self) -> tuple[str, ...]:
        """Mend what `check` finds, embedding anew what is missing; return what that was.

        Raises:
            VectorsError: the vectors need a new store, see `upkeep.repair`.
            CatalogError: the catalog is damaged.
        """
        with self._writing:
            mended = reconcile.repair(self._database, self._vectors, self.embedder)
            self._pictures.forget()
        return mended

    def close(self) -> None:
        """Close everything and give the folder up; harmless a second time."""
        self._closing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
