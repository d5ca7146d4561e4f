"""What is sent is kept under its own name in its agency's folder, and a job that only tries leaves no trace."""

import io
from pathlib import Path

import pytest

from assistant.errors import RefusedError
from assistant.uploads import MAX_NAME, Uploads, checked_name
from vectorstore.jobs import Job, JobRequest, JobState


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    return Uploads(tmp_path)


def job(*paths: Path, dry_run: bool = False) -> Job:
    request = JobRequest(tuple(map(str, paths)), dry_run=dry_run, uploaded=True)
    return Job("j1", JobState.RUNNING, request, False, 1, "", 0, 0, "", "", False, 0.0, None, None)


@pytest.mark.parametrize(
    "name",
    [
        "../clerk.txt",
        "..",
        ".",
        "a/b.txt",
        "a\\b.txt",
        "/etc/passwd",
        "",
        " ",
        "clerk\n.txt",
        "clerk\0.txt",
        "clerk\x1b[2J.txt",
        "clerk\u202etxt.exe",
        "clerk\u200b.txt",
        "clerk\u2028.txt",
        "clerk\ud83d.txt",
        ".hidden.txt",
        "~$clerk.docx",
        "x" * (MAX_NAME + 1),
        "\u00e9" * (MAX_NAME // 2 + 1),
    ],
)
def test_names_that_lead_elsewhere_or_cannot_be_shown_are_refused(uploads: Uploads, name: str) -> None:
    with pytest.raises(RefusedError, match="name"):
        uploads.path(name, "Elm")
    with pytest.raises(RefusedError, match="name"):
        uploads.add("j1", name, io.BytesIO(b"Clerk"))


@pytest.mark.parametrize(
    "name", ["Clerk, Senior (REV 03-2019).txt", "M2042 é 職.docx", "a..b.pdf", "x" * MAX_NAME, "50%.md"]
)
def test_names_that_people_give_are_kept(tmp_path: Path, uploads: Uploads, name: str) -> None:
    assert checked_name(name) == name
    uploads.add("j1", name, io.BytesIO(b"Clerk"))
    path = uploads.path(name, "City of Elm")
    with uploads.placed(job(path)):
        assert path.read_bytes() == b"Clerk"
    assert path.parent.parent == (tmp_path / "uploads").resolve()
    assert [file.name for file in path.parent.iterdir()] == [name]


def test_agencies_have_folders_of_their_own_by_what_their_names_mean(uploads: Uploads) -> None:
    folders = {uploads.path("a.txt", name).parent for name in ("City of Elm", "CITY OF  ELM")}
    assert len(folders) == 1
    others = {uploads.path("a.txt", name).parent for name in ("", "City of Oak", "x" * 500, "職")}
    assert len(others | folders) == 5
    # A name without a letter names nobody.
    others |= {uploads.path("a.txt", name).parent for name in ("..", "/", "../..")}
    assert len(others | folders) == 5
    assert all(".." not in folder.parts and len(folder.name) < 80 for folder in others | folders)


def test_a_second_file_of_a_name_takes_the_place_of_the_first(uploads: Uploads) -> None:
    path = uploads.path("a.txt", "Elm")
    for content in (b"first", b"second"):
        uploads.add("j1", "a.txt", io.BytesIO(content))
        with uploads.placed(job(path)):
            assert path.read_bytes() == content
        uploads.discard("j1")
    assert path.read_bytes() == b"second"


def test_a_job_that_only_tries_leaves_what_was_there(uploads: Uploads) -> None:
    old, new = uploads.path("old.txt", "Elm"), uploads.path("new.txt", "Elm")
    uploads.add("j1", "old.txt", io.BytesIO(b"before"))
    with uploads.placed(job(old)):
        pass
    uploads.discard("j1")
    uploads.add("j1", "old.txt", io.BytesIO(b"after"))
    uploads.add("j1", "new.txt", io.BytesIO(b"new"))
    # Broken off within, and begun again: what is set aside is still what was there at first.
    broken = uploads.placed(job(old, new, dry_run=True))
    broken.__enter__()
    for _ in range(2):
        with uploads.placed(job(old, new, dry_run=True)):
            assert (old.read_bytes(), new.read_bytes()) == (b"after", b"new")
        assert (old.read_bytes(), new.exists()) == (b"before", False)


def test_a_job_that_only_tries_loses_nothing_when_the_disk_fails_or_it_is_given_up(
    uploads: Uploads,
) -> None:
    one, two = uploads.path("one.txt", "Elm"), uploads.path("two.txt", "Elm")
    for path in (one, two):
        uploads.add("j1", path.name, io.BytesIO(b"before"))
    with uploads.placed(job(one, two)):
        pass
    uploads.discard("j1")
    uploads.add("j1", "one.txt", io.BytesIO(b"after"))
    tried = job(one, two, dry_run=True)
    # There is something to try for the first alone; a folder in the second's place cannot be put there.
    (uploads._new("j1") / "two.txt").mkdir()
    with pytest.raises(OSError, match="two"), uploads.placed(tried):
        pytest.fail("it was not to be begun")
    assert (one.read_bytes(), two.read_bytes()) == (b"before", b"before")
    (uploads._new("j1") / "two.txt").rmdir()
    broken = uploads.placed(tried)
    broken.__enter__()
    assert one.read_bytes() == b"after"
    uploads.put_back(tried)
    assert (one.read_bytes(), two.read_bytes()) == (b"before", b"before")


def test_what_waits_for_no_job_is_forgotten(tmp_path: Path, uploads: Uploads) -> None:
    for job_id in ("live", "gone"):
        uploads.add(job_id, "a.txt", io.BytesIO(b"Clerk"))
    uploads.sweep({"live"})
    assert [folder.name for folder in (tmp_path / "uploads-waiting").iterdir()] == ["live"]
