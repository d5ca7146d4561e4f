"""Which files are found below a folder, and which are named and left alone."""

import os
from pathlib import Path

import pytest

from ingest.folder import Found, is_below, walk


def names(found: tuple[Found, ...]) -> list[str]:
    return [entry.name for entry in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "specs"
    for name in ("b.txt", "a.md", "sub/c.txt", "sub/.hidden.txt", ".git/d.txt", "sub/deep/e.txt"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return root


def test_files_come_in_order_and_hidden_ones_do_not(folder: Path) -> None:
    found = walk([folder])
    assert [os.path.relpath(entry.path, folder) for entry in found] == ["a.md", "b.txt", "sub/c.txt", "sub/deep/e.txt"]
    assert all(entry.problem is None for entry in found)


def test_each_file_comes_once_by_its_one_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    found = walk([Path("b.txt"), Path("sub/../b.txt"), folder])
    assert names(found) == ["b.txt", "a.md", "c.txt", "e.txt"]
    assert all(os.path.isabs(entry.path) for entry in found)


def test_a_hidden_file_asked_for_by_name_is_found(folder: Path) -> None:
    assert names(walk([folder / "sub" / ".hidden.txt"])) == [".hidden.txt"]


def test_links_out_of_the_folder_are_named_and_links_within_are_not_followed_twice(folder: Path) -> None:
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret")
    (folder / "out").symlink_to(outside)
    (folder / "secret.txt").symlink_to(outside / "secret.txt")
    (folder / "again.txt").symlink_to(folder / "b.txt")
    (folder / "loop").symlink_to(folder)
    found = walk([folder])
    refused = [entry for entry in found if entry.problem]
    assert names(tuple(refused)) == ["out", "secret.txt"]
    assert all("link out of the folder" in str(entry.problem) for entry in refused)
    assert names(found).count("b.txt") == 1
    assert "again.txt" not in names(found)


def test_what_is_not_there_and_what_is_no_file_are_named(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    missing, *rest = walk([folder / "absent.txt", folder])
    assert "absent.txt' cannot be opened" in str(missing.problem)
    assert [str(entry.problem) for entry in rest if entry.problem] == [f"'{folder / 'pipe.txt'}' is no regular file"]


def test_a_name_that_is_no_unicode_is_named(folder: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/odd\xff.txt")).write_text("odd")
    except OSError:
        pytest.skip("the file system takes Unicode names only")
    problems = [str(entry.problem) for entry in walk([folder]) if entry.problem]
    assert len(problems) == 1
    assert "odd\\udcff.txt' is not valid Unicode" in problems[0]
    problems[0].encode()


def test_below_counts_whole_names() -> None:
    assert is_below("/specs/a.txt", ["/specs"])
    assert is_below("/specs", ["/specs"])
    assert is_below("/specs/a.txt", ["/"])
    assert not is_below("/specs-old/a.txt", ["/specs"])
