"""What the assistant can be scored without: each part is exchanged for one that does nothing, or the plain thing.

Nothing in the product knows of it: vocabularies are data, and the searcher and the parts of the
assistant are given to it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from unittest.mock import patch

import numpy as np

from assistant.answering import Parts
from assistant.confidence import ALWAYS, NEVER, Confidence, calibrated
from assistant.examples import FRAME, Examples, Near
from assistant.lexicon import Lexicon
from assistant.reading import Reader
from assistant.scan import PhraseTrie
from tests.benchmarks.fuzzy_titles import FuzzyScanner
from vectorstore.dense import Key, Matrix
from vectorstore.embedder import Embedder
from vectorstore.roster import View
from vectorstore.searching import Searcher
from vectorstore.spec import OWN_HEADING, OWN_LABEL, RankedClass, Viewer
from vectorstore.vocabulary import Vocabulary

#: Module to its thresholds of confidence, each with what lets everything pass: a guess is an answer then.
THRESHOLDS: Mapping[str, Mapping[str, float]] = {
    "assistant.asking": {"_TRUSTED": -1.0, "_SURELY": -1.0},
    "assistant.reading_class": {"_SURELY": -1.0},
    "assistant.reading_unnamed": {"_SURELY": -1.0},
    "assistant.one_class": {"_CERTAIN": -1.0, "_LIKELIER": -1.0, "_LIKELY": -1.0},
    "assistant.many": {"_SPEAKS": 0.0},
}


#: Judgments as they would be without calibration: whatever no title explains is described work, some class does it,
#: and the statement that is nearest in meaning answers.
UNSURE = {
    "describes": ALWAYS,
    "outside": NEVER,
    "personal": NEVER,
    "fits": ALWAYS,
    "says": Confidence(0.0, {"cosine": 1.0}, 0.0),
    "answers": ALWAYS,
    "confirms": ALWAYS,
}


def _as_it_is(vocabulary: Vocabulary) -> Vocabulary:
    return vocabulary


@dataclass(frozen=True, slots=True)
class Removal:
    """One part taken out."""

    name: str
    vocabulary: Callable[[Vocabulary], Vocabulary] = _as_it_is
    parts: Parts = field(default_factory=Parts)
    searcher: type[Searcher] = Searcher
    thresholds: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @contextmanager
    def calibrated(self) -> Iterator[None]:
        """Set the thresholds while the block runs; one that is no longer there is an error."""
        with ExitStack() as stack:
            for module, values in self.thresholds.items():
                stack.enter_context(patch.multiple(module, **values))
            yield


class Unlike(Examples):
    """Examples of which some are like nothing that is asked."""

    def __init__(self, vocabulary: Vocabulary, embedder: Embedder, cache: Path, removed: Callable[[str], bool]) -> None:
        super().__init__(vocabulary, embedder, cache)
        self._removed = removed

    def nearest(self, text: str, bare: str = "", keys: Sequence[str] | None = None) -> list[Near]:  # type: ignore[override]
        found = super().nearest(text, bare, keys)
        kept = [near for near in found if not self._removed(near.key)]
        return [*kept, *(Near(near.key, -1.0) for near in found if self._removed(near.key))]


def _is_frame(key: str) -> bool:
    return key.startswith(FRAME)


def _is_facet(key: str) -> bool:
    return not key.startswith(FRAME)


def _without_cues(vocabulary: Vocabulary) -> Vocabulary:
    return replace(vocabulary, frames={key: replace(frame, cues=()) for key, frame in vocabulary.frames.items()})


def _without_phrases(
    vocabulary: Vocabulary, lexicon: Lexicon, trie: PhraseTrie, examples: Examples, judged: Mapping[str, Confidence]
) -> Reader:
    """Return a reader that knows of the phrases only the labels and headings that documents have of their own."""
    return Reader(vocabulary, lexicon, PhraseTrie(_own(trie.root)), examples, judged)


def _own(node: Mapping[str | None, object]) -> dict[str | None, object]:
    kept: dict[str | None, object] = {}
    for word, following in node.items():
        if isinstance(following, dict):
            kept[word] = _own(following)
        elif isinstance(following, list):
            kept[word] = [meaning for meaning in following if meaning.startswith((OWN_LABEL, OWN_HEADING))]
    return kept


class FuzzyReader(Reader):
    """Takes the nearest title for the class that is meant."""

    scanner_type = FuzzyScanner


class WithoutWords(Searcher):
    """Searches by vectors alone."""

    def _by_words(self, query: str, view: View, depth: int) -> list[Key]:
        return []

    def _sections(self, query: str, view: View, facets: frozenset[str]) -> dict[int, float]:
        return {}


class WithoutVectors(Searcher):
    """Searches by full text alone: every cosine is nothing."""

    def _by_meaning(self, vector: Matrix, view: View, depth: int) -> list[Key]:
        return []

    def classes(
        self, clauses: Sequence[str], query: str, viewer: Viewer, limit: int, facets: frozenset[str]
    ) -> tuple[RankedClass, ...]:
        blind = Searcher(self.catalog, self.database, self.vectors, Blank(self.embedder), self.pictures, self.common)
        return blind.classes(clauses, query, viewer, limit, facets)


class Blank:
    """Embeds every text as nothing."""

    def __init__(self, embedder: Embedder) -> None:
        self.fingerprint, self.dimensions, self.window = embedder.fingerprint, embedder.dimensions, embedder.window
        self.count = embedder.count

    def embed_query(self, text: str) -> Matrix:
        return np.zeros(self.dimensions, np.float32)

    def embed_queries(self, texts: Sequence[str]) -> Matrix:
        return np.zeros((len(texts), self.dimensions), np.float32)

    embed_documents = embed_queries


REMOVALS = (
    Removal("nothing"),
    Removal("identity", parts=Parts(reader=FuzzyReader)),
    Removal("frames", _without_cues, Parts(examples=partial(Unlike, removed=_is_frame))),
    Removal("facet synonyms", parts=Parts(reader=_without_phrases)),
    Removal("facet embedding", parts=Parts(examples=partial(Unlike, removed=_is_facet))),
    Removal("full text", searcher=WithoutWords),
    # Without a cosine none is high enough: the first class is taken, as it is without calibration.
    Removal("dense", parts=Parts(judged={**calibrated(), "fits": ALWAYS}), searcher=WithoutVectors),
    Removal("calibration", parts=Parts(judged=UNSURE), thresholds=THRESHOLDS),
)
