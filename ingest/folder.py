"""Walk files, folders and archives: which files are there to be read, in a stable order."""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest import archive
from ingest.errors import MissingFileError, ReadError, UnsupportedFormatError, unreadable
from ingest.place import WITHIN, is_archive, is_hidden


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was asked for, or found below a folder or in an archive that was."""

    path: str
    """Absolute path, as the source keeps it; see `place`."""

    problem: ReadError | None = None
    """Why it is not to be opened; None where it may be."""

    @property
    def name(self) -> str:
        """Base name of the file."""
        return os.path.basename(self.path)


def walk(paths: Iterable[Path]) -> tuple[Found, ...]:
    """Return the files at and below `paths`, each once: roots as given, below them by name.

    An archive is a folder of its members. Hidden files are skipped below a folder; links that lead out of it are
    named and not followed. What cannot be opened is found with its problem.
    """
    found: dict[str, Found] = {}
    for path in paths:
        root = absolute(path)
        for entry in _below(root) if os.path.isdir(root) else _files(root):
            found.setdefault(entry.path, entry)
    return tuple(found.values())


def absolute(path: Path) -> str:
    """Return the one name of `path`: absolute, without links and dots."""
    return os.path.realpath(path)


def is_below(path: str, roots: Sequence[str]) -> bool:
    """Return whether `path` is one of `roots` or stands below one."""
    return any(path == root or path.startswith(_openings(root)) for root in roots)


def _openings(root: str) -> tuple[str, ...]:
    """Return what the path of everything below `root` begins with; an archive may have become a folder of its name."""
    return (root.rstrip(os.sep) + os.sep, *([root + WITHIN] if is_archive(root) else ()))


def _below(root: str) -> Iterator[Found]:
    problems: list[Found] = []
    for folder, folders, files in os.walk(root, onerror=lambda error: problems.append(_unreadable(error))):
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        for name in sorted([*files, *filter(lambda name: os.path.islink(os.path.join(folder, name)), folders)]):
            if not is_hidden(name):
                yield from _entry(os.path.join(folder, name), root)
        yield from problems
        problems.clear()
    # Of the last folder, or of the root itself.
    yield from problems


def _entry(path: str, root: str) -> Iterator[Found]:
    if not os.path.islink(path):
        yield from _files(path)
    elif not is_below(os.path.realpath(path), [root]):
        yield Found(path, UnsupportedFormatError(f"{path!r} is a link out of the folder and is not followed"))
    elif not os.path.exists(path):
        yield Found(path, MissingFileError(f"{path!r} is a link to nothing"))
    # A link within the folder leads to what is found there anyway.


def _files(path: str) -> Iterator[Found]:
    """Yield the file at `path`, or the members of the archive that it is."""
    found = _file(path)
    if found.problem or not is_archive(path):
        yield found
        return
    try:
        yield from (Found(place.path, problem) for place, problem in archive.members(path))
    except ReadError as error:
        yield Found(path, error)


def _file(path: str) -> Found:
    """Return the file at `path`, with the problem that its name or kind is."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return Found(repr(path), ReadError(f"the name of {path!r} is not valid Unicode; rename the file"))
    try:
        kind = os.stat(path).st_mode
    except OSError as error:
        return Found(path, unreadable(path, error))
    if not stat.S_ISREG(kind):
        return Found(path, UnsupportedFormatError(f"{path!r} is no regular file"))
    return Found(path)


def _unreadable(error: OSError) -> Found:
    return Found(str(error.filename), unreadable(error.filename, error, "listed"))
