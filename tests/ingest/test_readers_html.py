"""HTML: what a person reads on a page, line by line, with its marks; the site around it left out."""

import codecs

import pytest

from ingest.errors import EmptyFileError, UnsupportedFormatError
from ingest.readers import read
from vectorstore.spec import Document, MarkKind

SPEC = """\
<!DOCTYPE html>
<html lang="en"><head><title>Gate Keeper (7001)</title><style>p { color: red }</style></head>
<body>
<!-- exported on Monday -->
<h1>Gate&nbsp;Keeper</h1>
<ul>
  <li><div><strong>Class Code:</strong> 7001</div></li>
  <li><div><b>Revi</b><b>sed:</b> --</div></li>
</ul>
<h2>Typical <em>Tasks</em></h2>
<p>Opens the
   gate &amp; closes&#32;it;<br>oils   <span>it</span>.</p><script>alert("no")</script>
<ol><li>Counts boats<ul><li>Large ones<li><p>Small ones</ol>
<table><caption>Gates</caption>
<tr><th>Gate<th>Keys
<tr><td>North<td>2
</table>
<p>After the table.</body></html>
"""

TEXT = """\
Gate Keeper

Class Code: 7001
Revised: --

Typical Tasks

Opens the gate & closes it;
oils it.

Counts boats
Large ones
Small ones

Gates

Gate\tKeys
North\t2

After the table."""


def page(body: str, name: str = "spec.html") -> Document:
    return read(f"<html><body>{body}</body></html>".encode(), name)


def marked(document: Document, kind: MarkKind) -> list[tuple[str, int]]:
    return [(document.text[mark.start : mark.end], mark.level) for mark in document.marks if mark.kind is kind]


class TestWholePage:
    def test_blocks_stand_apart_and_rows_and_items_on_lines_of_their_own(self) -> None:
        document = read(SPEC.encode(), "gate-keeper.htm")
        assert document.text == TEXT
        assert document.media_type == "text/html"
        assert not document.wrapped

    def test_headings_items_and_emphasis_are_marked_without_white_space_around(self) -> None:
        document = read(SPEC.encode(), "gate-keeper.html")
        assert marked(document, MarkKind.HEADING) == [("Gate Keeper", 1), ("Typical Tasks", 2)]
        assert marked(document, MarkKind.ITEM) == [
            ("Class Code: 7001", 1),
            ("Revised: --", 1),
            ("Counts boats", 1),
            ("Large ones", 2),
            ("Small ones", 2),
        ]
        assert marked(document, MarkKind.STRONG) == [("Class Code:", 1), ("Revised:", 1), ("Gate", 1), ("Keys", 1)]


class TestText:
    @pytest.mark.parametrize(
        ("body", "text"),
        [
            ("<span>Gate</span><span>keeper</span> <i>of</i>\n the<b> town</b>", "Gatekeeper of the town"),
            ("a<br>b<br/>c<br><br>d<br> <br><br>e", "a\nb\nc\n\nd\n\ne"),
            ("one<p>two</p>three<div><div>four</div></div>", "one\n\ntwo\n\nthree\n\nfour"),
            ("<p>   </p><p>&nbsp;</p><p>x</p><p>&#8203;</p><hr><p>y", "x\n\ny"),
            ("&lt;b&gt; &copy; &#233; &eacute; &#x2019; AT&T &bogus; 3 < 4", "<b> © é é ’ AT&T &bogus; 3 < 4"),
            ("zero\u200bwidth soft&shy;hyphen &#xE0041;tag", "zerowidth softhyphen tag"),
            ("1<sup>st</sup> step<wbr>ladder", "1st stepladder"),
            ("<b>bold <p>misnested</b> paragraph", "bold\n\nmisnested paragraph"),
            ("<p>old <del>gone</del> <ins>new</ins></p>", "old new"),
            ("<custom-tag>kept</custom-tag><o:p>&nbsp;</o:p>", "kept"),
            ("before</body></html><p>late", "before\n\nlate"),
        ],
    )
    def test_what_is_shown_is_the_text(self, body: str, text: str) -> None:
        assert page(body).text == text

    @pytest.mark.parametrize(
        "unseen",
        [
            "<script>var x = '<p>no</p>'</script>",
            "<style>p::after { content: 'no' }</style>",
            "<noscript>no</noscript><template><p>no</p></template>",
            "<!-- no --><!--[if gte mso 9]>no<![endif]-->",
            "<div hidden>no</div><p style='display: none'>no</p><p style='visibility:hidden'>no</p>",
            "<span style='font-size:0'>no</span><span style='FONT-SIZE: 0.0px'>no</span>",
            "<select><option>no</select><button>no</button><svg><text>no</text></svg><iframe>no</iframe>",
            "<input value=no><img alt=no>",
        ],
    )
    def test_what_is_not_shown_is_no_text(self, unseen: str) -> None:
        assert page(f"<p>x</p>{unseen}<p>y</p>").text == "x\n\ny"

    def test_a_small_type_is_shown(self) -> None:
        assert page("<span style='font-size:0.8em'>x</span>").text == "x"

    def test_text_as_typed_keeps_its_lines_and_columns(self) -> None:
        document = page("<pre>GATE KEEPER\n\nCode:   7001\n  Opens <b>the</b>  gate\n</pre><p>x")
        assert document.text == "GATE KEEPER\n\nCode:   7001\n  Opens the  gate\n\nx"
        assert document.wrapped

    def test_lines_that_somebody_broke_may_go_on(self) -> None:
        assert page("Opens the<br>gate and<br>oils it.<p>Closes it.").wrapped
        assert not page("<p>Opens it.<p>Oils<br>it.<p>Closes it.").wrapped

    @pytest.mark.parametrize("body", ["", "<p> </p>", "<script>x</script>", "<!-- x", "<img alt='x'>"])
    def test_a_page_with_nothing_to_see_is_empty(self, body: str) -> None:
        with pytest.raises(EmptyFileError, match=r"'spec\.html' is empty"):
            page(body)


class TestMarks:
    def test_levels_of_headings(self) -> None:
        body = "".join(f"<h{level}>H{level}</h{level}>" for level in range(1, 7))
        assert marked(page(body), MarkKind.HEADING) == [(f"H{level}", level) for level in range(1, 7)]

    def test_a_heading_is_one_line_and_an_empty_one_is_none(self) -> None:
        document = page("<h2>Minimum<br>Qualifications <div>for Keepers</div></h2><h2>&nbsp;</h2><h3><a>Age</a></h3>")
        assert document.text == "Minimum Qualifications for Keepers\n\nAge"
        assert marked(document, MarkKind.HEADING) == [("Minimum Qualifications for Keepers", 2), ("Age", 3)]

    def test_a_heading_that_was_never_closed_is_a_block(self) -> None:
        document = page("<h1>Gate Keeper<p>" + "Opens the gate. " * 30 + "<ul><li>Oils it.</ul>")
        assert marked(document, MarkKind.HEADING) == []
        assert document.text.startswith("Gate Keeper\n\nOpens the gate.")
        assert document.text.endswith("\n\nOils it.")

    def test_emphasis_ends_with_its_line_and_goes_on_over_a_space(self) -> None:
        body = "<b>Two<br>lines</b><p><strong>Class </strong><b>Code</b>: 1 <span style='font-weight:700'>Unit</span>"
        assert marked(page(body), MarkKind.STRONG) == [(words, 1) for words in ("Two", "lines", "Class Code", "Unit")]

    def test_an_item_ends_where_its_own_list_begins_and_goes_on_after_it(self) -> None:
        document = page("<ol><li>One:<ul><li>a<li>b</ul>still one<li><p>Two<p>two again</ol>x")
        assert document.text == "One:\na\nb\nstill one\nTwo\n\ntwo again\n\nx"
        assert marked(document, MarkKind.ITEM) == [
            ("One:", 1),
            ("a", 2),
            ("b", 2),
            ("still one", 1),
            ("Two\n\ntwo again", 1),
        ]


class TestRows:
    def test_a_blank_cell_keeps_its_place(self) -> None:
        body = "<table><tr><td><td>Code<td>Unit<tr><td>Keeper<td> <td>U2<tr><td><td><tr><td>Porter<td><td></table>"
        assert page(body).text == "\tCode\tUnit\nKeeper\t\tU2\nPorter\t\t"

    def test_cells_over_several_columns_and_rows_keep_the_others_in_theirs(self) -> None:
        body = (
            "<table><thead><tr><th rowspan=2>Class<th colspan=2>Dates<th>By</thead>"
            "<tr><td>Made<td>Changed<td>Board<tr><td>Keeper<td>1990<td colspan=nonsense>1999<td>Council</table>"
        )
        assert page(body).text == "Class\tDates\t\tBy\n\tMade\tChanged\tBoard\nKeeper\t1990\t1999\tCouncil"

    def test_a_cell_is_one_line_whatever_is_inside(self) -> None:
        body = "<table><tr><td><p>Gate<br>Keeper</p><td><div>\n 7001\t</div></table>"
        assert page(body).text == "Gate Keeper\t7001"

    def test_a_row_of_long_or_headed_cells_is_laid_out_as_blocks(self) -> None:
        duty = "Opens the gate in the morning and closes it at night, in every weather and in every season. " * 3
        body = f"<table><tr><td><h2>Duties</h2><td>{duty}<tr><td><b>Age</b><td><ul><li>18<li>to 60</ul></table>"
        assert page(body).text == f"Duties\n\n{duty.strip()}\n\nAge\n\n18\nto 60"

    def test_a_table_that_only_lays_out_the_page_is_blocks(self) -> None:
        body = "<table><tr><td><table><tr><td>Code<td>7001</table><p>Opens it.</table>"
        assert page(body).text == "Code\t7001\n\nOpens it."

    def test_short_terms_stand_beside_their_value(self) -> None:
        long = "Opens the gate. " * 20
        body = f"<dl><dt>Class Code<dd>7001<dt>Unit<dd>U2<dt>Duties<dd>{long}<dt>Two<dd>a<dd>b</dl>"
        assert page(body).text == f"Class Code\t7001\nUnit\tU2\n\nDuties\n\n{long.strip()}\n\nTwo\n\na\n\nb"


class TestEncoding:
    @pytest.mark.parametrize(
        ("head", "encoding"),
        [
            ("<meta charset=windows-1252>", "cp1252"),
            ("<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'>", "cp1252"),
            ('<?xml version="1.0" encoding="windows-1251"?>', "cp1251"),
            ("<META CHARSET = 'KOI8-R'>", "koi8_r"),
            ("<meta charset=Shift_JIS>", "cp932"),
            ("<meta charset=utf-8>", "cp1252"),
            ("<meta charset=rot13>", "cp1252"),
            ("", "utf-8"),
            ("<meta charset=iso-8859-1>", "utf-8"),
        ],
    )
    def test_what_the_page_declares_holds_where_its_bytes_are_no_utf8(self, head: str, encoding: str) -> None:
        words = {"cp1251": "Привет", "koi8_r": "Привет", "cp932": "ゲート"}.get(encoding, "the keeper’s café")
        assert read(f"{head}<p>{words}</p>".encode(encoding), "spec.html").text == words

    @pytest.mark.parametrize(
        ("mark", "encoding"),
        [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
    )
    def test_a_byte_order_mark_holds_against_what_the_page_declares(self, mark: bytes, encoding: str) -> None:
        content = mark + "<meta charset=windows-1251><p>the keeper’s café</p>".encode(encoding)
        assert read(content, "spec.html").text == "the keeper’s café"

    def test_damaged_characters_are_kept_with_a_warning(self) -> None:
        document = read("<p>the keeper\ufffds</p>".encode(), "spec.html")
        assert document.text == "the keeper\ufffds"
        assert "damaged" in document.warnings[0]


def test_another_format_under_the_name_of_a_page_is_refused() -> None:
    with pytest.raises(UnsupportedFormatError, match=r"'spec\.html' is named as a web page but is PDF"):
        read(b"%PDF-1.7\n", "spec.html")
