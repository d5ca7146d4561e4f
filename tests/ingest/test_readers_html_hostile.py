"""Pages that nobody wrote in good faith, or at all: each is read or refused by name, and soon."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import BinaryFileError, LimitError, ReadError
from ingest.readers import read
from ingest.readers.html.tree import MAX_TAGS
from tests.ingest.test_readers import check, hold_together

DEEP = ["div", "table><tr><td", "ul><li", "b", "blockquote", "font", "dl><dd", "pre", "h1", "a href=x", "section"]


def page(body: str) -> bytes:
    return f"<html><body>{body}</body></html>".encode()


@pytest.mark.parametrize("tag", DEEP)
def test_a_page_nested_a_thousand_deep_is_read(tag: str) -> None:
    document = read(page(f"<{tag}>" * 1000 + "Opens the gate."), "spec.html")
    assert document.text == "Opens the gate."
    hold_together(document)


@pytest.mark.parametrize("tag", DEEP)
def test_a_page_nested_a_hundred_thousand_deep_is_refused(tag: str) -> None:
    with pytest.raises(LimitError, match=r"'spec\.html' is nested too deep"):
        read(page(f"<{tag}>" * 100_000 + "Opens the gate."), "spec.html")


def test_a_tag_of_a_hundred_thousand_attributes_is_refused() -> None:
    with pytest.raises(LimitError):
        read(page("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">Opens the gate."), "spec.html")


def test_a_long_value_of_an_attribute_is_none_of_many() -> None:
    value = "two words " * 100_000
    assert read(page(f"<p title='{value}' data-x=\"{value}\">Opens it."), "spec.html").text == "Opens it."


def test_a_page_of_a_million_tags_is_refused() -> None:
    with pytest.raises(LimitError, match=f"at most {MAX_TAGS:,} are read"):
        read(page("<p>x" * 1_000_000), "spec.html")


def test_a_line_of_a_million_characters_is_one_line() -> None:
    document = read(page(f"<p>{'gate ' * 200_000}</p>"), "spec.html")
    assert document.text == ("gate " * 200_000).strip()


@pytest.mark.parametrize("part", ["&amp;", "&", "<", "</", "<!--", "<![CDATA[", "<?", "<!doctype ", "\"'", "<a '"])
def test_a_quarter_of_a_million_pieces_of_markup_are_read_or_refused(part: str) -> None:
    check(page(f"<p>Opens the gate.</p>{part * 250_000}"), "spec.html")


def test_entities_that_a_page_defines_are_not_expanded_and_no_address_is_opened() -> None:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    outside = '<!ENTITY file SYSTEM "file:///etc/passwd">'
    content = f'<?xml version="1.0"?><!DOCTYPE html [{lines}{outside}]><p>&l9; &file; x</p>'
    text = read(content.encode(), "spec.html").text
    assert "lol" not in text.split("]>")[-1]
    assert "root:" not in text
    assert text.endswith("&l9; &file; x")


def test_a_page_of_binary_data_is_refused() -> None:
    with pytest.raises(BinaryFileError, match=r"'spec\.html'"):
        read(b"<html>\x00\x01\x02\x03", "spec.html")


TAGS = st.sampled_from(
    "a b p div span table tr td th caption ul ol li h1 h2 h6 font center form select option textarea script style "
    "title svg math template noscript frameset html head body pre dl dt dd br hr plaintext nav main footer del".split()
)
PIECES = st.one_of(
    TAGS.map("<{}>".format),
    TAGS.map("</{}>".format),
    TAGS.map("<{} href=x class=menu colspan=3 rowspan=2>".format),
    TAGS.map('<{} style="display:none" a="'.format),
    st.sampled_from(["gate ", "keeper", "&amp", "&#0;", "&#xD800;", "&nbsp;", "<!--", "-->", "<![CDATA[", "<", "</"]),
    st.sampled_from(["\t", "\n", "\u200b", "\ufffd", "é", "😀", "\u2028", "\f", ":", "Class Code: 7001"]),
)
PAGES = st.lists(PIECES, max_size=80).map("".join).map(str.encode)


@settings(deadline=None, max_examples=200)
@given(content=st.one_of(PAGES, st.binary(max_size=300), st.builds(lambda a, b: a + b, PAGES, st.binary(max_size=9))))
def test_any_bytes_are_read_or_refused_by_name(content: bytes) -> None:
    check(content, "spec.html")


@pytest.mark.long
@settings(deadline=None, max_examples=20_000)
@given(content=st.one_of(PAGES, st.binary(max_size=300), st.builds(lambda a, b: a + b, PAGES, st.binary(max_size=9))))
def test_any_bytes_at_length(content: bytes) -> None:
    check(content, "spec.html")


@pytest.mark.long
@settings(deadline=None, max_examples=300)
@given(
    pieces=st.lists(PIECES, min_size=1, max_size=6).map("".join),
    times=st.integers(min_value=1_000, max_value=100_000),
)
def test_whatever_is_repeated_is_read_or_refused(pieces: str, times: int) -> None:
    try:
        hold_together(read((pieces * times)[:2_000_000].encode(), "spec.html"))
    except ReadError as error:
        assert "spec.html" in str(error)
