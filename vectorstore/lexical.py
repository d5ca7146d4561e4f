"""Full text: which chunks and sections have the words of a question, by BM25.

SQLite's FTS5 with Porter stemming, over views of the catalog's own rows, so
that no text is stored twice. All SQL of full text is here. Whatever a reader
types is quoted word by word, and can be no query syntax.

Words are counted over everybody's documents, as in any search engine; the
rows found are for the caller to filter by viewer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, text
from sqlalchemy.exc import DatabaseError

from vectorstore.kinds import DESCRIBING

_WORD = re.compile(r"[^\W_]+")

#: Words that tell no duty from another and stand in nearly every row: to look them up only costs time.
_IDLE = frozenset(
    "a an and any are as at be been by can did do does for from had has have he her his how i if in into is it its me"
    " my of on or our she so some such that the their them then they this those to was we were what when where which"
    " who whom whose why will with would you your".split()
)

#: Chunks that have a common word, at least.
_COMMON = 1000
#: As many words are remembered.
_REMEMBERED = 50_000

#: Tables that FTS5 keeps an index in.
_PARTS = ("data", "idx", "docsize", "config")

#: Words of SQLite's that mean a damaged index.
_DAMAGED = ("malformed", "vtable constructor failed", "no such table", "corrupt")

#: As many words of a query are looked up; a page of text asks nothing more than its beginning did.
_MOST_WORDS = 64


@dataclass(frozen=True, slots=True)
class FullText:
    """One index: the text of the chunks that meet a condition."""

    name: str
    condition: str

    def create(self, connection: Connection) -> None:
        """Make the index where there is none."""
        rows = f"CREATE VIEW IF NOT EXISTS {self.name}_rows AS SELECT id, text FROM chunks WHERE {self.condition}"
        connection.execute(text(rows))
        index = (
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {self.name} USING fts5(text, content='{self.name}_rows',"
            " content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"
        )
        connection.execute(text(index))

    def add(self, connection: Connection, source_id: str) -> None:
        """Index the chunks of a source, already written."""
        query = f"INSERT INTO {self.name}(rowid, text) {self._of_source}"
        connection.execute(text(query), {"source_id": source_id})

    def drop(self, connection: Connection, source_id: str) -> None:
        """Take the chunks of a source out, before they are deleted."""
        query = f"INSERT INTO {self.name}({self.name}, rowid, text) SELECT 'delete', id, text FROM ({self._of_source})"
        connection.execute(text(query), {"source_id": source_id})

    def search(
        self, connection: Connection, words: Sequence[str], limit: int, source_ids: Sequence[str] = ()
    ) -> list[tuple[int, float]]:
        """Return ids of the chunks that have any of `words`, best first, with their BM25 (higher is better).

        Args:
            connection: Any.
            words: See `query_words`; none finds nothing.
            limit: How many to return at most.
            source_ids: Only chunks of these sources; none for all.
        """
        if not words:
            return []
        scope = "AND rowid IN (SELECT id FROM chunks WHERE source_id IN :source_ids)" if source_ids else ""
        query = text(
            f"SELECT rowid, -rank FROM {self.name} WHERE {self.name} MATCH :match {scope} ORDER BY rank LIMIT :limit"
        )
        values: dict[str, object] = {"match": " OR ".join(map(_quoted, words)), "limit": limit}
        if source_ids:
            query = query.bindparams(bindparam("source_ids", expanding=True))
            values["source_ids"] = list(source_ids)
        return [(row[0], row[1]) for row in connection.execute(query, values)]

    def count(self, connection: Connection, word: str, most: int) -> int:
        """Return how many chunks have `word`, counting no further than `most`."""
        query = f"SELECT count(*) FROM (SELECT 1 FROM {self.name} WHERE {self.name} MATCH :match LIMIT :most)"
        return connection.scalar(text(query), {"match": _quoted(word), "most": most}) or 0

    def is_sound(self, connection: Connection) -> bool:
        """Return whether it has exactly the chunks that it should, by ids and by words.

        Args:
            connection: A writing one, though nothing is changed: the words' check is an insertion by its syntax.
        """
        try:
            return self._has_the_ids(connection) and self._has_the_words(connection)
        except DatabaseError as error:
            if not any(word in str(error.orig) for word in _DAMAGED):
                raise
            return False

    def _has_the_ids(self, connection: Connection) -> bool:
        docs, rows = f"SELECT id FROM {self.name}_docsize", f"SELECT id FROM {self.name}_rows"
        for ids, others in ((docs, rows), (rows, docs)):
            if connection.scalar(text(f"SELECT count(*) FROM ({ids} EXCEPT {others})")):
                return False
        return True

    def rebuild(self, connection: Connection) -> None:
        """Make the index anew from the chunks, whatever has become of the old one."""
        try:
            connection.execute(text(f"DROP TABLE IF EXISTS {self.name}"))
        except DatabaseError:
            self._tear_out(connection)
        connection.execute(text(f"DROP VIEW IF EXISTS {self.name}_rows"))
        self.create(connection)
        connection.execute(text(f"INSERT INTO {self.name}({self.name}) VALUES ('rebuild')"))

    def _tear_out(self, connection: Connection) -> None:
        """Take out an index that is too damaged to be dropped, for which it would have to be read."""
        connection.execute(text("PRAGMA writable_schema = ON"))
        connection.execute(text("DELETE FROM sqlite_master WHERE name = :name"), {"name": self.name})
        connection.execute(text("PRAGMA writable_schema = RESET"))
        for part in _PARTS:
            connection.execute(text(f"DROP TABLE IF EXISTS {self.name}_{part}"))

    @property
    def _of_source(self) -> str:
        return f"SELECT id, text FROM chunks WHERE source_id = :source_id AND {self.condition}"

    def _has_the_words(self, connection: Connection) -> bool:
        connection.execute(text(f"INSERT INTO {self.name}({self.name}, rank) VALUES ('integrity-check', 1)"))
        return True


class CommonWords:
    """Remembers which words stand in more chunks than there are documents.

    They find nearly nothing that rarer words would not, and a query with
    several of them takes ten times as long.
    """

    def __init__(self, index: FullText) -> None:
        self._index = index
        self._counts: dict[str, int] = {}
        self._most = 0

    def without(self, connection: Connection, words: Sequence[str], documents: int) -> list[str]:
        """Return `words` without those that are common among so many documents; all, where no other finds anything."""
        most = max(_COMMON, documents)
        if not 0.8 * most < self._most < 1.2 * most or len(self._counts) > _REMEMBERED:
            self._counts, self._most = {}, most
        counts = {word: self._count(connection, word) for word in words}
        rare = [word for word in words if counts[word] < self._most]
        return rare if any(counts[word] for word in rare) else list(words)

    def _count(self, connection: Connection, word: str) -> int:
        counts = self._counts
        if word not in counts:
            counts[word] = self._index.count(connection, word, self._most)
        return counts[word]


def query_words(query: str) -> list[str]:
    """Return the distinct words of `query` that tell something; all of them where none does."""
    found = list(dict.fromkeys(_WORD.findall(query.casefold())))
    return ([word for word in found if word not in _IDLE] or found)[:_MOST_WORDS]


def _quoted(word: str) -> str:
    return f'"{word}"'


_DESCRIBING = ", ".join(f"'{kind}'" for kind in sorted(DESCRIBING))

#: Every chunk that search ranks.
CHUNKS = FullText("chunk_words", "embedded")

#: Chunks of the sections that describe the work: few, so that ranking classes by them is quick.
SECTIONS = FullText("section_words", f"embedded AND kind IN ({_DESCRIBING})")

INDEXES = (CHUNKS, SECTIONS)
