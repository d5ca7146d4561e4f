"""The source of a spec on its page, as text, as pages and as structure, and the file itself: over the examples."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import httpx
import pytest

from assistant.service.originals import disposition
from assistant.showing import Showing
from assistant.web import structure
from ingest.readers import read
from ingest.readers.formats import DOCX, HTML, PDF
from ingest.show import asking
from ingest.show.asking import NotShownError
from ingest.show.structure import tokens
from ingest.show.trace import trace
from ingest.show.wire import Markup, Printed
from tests.assistant.service.html_text import Page
from tests.assistant.service.real import EXAMPLES, serving_examples

WEB_PAGES = sorted(EXAMPLES.glob("*.html"))


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with serving_examples() as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        yield client


@cache
def found(client: httpx.Client, name: str) -> dict[str, str]:
    """Return the first spec of the example file `name`."""
    items = client.get("/v1/specs?limit=200").json()["items"]
    spec: dict[str, str] = next(item for item in items if item["source"] == name)
    return spec


def quoted(client: httpx.Client, name: str, words: str) -> tuple[str, int, int, str]:
    """Return spec id and span of `words` in an example, and its canonical text."""
    spec = found(client, name)
    text: str = client.get(f"/v1/sources/{spec['source_id']}").json()["text"]
    at = text.index(words)
    return spec["spec_id"], at, at + len(words), text


PILOT = "M6231 Irrigation Specialist.pdf"


@pytest.mark.parametrize(
    ("name", "kind"), [(PILOT, PDF), ("ferry-terminal-agent.html", HTML), ("wharf-carpenter.docx", DOCX)]
)
def test_the_file_is_given_as_it_was(client: httpx.Client, name: str, kind: str) -> None:
    answer = client.get(f"/v1/sources/{found(client, name)['source_id']}/original")
    assert (answer.status_code, answer.content) == (200, (EXAMPLES / name).read_bytes())
    assert answer.headers["content-type"] == kind
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_is_not_there_is_told(client: httpx.Client) -> None:
    pdf, web = found(client, PILOT)["source_id"], found(client, "ferry-terminal-agent.html")["source_id"]
    text = found(client, "accounting-technician.md")["source_id"]
    for path, status, problem in (
        (f"{text}/original", 404, "no-original"),
        ("nobody/original", 404, "unknown-source"),
        ("nobody/pages/1.png", 404, "unknown-source"),
        (f"{web}/pages/1.png", 404, "no-original"),
        (f"{pdf}/pages/3.png", 404, "no-page"),
        (f"{pdf}/pages/0.png", 422, "invalid-request"),
        (f"{pdf}/pages/1.png?width=9999", 422, "invalid-request"),
    ):
        answer = client.get(f"/v1/sources/{path}")
        assert (answer.status_code, answer.json()["type"].rpartition(":")[2]) == (status, problem), path


def test_a_page_is_sent_once(client: httpx.Client) -> None:
    path = f"/v1/sources/{found(client, PILOT)['source_id']}/pages/2.png?width=400"
    first = client.get(path)
    assert first.headers["content-type"] == "image/png" and first.content.startswith(b"\x89PNG")
    assert first.headers["cache-control"] == "private, no-cache"
    again = client.get(path, headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])


@pytest.mark.parametrize(
    ("name", "plain", "encoded"),
    [
        ('a"b\\c\r\nSet-Cookie: x.pdf', "a_b_c_Set-Cookie_ x.pdf", "a_b_c_Set-Cookie_%20x.pdf"),
        ("../../etc/passwd", "passwd", "passwd"),
        ("Größe 🔥.pdf", "Gr__e _.pdf", "Gr%C3%B6%C3%9Fe%20%F0%9F%94%A5.pdf"),
        ("spec\u202efdp.exe", "specfdp.exe", "specfdp.exe"),
        ("...", "document", "document"),
    ],
)
def test_a_file_is_saved_under_a_safe_name(name: str, plain: str, encoded: str) -> None:
    assert disposition(name) == f"attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"


def test_a_quote_of_a_pdf_is_marked_on_its_page(client: httpx.Client) -> None:
    spec_id, start, end, text = quoted(client, PILOT, "A valid Class C driver license is required.")
    url = f"/specs/{spec_id}?start={start}&end={end}"
    answer = client.get(url).text
    shown = Page(answer)
    assert shown.tags.count("img") == 2 + 1 and shown.tags.count("rect") > 1
    assert answer.count('class="cited"') == 1 and 'class="cited" id="cite"' in answer
    assert answer.index('id="page-2"') < answer.index('id="cite"')
    width = float(answer.partition('class="cited"')[2].partition('width="')[2].partition('"')[0])
    assert 190 < width < 230, "its line goes on"
    assert shown.marked == text[start:end], "the text of the page has the words marked too"
    assert f'href="{url.replace("&", "&amp;")}&amp;view=text#cite"' in answer
    assert "style" not in {name for name, _ in shown.attributes}
    as_text = Page(client.get(f"{url}&view=text").text)
    assert as_text.texts["cite"] == as_text.marked == text[start:end]
    assert as_text.texts["text"] == text


def test_a_quote_over_two_pages_is_marked_on_both(client: httpx.Client) -> None:
    spec_id, _, _, text = quoted(client, PILOT, "Soils, root depths")
    document = read((EXAMPLES / PILOT).read_bytes(), PILOT)
    middle = document.page_starts[1]
    answer = client.get(f"/specs/{spec_id}?start={middle - 200}&end={middle + 200}").text
    first, second = answer.split('id="page-2"')
    assert 'class="cited"' in first and 'class="cited"' in second
    assert answer.count('id="cite"') == 1 and 'id="cite"' in first
    assert Page(answer).marked == text[middle - 200 : middle + 200]


def test_a_quote_of_a_web_page_is_marked_in_it(client: httpx.Client) -> None:
    spec_id, start, end, text = quoted(client, "land-surveyor-series.html", "Land Surveyor I\t33")
    url = f"/specs/{spec_id}?start={start}&end={end}&view=page"
    shown = Page(client.get(url).text)
    assert "".join(shown.marked.split()) == "".join(text[start:end].split())
    assert "".join(shown.texts["structure"].split()) == "".join(text.split())
    assert client.get(f"/specs/{spec_id}?start={start}&end={end}").text.count('id="cite"') == 1


def test_a_class_has_its_revisions_and_ways_on(client: httpx.Client) -> None:
    spec = found(client, "CRANE ELECTRICIAN 4121 060515.pdf")
    answer = client.get(f"/specs/{spec['spec_id']}").text
    newer = found(client, "CRANE ELECTRICIAN 4121 031618.txt")["spec_id"]
    part = answer[answer.index('id="revisions"') :]
    assert part.index("2018-03-16") < part.index("2015-06-05")
    assert f'href="/specs/{newer}"' in part and "shown here" in part
    assert f'href="/compare?spec={spec["spec_id"]}&amp;spec={newer}"' in part
    assert f'href="/?about={spec["spec_id"]}"' in answer and "What+changed+for+Crane+Electrician%3F" in part
    alone = client.get(f"/specs/{found(client, PILOT)['spec_id']}").text
    assert 'id="revisions"' not in alone


@pytest.mark.parametrize("path", WEB_PAGES, ids=lambda path: path.name)
def test_any_span_of_a_web_page_is_marked_to_the_character(path: Path) -> None:
    document = read(path.read_bytes(), path.name)
    text, root = trace(path.read_bytes(), path.name)
    markup = Markup(text, tuple(tokens(root, text)))
    for start in range(0, len(text), 37):
        for end in (start + 1, start + 23, start + 400):
            end = min(end, len(text))
            shown = Page(str(structure.marked(markup, (), (start, end))))
            assert "".join(shown.marked.split()) == "".join(document.text[start:end].split())
            assert ("cite" in shown.texts) == bool(text[start:end].strip())


HOSTILE = """<h1>Lamp Keeper</h1><p onclick="alert(1)">Trims <b style="x:expression(1)">wicks</b> &lt;/mark&gt;
&lt;script&gt;alert(1)&lt;/script&gt; <a href="javascript:alert(1)">here</a> 🔥e\u0301 \u05d0\u05d1 \u202egnp.exe</p>
<svg><script>alert(2)</script></svg><template><p>hidden</p></template><img src=x onerror=alert(3)>
<table><tr><th scope='"><script>alert(4)</script>'>A<td>B</table><iframe srcdoc="<script>"></iframe>"""


def test_a_hostile_page_is_inert() -> None:
    text, root = trace(HOSTILE.encode(), "lamp.html")
    made = str(structure.marked(Markup(text, tuple(tokens(root, text))), (), (text.index("Trims"), text.index("A\t"))))
    shown = Page(made)
    assert set(shown.tags) <= {"div", "h3", "p", "strong", "mark", "table", "tbody", "tr", "td", "th", "span"}
    assert {name for name, _ in shown.attributes} == {"id"}
    assert "</mark> <script>alert(1)</script> here \U0001f525e\u0301 \u05d0\u05d1 gnp.exe" in " ".join(
        shown.marked.split()
    )


def test_what_was_made_is_kept_and_harm_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[int, int]] = []

    def picture(content: bytes, page: int, width: int) -> bytes:
        drawn.append((page, width))
        if content == b"bad":
            raise NotShownError("time")
        return bytes(width)

    monkeypatch.setattr(asking, "picture", picture)
    showing = Showing(most=10_000)
    for page in (1, 1, 2, 1):
        assert showing.picture("good", page, 4_000, lambda: b"good") == bytes(4_000)
    assert drawn == [(1, 4_000), (2, 4_000)]
    assert showing.has_picture("good", 1, 4_000)
    showing.picture("good", 3, 4_000, lambda: b"good")
    assert not showing.has_picture("good", 2, 4_000), "the one that was not looked at for longest goes"
    drawn.clear()
    for page in (1, 1, 2, 3, 4):
        with pytest.raises(NotShownError):
            showing.picture("bad", page, 100, lambda: b"bad")
    assert drawn == [(1, 100), (2, 100)]
    with pytest.raises(NotShownError, match="gone"):
        showing.sizes("lost", lambda: None)


@pytest.mark.parametrize("content", [b"good", b"bad"])
def test_of_many_who_want_the_same_at_once_one_makes_it(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, second = threading.Semaphore(0), threading.Event()
    made: list[bytes] = []

    def printed(content: bytes) -> Printed:
        made.append(content)
        if len(made) == 1:
            asked.release()
            # Nobody else comes; whoever does ends the waiting.
            second.wait(0.2)
        second.set()
        if content == b"bad":
            raise NotShownError("time")
        return Printed("", 0, ())

    def look(showing: Showing) -> str:
        try:
            return showing.printed("paper", lambda: content).digest
        except NotShownError as error:
            return error.problem

    monkeypatch.setattr(asking, "printed", printed)
    showing = Showing()
    with ThreadPoolExecutor(4) as readers:
        first = readers.submit(look, showing)
        asked.acquire()
        others = [readers.submit(look, showing) for _ in range(3)]
    assert {one.result() for one in (first, *others)} == {"" if content == b"good" else "time"}
    assert made == [content]
