"""One process owns a folder, and its death frees it."""

import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.vectorstore.fakes import WordHashes
from vectorstore import owner
from vectorstore.errors import IndexOwnedError
from vectorstore.index import Index
from vectorstore.owner import Owner, holder

HOLD = """
import sys
from pathlib import Path
from tests.vectorstore.fakes import WordHashes
from vectorstore.index import Index
with Index.open(Path(sys.argv[1]), WordHashes(), address="http://127.0.0.1:8123"):
    print("open", flush=True)
    sys.stdin.read()
"""


def hold(folder: Path) -> subprocess.Popen[str]:
    """Start a process that owns the index in `folder`, and wait until it does."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def test_a_second_process_is_told_who_owns_the_index_and_a_killed_owner_leaves_no_lock(tmp_path: Path) -> None:
    with hold(tmp_path) as process:
        with pytest.raises(IndexOwnedError, match=rf"process {process.pid} serving at http://127\.0\.0\.1:8123"):
            Index.open(tmp_path, WordHashes())
        found = holder(tmp_path)
        assert found is not None
        assert (found.pid, found.address, len(found.token) >= 32) == (process.pid, "http://127.0.0.1:8123", True)
        process.send_signal(signal.SIGKILL)
    assert holder(tmp_path) is None
    with Index.open(tmp_path, WordHashes()) as index:
        assert index.check() == ()


def test_the_same_process_cannot_have_it_twice(tmp_path: Path) -> None:
    with Owner(tmp_path), pytest.raises(IndexOwnedError, match=f"process {os.getpid()}"):
        Owner(tmp_path)


def test_a_closed_index_can_be_opened_again(tmp_path: Path) -> None:
    for _ in range(2):
        index = Index.open(tmp_path, WordHashes())
        index.close()
        index.close()
        assert holder(tmp_path) is None


def test_an_address_can_be_announced_later(tmp_path: Path) -> None:
    with Owner(tmp_path, "http://127.0.0.1:1234567890") as taken:
        taken.announce("http://[::1]:1")
        found = holder(tmp_path)
        assert found == taken.holder
        assert found is not None
        assert found.address == "http://[::1]:1"


def test_only_its_own_user_can_read_the_token(tmp_path: Path) -> None:
    with Owner(tmp_path):
        assert (tmp_path / "owner.lock").stat().st_mode & 0o077 == 0


def test_a_folder_that_nobody_ever_owned_has_no_owner(tmp_path: Path) -> None:
    assert holder(tmp_path) is None


def test_somebody_who_only_looks_is_no_owner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Owner(tmp_path):
        pass
    looking = os.open(tmp_path / "owner.lock", os.O_RDONLY)
    fcntl.flock(looking, fcntl.LOCK_SH)
    # The looker goes while the owner waits for it.
    monkeypatch.setattr(owner.time, "sleep", lambda _: fcntl.flock(looking, fcntl.LOCK_UN))
    with Owner(tmp_path) as taken:
        assert holder(tmp_path) == taken.holder
    fcntl.flock(looking, fcntl.LOCK_SH)
    monkeypatch.setattr(owner.time, "sleep", lambda _: None)
    with pytest.raises(IndexOwnedError, match="just starting"):
        Owner(tmp_path)
    os.close(looking)


def test_an_owner_that_has_not_said_who_it_is_owns_all_the_same(tmp_path: Path) -> None:
    with Owner(tmp_path):
        os.truncate(tmp_path / "owner.lock", 0)
        with pytest.raises(IndexOwnedError, match="just starting"):
            Owner(tmp_path)
