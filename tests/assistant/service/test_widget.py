"""The widget's script and the frame as they leave the server."""

import gzip
import hashlib
from base64 import b64encode
from pathlib import Path

import httpx
import pytest

from assistant.service.app import create_app
from assistant.settings import Settings
from assistant.web.widget_files import WidgetFile, current
from tests.assistant.service.html_text import Page
from tests.assistant.service.serving import serving
from tests.assistant.service.stand_in import StandIn, opened


def test_newest_is_asked_after_each_time(client: httpx.Client) -> None:
    answer = client.get("/widget.js")
    assert answer.content == current().content
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["Content-Type"].startswith("text/javascript")
    again = client.get("/widget.js", headers={"If-None-Match": f'"else", {answer.headers["ETag"]}'})
    assert (again.status_code, again.content) == (304, b"")


def test_it_is_compressed_for_whoever_accepts_that(client: httpx.Client) -> None:
    with client.stream("GET", current().path, headers={"Accept-Encoding": "br, gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["Content-Encoding"] == "gzip" and "Accept-Encoding" in answer.headers["Vary"]
    assert gzip.decompress(raw) == current().content
    for refused in ("identity", "gzip;q=0"):
        plain = client.get(current().path, headers={"Accept-Encoding": refused})
        assert "Content-Encoding" not in plain.headers and plain.content == current().content


def test_version_stays_after_an_upgrade(tmp_path: Path) -> None:
    earlier = WidgetFile(b"(()=>{})();\n")
    (tmp_path / "widgets").mkdir()
    (tmp_path / "widgets" / f"{earlier.digest}.js").write_bytes(earlier.content)
    with (
        serving(create_app(Settings(data_dir=tmp_path), opened(StandIn()))) as address,
        httpx.Client(base_url=address, trust_env=False) as client,
    ):
        for widget in (earlier, current()):
            answer = client.get(widget.path)
            assert answer.content == widget.content
            assert "immutable" in answer.headers["Cache-Control"] and "public" in answer.headers["Cache-Control"]
            assert widget.integrity == f"sha384-{b64encode(hashlib.sha384(answer.content).digest()).decode()}"
        assert client.get(f"/widget/{'0' * 32}/widget.js").status_code == 404
    assert (tmp_path / "widgets" / f"{current().digest}.js").read_bytes() == current().content


def test_frame_says_who_may_show_it(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, embed_origins=("https://intranet.example",))
    with serving(create_app(settings, opened(StandIn()))) as address:
        answer = httpx.get(f"{address}/frame", params={"name": "<b>Ask</b>", "accent": "#AA3300"}, trust_env=False)
        chat = httpx.get(f"{address}/", trust_env=False)
    assert "frame-ancestors 'self' https://intranet.example;" in answer.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer.headers
    assert "frame-ancestors 'self';" in chat.headers["Content-Security-Policy"]
    assert "<b>" not in answer.text
    assert ("data-accent", "#AA3300") in Page(answer.text).attributes


@pytest.mark.parametrize("given", ["accent=red", "accent=%23aa33001", "theme=sepia", f"name={'x' * 81}"])
def test_frame_refuses_what_it_cannot_show(client: httpx.Client, given: str) -> None:
    assert client.get(f"/frame?{given}").status_code == 422
