"""Drafts over HTTP on a real index: begun, changed by two, approved, published into the catalog, and refused."""

import json
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.service.app import create_app
from assistant.settings import Settings
from tests.assistant.service.html_text import Page
from tests.assistant.service.real import ingested, ready
from tests.assistant.service.serving import serving

Json = dict[str, Any]

PERMIT = "permit technician"
ACCEPT: Json = {"action": "accept_section", "section": 0}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Staff, who are on the server's own machine; what is published stays in this index of the examples."""
    folder = tmp_path_factory.mktemp("drafts") / "data"
    shutil.copytree(Path(ingested().name), folder)
    with (
        serving(create_app(Settings(data_dir=ready(folder)))) as address,
        httpx.Client(base_url=address, trust_env=False, timeout=60) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def begun(client: httpx.Client) -> Json:
    """A draft of a new class, which no test changes."""
    return drafted(client, title="Account Records Technician", agency="Marlow County", notes="Keeps ledgers.")


def drafted(client: httpx.Client, **asked: object) -> Json:
    response = client.post("/v1/drafts", json=asked)
    assert response.status_code == 201, response.text
    assert response.headers["location"] == response.json()["url"]
    assert response.headers["etag"] == '"1"'
    return dict(response.json())


def change(client: httpx.Client, draft: Json, *actions: Json, **more: object) -> httpx.Response:
    match = {"If-Match": f'"{draft["version"]}"'}
    # Escaped, as half a character can only be sent so.
    body = json.dumps({"actions": actions, **more})
    return client.patch(draft["url"], content=body, headers={"Content-Type": "application/json", **match})


def changed(client: httpx.Client, draft: Json, *actions: Json, **more: object) -> Json:
    response = change(client, draft, *actions, **more)
    assert response.status_code == 200, response.text
    assert response.headers["etag"] == f'"{draft["version"] + 1}"'
    return dict(response.json())


def lines(draft: Json) -> list[Json]:
    return [line for section in draft["sections"] for line in section["lines"]]


def kinds(found: Sequence[Json]) -> set[str]:
    return {one["provenance"] for one in found}


def problem(response: httpx.Response) -> tuple[int, str]:
    return response.status_code, response.json()["type"].rpartition(":")[2]


def revision(client: httpx.Client, words: str) -> Json:
    """Begin a revision of the newest spec that `words` find."""
    found = client.get("/v1/specs", params={"q": words, "sort": "revision"}).json()["items"][0]
    return drafted(client, revises=found["spec_id"], by="ann")


def publish(client: httpx.Client, draft: Json, effective: str, **more: object) -> httpx.Response:
    match = {"If-Match": f'"{draft["version"]}"'}
    return client.post(f"{draft['url']}/publish", json={"effective": effective, "by": "eve", **more}, headers=match)


def approved(client: httpx.Client, draft: Json) -> Json:
    for status in ("review", "approved"):
        draft = changed(client, draft, {"action": "status", "status": status})
    return draft


def test_a_new_draft_says_where_each_line_comes_from(client: httpx.Client, begun: Json) -> None:
    assert (begun["title"], begun["version"], begun["status"]) == ("Account Records Technician", 1, "draft")
    assert begun["similar"] and begun["wanted"]["notes"] == "Keeps ledgers."
    found = lines(begun)
    assert kinds(found) == {"taken", "adapted", "new", "needs_input"}
    taken = next(line for line in found if line["provenance"] == "taken" and not line["label"])
    source = client.get(f"/v1/sources/{taken['sources'][0]['source_id']}").json()
    for origin in taken["sources"]:
        text = client.get(f"/v1/sources/{origin['source_id']}").json()["text"]
        assert text[origin["start"] : origin["end"]] == origin["quote"]
    assert Page(client.get(taken["sources"][0]["url"]).text).texts["text"] == source["text"]
    adapted = next(line for line in found if line["provenance"] == "adapted")
    assert all({"from", "to", "kind", "start"} == change.keys() for change in adapted["changes"])
    assert {finding["rule"] for finding in begun["findings"]} >= {"no_code"}


def test_drafts_are_listed_and_read_by_version(client: httpx.Client, begun: Json) -> None:
    assert client.get(begun["url"]).json() == begun
    revised = changed(client, revision(client, PERMIT), {"action": "accept_section", "section": 1}, by="ben")
    listed = client.get("/v1/drafts", params={"limit": 1}).json()
    assert [(one["draft_id"], one["changed_by"]) for one in listed["items"]] == [(revised["draft_id"], "ben")]
    assert listed["total"] >= 2 and client.get(listed["next"]).json()["offset"] == 1
    first = client.get(revised["url"], params={"version": 1})
    assert (first.headers["etag"], first.json()["version"]) == ('"1"', 1)
    versions = client.get(f"{revised['url']}/versions").json()["items"]
    assert [(one["version"], one["by"], one["what"]) for one in versions] == [
        *((2, "ben", "accept_section"), (1, "ann", "revision")),
    ]


def test_of_two_writers_the_slower_is_told_the_version_that_there_is(client: httpx.Client) -> None:
    draft = revision(client, PERMIT)
    duty = next(line for section in draft["sections"] if section["kind"] == "duties" for line in section["lines"])
    edit = {"action": "edit", "line_id": duty["line_id"], "text": f"{duty['text']} Twice."}
    faster = changed(client, draft, edit)
    (line,) = [one for one in lines(faster) if one["line_id"] == duty["line_id"]]
    assert line["provenance"] == "adapted" and line["changes"][-1]["kind"] == "number"
    slower = change(client, draft, {**edit, "text": "Otherwise."})
    assert (problem(slower), slower.headers["etag"]) == ((409, "draft-moved"), '"2"')
    assert slower.json()["errors"] == [{"version": 2}]
    assert client.get(draft["url"]).json()["version"] == 2
    assert problem(client.patch(draft["url"], json={"actions": [edit]})) == (428, "version-needed")
    # A proxy that compresses makes a tag weak.
    weak = client.patch(draft["url"], json={"actions": [edit]}, headers={"If-Match": 'W/"1"'})
    assert problem(weak) == (409, "draft-moved")
    for tag in ("*", '"2", "1"', "2"):
        response = client.patch(draft["url"], json={"actions": [edit]}, headers={"If-Match": tag})
        assert problem(response) == (422, "invalid-request")


def test_of_many_at_once_one_is_first(client: httpx.Client) -> None:
    draft = revision(client, PERMIT)
    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(lambda _: change(client, draft, ACCEPT).status_code, range(6)))
    assert sorted(done) == [200, *[409] * 5]
    assert client.get(draft["url"]).json()["version"] == 2


def test_an_approved_revision_is_published_as_the_newest_spec_of_its_class(client: httpx.Client) -> None:
    draft = revision(client, PERMIT)
    duty = next(line for section in draft["sections"] if section["kind"] == "duties" for line in section["lines"])
    draft = changed(client, draft, {"action": "edit", "line_id": duty["line_id"], "text": "Weighs 12 boats a day."})
    assert problem(publish(client, draft, "2026-07-01")) == (422, "draft-refused")
    draft = approved(client, draft)
    early = publish(client, draft, "2011-01-01")
    assert problem(early) == (422, "draft-refused")
    early = publish(client, draft, (date.today() + timedelta(days=3)).isoformat())
    assert problem(early) == (422, "draft-refused") and "is to come" in early.json()["detail"]
    response = publish(client, draft, "2026-07-01")
    assert response.status_code == 200, response.text
    done = response.json()
    assert (done["status"], done["effective"], done["version"]) == ("published", "2026-07-01", draft["version"] + 1)
    revisions = client.get(f"/v1/specs/{done['published']}/revisions").json()["items"]
    assert [one["revision"] for one in revisions] == ["2026-07-01", "2018-07-09", "2011-02-14"]
    assert draft["wanted"]["revises"] == revisions[1]["spec_id"]
    spec = client.get(f"/v1/specs/{done['published']}").json()
    assert "Weighs 12 boats a day." in {one["text"] for one in spec["statements"]}
    last = client.get(f"{draft['url']}/versions").json()["items"][0]
    assert (last["by"], last["what"]) == ("eve", "published")
    assert problem(change(client, done, {"action": "status", "status": "draft"})) == (422, "draft-refused")


def test_what_would_join_another_class_is_not_published(client: httpx.Client) -> None:
    draft = revision(client, "ferry terminal agent")
    recoded = approved(client, changed(client, draft, {"action": "set", "class_code": "9999"}))
    refused = publish(client, recoded, "2026-07-01")
    assert problem(refused) == (422, "draft-refused")
    assert "would not join the class" in refused.json()["detail"]
    assert client.get("/v1/specs", params={"q": "9999"}).json()["total"] == 0
    assert client.get(draft["url"]).json()["status"] == "approved"


def test_a_draft_with_errors_is_published_by_who_knows_of_them(client: httpx.Client) -> None:
    asked = {"title": "Kennel Records Keeper", "agency": "Marlow County", "class_code": "M9911", "notes": "Feeds."}
    draft = drafted(client, **asked)
    others = [line["line_id"] for line in lines(draft) if line["provenance"] != "new" and line["text"] != "M9911"]
    draft = approved(client, changed(client, draft, *({"action": "reject", "line_id": one} for one in others)))
    (error,) = [one for one in draft["findings"] if one["severity"] == "error"]
    page = client.get(f"/drafts/{draft['draft_id']}").text
    assert 'name="despite_errors" type="checkbox"' in page and error["message"] in page.split('id="errors"')[1]
    refused = publish(client, draft, "2026-07-01")
    assert problem(refused) == (422, "draft-refused") and error["message"] in refused.json()["detail"]
    form = {"base": str(draft["version"]), "effective": "2026-07-01"}
    assert client.post(f"/drafts/{draft['draft_id']}/publish", data=form).status_code == 422
    done = publish(client, draft, "2026-07-01", despite_errors=True)
    assert done.status_code == 200 and done.json()["status"] == "published"
    assert client.get(f"{draft['url']}/versions").json()["items"][0]["what"] == "published_with_errors"


def test_a_deleted_draft_is_gone(client: httpx.Client) -> None:
    draft = revision(client, PERMIT)
    assert problem(client.delete(draft["url"])) == (428, "version-needed")
    assert client.delete(draft["url"], headers={"If-Match": '"1"'}).status_code == 204
    for response in (client.get(draft["url"]), client.get(f"{draft['url']}/versions"), change(client, draft, ACCEPT)):
        assert problem(response) == (404, "unknown-draft")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"title": " "}, (422, "draft-refused")),
        ({"title": "???"}, (422, "draft-refused")),
        ({"title": "Clerk", "revises": "nowhere"}, (404, "unknown-spec")),
        ({"title": "Clerk", "similar_to": ["nowhere"]}, (404, "unknown-spec")),
        ({"title": "Clerk", "note": "one letter less"}, (422, "invalid-request")),
        ({"title": "Clerk \ud83d"}, (422, "invalid-request")),
    ],
)
def test_what_cannot_be_drafted_is_said(client: httpx.Client, asked: Json, told: tuple[int, str]) -> None:
    before = client.get("/v1/drafts").json()["total"]
    body = {"content": json.dumps(asked), "headers": {"Content-Type": "application/json"}}
    assert problem(client.post("/v1/drafts", **body)) == told  # type: ignore[arg-type]
    assert client.get("/v1/drafts").json()["total"] == before


def test_notes_that_are_too_long_are_told_in_characters(client: httpx.Client) -> None:
    refused = client.post("/v1/drafts", json={"title": "Clerk", "notes": "x" * 20_001})
    assert problem(refused) == (422, "invalid-request")
    assert refused.json()["detail"] == "body.notes: 20,001 characters are too many; at most 20,000 are read."


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"title": "Clerk", "similar_to": "M2041"}, "body.similar_to: Input should be a valid list."),
        ({"title": "Clerk \ud83d"}, "body.title: half of a surrogate pair is no character."),
    ],
)
def test_a_refusal_says_nothing_of_how_things_are_kept(client: httpx.Client, asked: Json, told: str) -> None:
    body = {"content": json.dumps(asked), "headers": {"Content-Type": "application/json"}}
    assert client.post("/v1/drafts", **body).json()["detail"] == told  # type: ignore[arg-type]


def test_a_status_that_there_is_not_is_told_with_those_there_are(client: httpx.Client, begun: Json) -> None:
    refused = change(client, begun, {"action": "status", "status": "published"})
    assert refused.json()["detail"].endswith("Input should be 'draft', 'review' or 'approved'.")


@pytest.mark.parametrize(
    "action",
    [
        {"action": "edit", "line_id": "x"},
        {"action": "burn"},
        {"action": "edit", "line_id": "x", "text": "\ud83d"},
        {"action": "accept", "line_id": "nowhere"},
    ],
)
def test_what_cannot_be_done_changes_nothing(client: httpx.Client, begun: Json, action: Json) -> None:
    response = change(client, begun, ACCEPT, action)
    assert problem(response) in ((422, "invalid-request"), (422, "draft-refused"))
    assert client.get(begun["url"]).json()["version"] == 1


def test_only_staff_see_drafts(client: httpx.Client, begun: Json) -> None:
    proxied = {"X-Forwarded-For": "192.0.2.7"}
    for path in ("/v1/drafts", begun["url"], f"{begun['url']}/versions"):
        assert problem(client.get(path, headers=proxied)) == (401, "token-needed")
    assert problem(client.post("/v1/drafts", json={"title": "Clerk"}, headers=proxied)) == (401, "token-needed")
