"""Files are read and parsed in a process apart: the same is said of them, and what they cost is bounded."""

import os
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest import bounded, bounded_child, limits
from ingest.apart.door import Door
from ingest.bounded import read_and_parse
from ingest.errors import BinaryFileError, DamagedError, IngestError, LimitError, ScanError
from ingest.parse import parse
from ingest.readers import read
from ingest.readers.formats import MEDIA_TYPES
from tests.ingest.paper import pdf
from tests.ingest.parsing import EXAMPLES, words
from vectorstore.spec import ParsedDocument


def examples() -> Iterator[Path]:
    """Yield the first examples of each format."""
    for extension in MEDIA_TYPES:
        yield from sorted(EXAMPLES.glob(f"*{extension}"))[:2]


@pytest.mark.parametrize("path", list(examples()), ids=lambda path: path.name)
def test_the_same_is_said_as_in_this_process(path: Path) -> None:
    content = path.read_bytes()
    assert read_and_parse(content, path.name, "", words()) == parse(read(content, path.name), path.name, "", words())


@pytest.mark.parametrize(
    ("content", "name", "error", "reason"),
    [
        (b"%PDF-1.7\nnothing", "spec.pdf", DamagedError, "is no PDF, or a damaged one"),
        (b"PK\x03\x04 nothing", "spec.docx", DamagedError, "damaged or cut off"),
        (b"Opens\x00the\x01gate", "spec.txt", BinaryFileError, "spec.txt"),
        (b"<div>" * 100_000, "spec.html", LimitError, "is nested too deep"),
        (b"Opens. " * 300_000, "spec.txt", LimitError, "has 2,100,000 characters of text; at most 2,000,000"),
        (b"DUTIES\n\n" + b"- a\n" * 20_001, "spec.txt", LimitError, "has 20,001 sentences and items; at most 20,000"),
    ],
)
def test_a_refusal_is_told_as_it_was_raised(content: bytes, name: str, error: type[IngestError], reason: str) -> None:
    with pytest.raises(error, match=reason) as raised:
        read_and_parse(content, name, "", words())
    assert type(raised.value) is error
    assert name in str(raised.value)


@pytest.mark.parametrize(
    "part", ["a", *(pytest.param(part, marks=pytest.mark.long) for part in ("(a", "and A. ", "Opens the gate and "))]
)
def test_a_line_of_a_million_characters_is_one_statement(part: str) -> None:
    line = (part * 1_000_000)[:1_000_000].strip()
    result = read_and_parse(f"DUTIES\n\n{line}\n".encode(), "spec.txt", "", words())
    assert [statement.text for statement in result.statements] == [line]


def test_a_scan_is_refused_as_a_scan() -> None:
    with pytest.raises(ScanError, match="run text recognition"):
        read_and_parse(pdf(["0 0 300 300 re f"]), "scan.pdf", "", words())


def test_what_takes_too_long_is_refused_by_name_and_the_next_file_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    door = Door("ingest.bounded_child", bounded.decoded, seconds=0.0, most=1 << 20)
    with monkeypatch.context() as patch:
        patch.setattr(bounded, "DOOR", door)
        with pytest.raises(LimitError, match=r"'spec\.txt' took longer than 30 seconds to read"):
            read_and_parse(b"DUTIES\n\nOpens.\n", "spec.txt", "", words())
    assert read_and_parse(b"DUTIES\n\nOpens.\n", "spec.txt", "", words()).statements


@pytest.mark.parametrize(
    ("problem", "error", "reason"),
    [("memory", LimitError, "takes more than 2,048 MB"), ("crash", DamagedError, "stopped the process that reads it")],
)
def test_other_ends_of_the_process_are_refusals(
    problem: str, error: type[IngestError], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded.DOOR, "ask", lambda question: (problem, ""))
    with pytest.raises(error, match=rf"'spec\.txt' {reason}"):
        read_and_parse(b"Opens.", "spec.txt", "", words())


def test_a_lack_of_memory_and_a_flaw_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> ParsedDocument:
        raise raised

    monkeypatch.setattr(bounded_child, "_parsed", failing)
    for raised in (MemoryError(), IndexError("no such line")):
        answer = bounded.decoded(bounded_child.answer(pickle.dumps((pickle.dumps(words()), b"", "spec.txt", ""))))
        assert isinstance(answer, tuple)
        assert answer[0] == ("memory" if isinstance(raised, MemoryError) else "failed")
        assert "no such line" in answer[1] or not answer[1]


class Harm:
    """A pickle of it calls a function of whoever reads it."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("true",)


@pytest.mark.parametrize("reply", [Harm(), ("problem", Harm()), limits.SECONDS, ("one", "two", "three"), os.getcwd])
def test_an_answer_that_is_no_document_is_none(reply: object) -> None:
    with pytest.raises(ValueError, match="an answer that makes no sense"):
        bounded.decoded(pickle.dumps(reply))
    with pytest.raises(ValueError, match="an answer that makes no sense"):
        bounded.decoded(pickle.dumps(reply)[:-2])
