"""The door of the readers: formats, refusals, and what holds for any bytes whatever."""

import codecs

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.errors import MAX_BYTES, EmptyFileError, ReadError, TooLargeError, UnsupportedFormatError
from ingest.readers import read
from vectorstore.spec import Document, MarkKind, document_id, line_starts

NAMES = st.sampled_from(["spec.txt", "spec.TEXT", "spec.md", "Spec.Markdown"])

FRAGMENTS = st.sampled_from(
    [
        *("# ", "## ", "**", "__", "- ", "  - ", "1. ", "2) ", "> ", "\n", "\n\n", "\r\n", "\f", "\t", "|", "---\n"),
        *("RANGER\n", "Walks trails.", "Page 2 of 3\n", "\t2 of 3\n", "Code 1234 CONT . . . . . . . . . . 03-09-18\n"),
        *("RANGER (continued)\n", "NOTES:\n", "===\n", "```\n", "<div>\n", "\u200b", "\u00a0", "é", "😀", "\ufffd"),
    ]
)
SPEC_LIKE = st.lists(FRAGMENTS, max_size=60).map("".join)

FILES = st.one_of(
    st.binary(max_size=400),
    SPEC_LIKE.map(str.encode),
    st.builds(lambda text, bom: bom + text.encode("utf-16-le"), SPEC_LIKE, st.sampled_from([b"", codecs.BOM_UTF16_LE])),
    st.builds(lambda text, tail: text.encode() + tail, SPEC_LIKE, st.binary(max_size=8)),
    st.text(max_size=200).map(lambda text: text.encode("cp1252", errors="ignore")),
)


def check(content: bytes, name: str) -> None:
    """Read `content`; whatever is no document is refused by name, and what is one holds together."""
    try:
        document = read(content, name)
    except ReadError as error:
        assert name in str(error)
        return
    hold_together(document)
    assert document.document_id == document_id(content)
    assert read(content, name) == document


def hold_together(document: Document) -> None:
    text = document.text
    assert text.strip()
    assert not set(text) & set("\r\f\v\0\u200b\u202e\ufeff")
    assert document.line_starts == line_starts(text)
    assert list(document.page_starts) == sorted(set(document.page_starts))
    for mark in document.marks:
        assert 0 <= mark.start < mark.end <= len(text)
        assert text[mark.start : mark.end].strip()
        assert mark.level >= 1
    for span in document.running:
        assert span.start in document.line_starts
        assert text[span.end : span.end + 1] in ("", "\n")
        assert "\n" not in document.quote(span)
        assert span.line == text.count("\n", 0, span.start) + 1
    assert list(document.running) == sorted(document.running, key=lambda span: span.start)
    assert list(document.marks) == sorted(document.marks, key=lambda mark: (mark.start, -mark.end))


@settings(deadline=None)
@given(content=FILES, name=NAMES)
@example(content=b"**", name="spec.md")
@example(content=b"- - 1. x", name="spec.md")
@example(content=b"\xf0\x9f", name="spec.txt")
def test_any_bytes_are_read_or_refused_by_name(content: bytes, name: str) -> None:
    check(content, name)


@pytest.mark.long
@settings(max_examples=10_000, deadline=None)
@given(content=FILES, name=NAMES)
def test_any_bytes_at_length(content: bytes, name: str) -> None:
    check(content, name)


@settings(deadline=None)
@given(text=SPEC_LIKE)
def test_a_quote_is_verbatim_in_a_file_without_hidden_characters(text: str) -> None:
    if not text.replace("\u200b", "").strip():
        return
    document = read(text.encode(), "spec.txt")
    plain = text.replace("\u200b", "").replace("\r\n", "\n").replace("\f", "\n")
    assert document.text == plain


@pytest.mark.parametrize("name", ["spec.rtf", "spec.doc", "sheet.xlsx", "spec", "table.csv"])
def test_another_extension_is_refused_with_its_reason(name: str) -> None:
    with pytest.raises(UnsupportedFormatError, match="format not supported yet") as caught:
        read(b"RANGER", name)
    assert name in str(caught.value)


@pytest.mark.parametrize(
    ("content", "format_name"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"{\\rtf1 RANGER}", "RTF"),
        (b"\n<!DOCTYPE html><html>", "HTML"),
        (b"\xef\xbb\xbf<html lang='en'>", "HTML"),
    ],
)
def test_a_format_under_the_name_of_text_is_refused_with_its_own_name(content: bytes, format_name: str) -> None:
    with pytest.raises(UnsupportedFormatError, match=rf"'spec\.txt'.*{format_name}"):
        read(content, "spec.txt")


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", codecs.BOM_UTF8, "\u200b\n".encode(), codecs.BOM_UTF16_LE])
def test_nothing_to_see_is_empty(content: bytes) -> None:
    with pytest.raises(EmptyFileError, match=r"'spec\.txt' is empty"):
        read(content, "spec.txt")


def test_a_huge_file_is_refused_with_its_size() -> None:
    with pytest.raises(TooLargeError, match="20,971,521 bytes"):
        read(b"x" * (MAX_BYTES + 1), "spec.txt")


def test_text_and_markdown_differ_in_marks_alone() -> None:
    content = b"# RANGER\n\n- Walks.\n\n**Grade** 41\n"
    text, markdown = read(content, "spec.txt"), read(content, "spec.md")
    assert (text.media_type, markdown.media_type) == ("text/plain", "text/markdown")
    assert text.text == markdown.text
    assert [mark.kind for mark in text.marks] == [MarkKind.STRONG]
    assert [mark.kind for mark in markdown.marks] == [MarkKind.HEADING, MarkKind.ITEM, MarkKind.STRONG]
