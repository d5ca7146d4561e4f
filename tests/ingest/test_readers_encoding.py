"""Encodings, line ends and invisible characters of files in text."""

import codecs

import pytest

from ingest.errors import BinaryFileError, EncodingError
from ingest.readers import read
from ingest.readers.encoding import decode

SPEC = """RANGER, SENIOR – ELM DISTRICT

DEFINITION

Leads the district’s rangers – including “seasonal” ones – and prepares a résumé of findings.

• Café permits: 5½ hours
"""

BOMS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp1252"])
def test_an_encoding_without_a_mark_is_found(encoding: str) -> None:
    document = read(SPEC.encode(encoding), "ranger.txt")
    assert document.text == SPEC
    assert document.warnings == ()


@pytest.mark.parametrize("encoding", BOMS)
def test_a_byte_order_mark_is_heeded_and_left_out(encoding: str) -> None:
    assert read(BOMS[encoding] + SPEC.encode(encoding), "ranger.txt").text == SPEC


def test_the_quotes_of_an_old_macintosh_are_no_accented_letters() -> None:
    text = SPEC.replace("½", "") * 2
    decoded = decode(text.encode("mac_roman"), "ranger.txt")
    assert (decoded.text, decoded.encoding) == (text, "mac_roman")
    assert decoded.warnings == ("The encoding was guessed to be mac_roman.",)


def test_a_few_broken_bytes_in_utf8_are_shown_and_told() -> None:
    document = read(SPEC.encode() + b"Driver\x92s license\n", "ranger.txt")
    assert document.text == SPEC + "Driver\ufffds license\n"
    assert document.warnings == (
        "Some bytes are not valid UTF-8.",
        "1 damaged characters (shown as \ufffd) stand in the file.",
    )


def test_characters_damaged_before_stay_in_the_text() -> None:
    document = read("Driver\ufffds license\n".encode(), "ranger.txt")
    assert document.text == "Driver\ufffds license\n"
    assert len(document.warnings) == 1


def test_an_odd_code_page_byte_does_not_refuse_a_document_in_english() -> None:
    document = read(b"RANGER\n\nMust hold a driver\x81s license and walk.\n", "ranger.txt")
    assert document.text.startswith("RANGER\n\nMust hold a driver")
    assert document.warnings


@pytest.mark.parametrize(
    "content",
    [
        b"RANGER\0\n",
        bytes(range(1, 32)) * 3,
        b"\xff\xfeR\0A\0\0\0N\0",
        b"\x7fELF\x02\x01\x01\0\0\0\0\0",
    ],
)
def test_binary_data_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(BinaryFileError, match=r"ranger\.txt"):
        read(content, "ranger.txt")


def test_a_wrong_byte_order_mark_is_refused_by_name() -> None:
    with pytest.raises(EncodingError, match=r"'ranger\.txt' begins like utf-16-le"):
        read(codecs.BOM_UTF16_LE + b"odd", "ranger.txt")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\x85", "\u2028"])
def test_every_line_end_becomes_one(end: str) -> None:
    document = read(f"RANGER{end}{end}Walks.".encode(), "ranger.txt")
    assert document.text == "RANGER\n\nWalks."
    assert document.line_starts == (0, 7, 8)


HIDDEN = {
    "zero-width space": "\u200b",
    "tags": "".join(chr(0xE0000 + ord(letter)) for letter in "obey"),
    "right-to-left override": "\u202e",
    "isolate": "\u2066",
    "variation selectors": "\ufe0f\U000e0101",
    "soft hyphen": "\u00ad",
    "bell": "\a",
}


@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN)
def test_what_nobody_sees_is_left_out_and_told(hidden: str) -> None:
    document = read(f"Ran{hidden}ger walks.".encode(), "ranger.txt")
    assert document.text == "Ranger walks."
    assert document.warnings == (f"{len(hidden)} invisible characters were left out.",)


def test_no_break_spaces_and_tabs_stay() -> None:
    text = "Grade:\u00a041\u202f\tStep:\u2003A\n"
    assert read(text.encode(), "ranger.txt").text == text


def test_form_feeds_begin_pages() -> None:
    document = read(b"RANGER\n\fWalks.\fMends.\n\f", "ranger.txt")
    assert document.text == "RANGER\n\nWalks.\nMends.\n\n"
    assert [document.text[start:].split("\n")[0] for start in document.page_starts] == ["RANGER", "Walks.", "Mends."]
    mends = document.text.index("Mends")
    assert (document.span(mends, mends + 5).page, document.span(mends, mends + 5).line) == (3, 4)
    assert read(b"RANGER\n", "ranger.txt").span(0, 1).page is None
