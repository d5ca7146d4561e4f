"""The small modules under the chat page, each by itself."""

import json
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser, Page

OFFSETS = """async ([text, start, end]) => (await import("/static/offsets.js")).cut(text, start, end)"""
MARKDOWN = """async (text) => {
    const { nodes } = await import("/static/markdown.js");
    const { el } = await import("/static/dom.js");
    const box = el("div", {}, nodes(text, (number) => (number < 9 ? el("a", {}, String(number)) : null)));
    return new XMLSerializer().serializeToString(box).replaceAll(' xmlns="http://www.w3.org/1999/xhtml"', "");
}"""
EVENTS = """async (bytes) => {
    const { events } = await import("/static/events.js");
    const all = new Uint8Array(bytes);
    const found = [];
    for (let at = 0; at <= all.length; at += 1) {
        const body = new ReadableStream({
            start(control) {
                for (const part of [all.slice(0, at), all.slice(at)]) if (part.length) control.enqueue(part);
                control.close();
            },
        });
        const heard = [];
        for await (const data of events(body)) heard.push(data);
        found.push(JSON.stringify(heard));
    }
    return found;
}"""
LOCAL = """async (url) => (await import("/static/dom.js")).local(url)"""


@pytest.fixture(scope="module")
def scripts(browser: Browser, desk: SimpleNamespace) -> Iterator[Page]:
    """A page of the site, on which the modules can be imported."""
    page = browser.new_page()
    page.goto(f"{desk.address}/sign-in")
    yield page
    page.close()


@pytest.mark.parametrize("text", ["plain", "\U0001f525a\U0001f9eab", "e\u0301\u200d\U0001f469\u200d\U0001f680\nz", ""])
def test_cut_counts_code_points_as_python_does(scripts: Page, text: str) -> None:
    for start in range(len(text) + 1):
        for end in range(start, len(text) + 1):
            assert scripts.evaluate(OFFSETS, [text, start, end]) == [text[:start], text[start:end], text[end:]]


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("a **b** c [1].", "<p>a <strong>b</strong> c\u00a0<a>1</a>.</p>"),
        ("**b [2]** [9]", "<p><strong>b\u00a0<a>2</a></strong>\u00a0[9]</p>"),
        ("one\ntwo\n\nthree", "<p>one</p><p>two</p><p>three</p>"),
        ("list:\n- a\n- **b**\nend", "<p>list:</p><ul><li>a</li><li><strong>b</strong></li></ul><p>end</p>"),
        # While it is written, bold is not closed yet.
        ("a **b", "<p>a <strong>b</strong></p>"),
        ("a * b ** c", "<p>a * b <strong> c</strong></p>"),
        ("<i>x</i> &amp; [x](javascript:1)", "<p>&lt;i&gt;x&lt;/i&gt; &amp;amp; [x](javascript:1)</p>"),
        ("", ""),
    ],
)
def test_markdown_becomes_nodes(scripts: Page, text: str, markup: str) -> None:
    assert scripts.evaluate(MARKDOWN, text) == f"<div>{markup}</div>"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_events_cut_at_every_byte_are_the_same(scripts: Page, end: str) -> None:
    said = "e\u0301\U0001f469\u200d\U0001f680\U0001f525"
    told = (
        ": hello",
        f'id: 1\ndata: {{"a":"{said}"}}',
        f": still {said} here",
        ": a comment\ndata: one\n: within\ndata:two\nevent: part\ndata:\ndata:  three",
        "data: [DONE]",
        "data: half",
    )
    stream = "\n\n".join(told).replace("\n", end).encode()
    found = scripts.evaluate(EVENTS, list(stream))
    assert len(found) == len(stream) + 1
    assert {tuple(json.loads(heard)) for heard in found} == {
        (f'{{"a":"{said}"}}', "one\ntwo\n\n three", "[DONE]"),
    }


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("/specs/a?start=1&end=2#cite", "/specs/a?start=1&end=2#cite"),
        *((url, "#") for url in ("javascript:alert(1)", "//evil.example", "/\\evil.example", "https://a.example", "")),
    ],
)
def test_only_addresses_of_this_site_are_linked(scripts: Page, url: str, shown: str) -> None:
    assert scripts.evaluate(LOCAL, url) == shown


SHADES = """async ([accent, grounds]) => {
    const { contrast, parsed } = await import("/static/color.js");
    const { shades } = await import("/static/theme.js");
    const rgb = (text) => text.match(/\\d+/g).map(Number);
    const on = grounds.map(parsed);
    const { accent: color, "on-accent": ink, tint } = shades(parsed(accent), null, on);
    const read = [...on, rgb(tint)].map((ground) => contrast(rgb(color), ground));
    return [color, Math.min(...read, contrast(rgb(ink), rgb(color)))];
}"""
THEMES = (("#f6f6f3", "#ffffff", "#eeeeea"), ("#14171a", "#1c2024", "#101214"))


@pytest.mark.parametrize("accent", ["#ffd000", "#000000", "#ffffff", "#808080", "#e2004f", "#14557b"])
def test_accent_can_be_read_in_both_themes(scripts: Page, accent: str) -> None:
    for grounds in THEMES:
        assert scripts.evaluate(SHADES, [accent, grounds])[1] >= 4.5
    if accent == "#14557b":  # one that can be read as it is stays as it is
        assert scripts.evaluate(SHADES, [accent, THEMES[0]])[0] == "rgb(20 85 123)"


def test_answer_is_copied_with_its_sources(scripts: Page) -> None:
    citation = {
        "number": 1,
        "title": "Lamp Keeper",
        "class_code": "Q7",
        "agency": "Wicks",
        "revision": "2020",
        "section_path": ["Duties", "Daily"],
        "quote": "trims\n wicks \U0001f525",
        "url": "/specs/a#cite",
    }
    reply = {"answer": "It **trims** [1].", "notice": None, "citations": [citation]}
    text = scripts.evaluate(
        """async (reply) => (await import("/static/copying.js")).written(reply, (url) => `https://x.example${url}`)""",
        reply,
    )
    assert text == (
        "It trims [1].\n\n[1] Lamp Keeper (Q7), Wicks, Duties > Daily, 2020\n"
        "    “trims wicks \U0001f525”\n    https://x.example/specs/a#cite"
    )
