"""From files and folders to an index that is exactly them.

Every file of a batch is read and parsed before the first is stored, since what
is boilerplate shows only over many documents. A file that cannot be read is
refused by name and the rest goes on; whatever the index had for its path stays.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from ingest import boilerplate
from ingest.errors import IngestError
from ingest.examine import Candidate, Examiner, Settled
from ingest.folder import absolute, is_below, walk
from ingest.known import known_paragraphs
from ingest.ledger import Ledger
from ingest.original import original
from ingest.overriding import Overrides
from ingest.place import Place, is_archive
from ingest.plan import Standing, plan
from ingest.report import ConflictReport, FileReport, Outcome, Report, conflict_report, copy_conflict
from ingest.settle import resettled
from vectorstore.catalog import SourceState
from vectorstore.index import Index
from vectorstore.kinds import DESCRIBING
from vectorstore.rehearsal import Rehearsal
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary
from vectorstore.writing import Entry

T = TypeVar("T")

#: Called at first with no path, then after each file with its path, how many are done, and how many there are.
Progress = Callable[[str, int, int], None]

#: Asked before each file that is read and before each step of storing: whether to end here.
Stop = Callable[[], bool]

# Files that are parsed before the first of them is stored: enough to tell boilerplate as well as by 500, few enough
# for the first to answer soon.
_BATCH = 100

# Files that are embedded together, a quarter faster than one by one; they answer, and progress is shown, in such steps.
_TOGETHER = 4


def ingest(
    paths: Iterable[Path],
    index: Index,
    vocabulary: Vocabulary,
    *,
    agency: str = "",
    prune: bool = False,
    dry_run: bool = False,
    overrides: Path | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
    settle: bool = True,
) -> Report:
    """Read the files at and below `paths` into `index` and report what became of each.

    `agency` is the one that the documents are of; empty keeps what was given
    before, or what a document says itself. With `prune`, sources below `paths`
    whose files are gone are removed; with `dry_run`, nothing is written.
    `overrides` is the file of overrides, in place of those in the folders. Once
    `stop` says so it ends early: what was stored stays, nothing is removed, and
    the report names the files that were done. Without `settle`, what documents
    share is looked for in the new ones alone, which keeps nobody waiting; the
    next run makes it good for the rest.

    Raises:
        OverridesError: an overrides file cannot be used; nothing was written.
        VectorstoreError: the index failed; what was stored before stays.
    """
    if dry_run:
        with index.rehearse() as rehearsal:
            report = _ingest(
                paths, index, rehearsal, vocabulary, agency, prune, overrides, progress, stop or _never, settle
            )
        return replace(report, dry_run=True)
    return _ingest(paths, index, index, vocabulary, agency, prune, overrides, progress, stop or _never, settle)


def _ingest(
    paths: Iterable[Path],
    index: Index,
    target: Index | Rehearsal,
    vocabulary: Vocabulary,
    agency: str,
    prune: bool,
    overrides: Path | None,
    progress: Progress | None,
    stop: Stop,
    settle: bool,
) -> Report:
    """Ingest into `target`: `index` itself, or a rehearsal of it."""
    started = time.monotonic()
    roots = tuple(paths)
    entries = walk(roots)
    told = Overrides.find(roots, entries, overrides, vocabulary)
    found = [entry for entry in entries if not told.is_used(entry.path)]
    ledger = Ledger(index.catalog.sources())
    examiner = Examiner(ledger, vocabulary, index.embedder, agency, told, index.catalog)
    writer = _Writer(index, target, vocabulary)
    standings = plan(found, ledger)
    examiner.expect(standings)
    files: list[FileReport] = []
    if progress:
        progress("", 0, len(found))
    for batch in _groups(standings, _BATCH):
        for report in _ingest_batch(batch, examiner, writer, stop):
            files.append(report)
            if progress:
                progress(report.path, len(files), len(found))
    cancelled = len(files) < len(standings)
    # What was not read cannot tell what was moved and what is gone.
    gone = () if cancelled else _below(ledger.gone(), roots)
    if prune:
        files = [*_except(files, gone), *writer.remove(gone)]
    if target is index and settle and not cancelled:
        writer.settle()
    left = () if prune else tuple(state.path for state in gone)
    noted = map(conflict_report, target.catalog.conflicts(Viewer()))
    # They are noted as files come in: a dry run and the run that follows tell them in one order.
    conflicts = (*sorted(noted, key=lambda one: (one.path, one.other_path, one.kind, one.says)), *_copies(files))
    return Report(tuple(files), time.monotonic() - started, False, left, conflicts, told.report(), cancelled)


class _Writer:
    """Stores in `target` what was read; what is known of the rest is `index`'s."""

    def __init__(self, index: Index, target: Index | Rehearsal, vocabulary: Vocabulary) -> None:
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


def _never() -> bool:
    return False


def _ingest_batch(batch: Sequence[Standing], examiner: Examiner, writer: _Writer, stop: Stop) -> Iterator[FileReport]:
    """Yield what became of each file of `batch`, in order, once it has; end early once `stop` says so."""
    results: list[Candidate | Settled] = []
    for standing in batch:
        if stop():
            return
        results.append(_examined(standing, examiner))
    marked = iter(writer.marked([result for result in results if isinstance(result, Candidate)]))
    results = [next(marked) if isinstance(result, Candidate) else result for result in results]
    for group in _groups(results, _TOGETHER):
        if stop():
            return
        writer.store(group)
        yield from (result.report for result in group)


def _examined(standing: Standing, examiner: Examiner) -> Candidate | Settled:
    try:
        return examiner.examine(standing)
    except IngestError as error:
        return Settled(FileReport(standing.found.path, Outcome.REFUSED, str(error)))


def _copies(files: Iterable[FileReport]) -> Iterator[ConflictReport]:
    for file in files:
        if file.outcome is Outcome.COPY:
            yield copy_conflict(file.path, file.other_path)


def _groups(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    rest = iter(items)
    while group := tuple(islice(rest, size)):
        yield group


def _below(states: Iterable[SourceState], roots: Sequence[Path]) -> tuple[SourceState, ...]:
    """Return the `states` that are one of `roots` or stand below one that is there.

    A folder that is missing as a whole may be a disk that is not mounted: nothing below it is gone.
    """
    names = [absolute(root) for root in roots]
    folders = [name for name, root in zip(names, roots, strict=True) if root.is_dir() or is_archive(name)]
    return tuple(state for state in states if state.path in names or is_below(state.path, folders))


def _except(files: Iterable[FileReport], gone: Iterable[SourceState]) -> list[FileReport]:
    """Return `files` without those that were asked for by name and are gone: they are removed, not refused."""
    paths = {path for state in gone for path in (state.path, Place.at(state.path).file)}
    return [file for file in files if file.path not in paths]
