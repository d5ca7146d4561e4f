"""Find the overrides that hold for each document, and keep account of what each entry was applied to."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.folder import Found, absolute, is_below
from ingest.overrides import NAME, Chosen, ClassEntry, FolderAgency, OverridesFile, Printed, below
from ingest.overrides_file import read_overrides
from ingest.place import Place
from ingest.report import OverrideReport
from vectorstore.owner import is_index_folder
from vectorstore.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Governed:
    """A document for which an overrides file holds."""

    file: OverridesFile
    path: str
    """Its path below the file's folder."""


class Overrides:
    """The overrides files of one ingestion and what came of them.

    A file that was named holds for all that is ingested, and its paths count
    from each folder that is; else the nearest `jobclass-overrides.toml` holds, in
    a document's folder or above it, whichever part of the folder is ingested. One
    of another user, who does not own its folder, holds for nothing.
    """

    def __init__(self, files: Mapping[str, OverridesFile], roots: Sequence[str], named: bool) -> None:
        """Use `find` instead; `files` are by the folder that they hold for, or by root."""
        self._files = files
        self._roots = roots
        self._named = named
        self._applied: dict[FolderAgency | ClassEntry, list[str]] = {}
        self._misfits: dict[ClassEntry, list[str]] = {}

    @classmethod
    def find(
        cls, paths: Sequence[Path], found: Iterable[Found], named: Path | None, vocabulary: Vocabulary
    ) -> "Overrides":
        """Return the overrides for the files `found` at and below `paths`, all of them read.

        Raises:
            OverridesError: one of them cannot be read, or says something that cannot be done.
        """
        roots = [absolute(path) for path in paths]
        if named is not None:
            file = read_overrides(named, vocabulary)
            return cls({root: file for root in roots}, roots, named=True)
        files: dict[str, OverridesFile] = {}
        seen: set[str] = set()
        folders = {os.path.dirname(Place.at(one.path).file) for one in found}
        for start in [*folders, *filter(os.path.isdir, roots)]:
            for folder in _upward(start):
                if folder not in seen and _is_ours(folder):
                    files[folder] = read_overrides(Path(folder, NAME), vocabulary)
                seen.add(folder)
        return cls(files, roots, named=False)

    def is_used(self, path: str) -> bool:
        """Return whether the file at `path` is an overrides file that is read, and so no document."""
        return any(file.path == path or absolute(Path(file.path)) == path for file in self._files.values())

    def of(self, path: str) -> Governed | None:
        """Return the overrides that hold for the document at `path`."""
        if self._named:
            folder = max((root for root in self._roots if is_below(path, [root])), key=len, default=None)
            file = self._files[folder] if folder is not None else None
            if folder is not None and path == folder:
                folder = os.path.dirname(path)
        else:
            above = _upward(os.path.dirname(Place.at(path).file))
            folder = next((one for one in above if one in self._files), None)
            file = self._files[folder] if folder is not None else None
        return Governed(file, below(path, folder)) if file is not None and folder is not None else None

    def agency(self, governed: Governed | None) -> FolderAgency | None:
        """Return the entry that says whose a document is."""
        return governed.file.agency(governed.path) if governed else None

    def chosen(self, governed: Governed | None, agency: str, printed: Sequence[Printed]) -> tuple[Chosen, ...]:
        """Return the entries for a document that prints these classes, of the agency with this key."""
        return governed.file.chosen(governed.path, agency, printed) if governed else ()

    def note(self, entry: FolderAgency | ClassEntry, path: str) -> None:
        """Note that an entry was applied to the document at `path`, now or before."""
        self._applied.setdefault(entry, []).append(path)

    def note_misfit(self, entry: ClassEntry, path: str) -> None:
        """Note that the document at `path` does not print what an entry corrects."""
        self._misfits.setdefault(entry, []).append(path)

    def report(self) -> tuple[OverrideReport, ...]:
        """Return what came of each entry.

        One that fits nothing is told of only where all of its folder was looked at.
        """
        entries: dict[FolderAgency | ClassEntry, bool] = {}
        for folder, file in self._files.items():
            whole = self._named or is_below(folder, self._roots)
            entries.update(dict.fromkeys((*file.agencies, *file.entries), whole))
        told = sorted(entries, key=lambda entry: (entry.file, entry.line))
        return tuple(self._reported(entry) for entry in told if entries[entry] or self._is_told(entry))

    def _is_told(self, entry: FolderAgency | ClassEntry) -> bool:
        return entry in self._applied or entry in self._misfits

    def _reported(self, entry: FolderAgency | ClassEntry) -> OverrideReport:
        applied = tuple(self._applied.get(entry, ()))
        misfits = tuple(self._misfits.get(entry, ())) if isinstance(entry, ClassEntry) else ()
        return OverrideReport(entry.file, entry.line, entry.says, applied, misfits)


def _upward(folder: str) -> Iterator[str]:
    """Yield `folder` and those above it, up to the data folder of an index, whose documents were sent to it."""
    while not is_index_folder(Path(folder)):
        yield folder
        if folder == os.path.dirname(folder):
            return
        folder = os.path.dirname(folder)


def _is_ours(folder: str) -> bool:
    """Whether an overrides file stands in `folder`, and whoever ingests or owns the folder put it there."""
    path = os.path.join(folder, NAME)
    try:
        owner = os.stat(path).st_uid
        return os.path.isfile(path) and owner in (os.geteuid(), os.stat(folder).st_uid)
    except OSError:
        return False
