"""The inbox as it leaves the server; without scripts, since it has none."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from tests.assistant.service.html_text import Page
from tests.assistant.service.inboxes import PERMIT, serving_inbox
from vectorstore.inbox import Item


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SimpleNamespace]:
    with (
        serving_inbox(tmp_path, root="/below") as (address, inbox),
        httpx.Client(base_url=address, trust_env=False) as client,
    ):
        yield SimpleNamespace(client=client, inbox=inbox)


def text(client: httpx.Client, path: str) -> str:
    return " ".join(Page(client.get(path).text).texts["main"].split())


def crane(office: SimpleNamespace) -> Item:
    (item,) = [item for item in office.inbox.page()[0] if item.spec_id == "crane"]
    return item


def test_what_is_alike_is_counted_and_each_is_shown(office: SimpleNamespace) -> None:
    shown = text(office.client, "/inbox")
    assert "Open 5 Feedback 2 No answer found 3 Done 0" in shown
    assert "2 × Not stated: license, Permit Technician" in shown
    assert "Not helpful, wrong salary · Crane Electrician 4121" in shown
    assert "It is <b>old</b>." in shown and "b" not in Page(office.client.get("/inbox").text).tags
    assert "The words of questions and comments are not kept" in shown and "JOBCLASS_KEEP_QUESTIONS=true" in shown
    assert "Crane Electrician" not in text(office.client, "/inbox?show=unanswered")
    sheet = office.client.get("/v1/feedback.csv?done=false&kind=unanswered").text
    assert sheet.count("unanswered") == 3
    assert "/below/v1/feedback.csv?done=false&amp;kind=unanswered" in office.client.get("/inbox?show=unanswered").text
    assert 'href="/below/specs/permit"' in office.client.get("/inbox").text
    assert office.client.get("/inbox").headers["Cache-Control"] == "no-store"


def test_an_item_is_done_and_open_again(office: SimpleNamespace) -> None:
    item = crane(office)
    response = office.client.post(f"/inbox/{item.id}/done?show=feedback&offset=0")
    location = f"/below/inbox?show=feedback&marked={item.id}#rows"
    assert (response.status_code, response.headers["location"], crane(office).done) == (303, location, True)
    assert "Marked done. Undo" in text(office.client, location.removeprefix("/below"))
    assert "Crane Electrician" in text(office.client, "/inbox?show=done")
    back = office.client.post(f"/inbox/{item.id}/open?show=done")
    assert (back.headers["location"], crane(office).done) == ("/below/inbox?show=done#rows", False)
    assert "Nothing is done yet" in text(office.client, "/inbox?show=done")
    assert office.client.post(f"/inbox/{item.id}/gone").status_code == 422


def test_a_page_of_another_site_marks_nothing(office: SimpleNamespace) -> None:
    item = crane(office)
    refused = office.client.post(f"/inbox/{item.id}/done", headers={"Origin": "https://evil.example"})
    assert (refused.status_code, crane(office).done) == (403, False)


def test_a_long_inbox_is_paged_and_an_empty_one_says_so(tmp_path: Path) -> None:
    many = tuple(replace(PERMIT, message_id=f"n{number}") for number in range(120))
    with serving_inbox(tmp_path, noted=many) as (address, inbox), httpx.Client(trust_env=False) as client:
        first, middle, last = (client.get(f"{address}/inbox?offset={offset}").text for offset in (0, 50, 100))
        for item in inbox.page(limit=200)[0]:
            inbox.mark(item.id, True)
        assert "Nothing to look at" in text(client, f"{address}/inbox")
    assert 'rel="prev"' not in first and 'href="/inbox?offset=50"' in first
    assert 'href="/inbox"' in middle and 'rel="next"' not in last and "101 to 120 of 120" in last
