"""Originals are shown as they are: pages as pictures under the boxes of their words, web pages as plain structure."""

import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from ingest.readers import read
from ingest.show import asking, limits, wire
from ingest.show.asking import NotShownError
from ingest.show.structure import tokens
from ingest.show.tags import PARENTS, VOID
from ingest.show.trace import trace
from ingest.show.wire import Close, Markup, Open, Piece
from tests.ingest.paper import Paper
from tests.ingest.test_readers_html_hostile import DEEP

EXAMPLES = Path(__file__).parents[2] / "ingest" / "examples"
WEB_PAGES = sorted(EXAMPLES.glob("*.html"))


def shown(content: bytes) -> Markup:
    """Return the structure of a page, sent as the process sends it."""
    text, root = trace(content, "page.html")
    return wire.markup(wire.encoded_markup(Markup(text, tuple(tokens(root, text)))))


def page(body: str) -> bytes:
    return f"<html><body>{body}</body></html>".encode()


def outline(markup: Markup) -> str:
    """Return `markup` as HTML, white space folded."""
    parts, around = [], []
    for token in markup.tokens:
        match token:
            case Open(tag, attributes):
                around.append(tag)
                parts.append(f"<{' '.join([tag, *(f'{name}={value}' for name, value in attributes)])}>")
            case Piece(start, end):
                parts.append(" ".join(markup.text[start:end].split()))
            case Close():
                tag = around.pop()
                parts.append("" if tag in VOID else f"</{tag}>")
    return "".join(parts)


def hold(markup: Markup) -> None:
    """Assert that everything in the text is shown once and in order, and that elements stand where they may."""
    at, around = 0, [""]
    for token in markup.tokens:
        match token:
            case Piece(start, end):
                assert not markup.text[at:start].strip(), f"not shown: {markup.text[at:start]!r}"
                at = end
            case Open(tag):
                assert tag not in PARENTS or around[-1] in PARENTS[tag]
                assert around[-1] not in {"ul", "ol"} or tag == "li"
                assert around[-1] != "p" or tag in {"strong", "em", "br"}
                around.append(tag)
            case Close():
                around.pop()
    assert not markup.text[at:].strip()


@pytest.mark.parametrize("path", WEB_PAGES, ids=lambda path: path.name)
def test_text_of_a_page_is_the_canonical_one(path: Path) -> None:
    content = path.read_bytes()
    markup = shown(content)
    assert markup.text == read(content, path.name).text
    hold(markup)
    used = Counter(token.tag for token in markup.tokens if isinstance(token, Open))
    assert used["h3"] + used["li"] + used["tr"] and not used["h1"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<h1>A</h1><h4 onclick="x()">B</h4><h2>C</h2>', "<h3>A</h3><h4>B</h4><h4>C</h4>"),
        ('<p style="color:red">a <b class=x>b</b> <a href="javascript:x()">c</a>', "<p>a<strong>b</strong>c</p>"),
        ("<table><tr><th scope=col colspan=2>A<td onload=x>B<tr><td rowspan=9999>c<td></table>",
         "<table><tbody><tr><th colspan=2 scope=col>A</th><td>B</td></tr><tr><td>c</td><td></td></tr></tbody></table>"),
        ("<ul>a<li>b<ul><li>c</ul><script>x()</script></ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
        ("<dl><dt>A<dd>b</dl><dl><p>c</p><dt>d</dl>", "<dl><dt>A</dt><dd>b</dd></dl><div><p>c</p><div>d</div></div>"),
        ("<div><section><div>a</div></section></div><p></p><h2> </h2>", "<div>a</div>"),
        ("<pre>\n\na\n  b</pre><hr><center>c<br>d</center>", "<pre>a b</pre><hr><div>c<br>d</div>"),
        ("a<svg><text>x</text></svg><template>y</template><iframe srcdoc='z'></iframe><style>w</style>b", "ab"),
        ("<li>loose</li><td>cell</td>", "<div>loose</div>cell"),
    ],
)  # fmt: skip
def test_structure_is_shown_and_nothing_else(body: str, expected: str) -> None:
    markup = shown(page(body))
    hold(markup)
    assert outline(markup) in (f"<div>{expected}</div>", expected)


@pytest.mark.parametrize("tag", DEEP)
def test_a_page_nested_a_thousand_deep_is_shown(tag: str) -> None:
    markup = shown(page(f"<{tag}>" * 1000 + "Opens the gate."))
    hold(markup)
    assert len(markup.tokens) < 200


_WORDS = st.text(alphabet="ab \n<&\U0001f525\u0301\u05d0\u202e", min_size=1, max_size=6).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
)
_ELEMENTS = ["p", "div", "ul", "ol", "li", "b", "h1", "h3", "table", "tr", "td", "th", "dl", "dt", "dd", "pre", "br"]
_BODIES = st.recursive(
    _WORDS,
    lambda inside: st.tuples(st.sampled_from([*_ELEMENTS, "section", "nav", "caption", "em", "font"]), st.lists(inside))
    .map(lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(_BODIES)
def test_any_page_is_shown_whole_and_in_order(body: str) -> None:
    markup = shown(page(body))
    hold(markup)


@pytest.mark.parametrize(
    "cells",
    [
        [["script", {}], 0],
        [["p", {"onclick": "x"}], 0],
        [["td", {"scope": "x onload=y"}], 0],
        [["td", {"colspan": "0"}], 0],
        [["p", {}]],
        [0],
        [[0, 2], [1, 3]],
        [[0, 99]],
        [[-1, 2]],
        ["<b>"],
    ],
)
def test_what_a_page_could_not_have_said_is_refused(cells: list[object]) -> None:
    with pytest.raises(ValueError, match=r"no part|no attribute|without"):
        wire.markup(json.dumps(["abcd", cells]).encode())


def paper(**shape: object) -> bytes:
    made = Paper(**shape)  # type: ignore[arg-type]
    made.text(120, 150, "HARBOR PILOT", 16, bold=True)
    made.text(120, 300, "Class Code:")
    made.text(330, 300, "H310")
    made.text(120, 420, "Boards arriving vessels at the pilot station and guides them to their berths.")
    made.upward(100, 300, "On the margin it runs upward.")
    return made.content()


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (60, 200, 560, 700)], ids=["whole", "cropped"])
def test_boxes_of_words_are_where_the_picture_has_them(rotate: int, crop: tuple[float, ...] | None) -> None:
    content = paper(rotate=rotate, crop=crop)
    document = read(content, "pilot.pdf")
    assert {place.page for place in document.places} == {1} and "H310" in document.text
    ((width, height),) = asking.sizes(content)
    picture = Image.open(io.BytesIO(asking.picture(content, 1, 800))).convert("L")
    assert picture.width == 800 and abs(picture.height - 800 * height / width) <= 1
    scale = 800 / width
    for place in document.places:
        inside = picture.crop(tuple(round(edge * scale) for edge in place.box))  # type: ignore[arg-type]
        assert inside.getextrema()[0] < 100, f"nothing is printed at {document.text[place.start : place.end]!r}"
    at = document.text.index("arriving vessels")
    found = asking.printed(content).words
    assert [document.text[word.start : word.end] for word in found] == document.text.split()
    words = [word for word in found if at <= word.start < at + len("arriving vessels")]
    assert [document.text[word.start : word.end] for word in words] == ["arriving", "vessels"]
    (line,) = document.places_of(document.span(at, at + 16))
    for word in words:
        assert picture.crop(tuple(round(edge * scale) for edge in word.box)).getextrema()[0] < 100  # type: ignore[arg-type]
        assert all(
            low - 1 < edge < high + 1
            for edge, low, high in zip(word.box, line.box[:2] * 2, line.box[2:] * 2, strict=True)
        )
    draw = ImageDraw.Draw(picture)
    for place in document.places:
        left, top, right, bottom = (edge * scale for edge in place.box)
        draw.rectangle((left - 2, top - 2, right + 2, bottom + 2), fill=255)
    assert picture.getextrema()[0] > 200, "something is printed where no words are said to be"


def test_a_page_of_any_shape_is_no_larger_than_allowed() -> None:
    content = paper().replace(b"/MediaBox [0 0 612 792]", b"/MediaBox [0 0 9 14000]")
    picture = Image.open(io.BytesIO(asking.picture(content, 1, limits.WIDEST)))
    assert picture.width * picture.height <= 1.01 * limits.PIXELS


@pytest.mark.parametrize(
    ("content", "problem"), [(b"", "damaged"), (b"%PDF-1.4 junk", "damaged"), (paper()[:900], "damaged")]
)
def test_what_cannot_be_opened_is_told(content: bytes, problem: str) -> None:
    for ask in (lambda: asking.sizes(content), lambda: asking.picture(content, 1, 300)):
        with pytest.raises(NotShownError) as caught:
            ask()
        assert caught.value.problem == problem
    with pytest.raises(NotShownError, match="page: 1"):
        asking.picture(paper(), 2, 300)


def test_a_huge_page_is_told() -> None:
    with pytest.raises(NotShownError, match="large"):
        asking.markup(page("<p>a</p>" * (limits.TOKENS // 3 + 1)))


@pytest.fixture
def impatient() -> Iterator[asking.Door[bytes]]:
    made = asking.door(seconds=0.02)
    yield made
    made.close()


def test_one_that_takes_too_long_is_stopped_and_the_next_is_shown(impatient: asking.Door[bytes]) -> None:
    with pytest.raises(NotShownError, match="time"):
        asking.sizes(paper(), impatient)
    assert asking.sizes(paper()) == ((612.0, 792.0),)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(40))
def test_damaged_pages_do_no_harm(seed: int) -> None:
    import random

    chance = random.Random(seed)
    content = bytearray((EXAMPLES / "berthing-coordinator.pdf").read_bytes())
    for _ in range(30):
        content[chance.randrange(len(content))] = chance.randrange(256)
    for ask in (lambda: asking.sizes(bytes(content)), lambda: asking.picture(bytes(content), 1, 500)):
        try:
            ask()
        except NotShownError as error:
            assert error.problem in {"damaged", "page", "crash", "time", "memory", "failed"}
    assert asking.picture(paper(), 1, 300).startswith(b"\x89PNG")
