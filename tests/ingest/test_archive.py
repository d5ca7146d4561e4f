"""ZIP archives are folders: their members are read, skipped, pruned and refused one by one, as files are."""

import os
import stat
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import archive
from ingest.errors import MAX_BYTES, ReadError
from ingest.files import content, is_gone
from ingest.folder import Found, is_below, walk
from ingest.place import Place
from ingest.readers import container
from tests.ingest.raw_docx import p, word

SPEC = "{title}\n\nClass Code: {code}\n\nDEFINITION\n\nLooks after the trails of the district.\n"


def spec(title: str, code: str) -> str:
    return SPEC.format(title=title, code=code)


def zipped(path: Path, members: dict[str | ZipInfo, str | bytes]) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as made:
        for name, text in members.items():
            made.writestr(name, text)
    return path


def special(name: str, mode: int) -> ZipInfo:
    info = ZipInfo(name)
    info.external_attr = mode << 16
    return info


def inside(found: tuple[Found, ...]) -> list[str]:
    return [entry.path.partition(".zip!/")[2] or entry.name for entry in found]


def refusals(path: Path) -> dict[str, str]:
    found = walk([path])
    return dict(zip(inside(found), [str(entry.problem or "") for entry in found], strict=True))


def bundled(folder: Path) -> Path:
    """Return an archive in `folder` with one class as text and one as a Word file."""
    warden = p("GAME WARDEN") + p("Class Code: W200") + p("DEFINITION") + p("Counts deer at dawn.")
    return zipped(folder / "bundle.zip", {"parks/Ranger.txt": spec("PARK RANGER", "R100"), "Warden.docx": word(warden)})


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return bundled(tmp_path)


def test_a_path_names_a_file_or_a_member() -> None:
    assert Place.at("/a/b.txt") == Place("/a/b.txt")
    assert Place.at("/a/b.zip") == Place("/a/b.zip")
    assert Place.at("/a/b.ZIP!/c/d.txt") == Place("/a/b.ZIP", "c/d.txt")
    assert Place.at("/a/b.zip!/c.zip!/d") == Place("/a/b.zip", "c.zip!/d")
    assert Place.at("/a/wow!/d.txt") == Place("/a/wow!/d.txt")
    assert Place.at("/a/b.zip!/c/d.txt").path == "/a/b.zip!/c/d.txt"
    assert Place.at("/a/b.zip!/c/d.txt").name == "d.txt"


def test_a_folder_that_is_named_like_an_archive_is_a_folder(tmp_path: Path) -> None:
    for name in ("old.zip!", "new.zip"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("RANGER")
    found = walk([tmp_path])
    assert [entry.name for entry in found] == ["a.txt", "a.txt"]
    assert all(content(entry.path) == b"RANGER" for entry in found)
    assert is_below(str(tmp_path / "new.zip" / "a.txt"), [str(tmp_path / "new.zip")])


def test_members_are_found_by_name_and_read(bundle: Path) -> None:
    found = walk([bundle])
    assert [entry.path for entry in found] == [f"{bundle}!/Warden.docx", f"{bundle}!/parks/Ranger.txt"]
    assert [entry.name for entry in found] == ["Warden.docx", "Ranger.txt"]
    assert content(found[1].path) == spec("PARK RANGER", "R100").encode()
    assert walk([bundle.parent]) == found


def test_hidden_members_folders_and_locks_are_skipped(tmp_path: Path) -> None:
    names = ["__MACOSX/._a.txt", ".git/b.txt", "c/.d.txt", "c/~$e.docx", "c/", "f.txt"]
    assert inside(walk([zipped(tmp_path / "a.zip", dict.fromkeys(names, "x"))])) == ["f.txt"]
    (tmp_path / "~$g.docx").write_text("lock")
    assert len(walk([tmp_path])) == 1


def test_names_are_read_whatever_packed_them(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"Señor.txt": "1", "b\\c.txt": "2", "./d//./e.txt": "3"})
    unmarked = path.read_bytes().replace(b"\x00\x08", b"\x00\x00")
    assert inside(walk([path])) == ["Señor.txt", "b/c.txt", "d/e.txt"]
    path.write_bytes(unmarked)
    assert inside(walk([path])) == ["Señor.txt", "b/c.txt", "d/e.txt"]
    old = ZipInfo("Jos+.txt")
    zipped(path, {old: "4"}).write_bytes(path.read_bytes().replace(b"Jos+", b"Jos\x82"))
    assert inside(walk([path])) == ["José.txt"]
    assert content(f"{path}!/José.txt") == b"4"


def test_the_last_of_several_members_of_one_name_counts(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": "old"})
    with pytest.warns(UserWarning, match="Duplicate name"), ZipFile(path, "a") as made:
        made.writestr("a.txt", "new")
    assert content(f"{path}!/a.txt") == b"new"


@pytest.mark.parametrize(
    "name", ["../a.txt", "b/../../a.txt", "/etc/a.txt", "\\\\host\\a.txt", "C:\\a.txt", "..\\a.txt"]
)
def test_a_name_that_leads_elsewhere_is_refused_and_the_others_are_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("outside")
    found = walk([zipped(tmp_path / "x.zip", {name: "evil", "good.txt": "RANGER"})])
    bad, good = sorted(found, key=lambda entry: entry.name == "good.txt")
    assert "names a place outside the archive" in str(bad.problem)
    assert bad.path.startswith(f"{tmp_path / 'x.zip'}!/")
    assert good.problem is None


def test_links_devices_and_archives_within_are_refused(tmp_path: Path) -> None:
    members: dict[str | ZipInfo, str | bytes] = {
        special("link.txt", stat.S_IFLNK | 0o777): "/etc/passwd",
        special("pipe.txt", stat.S_IFIFO): "",
        special("plain.txt", stat.S_IFREG | 0o644): "RANGER",
        "inner.zip": b"PK",
    }
    reasons = refusals(zipped(tmp_path / "a.zip", members))
    assert "is a link" in reasons["link.txt"]
    assert "no regular file" in reasons["pipe.txt"]
    assert "an archive within an archive" in reasons["inner.zip"]
    assert reasons["plain.txt"] == ""


def test_what_is_no_archive_or_has_no_members_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"RANGER")
    assert "is damaged or cut off" in refusals(tmp_path / "a.zip")["a.zip"]
    assert "archive without files" in refusals(zipped(tmp_path / "b.zip", {}))["b.zip"]
    whole = zipped(tmp_path / "c.zip", {"a.txt": "RANGER" * 99}).read_bytes()
    (tmp_path / "c.zip").write_bytes(whole[:-30])
    assert "is damaged or cut off" in refusals(tmp_path / "c.zip")["c.zip"]
    assert "cannot be opened" in refusals(tmp_path / "d.zip")["d.zip"]


def test_bombs_are_refused_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped(tmp_path / "bomb.zip", {f"{n}.txt": b"\0" * 10_000_000 for n in range(5)})
    assert "times its size: a bomb" in refusals(bomb)["bomb.zip"]
    monkeypatch.setattr(container, "MAX_ENTRIES", 4)
    assert "5 entries; at most 4" in refusals(zipped(bomb, {f"{n}.txt": "x" for n in range(5)}))["bomb.zip"]
    monkeypatch.setattr(container, "MAX_ENTRIES", 10)
    monkeypatch.setattr(container, "MAX_UNPACKED", 4)
    assert "unpacks to 5 bytes; at most 4" in refusals(zipped(bomb, {f"{n}.txt": "y" for n in range(5)}))["bomb.zip"]


def test_a_member_that_cannot_be_unpacked_is_refused_by_its_name(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": "RANGER" * 99, "big.txt": os.urandom(100) * (MAX_BYTES // 100 + 1)})
    with ZipFile(path, "a", ZIP_LZMA) as made:
        made.writestr("odd.txt", "x")
    whole = bytearray(path.read_bytes())
    whole[whole.index(b"a.txt") + 10] ^= 0xFF
    path.write_bytes(whole)
    for name, says in (
        ("a.txt", "is damaged"),
        ("big.txt", "unpacks to"),
        ("odd.txt", "packed by method 14"),
        ("gone.txt", "is not in the archive"),
    ):
        with pytest.raises(ReadError, match=says) as caught:
            content(f"{path}!/{name}")
        assert f"{path}!/{name}" in str(caught.value)


def test_gone_is_what_the_archive_has_no_more_or_is_gone_with_it(bundle: Path) -> None:
    member, other = f"{bundle}!/Warden.docx", f"{bundle}!/Other.docx"
    assert not is_gone(member)
    assert is_gone(other)
    bundle.write_bytes(b"damaged")
    assert not is_gone(other)
    bundle.unlink()
    assert is_gone(member)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_an_archive_of_changed_bytes_gives_its_members_or_a_reason(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    check_changed(tmp_path_factory.getbasetemp() / "fuzz.zip", data)


@pytest.mark.long
@settings(deadline=None, max_examples=10_000)
@given(st.data())
def test_an_archive_of_changed_bytes_at_length(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    check_changed(tmp_path_factory.getbasetemp() / "fuzz.zip", data)


def check_changed(path: Path, data: st.DataObject) -> None:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as packed:
        packed.writestr("a/b.txt", "RANGER" * 40)
        packed.writestr("c.docx", b"PK\3\4")
        packed.writestr("é.txt", "x")
    changed = bytearray(made.getvalue())
    for at, value in data.draw(st.lists(st.tuples(st.integers(0, len(changed) - 1), st.integers(0, 255)), max_size=9)):
        changed[at] = value
    path.write_bytes(changed[data.draw(st.integers(0, 9)) :])
    archive._read_table.cache_clear()
    for entry in walk([path]):
        if entry.problem is None:
            try:
                assert len(content(entry.path)) <= MAX_BYTES
            except ReadError as error:
                assert str(error)
