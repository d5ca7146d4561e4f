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
from typing import TypedDict, TypeVar, Unpack

from ingest.errors import IngestError
from ingest.examine import Candidate, Examiner, Settled
from ingest.folder import absolute, is_below, walk
from ingest.ledger import Ledger
from ingest.overriding import Overrides
from ingest.place import Place, is_archive
from ingest.plan import Standing, plan
from ingest.report import ConflictReport, FileReport, Outcome, Report, conflict_report, copy_conflict
from ingest.storing import Writer
from vectorstore.catalog import SourceState
from vectorstore.index import Index
from vectorstore.rehearsal import Rehearsal
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary

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


class Wishes(TypedDict, total=False):
    """What else whoever ingests may say."""

    agency: str
    """The one that the documents are of; empty keeps what was given before, or what a document says itself."""

    prune: bool
    """Remove sources below the paths whose files are gone."""

    overrides: Path | None
    """File of overrides, in place of those in the folders."""

    progress: Progress | None
    stop: Stop | None
    """Once it says so, the run ends early: what was stored stays, nothing is removed, and the report names the files
    that were done."""

    settle: bool
    """On where nothing is said. Off, what documents share is looked for in the new ones alone, which keeps nobody
    waiting; the next run makes it good for the rest."""


def ingest(
    paths: Iterable[Path], index: Index, vocabulary: Vocabulary, *, dry_run: bool = False, **wishes: Unpack[Wishes]
) -> Report:
    """Read the files at and below `paths` into `index` and report what became of each; with `dry_run`, write nothing.

    Raises:
        OverridesError: an overrides file cannot be used; nothing was written.
        VectorstoreError: the index failed; what was stored before stays.
    """
    if not dry_run:
        return _ingest(paths, index, index, vocabulary, wishes)
    with index.rehearse() as rehearsal:
        return replace(_ingest(paths, index, rehearsal, vocabulary, wishes), dry_run=True)


def _ingest(
    paths: Iterable[Path], index: Index, target: Index | Rehearsal, vocabulary: Vocabulary, wishes: Wishes
) -> Report:
    """Ingest into `target`: `index` itself, or a rehearsal of it."""
    started, prune = time.monotonic(), wishes.get("prune", False)
    roots = tuple(paths)
    entries = walk(roots)
    told = Overrides.find(roots, entries, wishes.get("overrides"), vocabulary)
    found = [entry for entry in entries if not told.is_used(entry.path)]
    ledger = Ledger(index.catalog.sources())
    examiner = Examiner(ledger, vocabulary, index.embedder, wishes.get("agency", ""), told, index.catalog)
    writer = Writer(index, target, vocabulary)
    standings = plan(found, ledger)
    examiner.expect(standings)
    done = _ingest_all(standings, examiner, writer, wishes.get("stop") or _never)
    files = list(_watched(done, len(found), wishes.get("progress")))
    cancelled = len(files) < len(standings)
    # What was not read cannot tell what was moved and what is gone.
    gone = () if cancelled else _below(ledger.gone(), roots)
    if prune:
        files = [*_except(files, gone), *writer.remove(gone)]
    if target is index and wishes.get("settle", True) and not cancelled:
        writer.settle()
    left = () if prune else tuple(state.path for state in gone)
    conflicts = _conflicts(target, files)
    return Report(tuple(files), time.monotonic() - started, False, left, conflicts, told.report(), cancelled)


def _watched(files: Iterable[FileReport], total: int, progress: Progress | None) -> Iterator[FileReport]:
    """Yield `files` and tell `progress` of each, once it is done."""
    tell = progress or _unseen
    tell("", 0, total)
    for done, report in enumerate(files, 1):
        yield report
        tell(report.path, done, total)


def _conflicts(target: Index | Rehearsal, files: Iterable[FileReport]) -> tuple[ConflictReport, ...]:
    noted = map(conflict_report, target.catalog.conflicts(Viewer()))
    # They are noted as files come in: a dry run and the run that follows tell them in one order.
    return (*sorted(noted, key=lambda one: (one.path, one.other_path, one.kind, one.says)), *_copies(files))


def _never() -> bool:
    return False


def _unseen(_path: str, _done: int, _total: int) -> None:
    """Show nothing."""


def _ingest_all(standings: Sequence[Standing], examiner: Examiner, writer: Writer, stop: Stop) -> Iterator[FileReport]:
    for batch in _groups(standings, _BATCH):
        yield from _ingest_batch(batch, examiner, writer, stop)


def _ingest_batch(batch: Sequence[Standing], examiner: Examiner, writer: Writer, stop: Stop) -> Iterator[FileReport]:
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
