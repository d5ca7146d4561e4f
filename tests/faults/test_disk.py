"""A disk that is full or read-only: one sentence that names the folder, exit 3, and nothing lost."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.victims import command, environment, run

EXAMPLES = Path(__file__).parents[2] / "ingest" / "examples"
SPEC = EXAMPLES / "M2041 Accounting Technician.txt"
ANOTHER = EXAMPLES / "M2051 Accountant II.txt"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "none", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.decode().strip()}")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def fill(disk: Path, *, but: int = 0) -> Path:
    """Leave `but` bytes free."""
    ballast = disk / "ballast"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    ballast.write_bytes(bytes(free - but))
    return ballast


@pytest.mark.long
@pytest.mark.parametrize("left", [0, pytest.param(120_000, marks=pytest.mark.long)])
def test_a_full_disk_is_told_and_loses_nothing(small_disk: Path, left: int) -> None:
    data = small_disk / "data"
    assert run("ingest", SPEC, "--data-dir", data).returncode == 0
    ballast = fill(small_disk, but=left)
    refused = run("ingest", ANOTHER, "--data-dir", data)
    assert refused.returncode == 3, refused.stderr
    assert str(data) in refused.stderr
    assert "Traceback" not in refused.stderr
    ballast.unlink()
    kept = run("show", "M2041", "--data-dir", data)
    assert kept.returncode == 0, kept.stderr
    again = run("ingest", ANOTHER, "--data-dir", data)
    assert again.returncode == 0, again.stderr
    checked = run("index", "check", "--data-dir", data)
    assert checked.stdout == "The index is clean.\n", checked.stdout + checked.stderr


@pytest.mark.long
def test_a_rebuild_without_room_leaves_the_old_index(small_disk: Path) -> None:
    data = small_disk / "data"
    assert run("ingest", SPEC, "--data-dir", data).returncode == 0
    ballast = fill(small_disk, but=100_000)
    refused = run("index", "rebuild", "--data-dir", data)
    assert refused.returncode == 3, refused.stderr
    assert "Traceback" not in refused.stderr
    ballast.unlink()
    checked = run("index", "check", "--data-dir", data)
    assert checked.stdout == "The index is clean.\n", checked.stdout + checked.stderr


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    refused = run("ingest", SPEC, "--data-dir", file / "data")
    assert refused.returncode == 3
    assert str(file) in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.long
def test_of_two_ingestions_at_once_one_is_done_and_the_other_told(tmp_path: Path) -> None:
    data = tmp_path / "data"
    started = [
        subprocess.Popen(
            command("ingest", spec, "--data-dir", data), env=environment(), stderr=subprocess.PIPE, text=True
        )
        for spec in (SPEC, ANOTHER)
    ]
    ended = {process.args[-3]: (process.communicate()[1], process.returncode) for process in started}  # type: ignore[index]
    refused = [spec for spec, (_, code) in ended.items() if code]
    assert len(refused) < 2
    for spec in refused:
        assert ended[spec][1] == 3
        assert f"the index folder '{data}' is in use by" in ended[spec][0]
        assert run("ingest", spec, "--data-dir", data).returncode == 0
    listed = run("specs", "--data-dir", data).stdout
    assert "M2041" in listed
    assert "M2051" in listed
    assert run("index", "check", "--data-dir", data).returncode == 0
