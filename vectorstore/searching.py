"""Search the index: passages for an open question, classes for a described duty."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from sqlalchemy import select

from vectorstore import ranking
from vectorstore.catalog import Catalog
from vectorstore.database import Database
from vectorstore.dense import Key, Matrix, Vectors
from vectorstore.embedder import Embedder
from vectorstore.fusion import reciprocal_rank_fusion
from vectorstore.kinds import DESCRIBING
from vectorstore.lexical import CHUNKS, SECTIONS, CommonWords, query_words
from vectorstore.nearness import Nearness, near_classes
from vectorstore.passages import chunk_keys, read_passages, read_statements
from vectorstore.picture import Picture, Pictures
from vectorstore.ranking import Question, Ranked
from vectorstore.roster import Live, Roster, View
from vectorstore.spec import Passage, RankedClass, Viewer
from vectorstore.tables import statements

#: Hits of each side that are fused, at least.
_DEPTH = 50
#: Sections that full text has a say on.
_SECTIONS = 200


@dataclass(frozen=True, slots=True)
class Searcher:
    """What a search needs."""

    catalog: Catalog
    database: Database
    vectors: Vectors
    embedder: Embedder
    pictures: Pictures
    common: CommonWords

    def passages(self, query: str, viewer: Viewer, limit: int) -> tuple[Passage, ...]:
        """Return the passages nearest to `query`, best first; see `Index.search`."""
        if not query.strip() or limit < 1:
            return ()
        vector = self.embedder.embed_query(query)[None, :]
        return self.catalog.settled(lambda roster: self._passages(query, vector, roster.view(viewer), limit))

    def classes(
        self, clauses: Sequence[str], query: str, viewer: Viewer, limit: int, facets: frozenset[str]
    ) -> tuple[RankedClass, ...]:
        """Return the classes that do what `query` describes, best first; see `Index.rank_classes`."""
        if not query.strip() or limit < 1:
            return ()
        asked = [clause for clause in clauses if clause.strip()] or [query]
        texts = list(dict.fromkeys([*asked, query]))
        vectors = self.embedder.embed_queries(texts)
        cut, whole = vectors[[texts.index(clause) for clause in asked]], vectors[[texts.index(query)]]

        def ranked(roster: Roster) -> tuple[RankedClass, ...]:
            picture = self.pictures.picture(roster, viewer, facets, cut)
            sections = self._sections(query, picture.roster.view(viewer), facets)
            best = ranking.rank(picture.stack, Question(cut, whole, sections), picture.candidates(viewer), limit)
            return self._told(query, picture, best)

        return self.catalog.settled(ranked)

    def nearness(
        self, lines: Sequence[str], query: str, viewer: Viewer, facets: frozenset[str], source_id: str
    ) -> Nearness:
        """Return how near each class is to `query` and to each of `lines`; see `Index.nearness`."""
        stored = self.catalog.settled(lambda roster: self._stored(roster.view(viewer).by_source.get(source_id)))
        vectors = self._embedded([*lines, query], stored)

        def near(roster: Roster) -> Nearness:
            picture = self.pictures.picture(roster, viewer, facets, vectors)
            sections = self._sections(query, picture.roster.view(viewer), facets)
            question = Question(vectors[:-1], vectors[-1:], sections)
            return near_classes(picture.stack, ranking.signals(picture.stack, question), picture.candidates(viewer))

        return self.catalog.settled(near)

    def _stored(self, live: Live | None) -> dict[str, Matrix]:
        """Return the vectors of the statements of a source, by their texts."""
        if live is None:
            return {}
        of = statements.c
        query = select(of.text, of.ordinal).where(of.source_id == live.source_id, of.embedded > 0)
        with self.database.read() as connection:
            keys = {text: Key(live.source_id, live.generation, at) for text, at in connection.execute(query)}
        found = self.vectors.statements.get(list(keys.values()))
        return {text: found[key] for text, key in keys.items() if key in found}

    def _embedded(self, texts: Sequence[str], stored: Mapping[str, Matrix]) -> Matrix:
        """Return the vectors of `texts`, shape (texts, dimensions); those that are `stored` are not computed again."""
        new = [text for text in dict.fromkeys(texts) if text not in stored]
        made = self.embedder.embed_documents(new) if new else ()
        known = {**stored, **dict(zip(new, made, strict=True))}
        return np.array([known[text] for text in texts], np.float32)

    def _passages(self, query: str, vector: Matrix, view: View, limit: int) -> tuple[Passage, ...]:
        if not view.sources:
            return ()
        depth = max(_DEPTH, 4 * limit)
        fused = reciprocal_rank_fusion((self._by_words(query, view, depth), self._by_meaning(vector, view, depth)))
        found: list[Passage] = []
        with self.database.read() as connection:
            while fused and len(found) < limit:
                wanted, fused = fused[: limit - len(found)], fused[limit - len(found) :]
                found += read_passages(connection, dict(wanted), view)
        return tuple(found)

    def _by_words(self, query: str, view: View, depth: int) -> list[Key]:
        """Return the hits of full text, `depth` or as many as there are."""
        source_ids, _ = _scope(view)
        words = query_words(query)

        def found(limit: int) -> list[Key]:
            with self.database.read() as connection:
                telling = self.common.without(connection, words, view.documents)
                return chunk_keys(connection, [at for at, _ in CHUNKS.search(connection, telling, limit, source_ids)])

        return _live(found, view, depth)

    def _by_meaning(self, vector: Matrix, view: View, depth: int) -> list[Key]:
        """Return the hits of the vectors, `depth` or as many as there are."""
        _, generations = _scope(view)
        return _live(
            lambda limit: [key for key, _ in self.vectors.chunks.nearest(vector, limit, generations)[0]], view, depth
        )

    def _sections(self, query: str, view: View, facets: frozenset[str]) -> dict[int, float]:
        """Return the BM25 of the best sections, by the id of their chunk; some may be hidden from `view`."""
        index = SECTIONS if facets <= DESCRIBING else CHUNKS
        with self.database.read() as connection:
            return dict(index.search(connection, query_words(query), _to_fetch(_SECTIONS, view), _scope(view)[0]))

    def _told(self, query: str, picture: Picture, best: Sequence[Ranked]) -> tuple[RankedClass, ...]:
        """Return the classes of `best` with their statements, without those that are no longer there."""
        weights = self.pictures.weights(picture.roster)
        keys = [_statement_keys(picture, one) for one in best]
        with self.database.read() as connection:
            found = read_statements(connection, [key for wanted in keys for key in wanted])
        told = []
        for one, wanted in zip(best, keys, strict=True):
            live, ordinal = picture.stack.specs[one.place]
            said = tuple(found[key] for key in wanted if key in found)
            overlap = weights.overlap(query, (statement.text for statement in said))
            if len(said) == len(wanted):
                told.append(RankedClass(live.entries[ordinal], one.score, one.similarity, overlap, said))
        return tuple(told)


def _scope(view: View) -> tuple[list[str], list[str]]:
    """Return the ids and generations that a search must be told to look at; none for all."""
    sources = view.sources if view.is_narrow else ()
    return [live.source_id for live in sources], [live.generation for live in sources]


def _to_fetch(wanted: int, view: View) -> int:
    """Return of how many hits `wanted` can be expected to be the viewer's."""
    return wanted if view.is_narrow or not view.sources else ceil(wanted / view.share)


def _live(fetch: Callable[[int], list[Key]], view: View, wanted: int) -> list[Key]:
    """Return `wanted` hits that `view` has, fetching more until there are as many or no more.

    Hits of old revisions do not count.
    """
    limit = _to_fetch(wanted, view)
    while True:
        found = fetch(limit)
        live = [
            key for key in found if key.source_id in view.current_sources and view.live(key.source_id, key.generation)
        ]
        if len(live) >= wanted or len(found) < limit:
            return live[:wanted]
        limit *= 4


def _statement_keys(picture: Picture, ranked: Ranked) -> list[Key]:
    live, _ = picture.stack.specs[ranked.place]
    return [Key(live.source_id, live.generation, ordinal) for ordinal in ranked.statements]
