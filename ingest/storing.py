"""Store what was read, with what documents share marked in it, and take out what is gone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest import boilerplate
from ingest.examine import Candidate, Settled
from ingest.known import known_paragraphs
from ingest.original import original
from ingest.report import FileReport, Outcome
from ingest.settle import resettled
from vectorstore.catalog import SourceState
from vectorstore.index import Index
from vectorstore.kinds import DESCRIBING
from vectorstore.rehearsal import Rehearsal
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary
from vectorstore.writing import Entry


class Writer:
    """Stores in `target` what was read; what is known of the rest is `index`'s."""

    def __init__(self, index: Index, target: Index | Rehearsal, vocabulary: Vocabulary) -> None:
        """Spare of boilerplate what `vocabulary` says that classes are, do and ask for."""
        self._index = index
        self._target = target
        self._agencies: set[str] = set()
        # A run that broke off did not come to it: it is made good by the next, whatever that stores itself.
        self._is_overdue = not index.is_compared()
        # What a class is, does and asks for is said of it, however many documents say the same.
        self._spared = DESCRIBING | {key for key, facet in vocabulary.facets.items() if facet.binds}

    def marked(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return `candidates` with the boilerplate of each agency marked, in the order given."""
        marked = list(candidates)
        for agency in {candidate.parsed.agency for candidate in candidates}:
            places = [place for place, candidate in enumerate(candidates) if candidate.parsed.agency == agency]
            own = [candidates[place] for place in places]
            replaced = {candidate.before.source_id for candidate in own if candidate.before}
            known, total = known_paragraphs(self._index.catalog, agency, replaced)
            parsed = boilerplate.mark([candidate.parsed for candidate in own], known, total, self._spared)
            for place, document in zip(places, parsed, strict=True):
                marked[place] = replace(candidates[place], parsed=document)
        return marked

    def store(self, results: Sequence[Candidate | Settled]) -> None:
        """Store what was read, and then move and remove what goes with the rest."""
        self._agencies |= {one.parsed.agency for one in results if isinstance(one, Candidate)}
        if entries := [_entry(one) for one in results if isinstance(one, Candidate)]:
            self._target.put_many(entries)
        for one in results:
            if isinstance(one, Settled) and one.move:
                self._target.move(one.move)
            for state in one.remove:
                self._remove(state)

    def remove(self, states: Iterable[SourceState]) -> Iterator[FileReport]:
        """Remove the sources `states` and yield a report of each."""
        for state in states:
            self._remove(state)
            yield FileReport(state.path, Outcome.REMOVED)

    def settle(self) -> None:
        """Mark boilerplate anew where what was stored and removed has made or unmade it."""
        if self._index.is_compared():
            return
        if self._is_overdue:
            self._agencies |= {entry.agency for entry in self._index.catalog.entries(Viewer())}
        for agency in sorted(self._agencies):
            for entries in resettled(self._index.catalog, agency, self._spared):
                self._index.put_many(entries)
        self._index.note_compared()

    def _remove(self, state: SourceState) -> None:
        live = self._index.catalog.roster().live.get(state.source_id)
        self._agencies |= {entry.agency for entry in live.entries} if live else set()
        self._target.remove(state.source_id)


def _entry(candidate: Candidate) -> Entry:
    return Entry(
        candidate.source, candidate.parsed, candidate.parsing, original(candidate.source.path, candidate.parsed)
    )
