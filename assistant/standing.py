"""What the assistant makes of one state of the catalog for one viewer, each part once and when it is first needed."""

import threading
from collections.abc import Callable, Mapping
from functools import cached_property

from assistant.confidence import Confidence
from assistant.examples import Examples
from assistant.filtering.filters import Filters, filters_of
from assistant.ladder import Ladders
from assistant.lexicon import Lexicon, worded
from assistant.narrate.proving import Prover
from assistant.qualify.forest import Forest
from assistant.reading import Reader
from assistant.scan import PhraseTrie, facet_trie
from assistant.shelf import Shelf, ladders_of
from assistant.tabular import Unlisted, telling_columns
from vectorstore.folding import fold
from vectorstore.index import Index
from vectorstore.spec import CatalogEntry, Viewer
from vectorstore.vocabulary import Vocabulary

MakeReader = Callable[[Vocabulary, Lexicon, PhraseTrie, Examples, Mapping[str, Confidence]], Reader]


class Standing:
    """The catalog as one viewer sees it at one moment; safe to use from several threads."""

    def __init__(
        self,
        index: Index,
        vocabulary: Vocabulary,
        viewer: Viewer,
        examples: Examples,
        judged: Mapping[str, Confidence],
        make_reader: MakeReader = Reader,
    ) -> None:
        """Look at `index` as `viewer`."""
        self._index = index
        self._vocabulary = vocabulary
        self._viewer = viewer
        self._examples = examples
        self._judged = judged
        self._make_reader = make_reader
        self._making = threading.RLock()
        # The catalog's filters hold up no question.
        self._filtering = threading.Lock()

    @property
    def shelf(self) -> Shelf:
        """The documents of the viewer."""
        return Shelf(self._index, self._vocabulary, self._viewer, lambda: self.ladders)

    @property
    def reader(self) -> Reader:
        """Reads questions of classes that documents describe."""
        with self._making:
            return self._reader

    @property
    def reader_of_rows(self) -> Reader:
        """Reads questions of classes that stand in class tables alone, too."""
        with self._making:
            return self._reader_of_rows

    @property
    def prover(self) -> Prover:
        """Proves what a model writes of its classes."""
        with self._making:
            return self._prover

    @property
    def ladders(self) -> Ladders:
        """What stands above and below each class."""
        with self._making:
            return self._ladders

    @property
    def forest(self) -> Forest:
        """What each class asks for."""
        with self._making:
            return self._forest

    @property
    def filters(self) -> Filters:
        """What the catalog can be narrowed by."""
        with self._filtering:
            return self._filters

    @property
    def unlisted(self) -> Unlisted:
        """The classes that stand in class tables alone."""
        with self._making:
            return self._unlisted

    @cached_property
    def _reader(self) -> Reader:
        return self._read_with(())

    @cached_property
    def _reader_of_rows(self) -> Reader:
        return self._read_with(self._unlisted.entries)

    @cached_property
    def _prover(self) -> Prover:
        reader = self._reader_of_rows
        return Prover(self._vocabulary, reader.lexicon, reader.scanner)

    @cached_property
    def _ladders(self) -> Ladders:
        return ladders_of(self._index, self._viewer, self._vocabulary)

    @cached_property
    def _forest(self) -> Forest:
        return Forest(self.shelf)

    @cached_property
    def _filters(self) -> Filters:
        return filters_of(self.shelf)

    @cached_property
    def _unlisted(self) -> Unlisted:
        return Unlisted(self._index.catalog.tables.unlisted(self._viewer))

    def _read_with(self, more: tuple[CatalogEntry, ...]) -> Reader:
        catalog, viewer, vocabulary = self._index.catalog, self._viewer, self._vocabulary
        lexicon = Lexicon(
            (*catalog.entries(viewer), *more), vocabulary, titles=catalog.titles(viewer), values=self._values()
        )
        columns = telling_columns(catalog.tables.own_labels(viewer), vocabulary)
        trie = facet_trie(vocabulary, catalog.stated.own_labels(viewer) | columns)
        return self._make_reader(vocabulary, lexicon, trie, self._examples, self._judged)

    def _values(self) -> Mapping[str, tuple[str, ...]]:
        """Every folded value that documents and tables state of the facets whose values are asked for by word."""
        facets, catalog = worded(self._vocabulary), self._index.catalog
        found = {value: dict.fromkeys(of) for value, of in catalog.lines.values(facets, self._viewer).items()}
        for facet, value in catalog.tables.values(facets, self._viewer):
            found.setdefault(fold(value), {})[facet] = None
        return {value: tuple(of) for value, of in found.items()}
