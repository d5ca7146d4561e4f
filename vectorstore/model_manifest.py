"""What is known of the model files on disk, so that they need not be hashed at every start.

The manifest, a small JSON file beside them, records each file's digest with
its size and time of change; while those two stand, the digest is taken from
there. It also says which weights and recipe the graphs were built from, since
their own bytes depend on the version of the tool that wrote them.
"""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vectorstore.model_pins import GRAPHS, PINNED_FILES, RECIPE, WEIGHTS

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Record:
    """One file as it was when last hashed."""

    sha256: str
    size: int
    """Length in bytes."""

    modified: int
    """Time of its last change, in nanoseconds of the epoch."""

    def stands_for(self, path: Path) -> bool:
        """Return whether the file at `path` has this size and time of change."""
        stat = path.stat()
        return (self.size, self.modified) == (stat.st_size, stat.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class Manifest:
    """Records of the files in one directory."""

    weights: str = ""
    """Digest of the weights that the graphs were built from."""

    recipe: int = 0
    """Recipe that they were built by."""

    records: dict[str, Record] = field(default_factory=dict)
    """By file name."""

    @classmethod
    def read(cls, directory: Path) -> "Manifest":
        """Return the manifest of `directory`; an empty one where there is none that can be read."""
        try:
            found: dict[str, Any] = json.loads((directory / MANIFEST).read_bytes())
            records = {name: Record(**record) for name, record in found["files"].items()}
            return cls(str(found["weights"]), int(found["recipe"]), records)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            # It only saves work: without it every file is hashed and the graphs are built again.
            return cls()

    @classmethod
    def of(cls, directory: Path) -> "Manifest":
        """Return a fresh manifest of the files in `directory`, each of them hashed.

        Raises:
            OSError: a file is not there or cannot be read.
        """
        names = [*(file.name for file in PINNED_FILES), *GRAPHS]
        return cls(WEIGHTS.sha256, RECIPE, {name: record_of(directory / name) for name in names})

    def text(self) -> str:
        """Return it as JSON."""
        files = {
            name: {"sha256": record.sha256, "size": record.size, "modified": record.modified}
            for name, record in self.records.items()
        }
        return json.dumps({"weights": self.weights, "recipe": self.recipe, "files": files}, indent=2) + "\n"

    def is_sound(self, directory: Path, name: str, *, thorough: bool) -> bool:
        """Return whether the file is there with the bytes it must have, hashed anew if `thorough` or changed."""
        digest = self._digest(directory, name, thorough=thorough)
        pinned = {file.name: file.sha256 for file in PINNED_FILES}
        if name in pinned:
            return digest == pinned[name]
        built = (self.weights, self.recipe) == (WEIGHTS.sha256, RECIPE)
        return built and name in self.records and digest == self.records[name].sha256

    def is_current(self, directory: Path) -> bool:
        """Return whether every file still has the size and time of change that are recorded of it."""
        return all(record.stands_for(directory / name) for name, record in self.records.items())

    def _digest(self, directory: Path, name: str, *, thorough: bool) -> str | None:
        path, record = directory / name, self.records.get(name)
        if not path.is_file():
            return None
        if record and not thorough and record.stands_for(path):
            return record.sha256
        return file_sha256(path)


def record_of(path: Path) -> Record:
    """Return the record of the file at `path`, hashed now."""
    stat = path.stat()
    return Record(file_sha256(path), stat.st_size, stat.st_mtime_ns)


def file_sha256(path: Path) -> str:
    """Return the hexadecimal SHA-256 of the file at `path`."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
