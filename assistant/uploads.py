"""Files that were sent to a server: which names they may have, where they wait, and where they are kept.

A kept file is its document's source, as any other file is: one of the same
name and agency takes its place. Until its job runs it waits beside, so that a
job that is cancelled before then, or only tries, changes nothing.
"""

import os
import re
import shutil
import unicodedata
from collections.abc import Container, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from assistant.errors import RefusedError
from vectorstore.jobs import Job
from vectorstore.joining import agency_key
from vectorstore.spec import short_hash

#: Longest name of a file, in bytes; what is put around one must fit into the file system's own limit.
MAX_NAME = 200

# As much of an agency's name is shown in its folder's.
_SHOWN = 40


def checked_name(name: str) -> str:
    """Return `name` if a file may be kept under it.

    Raises:
        RefusedError: it could lead out of its folder, is hidden, too long, or cannot be shown.
    """
    if not name.strip():
        raise RefusedError("a file without a name was sent; name each file")
    if "/" in name or "\\" in name or name in {".", ".."}:
        raise RefusedError(f"the file name {name!r} leads to another folder; send the name alone")
    if any(unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for character in name):
        raise RefusedError(f"the file name {name!r} holds characters that cannot be seen; rename the file")
    if name.startswith((".", "~$")):
        raise RefusedError(f"the file name {name!r} is that of a hidden file; rename it")
    if len(name.encode()) > MAX_NAME:
        raise RefusedError(f"the file name {name!r:.80} has {len(name.encode())} bytes; at most {MAX_NAME} are kept")
    return name


class Uploads:
    """The files that were sent to the server of one data directory."""

    def __init__(self, data_dir: Path) -> None:
        # As `ingest.folder.walk` names what it finds.
        self._kept = Path(os.path.realpath(data_dir / "uploads"))
        self._waiting = Path(os.path.realpath(data_dir / "uploads-waiting"))

    def path(self, name: str, agency: str) -> Path:
        """Return where a file is kept: each agency has a folder of its own."""
        key = agency_key(agency)
        shown = re.sub(r"[^a-z0-9]+", "-", key).strip("-")[:_SHOWN] or "agency"
        return self._kept / (f"{shown}-{short_hash(key)}" if key else "no-agency") / checked_name(name)

    def add(self, job_id: str, name: str, content: BinaryIO) -> None:
        """Have a file wait for its job.

        Raises:
            OSError: the disk has no room.
        """
        folder = self._new(job_id)
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / checked_name(name)).open("wb") as file:
            shutil.copyfileobj(content, file, 1024 * 1024)

    def discard(self, job_id: str) -> None:
        """Forget what waits for a job."""
        shutil.rmtree(self._waiting / job_id, ignore_errors=True)

    def sweep(self, live: Container[str]) -> None:
        """Forget what waits for jobs whose ids are not in `live`."""
        for folder in self._waiting.iterdir() if self._waiting.is_dir() else ():
            if folder.name not in live:
                self.discard(folder.name)

    @contextmanager
    def placed(self, job: Job) -> Iterator[None]:
        """Keep the files of `job`; after one that only tries, those that were kept before are there again.

        Each step can be broken off and begun again.

        Raises:
            OSError: the disk failed.
        """
        paths = _sent(job)
        if job.request.dry_run:
            self._set_aside(job.job_id, paths)
        try:
            for path in paths:
                _put(self._new(job.job_id) / path.name, path)
            yield
        finally:
            self.put_back(job)

    def put_back(self, job: Job) -> None:
        """Have what was kept before `job` there again, if it only tries and was begun.

        Raises:
            OSError: the disk failed.
        """
        aside = self._old(job.job_id)
        # Where nothing is aside, nothing was put in its place.
        if job.request.dry_run and aside.is_dir():
            for path in _sent(job):
                _put(aside / path.name, path)

    def _set_aside(self, job_id: str, paths: list[Path]) -> None:
        aside = self._old(job_id)
        if aside.is_dir():
            return
        # What is aside is complete once its folder has its name.
        begun = aside.with_name("begun")
        begun.mkdir(parents=True, exist_ok=True)
        for path in paths:
            if path.exists():
                shutil.copyfile(path, begun / path.name)
        begun.rename(aside)

    def _new(self, job_id: str) -> Path:
        return self._waiting / job_id / "new"

    def _old(self, job_id: str) -> Path:
        return self._waiting / job_id / "old"


def _sent(job: Job) -> list[Path]:
    """Return where the files that came with `job` are kept."""
    return [Path(path) for path in job.request.paths] if job.request.uploaded else []


def _put(content: Path, path: Path) -> None:
    """Make the file at `path` what `content` is, at once: nothing where that is not there."""
    if not content.exists():
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # Hidden, so that nobody takes it for a document.
    part = path.with_name(f".{path.name}.part")
    shutil.copyfile(content, part)
    part.replace(path)
