"""The page of embedding: the tags say what was chosen and nothing else, whatever is typed, under any address."""

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from assistant.service.app import create_app
from assistant.settings import Settings
from assistant.web import widget_files
from assistant.web.embedding import LENGTHS, embedding
from tests.assistant.service.html_text import Page
from tests.assistant.service.serving import serving
from tests.assistant.service.stand_in import StandIn, opened

HOSTILE = '"><img src=x onerror=alert(1)> & \u202e</script>'
#: The same without the sign that would turn around what stands behind it.
TOLD = HOSTILE.replace("\u202e", "")
BASE = "https://jobs.example.gov/below"


class _Tags(HTMLParser):
    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("data"), embed_origins=("https://intranet.example.gov",))
    app = create_app(settings, opened(StandIn()))
    app.root_path = "/below"
    with serving(app) as address:
        yield f"{address}/below"


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, trust_env=False) as client:
        yield client


@hypothesis_settings(max_examples=80, deadline=None)
@given(name=st.text(max_size=LENGTHS["name"]), agency=st.text(max_size=40), about=st.text(max_size=40))
def test_tags_carry_any_text_and_nothing_else(name: str, agency: str, about: str) -> None:
    chosen = embedding({"name": name, "agency": agency, "class": about, "accent": "#AA3300", "position": "left"})
    fields = {"name": name, "agency": agency, "class": about, "accent": "#aa3300"}
    said = {field: " ".join(value.split()) for field, value in fields.items() if value.strip()}
    ((tag, attributes),) = _Tags(chosen.script_tag(BASE, "/widget/d/widget.js", "sha384-x")).found
    assert (tag, attributes["src"], attributes["crossorigin"]) == ("script", f"{BASE}/widget/d/widget.js", "anonymous")
    told = {key[5:]: value for key, value in attributes.items() if key.startswith("data-")}
    assert told == said | {"position": "left"}
    ((tag, attributes),) = _Tags(chosen.frame_tag(BASE)).found
    src = urlsplit(attributes["src"] or "")
    assert (tag, src.path, dict(parse_qsl(src.query))) == ("iframe", "/below/frame", said)
    assert attributes["title"] == (said.get("name") or "Job Class Assistant")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("accent", "red"), ("accent", "#12345"), ("accent", "#1234567"), ("accent", "#12345g"),
        ("position", "top"), ("theme", "blue"), ("name", "x" * 81), ("greeting", "x" * 401),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named_and_left_out(field: str, value: str) -> None:
    chosen = embedding({field: value})
    assert (list(chosen.wrong), dict(chosen.said), chosen.given[field]) == ([field], {}, value)


def test_what_is_so_anyhow_is_not_said() -> None:
    assert embedding({"theme": "auto", "position": "right", "accent": "#14557B", "name": " "}).said == {}


def test_the_page_names_its_own_addresses(client: httpx.Client, address: str) -> None:
    params = {"name": HOSTILE, "class": "M6203", "accent": "blue"}
    response = client.get("/embed", params=params)
    shown = Page(response.text)
    assert "img" in shown.tags and shown.tags.count("img") == 1  # the mark of the page alone
    widget = widget_files.current()
    ((_, script),) = _Tags(shown.texts["script-tag"]).found
    assert (script["src"], script["integrity"]) == (address + widget.path, widget.integrity)
    assert (script["data-name"], script["data-class"]) == (TOLD, "M6203")
    origin = address.removesuffix("/below")
    assert shown.texts["csp-script"] == f"script-src {origin}; connect-src {origin}"
    assert shown.texts["csp-frame"] == f"frame-src {origin}"
    assert "https://intranet.example.gov" in shown.texts["main"]
    assert "A color is written as" in shown.texts["accent-wrong"]
    assert "frame-src 'self'" in response.headers["Content-Security-Policy"]
    assert client.get("/embed/tags", params=params).json()["script"] == shown.texts["script-tag"]


def test_the_preview_carries_the_very_tag(client: httpx.Client) -> None:
    shown = client.get("/embed/preview", params={"name": HOSTILE, "theme": "dark"})
    ((_, script),) = [found for found in _Tags(shown.text).found if found[0] == "script"]
    assert (script["data-name"], script["data-theme"], script.get("data-position")) == (TOLD, "dark", None)
    assert script["src"] == f"/below{widget_files.current().path}"
    assert client.get(widget_files.current().path).status_code == 200
    assert "img" not in Page(shown.text).tags
