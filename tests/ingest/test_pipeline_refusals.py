"""Files that cannot be read, or hardly: each is told with its reason, and the rest goes on."""

from pathlib import Path

import pytest

from ingest import bounded, pipeline
from ingest.errors import MAX_BYTES
from tests.ingest.park import outcomes, titles, two_specs
from vectorstore.index import Index
from vectorstore.spec import ParsedDocument
from vectorstore.vocabulary import Vocabulary


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return two_specs(tmp_path / "specs")


def test_bad_files_are_named_with_their_reason_and_the_rest_goes_on(
    folder: Path, index: Index, vocabulary: Vocabulary
) -> None:
    (folder / "a-empty.txt").write_text(" \n")
    (folder / "b-binary.txt").write_bytes(b"RANGER\0\1\2")
    (folder / "c-wrong.txt").write_bytes(b"\xff\xfeodd")
    (folder / "e-other.rtf").write_bytes(b"{\\rtf1}")
    (folder / "g-odd.xyz").write_bytes(b"odd")
    with (folder / "f-huge.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    report = pipeline.ingest([folder], index, vocabulary)
    reasons = {Path(file.path).name: file.reason for file in report.refused}
    assert {name: reasons[name] for name in sorted(reasons)} == {
        "a-empty.txt": "'a-empty.txt' is empty",
        "b-binary.txt": "'b-binary.txt' is named as text but holds binary data (3 control characters)",
        "c-wrong.txt": "'c-wrong.txt' begins like utf-16-le but is not at byte 2; save it as UTF-8",
        "e-other.rtf": reasons["e-other.rtf"],
        "f-huge.txt": reasons["f-huge.txt"],
        "g-odd.xyz": reasons["g-odd.xyz"],
    }
    assert reasons["e-other.rtf"].endswith("not supported yet: .rtf; open it in Word and save it as .docx or PDF")
    assert reasons["g-odd.xyz"].startswith("'g-odd.xyz': format not supported yet: .xyz; what is read: .txt, ")
    assert "20,971,521 bytes" in reasons["f-huge.txt"]
    assert titles(index) == ["GAME WARDEN", "PARK RANGER"]


def test_a_refused_file_leaves_its_older_version_in(folder: Path, index: Index, vocabulary: Vocabulary) -> None:
    pipeline.ingest([folder], index, vocabulary)
    (folder / "ranger.txt").write_bytes(b"\0")
    assert outcomes(pipeline.ingest([folder], index, vocabulary))["ranger.txt"] == "refused"
    assert titles(index) == ["GAME WARDEN", "PARK RANGER"]


def test_a_flaw_of_the_parser_refuses_its_document_alone(
    folder: Path, index: Index, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = bounded.DOOR.ask

    def flawed(question: bytes) -> ParsedDocument | tuple[str, str]:
        if b"ranger.txt" in question:
            return "failed", "Traceback (most recent call last):\n  ...\nIndexError: no such line\n"
        return real(question)

    monkeypatch.setattr(bounded.DOOR, "ask", flawed)
    report = pipeline.ingest([folder], index, vocabulary)
    assert outcomes(report) == {"ranger.txt": "refused", "warden.md": "added"}
    assert report.files[0].reason == "the parser failed on 'ranger.txt': IndexError: no such line"


def test_a_document_without_headings_is_read_with_a_warning(
    tmp_path: Path, index: Index, vocabulary: Vocabulary
) -> None:
    path = tmp_path / "plain.txt"
    path.write_text("the ranger walks the trails, mends the fences and feeds the owls.\n")
    report = pipeline.ingest([path], index, vocabulary)
    assert outcomes(report) == {"plain.txt": "added"}
    assert "No heading was recognized." in report.files[0].warnings
