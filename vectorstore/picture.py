"""The statements that describe the work of each class, in memory and up to date with the catalog."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from vectorstore.blocks import load_blocks
from vectorstore.catalog import Catalog
from vectorstore.database import Database
from vectorstore.dense import Matrix, Vectors
from vectorstore.matrix import Block, Stack, stack
from vectorstore.roster import Live, Roster, View
from vectorstore.spec import Viewer
from vectorstore.tables import statements
from vectorstore.words import Weights, stems

#: As many statements are all scored exactly, in some 10 ms; of more, the vector index names candidates first.
EXACT = 50_000

#: Statements near a clause whose classes become candidates then.
_CANDIDATES = 200

#: Statements over which words are counted then.
_SAMPLE = 10_000


@dataclass(frozen=True)
class Picture:
    """What a question is scored against."""

    roster: Roster
    """What was live when the stack was made."""

    stack: Stack
    weights: Weights
    """How much each word tells."""

    _candidates: dict[Viewer, NDArray[np.bool_]] = field(default_factory=dict, compare=False, repr=False)

    def candidates(self, viewer: Viewer) -> NDArray[np.bool_]:
        """Return whether `viewer` may see each class of the stack, as its newest revision."""
        found = self._candidates.get(viewer)
        if found is None:
            current = self.roster.view(viewer).current
            found = np.array([live.entries[at].spec_id in current for live, at in self.stack.specs], np.bool_)
            self._candidates[viewer] = found
        return found


class Pictures:
    """Keeps the picture of the moment."""

    def __init__(
        self, catalog: Catalog, database: Database, vectors: Vectors, dimensions: int, exact: int = EXACT
    ) -> None:
        self._catalog = catalog
        self._database = database
        self._vectors = vectors
        self._dimensions = dimensions
        self._exact = exact
        self._refreshing = threading.Lock()
        self._picture = self._empty()
        self._large = False

    def forget(self) -> None:
        """Read everything anew at the next question: the vectors were mended."""
        with self._refreshing:
            self._picture = self._empty()

    def picture(self, viewer: Viewer, clauses: Matrix) -> Picture:
        """Return what `viewer`'s question is scored against.

        Args:
            viewer: Whose question; the picture may hold what they may not see.
            clauses: Vectors of its clauses, shape (clauses, dimensions).
        """
        return self._catalog.settled(lambda roster: self._picture_of(roster, viewer, clauses))

    def _picture_of(self, roster: Roster, viewer: Viewer, clauses: Matrix) -> Picture:
        with self._refreshing:
            if self._picture.roster.number < roster.number:
                self._picture = self._refreshed(roster)
            picture, large = self._picture, self._large
        return self._near(picture, viewer, clauses) if large else picture

    def _refreshed(self, roster: Roster) -> Picture:
        large = self._vectors.statements.count() > self._exact
        before = self._empty() if large != self._large else self._picture
        self._large = large
        if large:
            return Picture(roster, before.stack, before.weights if before.weights.texts else self._sampled())
        return self._grown(before, roster)

    def _grown(self, before: Picture, roster: Roster) -> Picture:
        """Return the picture of `roster`, with the blocks of `before` that are still live."""
        blocks = before.stack.blocks
        kept = {source_id: block for source_id, block in blocks.items() if _is_live(roster, block)}
        fresh = self._load([live for live in roster.live.values() if live.source_id not in kept])
        gone = (block for source_id, block in blocks.items() if source_id not in kept)
        weights = before.weights.changed(_words(gone), _words(fresh))
        return Picture(roster, stack([*kept.values(), *fresh], self._dimensions), weights)

    def _near(self, picture: Picture, viewer: Viewer, clauses: Matrix) -> Picture:
        """Return a picture of no more than the sources with a statement near one of `clauses`."""
        view = picture.roster.view(viewer)
        lives = view.sources if view.is_narrow or not view.sources else self._candidates(view, clauses)
        return Picture(picture.roster, stack(self._load(lives), self._dimensions), picture.weights)

    def _candidates(self, view: View, clauses: Matrix) -> list[Live]:
        near = self._vectors.statements.nearest(clauses, ceil(_CANDIDATES / view.share))
        lives = (view.live(key.source_id, key.generation) for ranking in near for key, _ in ranking)
        return list({live.source_id: live for live in lives if live is not None}.values())

    def _load(self, lives: Sequence[Live]) -> list[Block]:
        if not lives:
            return []
        with self._database.read() as connection:
            return list(load_blocks(connection, self._vectors, lives))

    def _sampled(self) -> Weights:
        query = select(statements.c.text).where(statements.c.embedded).limit(_SAMPLE)
        with self._database.read() as connection:
            texts = connection.scalars(query).all()
        return Weights().changed([], (stems(text) for text in texts))

    def _empty(self) -> Picture:
        return Picture(Roster(-1, {}), stack([], self._dimensions), Weights())


def _words(blocks: Iterable[Block]) -> Iterator[tuple[str, ...]]:
    return (said.stems for block in blocks for said in block.said.values())


def _is_live(roster: Roster, block: Block) -> bool:
    live = roster.live.get(block.live.source_id)
    return live is not None and live.generation == block.live.generation
