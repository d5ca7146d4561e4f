"""How a report's paths are shown: below the folder that they have in common, which is said once."""

import os
from dataclasses import dataclass
from typing import Self

from ingest.report import FileReport, Report


@dataclass(frozen=True, slots=True)
class Names:
    """Short names for the paths of one report."""

    folder: str
    """What the files have in common; empty where nothing is."""

    @classmethod
    def of(cls, report: Report) -> Self:
        """Return the names for the paths of a report."""
        paths = [file.path for file in report.files if os.path.isabs(file.path)] + list(report.gone)
        return cls(os.path.commonpath(map(os.path.dirname, paths)).rstrip(os.sep) if paths else "")

    def __call__(self, path: str) -> str:
        """Return `path` below the folder, on one line."""
        return path.removeprefix(self.folder + os.sep).replace("\n", "\\n")

    def reason(self, file: FileReport) -> str:
        """Return why `file` became what it did, without its name where that comes first."""
        said = file.reason.replace(self.folder + os.sep, "")
        for named in (repr(self(file.path)), repr(os.path.basename(file.path))):
            # A member "in" an archive is told apart from others of its name.
            if said.startswith((f"{named} ", f"{named}: ")) and not said.startswith(f"{named} in "):
                return said.removeprefix(named)
        return f": {said}" if said else ""

    def sentence(self, file: FileReport) -> str:
        """Return what became of a file and why, with its name once."""
        return self(file.path) + self.reason(file)
