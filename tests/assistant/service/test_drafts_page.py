"""The pages of drafting as they leave the server: every form works without scripts."""

import re
import shutil
from collections.abc import Iterator

import httpx
import pytest

from assistant.service.app import create_app
from assistant.settings import Settings
from tests.assistant.service.html_text import Page
from tests.assistant.service.real import ingested
from tests.assistant.service.serving import serving

_HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    data = tmp_path_factory.mktemp("drafts") / "data"
    shutil.copytree(ingested().name, data)
    with (
        serving(create_app(Settings(data_dir=data))) as address,
        httpx.Client(base_url=address, trust_env=False, headers=_HTML, timeout=30) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def draft(client: httpx.Client) -> str:
    """The path of a draft."""
    return client.post("/drafts", data={"title": "Accountant III", "by": "Ann"}).headers["location"]


def texts(page: httpx.Response) -> dict[str, str]:
    return {name: " ".join(said.split()) for name, said in Page(page.text).texts.items()}


def version(client: httpx.Client, draft: str) -> int:
    return int(client.get(f"/v1{draft}").json()["version"])


def line_with(client: httpx.Client, draft: str, words: str) -> str:
    sections = client.get(f"/v1{draft}").json()["sections"]
    return next(line["line_id"] for part in sections for line in part["lines"] if words in line["text"])


def test_a_form_edits_a_line_and_marks_what_it_changes(client: httpx.Client, draft: str) -> None:
    line, base = line_with(client, draft, "eighteen months"), version(client, draft)
    asked = {"base": base, "action": "edit", "line_id": line}
    said = texts(client.get(draft))[f"text-{line}"].replace("eighteen", "twenty <b>")
    done = client.post(draft, data={**asked, "text": said})
    assert (done.status_code, done.headers["location"]) == (303, draft)
    page = client.get(draft)
    assert "Number: eighteen → twenty" in texts(page)[f"line-{line}"]
    assert "twenty &lt;b&gt; months" in page.text and "twenty <b>" not in page.text
    assert f"Version {base + 1}" in texts(page)["main"]
    earlier = texts(client.get(f"{draft}?version={base}"))["main"]
    assert f"This is version {base} of {base + 1}" in earlier and "Leave out" not in earlier
    restored = client.post(draft, data={"base": base + 1, "action": "restore", "version": base})
    assert restored.status_code == 303 and "eighteen months" in texts(client.get(draft))[f"line-{line}"]


def test_who_comes_second_gets_back_what_he_wrote(client: httpx.Client, draft: str) -> None:
    base, line = version(client, draft), line_with(client, draft, "It is above")
    other = line_with(client, draft, "Work is reviewed")
    asked = {"base": base, "action": "edit", "line_id": line}
    assert client.post(draft, data={"base": base, "action": "accept", "line_id": other}).status_code == 303
    # What somebody did elsewhere is no hindrance.
    assert client.post(draft, data={**asked, "text": "The first."}).status_code == 303
    second = client.post(draft, data={**asked, "text": "The second."})
    assert second.status_code == 409
    assert "Now it reads: The first. You wrote The second." in texts(second)["conflict"]
    again = dict(re.findall(r'name="(\w+)" value="([^"]*)"', second.text.split('id="conflict"')[1].split("</form>")[0]))
    assert client.post(draft, data={**again, "text": "The second."}).status_code == 303
    assert "The second." in texts(client.get(draft))[f"line-{line}"]
    late = client.post(draft, data={"base": base, "action": "status", "status": "review"})
    assert late.status_code == 409 and "do it again" in texts(late)["conflict"]


def test_what_cannot_be_done_is_told_on_the_page(client: httpx.Client, draft: str) -> None:
    base = version(client, draft)
    early = client.post(draft, data={"base": base, "action": "status", "status": "approved"})
    assert early.status_code == 422 and "answer or leave out" in texts(early)["told"]
    assert "Action 1" not in texts(early)["told"]
    unpublished = client.post(f"{draft}/publish", data={"base": base, "effective": "2026-01-01"})
    assert unpublished.status_code == 422 and texts(unpublished)["told"]
    assert client.post(draft, data={"action": "status", "status": "review"}).status_code == 422
    assert client.post(draft, data={"base": base, "action": "burn"}).status_code == 422
    assert client.post("/drafts", data={"title": " ", "notes": "Keeps <i>notes</i>."}).status_code == 422
    assert client.get("/drafts/none").status_code == 404
    assert version(client, draft) == base


def test_where_no_class_is_near_a_draft_says_so_and_any_class_can_be_found_and_added(client: httpx.Client) -> None:
    asked = {"title": "Falconer", "notes": "Flies hawks over the pier."}
    path = client.post("/drafts", data=asked).headers["location"]
    page = client.get(path)
    assert "No class of the catalog is near enough to Falconer" in texts(page)["main"]
    # What a check says of an open question, the question says already.
    assert "What goes under “Essential Functions”?" in texts(page)["main"] and "Nothing stands under" not in page.text
    found = client.get(f"{path}?find=crane").text.split('id="found"')[1]
    assert "Crane Electrician" in found and "Falconer" not in found
    assert "No other class has “zebra”" in texts(client.get(f"{path}?find=zebra"))["found"]
    (spec_id,) = re.findall(r'name="spec_id" value="([^"]+)"', found)
    client.post(path, data={"base": 1, "action": "add_source", "spec_id": spec_id})
    client.post(path, data={"base": 2, "action": "set", "title": "Senior Falconer"})
    main = texts(client.get(path))["main"]
    assert "19 lines of this draft Added" in main and "What goes under “Essential Functions”?" not in main
    assert "is near enough" not in main and "Added the lines of a class" in main
    assert "What is the class code of Senior Falconer?" in main and "of Falconer" not in main


def test_a_revision_is_begun_from_a_spec_and_deleted(client: httpx.Client) -> None:
    (spec,) = client.get("/v1/specs?q=M2051").json()["items"]
    page = client.get(spec["url"]).text
    assert f'href="/drafts?revises={spec["spec_id"]}"' in page and f'href="{spec["url"]}/checks"' in page
    form = texts(client.get(f"/drafts?revises={spec['spec_id']}"))["main"]
    assert "Revise Accountant II" in form
    draft = client.post("/drafts", data={"title": "Accountant II", "revises": spec["spec_id"]}).headers["location"]
    page = client.get(draft)
    assert "Revision of Accountant II" in texts(page)["main"] and "tracked=true" in page.text
    assert "Accountant II" in texts(client.get("/drafts"))["main"]
    gone = client.post(f"{draft}/delete", data={"base": 1})
    assert gone.headers["location"] == "/drafts" and client.get(draft).status_code == 404


def test_checks_are_told_by_rule_and_agency(client: httpx.Client) -> None:
    # A page may come before all is checked, the spreadsheet waits for it.
    assert client.get("/checks.csv").status_code == 200
    page = client.get("/checks").text
    assert re.search(r">Empty section</a>.*>Warning<.*>\d+</td>.*>\d+</td>", page)
    narrowed = client.get("/checks?rule=empty_section&agency=Marlow+County")
    assert "Tern Harbor" not in texts(narrowed)["main"].split("Save as a spreadsheet")[1]
    sheet = client.get("/checks.csv?rule=empty_section&agency=Marlow+County").text.splitlines()
    found = int(re.search(r'<h2 id="found">.*?>(\d+)<', narrowed.text).group(1))  # type: ignore[union-attr]
    assert len(sheet) == found + 1 and found
    for path in ("/checks?agency=Marlo", "/checks.csv?agency=Marlo"):
        refused = client.get(path)
        assert refused.status_code == 422 and "There are no specs of an agency" in refused.text


def test_nobody_but_staff_sees_drafts(client: httpx.Client, draft: str) -> None:
    foreign = {"Origin": "https://evil.example"}
    assert (
        client.post(draft, data={"base": 1, "action": "status", "status": "review"}, headers=foreign).status_code == 403
    )
    far = {"X-Forwarded-For": "203.0.113.9"}
    for path in ("/drafts", draft, "/checks", "/checks.csv"):
        asked = client.get(path, headers=far)
        assert (asked.status_code, asked.headers["location"].split("?")[0]) == (303, "/sign-in")
    assert "/drafts" not in client.get("/specs", headers=far).text
