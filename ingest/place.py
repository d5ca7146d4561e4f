"""Where a document's bytes are: in a file of its own, or in an archive."""

import os
import re
from dataclasses import dataclass
from pathlib import PurePath

from ingest.readers.formats import ARCHIVE

#: Between the path of an archive and the name of a member in it.
WITHIN = "!/"

_MEMBER = re.compile(rf"(?P<file>.+?{re.escape(ARCHIVE)}){WITHIN}(?P<member>.+)", re.IGNORECASE | re.DOTALL)

# What macOS and Windows put beside the files that were asked for.
_BESIDE = frozenset({"__macosx", "icon\r", "thumbs.db", "desktop.ini"})

# Backups, and downloads that did not end.
_LEFT_OVER = ("~", ".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".swp")


@dataclass(frozen=True, slots=True)
class Place:
    """A file, or a member of the archive that the file is."""

    file: str
    """Path of the file on the disk."""

    member: str = ""
    """Name within the archive, with `/` between its folders; empty for the file itself."""

    @classmethod
    def at(cls, path: str) -> "Place":
        """Return the place that a source's path names, such as `specs.zip!/clerical/Clerk.docx`."""
        match = _MEMBER.fullmatch(path)
        # Somebody may well have a folder whose name ends like that.
        if match is None or os.path.isdir(match["file"] + WITHIN):
            return cls(path)
        return cls(match["file"], match["member"])

    @property
    def path(self) -> str:
        """The path that a source keeps."""
        return f"{self.file}{WITHIN}{self.member}" if self.member else self.file

    @property
    def name(self) -> str:
        """Base name of the document."""
        return os.path.basename(self.path)


def is_archive(path: str) -> bool:
    """Return whether the file at `path` is named as an archive."""
    return PurePath(path).suffix.lower() == ARCHIVE


def is_hidden(name: str) -> bool:
    """Return whether a file or folder of this name is nobody's document: hidden, a lock, or left over by a program."""
    return name.startswith((".", "~$", "~WRL")) or name.endswith(_LEFT_OVER) or name.casefold() in _BESIDE
