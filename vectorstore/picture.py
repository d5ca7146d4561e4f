"""The statements that search ranks, in memory and up to date with the catalog."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, literal_column, select

from vectorstore.blocks import load_blocks
from vectorstore.database import Database
from vectorstore.dense import Matrix, Vectors
from vectorstore.kinds import facet_bits
from vectorstore.matrix import Block, Stack, stack
from vectorstore.roster import Live, Roster, View
from vectorstore.spec import Viewer
from vectorstore.tables import statements
from vectorstore.words import Weights, count

#: As many statements are all scored exactly, in some 10 ms; of more, the vector index names candidates first.
EXACT = 50_000

#: Statements near a clause whose classes become candidates then.
_CANDIDATES = 50

#: Statements over which words are counted, at most.
_SAMPLE = 10_000

#: Words are counted anew when one in so many sources has changed.
_STALE = 10

# In the words of the column's index, which is not used for any others.
_RANKED = statements.c.embedded > literal_column("0")

#: As many different sets of facets are kept in memory.
_PICTURES = 4


@dataclass(frozen=True)
class Picture:
    """What a question is scored against."""

    roster: Roster
    """What was live when the stack was made."""

    stack: Stack
    is_whole: bool = True
    """Whether the stack has all there is; else there was too much, and it is empty."""

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
    """Keeps the picture of the moment for each set of facets that is asked for."""

    def __init__(self, database: Database, vectors: Vectors, dimensions: int, exact: int = EXACT) -> None:
        self._database = database
        self._vectors = vectors
        self._dimensions = dimensions
        self._exact = exact
        self._refreshing = threading.Lock()
        self._pictures: dict[frozenset[str], Picture] = {}
        self._weights = Weights()
        self._weighed = -1

    def forget(self) -> None:
        """Read everything anew at the next question: the vectors were mended."""
        with self._refreshing:
            self._pictures.clear()

    def picture(self, roster: Roster, viewer: Viewer, facets: frozenset[str], clauses: Matrix) -> Picture:
        """Return what `viewer`'s question is scored against, no older than `roster`.

        Args:
            roster: What is live.
            viewer: Whose question; the picture may hold what they may not see.
            facets: What a statement must speak of to be in it.
            clauses: Vectors of the question's clauses, shape (clauses, dimensions).
        """
        with self._refreshing:
            known = self._pictures.pop(facets, None) or self._empty(Roster(-1, {}))
            picture = self._refreshed(known, roster, facets) if known.roster.number < roster.number else known
            # The one asked for last stands last, and the first goes.
            self._pictures[facets] = picture
            if len(self._pictures) > _PICTURES:
                del self._pictures[next(iter(self._pictures))]
        return picture if picture.is_whole else self._near(picture.roster, viewer, facets, clauses)

    def weights(self, roster: Roster) -> Weights:
        """Return how much each word tells, by a sample of all statements that are ranked; near enough to now."""
        with self._refreshing:
            if self._weighed < 0 or (roster.number - self._weighed) * _STALE > len(roster.live):
                self._weights, self._weighed = self._counted(), roster.number
            return self._weights

    def _refreshed(self, before: Picture, roster: Roster, facets: frozenset[str]) -> Picture:
        """Return the picture of `roster`, with the blocks of `before` that are still live."""
        if self._number(facets) > self._exact:
            return self._empty(roster, is_whole=False)
        kept = {source_id: block for source_id, block in before.stack.blocks.items() if _is_live(roster, block)}
        fresh = self._load([live for live in roster.live.values() if live.source_id not in kept], facets)
        return Picture(roster, stack([*kept.values(), *fresh], self._dimensions))

    def _near(self, roster: Roster, viewer: Viewer, facets: frozenset[str], clauses: Matrix) -> Picture:
        """Return a picture of no more than the sources with a statement near one of `clauses`."""
        view = roster.view(viewer)
        lives = view.sources if view.is_narrow or not view.sources else self._candidates(view, clauses)
        return Picture(roster, stack(self._load(lives, facets), self._dimensions))

    def _candidates(self, view: View, clauses: Matrix) -> list[Live]:
        near = self._vectors.statements.nearest(clauses, ceil(_CANDIDATES / view.share))
        lives = (view.live(key.source_id, key.generation) for ranking in near for key, _ in ranking)
        return list({live.source_id: live for live in lives if live is not None}.values())

    def _load(self, lives: Sequence[Live], facets: frozenset[str]) -> list[Block]:
        if not lives:
            return []
        with self._database.read() as connection:
            return list(load_blocks(connection, self._vectors, lives, facets))

    def _number(self, facets: frozenset[str]) -> int:
        query = select(func.count()).where(_RANKED, statements.c.embedded.bitwise_and(facet_bits(facets)) != 0)
        with self._database.read() as connection:
            return connection.scalar(query) or 0

    def _counted(self) -> Weights:
        with self._database.read() as connection:
            total = connection.scalar(select(func.count()).where(_RANKED)) or 0
            every = total // _SAMPLE + 1
            query = select(statements.c.text).where(_RANKED, statements.c.id % every == 0)
            return count(connection.scalars(query))

    def _empty(self, roster: Roster, *, is_whole: bool = True) -> Picture:
        return Picture(roster, stack([], self._dimensions), is_whole)


def _is_live(roster: Roster, block: Block) -> bool:
    live = roster.live.get(block.live.source_id)
    return live is not None and live.generation == block.live.generation
