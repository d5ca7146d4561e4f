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
from ingest.examine import Candidate, Examiner
from ingest.folder import Found, absolute, is_below, walk
from ingest.known import known_paragraphs
from ingest.ledger import Ledger
from ingest.place import Place, is_archive
from ingest.report import FileReport, Outcome, Report, read_report
from vectorstore.catalog import SourceState
from vectorstore.index import Index
from vectorstore.kinds import DESCRIBING
from vectorstore.vocabulary import Vocabulary
from vectorstore.writing import Entry

T = TypeVar("T")

#: Called after each file with its path, how many are done, and how many there are.
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
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Report:
    """Read the files at and below `paths` into `index` and report what became of each.

    `agency` is the one that the documents are of; empty keeps what was given
    before, or what a document says itself. With `prune`, sources below `paths`
    whose files are gone are removed; with `dry_run`, nothing is written. Once
    `stop` says so it ends early: what was stored stays, nothing is removed, and
    the report names the files that were done.

    Raises:
        VectorstoreError: the index failed; what was stored before stays.
    """
    started = time.monotonic()
    roots = tuple(paths)
    found = walk(roots)
    ledger = Ledger(index.catalog.sources())
    examiner = Examiner(ledger, vocabulary, index.embedder, agency)
    writer = _Writer(index, vocabulary, examiner.parsing, dry_run)
    files: list[FileReport] = []
    for batch in _groups(found, _BATCH):
        for report in _ingest_batch(batch, examiner, writer, stop or _never):
            files.append(report)
            if progress:
                progress(report.path, len(files), len(found))
    cancelled = len(files) < len(found)
    # What was not read cannot tell what was moved and what is gone.
    gone = () if cancelled else _below(ledger.gone(), roots)
    if prune:
        files = [*_except(files, gone), *writer.remove(gone)]
    left = () if prune else tuple(state.path for state in gone)
    return Report(tuple(files), time.monotonic() - started, dry_run, left, cancelled)


class _Writer:
    """Stores what was read, or only says what it would do."""

    def __init__(self, index: Index, vocabulary: Vocabulary, parsing: str, dry_run: bool) -> None:
        self._index = index
        self._parsing = parsing
        self._dry_run = dry_run
        # What a class is, does and asks for is said of it, however many documents say the same.
        self._spared = DESCRIBING | {key for key, facet in vocabulary.facets.items() if facet.binds}

    def marked(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return `candidates` with the boilerplate of each agency marked, in the order given."""
        marked = list(candidates)
        for agency in {candidate.parsed.agency for candidate in candidates}:
            places = [place for place, candidate in enumerate(candidates) if candidate.parsed.agency == agency]
            own = [candidates[place] for place in places]
            replaced = {state.source_id for candidate in own for state in candidate.replaces}
            known, total = known_paragraphs(self._index.catalog, agency, replaced)
            parsed = boilerplate.mark([candidate.parsed for candidate in own], known, total, self._spared)
            for place, document in zip(places, parsed, strict=True):
                marked[place] = replace(candidates[place], parsed=document)
        return marked

    def store(self, candidates: Sequence[Candidate]) -> None:
        """Store `candidates`; what they replace under another id goes after the new version is in."""
        if self._dry_run or not candidates:
            return
        self._index.put_many([Entry(one.source, one.parsed, self._parsing) for one in candidates])
        for one in candidates:
            for state in one.replaces:
                if state.source_id != one.source.source_id:
                    self._index.remove(state.source_id)

    def remove(self, states: Iterable[SourceState]) -> Iterator[FileReport]:
        """Remove the sources `states` and yield a report of each."""
        for state in states:
            if not self._dry_run:
                self._index.remove(state.source_id)
            yield FileReport(state.path, Outcome.REMOVED)


def _never() -> bool:
    return False


def _ingest_batch(batch: Sequence[Found], examiner: Examiner, writer: _Writer, stop: Stop) -> Iterator[FileReport]:
    """Yield what became of each file of `batch`, in order, once it has; end early once `stop` says so."""
    results: list[Candidate | FileReport] = []
    for found in batch:
        if stop():
            return
        results.append(_examined(found, examiner))
    marked = iter(writer.marked([result for result in results if isinstance(result, Candidate)]))
    results = [next(marked) if isinstance(result, Candidate) else result for result in results]
    for group in _groups(results, _TOGETHER):
        if stop():
            return
        writer.store([result for result in group if isinstance(result, Candidate)])
        yield from map(_reported, group)


def _reported(result: Candidate | FileReport) -> FileReport:
    if isinstance(result, FileReport):
        return result
    return read_report(result.source.path, result.outcome, result.parsed, result.reason)


def _examined(found: Found, examiner: Examiner) -> Candidate | FileReport:
    try:
        candidate = examiner.examine(found)
    except IngestError as error:
        return FileReport(found.path, Outcome.REFUSED, str(error))
    return candidate or FileReport(found.path, Outcome.UNCHANGED)


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
