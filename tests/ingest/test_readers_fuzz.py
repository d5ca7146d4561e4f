"""Every format, with bytes changed and parts put together at random: a document that holds together, or refused.

What is read is parsed as well. A hang fails the run; so does any error that is not the package's own.
"""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import archive
from ingest.errors import IngestError, ReadError
from tests.ingest.paper import pdf
from tests.ingest.parsing import EXAMPLES, parsed_bytes
from tests.ingest.properties import check

FORMATS = (".txt", ".md", ".html", ".docx", ".pdf")
SMALLEST = {
    extension: min((path.read_bytes() for path in EXAMPLES.glob(f"*{extension}")), key=len) for extension in FORMATS
}


def read_or_refuse(content: bytes, name: str) -> None:
    """Read and parse `content`; it is a document that holds together, or refused by name."""
    try:
        result = parsed_bytes(content, name)
    except IngestError as error:
        assert name in str(error)
        return
    check(result)


@st.composite
def changed(draw: st.DrawFn, content: bytes) -> bytes:
    """Return `content` with bits turned over, cut off, and with stretches of it doubled, moved and left out."""
    made = bytearray(content)
    for _ in range(draw(st.integers(1, 6))):
        at, length = draw(st.integers(0, max(0, len(made) - 1))), draw(st.integers(1, 600))
        to = draw(st.integers(0, len(made)))
        match draw(st.sampled_from(["bit", "byte", "end", "double", "move", "cut", "zero", "splice"])):
            case "bit" if made:
                made[at] ^= 1 << draw(st.integers(0, 7))
            case "byte" if made:
                made[at] = draw(st.integers(0, 255))
            case "end":
                del made[max(1, at) :]
            case "double":
                made[to:to] = made[at : at + length]
            case "move":
                part = made[at : at + length]
                del made[at : at + length]
                made[to:to] = part
            case "cut":
                del made[at : at + length]
            case "zero":
                made[at : at + 4] = b"\xff\xff\xff\xff"
            case "splice":
                other = SMALLEST[draw(st.sampled_from(FORMATS))]
                made[to:to] = other[: draw(st.integers(1, 600))]
    return bytes(made)


CHANGED = st.sampled_from(FORMATS).flatmap(
    lambda extension: st.tuples(changed(SMALLEST[extension]), st.just(f"spec{extension}"))
)

# What plain text and Markdown are made of, and what looks like it.
_LINES = st.one_of(
    st.sampled_from(
        [
            *(
                "DUTIES",
                "GATE KEEPER",
                "Class Code: G100",
                "Class Code\tGrade",
                "G100\t12",
                "NOTES:",
                "Page 2 of 3",
                "",
            ),
            *(
                "1. Opens.",
                "  a) Shuts.",
                "- Oils.",
                "   and more",
                "# Title",
                "## Duties",
                "**License** A boat",
                "| a | b |",
            ),
            *("|---|---|", "> quoted", "```", "[a]: b", "<b>bold</b>", "$50,000 to $60,000", "Established: 01/02/2003"),
            *(
                "Code 1234 . . . . . . . . . . 01-02-03",
                "\f",
                "semi-",
                "Both Classes:",
                "or",
                "Either I",
                "**",
                "__",
                "\\",
            ),
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
)
TEXTS = st.lists(_LINES, max_size=40).map("\n".join).map(lambda text: text.encode())

# Operators that set text on a page, whole and broken.
_OPERATORS = st.one_of(
    st.builds(
        lambda x, y, size, words: f"BT /R {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET",
        st.integers(-2_000, 2_000),
        st.integers(-2_000, 2_000),
        st.sampled_from([0, 0.001, 8, 10, 30, -10, 100_000]),
        st.sampled_from(
            ["DUTIES", "Opens the gate.", "1.", "Class Code:", "G100", " ", "", "\\222", "semi-", "Page 1"]
        ),
    ),
    st.sampled_from(
        ["q", "Q", "BT", "ET", "0 0 m", "300 300 l S", "/B 10 Tf", "3 Tr", "0 1 -1 0 0 0 cm", "0 0 0 0 0 0 cm"]
    ),
    st.sampled_from(
        ["(x) Tj", "[(a) -9000 (b) 900 (c)] TJ", "T*", "1e30 0 0 1e30 0 0 Tm", "/None Do", "<<", ")", "W n"]
    ),
)
PDFS = st.lists(st.lists(_OPERATORS, max_size=12).map("\n".join), min_size=1, max_size=4).map(pdf)

MADE = st.one_of(
    st.tuples(TEXTS, st.sampled_from(["spec.txt", "spec.md"])),
    st.tuples(PDFS, st.just("spec.pdf")),
)


@settings(deadline=None, max_examples=60)
@given(CHANGED)
def test_changed_bytes_of_every_format_are_read_or_refused(made: tuple[bytes, str]) -> None:
    read_or_refuse(*made)


@settings(deadline=None, max_examples=100)
@given(MADE)
def test_parts_in_any_order_are_read_or_refused(made: tuple[bytes, str]) -> None:
    read_or_refuse(*made)


def zipped(members: list[tuple[str, bytes]]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as packed:
        for number, (name, data) in enumerate(members):
            packed.writestr(f"{number}/{name}", data)
    return content.getvalue()


ARCHIVES = st.lists(st.tuples(st.sampled_from(["a.txt", "b.md", "../c.txt", "d.zip"]), TEXTS), max_size=4).map(zipped)


def unpack_or_refuse(content: bytes) -> None:
    """Look into an archive with the bytes `content`: each member has its bytes, or a reason."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "specs.zip"
        path.write_bytes(content)
        try:
            for place, problem in archive.members(str(path)):
                if problem is None:
                    assert isinstance(archive.content(place), bytes)
        except ReadError as error:
            assert "specs.zip" in str(error)


@settings(deadline=None, max_examples=150)
@given(ARCHIVES.flatmap(changed))
def test_changed_archives_are_unpacked_or_refused(content: bytes) -> None:
    unpack_or_refuse(content)


@pytest.mark.long
@settings(deadline=None, max_examples=5_000)
@given(st.one_of(CHANGED, MADE))
def test_every_format_at_length(made: tuple[bytes, str]) -> None:
    read_or_refuse(*made)


@pytest.mark.long
@settings(deadline=None, max_examples=5_000)
@given(ARCHIVES.flatmap(changed))
def test_archives_at_length(content: bytes) -> None:
    unpack_or_refuse(content)
