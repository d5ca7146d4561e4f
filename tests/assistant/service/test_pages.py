"""The pages as they leave the server."""

import tomllib
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from assistant.filtering.filters import Filters
from assistant.service.app import create_app
from assistant.settings import Settings
from assistant.web.marked import blocks, heading_levels
from assistant.web.spec_view import outline, spec_view
from assistant.web.templates import STATIC
from tests.assistant.service.html_text import Page
from tests.assistant.service.serving import serving
from tests.assistant.service.stand_in import DOCUMENT, ENTRY, PARSED, TEXT, WICKS, Shelf, StandIn, opened, span
from vectorstore.spec import CatalogEntry, Document, Section, Span, Viewer, line_starts

SPEC = f"/specs/{ENTRY.spec_id}"


def page(client: httpx.Client, path: str) -> Page:
    response = client.get(path)
    assert response.status_code == 200
    return Page(response.text)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/specs",
        "/specs?q=<script>",
        SPEC,
        f"{SPEC}?start=3&end=9",
        "/specs?q=kite",
        "/lists?question=<b>",
        f"/compare?spec={ENTRY.spec_id}&q=lamp",
    ],
)
def test_no_inline_code_and_nothing_from_elsewhere(client: httpx.Client, path: str) -> None:
    parsed = page(client, path)
    names = {name for name, _ in parsed.attributes}
    assert not {name for name in names if name.startswith("on")} and "style" not in names
    assert "style" not in parsed.tags and "b" not in parsed.tags
    addresses = [value or "" for name, value in parsed.attributes if name in {"src", "href", "action"}]
    assert addresses and all(address.startswith(("/", "#")) for address in addresses)
    assert not any(address.startswith("//") for address in addresses)


def test_every_file_that_a_page_names_is_there(client: httpx.Client) -> None:
    for path in ("/", "/specs", SPEC):
        for name, value in page(client, path).attributes:
            if name in {"src", "href"} and value and value.startswith("/static/"):
                assert client.get(value).status_code == 200, value


def test_source_is_shown_to_the_letter(client: httpx.Client) -> None:
    shown = page(client, SPEC)
    assert shown.texts["text"] == TEXT
    assert shown.marked == ""
    assert shown.texts["section-1"] == "DUTIES"


def test_cited_span_is_marked(client: httpx.Client) -> None:
    at = span(WICKS)
    shown = page(client, f"{SPEC}?start={at.start}&end={at.end}")
    assert shown.marked == shown.texts["cite"] == WICKS
    assert shown.texts["text"] == TEXT


def test_span_over_a_heading_is_marked_whole(client: httpx.Client) -> None:
    start, end = TEXT.index("Page 1"), TEXT.index("Tends")
    shown = page(client, f"{SPEC}?start={start}&end={end}")
    assert shown.marked == TEXT[start:end]
    assert TEXT[start:end].startswith(shown.texts["cite"])
    assert shown.texts["text"] == TEXT


@pytest.mark.parametrize(
    "asked",
    ["start=9&end=3", "start=3", "start=-1&end=3", f"start=0&end={len(TEXT) + 1}", "start=x&end=y", "start=²&end=9"],
)
def test_span_that_the_text_does_not_have_is_said_so(client: httpx.Client, asked: str) -> None:
    response = client.get(f"{SPEC}?{asked}")
    assert "not in this version" in response.text
    assert Page(response.text).marked == ""


def test_catalog_finds_and_says_when_it_does_not(client: httpx.Client) -> None:
    assert f'href="{SPEC}"' in client.get("/specs?q=lamp").text
    assert "No class matches “kite”" in client.get("/specs?q=kite").text


def test_catalog_is_paged(settings: Settings, stand_in: StandIn) -> None:
    class Many(Shelf):
        def find(
            self, words: str, viewer: Viewer, limit: int = 50, offset: int = 0
        ) -> tuple[tuple[CatalogEntry, ...], int]:
            return (ENTRY,) * min(limit, 120 - offset), 120

    with serving(create_app(settings, opened(stand_in, SimpleNamespace(catalog=Many())))) as address:
        client = httpx.Client(base_url=address, trust_env=False)
        first, middle, last = (client.get(f"/specs?q=a%26b&offset={offset}").text for offset in (0, 50, 100))
        client.close()
    assert 'rel="prev"' not in first and 'href="/specs?q=a%26b&amp;offset=50"' in first
    assert 'href="/specs?q=a%26b"' in middle and 'href="/specs?q=a%26b&amp;offset=100"' in middle
    assert 'rel="next"' not in last and "101 to 120" in last


def test_empty_catalog_says_how_to_fill_it(settings: Settings) -> None:
    class Nothing(Shelf):
        def find(
            self, words: str, viewer: Viewer, limit: int = 50, offset: int = 0
        ) -> tuple[tuple[CatalogEntry, ...], int]:
            return (), 0

    class Knowing(StandIn):
        def filters(self, viewer: Viewer) -> Filters:
            return Filters((), (), lambda tree: frozenset())

    with serving(create_app(settings, opened(Knowing(), SimpleNamespace(catalog=Nothing())))) as address:
        for path in ("/", "/specs"):
            assert "jobclass ingest" in httpx.get(address + path, trust_env=False).text


def test_pages_work_below_a_path(settings: Settings, stand_in: StandIn) -> None:
    app = create_app(settings, opened(stand_in))
    app.root_path = "/jobs"
    with serving(app) as address:
        for path in ("/", "/specs", SPEC, "/lists?question=a", f"/compare?spec={ENTRY.spec_id}"):
            shown = Page(httpx.get(f"{address}/jobs{path}", trust_env=False).text)
            links = [value for name, value in shown.attributes if name in {"href", "src", "action"} and value]
            assert all(link.startswith(("/jobs/", "#")) for link in links), links


def test_facts_lead_to_their_places() -> None:
    code, blank = spec_view(ENTRY, PARSED, "", "").facts
    at = span("Q7")
    assert (code.label, code.value, code.url) == ("Class Code", "Q7", f"{SPEC}?start={at.start}&end={at.end}#cite")
    assert (blank.label, blank.value) == ("License", "")


def test_outline_hands_on_what_stands_below_no_heading() -> None:
    def part(ordinal: int, parent: int | None, heading: str) -> Section:
        nowhere = Span(0, 0, 1)
        return Section(ordinal, parent, heading, "", (heading,), nowhere, nowhere, 0)

    parts = (part(0, None, ""), part(1, 0, "A"), part(2, 1, "B"), part(3, 1, ""), part(4, 3, "C"), part(5, None, "D"))
    first, last = outline(parts)
    assert (first.heading, [child.heading for child in first.children], last.heading) == ("A", ["B", "C"], "D")
    assert heading_levels(parts) == {0: 3, 1: 3, 2: 4, 3: 4, 4: 4, 5: 3}


_SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted)


@hypothesis_settings(max_examples=300, deadline=None)
@given(
    text=st.text(alphabet="ab \n\u0301\U0001f525", min_size=1, max_size=40),
    headings=st.lists(_SPANS, max_size=4),
    running=st.lists(_SPANS, max_size=3),
    cited=st.none() | _SPANS,
)
def test_pieces_are_the_text(
    text: str, headings: list[list[int]], running: list[list[int]], cited: list[int] | None
) -> None:
    def within(pair: list[int]) -> Span:
        return Span(min(pair[0], len(text)), min(pair[1], len(text)), 1)

    document = Document("", "", text, line_starts(text), running=tuple(map(within, running)))
    sections = tuple(
        Section(number, None, "A", "", ("A",), within(pair), within(pair), len(text))
        for number, pair in enumerate(headings)
    )
    at = within(cited) if cited else None
    found = (at.start, at.end) if at and at.start < at.end else None
    pieces = [piece for block in blocks(document, sections, found) for piece in block.pieces]
    assert "".join(piece.text for piece in pieces) == text
    assert "".join(piece.text for piece in pieces if piece.cited) == (text[slice(*found)] if found else "")
    assert [piece.cited for piece in pieces if piece.first] == ([True] if found else [])


def test_signs_of_markdown_are_told_apart() -> None:
    text = "# A\n**b** c__d__ * e"
    document = Document("", "text/markdown", text, line_starts(text))
    (block,) = blocks(document, (), None)
    assert [piece.text for piece in block.pieces if piece.faint] == ["# ", "**", "**", "__", "__"]


def test_running_lines_are_told_apart() -> None:
    shown = [piece.text for block in blocks(DOCUMENT, PARSED.sections, None) for piece in block.pieces if piece.faint]
    assert shown == ["Page 1 of 2\n", "Page 2 of 2\n"]


def test_package_carries_every_file_of_the_pages() -> None:
    settings = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text())
    patterns = settings["tool"]["setuptools"]["package-data"]["assistant.web"]
    web = STATIC.parent
    carried = {path for pattern in patterns for path in web.glob(pattern)}
    needed = {path for folder in ("static", "templates") for path in (web / folder).iterdir()}
    assert needed and needed <= carried, f"not in package-data: {sorted(map(str, needed - carried))}"
