"""Web pages through the parser: lines are whole paragraphs, lists and tables say what they are, sites are no matter."""

import re
from pathlib import Path

import pytest

from ingest.readers import read
from tests.ingest.parsing import EXAMPLES, all_blocks, fact, parsed, parsed_bytes, parsed_file
from tests.ingest.properties import check
from vectorstore.spec import DocumentType, ParsedDocument

HEAD = "<h1>Gate Keeper</h1><ul><li><b>Class Code:</b> 7001<li><b>Revised:</b> --</ul><h2>Duties</h2>"


def blocks_of(body: str) -> list[tuple[str, int]]:
    """Text and depth of each block of a page."""
    return [(block.text, block.depth) for block in all_blocks(f"<p>First.</p>{body}", "spec.html")[1][1:]]


def test_a_line_of_a_page_never_goes_on_with_the_one_above() -> None:
    assert blocks_of("<p>Opens the gate of</p><p>the town</p><p>(North)</p>") == [
        ("Opens the gate of", 0),
        ("the town", 0),
        ("(North)", 0),
    ]


def test_a_line_that_somebody_broke_may_go_on() -> None:
    assert blocks_of("Opens the gate of<br>the town<br>at dawn.") == [("Opens the gate of the town at dawn.", 0)]


def test_an_item_is_a_block_of_its_own_at_its_depth() -> None:
    body = "<ul><li>Opens:<ul><li>north;<li><p>south.</p><p>Both.</p></ul>each day.<li>Oils.</ul>After."
    assert blocks_of(body) == [
        ("Opens:", 1),
        ("north;", 2),
        ("south.", 2),
        ("Both.", 2),
        ("each day.", 1),
        ("Oils.", 1),
        ("After.", 0),
    ]


def test_a_marker_that_is_typed_within_an_item_opens_a_list_inside_it() -> None:
    assert blocks_of("<ol><li>Opens<br>(a) north<br>(b) south<li>(a) Oils</ol>") == [
        ("Opens", 1),
        ("north", 2),
        ("south", 2),
        ("Oils", 1),
    ]


def test_items_are_marked_in_markdown_too() -> None:
    found = all_blocks("- Opens\n  - north\n- Oils\n", "spec.md")[1]
    assert [(block.marker, block.text, block.depth) for block in found] == [
        ("-", "Opens", 1),
        ("-", "north", 2),
        ("-", "Oils", 1),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "<ul><li><b>Class Code:</b> 7001<li><b>Unit:</b> --</ul>",
        "<p><b>Class Code:</b></p><p>7001</p><p>Unit:</p>",
        "<table><tr><td>Class Code<td>7001<tr><td>Unit<td>--</table>",
        "<table><tr><th>Class Code<th>Unit<tr><td>7001<td></table>",
        "<table><tr><td><td>Class Code<td>Unit<tr><td>Gates<td>7001<td>--</table>",
        "<dl><dt>Class Code<dd>7001<dt>Unit<dd>--</dl>",
        "<dl><dt>Class Code:<dd>7001<dt>Unit:<dd>--</dl>",
        "Class Code: 7001<br>Unit: --",
    ],
)
def test_facts_are_read_however_a_page_lays_them_out(header: str) -> None:
    result = parsed(f"<h1>Gate Keeper</h1>{header}<h2>Duties</h2><p>Opens the gate.", "spec.html")
    assert fact(result, "class_code").value == "7001"
    assert fact(result, "unit").value == ""
    assert [statement.text for statement in result.statements] == ["Opens the gate."]


def test_the_head_of_a_table_states_nothing() -> None:
    table = "<table><tr><th>License<th>Needed<tr><td>Boat license<td>Required at once</table>"
    result = parsed(f"{HEAD}<p>Opens it.</p><h2>Licenses</h2>{table}", "spec.html")
    assert [statement.text for statement in result.statements] == ["Opens it.", "Boat license Required at once"]


def test_a_page_that_says_no_more_than_that_the_class_was_abolished_is_a_stub() -> None:
    result = parsed("<h1>Gate Keeper</h1><p>Class Code: 7001<p>Abolished 03/06/2012.", "spec.html")
    assert result.type is DocumentType.STUB
    assert fact(result, "abolished").value == "2012-03-06"


def test_an_example_without_the_site_around_it_parses_to_the_same() -> None:
    page = (EXAMPLES / "M5310 Emergency Management Coordinator.html").read_text("utf-8")
    own = page[page.index("<h1>") : page.index('</div>\n  </div>\n  <div class="tools">')]
    assert "<a href" in page
    assert "<a href" not in own
    assert told(parsed(own, "own.html")) == told(parsed(page, "page.html"))


def told(result: ParsedDocument) -> tuple[object, ...]:
    """All that is read of a document but its id."""
    return (
        result.document.text,
        result.specs,
        result.agency,
        result.sections,
        result.statements,
        result.facts,
        result.chunks,
    )


class TestRealPages:
    @pytest.mark.long
    def test_a_page_as_served_is_read_like_its_main_content_alone(self, corpora: Path) -> None:
        pages = sorted((corpora / "ca_state" / "raw").glob("*.html"))
        assert len(pages) == 26
        for path in pages:
            served = path.read_bytes()
            start = served.index(b"<h1", served.index(b"ms-rtestate-field"))
            own = served[start : served.index(b"<!-- page content, edit mode -->", start)]
            assert len(own) < len(served) / 5
            assert told(parsed_bytes(own, path.name)) == told(parsed_file(path)), path.name

    @pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.long) for part in range(1, 8))])
    def test_every_page_holds_together_and_tells_its_class(self, corpora: Path, part: int) -> None:
        paths = sorted((corpora / "ca_state").rglob("*.html"))
        assert len(paths) == 320
        for path in paths[part::8]:
            result = parsed_file(path)
            check(result)
            code = path.stem
            if any("\t" in line for line in result.document.text.splitlines()):
                assert re.search(rf"(?m)^\w*\t{code}\t\S", result.document.text), path.name
            else:
                (spec,) = result.specs
                assert (spec.class_code, fact(result, "class_code").value) == (code, code), path.name
                assert spec.title == result.document.text.split("\n")[0].strip(), path.name
                assert result.agency == "California State Personnel Board" or result.type is DocumentType.STUB

    def test_quotes_stand_in_the_file_without_its_tags(self, corpora: Path) -> None:
        for path in sorted((corpora / "ca_state" / "raw").glob("*.html"))[:6]:
            document = read(path.read_bytes(), path.name)
            shown = squeezed(re.sub(r"(?is)<(script|style)\b.*?</\1>|<[^>]+>", " ", path.read_text("utf-8", "replace")))
            assert squeezed(document.text) in shown, path.name


def squeezed(text: str) -> str:
    """Letters and digits alone."""
    return re.sub(r"[\W_]+", "", re.sub(r"&#?\w+;", " ", text))


def test_ways_to_qualify_mean_what_they_are_ways_of() -> None:
    ways = "<h2>Requirements</h2><h3>Either I</h3><p>A year.<h3>Or II</h3><p>Two.<h3>Or so</h3><p>Three."
    assert [(one.heading, one.kind) for one in parsed(HEAD + ways, "spec.html").sections[2:]] == [
        ("Requirements", "requirements"),
        ("Either I", "requirements"),
        ("Or II", "requirements"),
        ("Or so", ""),
    ]
