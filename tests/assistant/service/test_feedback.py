"""Feedback and unanswered questions over the real index: what staff read, and what is none of others' business."""

import csv
import io
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.service.app import create_app
from assistant.settings import Settings
from tests.assistant.service.asking import client_of, completed
from tests.assistant.service.real import untouched
from tests.assistant.service.serving import serving

SITE, OTHER = "http://127.0.0.1:1", "http://localhost:2"
UNANSWERED = "What is the uniform allowance of a Permit Technician?"
ANSWERED = "What is the class code of Permit Technician?"


@contextmanager
def served(folder: Path, **settings: Any) -> Iterator[httpx.Client]:  # noqa: ANN401 (settings of many types)
    app = create_app(Settings(data_dir=untouched(folder), embed_origins=(SITE, OTHER), **settings))
    with serving(app) as address, httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
        yield client


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server that keeps words."""
    with served(tmp_path_factory.mktemp("kept"), keep_questions=True) as client:
        yield client


def session(client: httpx.Client, origin: str) -> dict[str, str]:
    token = client.post("/v1/embed", json={}, headers={"Origin": origin}).json()["session"]
    return {"Origin": origin, "X-JobClass-Session": token}


def ask(client: httpx.Client, message: str, headers: dict[str, str] | None = None, **more: object) -> dict[str, Any]:
    response = client.post("/v1/chat", json={"message": message, **more}, headers=headers)
    assert response.status_code == 200, response.text
    return dict(response.json())


def rated(client: httpx.Client, message: str, headers: dict[str, str] | None = None, **more: object) -> int:
    body = {"message_id": message, "rating": "down", **more}
    return client.post("/v1/feedback", json=body, headers=headers).status_code


def inbox(client: httpx.Client, **asked: object) -> list[dict[str, Any]]:
    return list(client.get("/v1/feedback", params=asked).json()["items"])  # type: ignore[arg-type]


def test_feedback_tells_of_its_answer(real: httpx.Client) -> None:
    reply = ask(real, ANSWERED)
    given = {"conversation_id": reply["conversation_id"], "reason": "wrong", "comment": "=1+1 is no code"}
    assert rated(real, reply["message_id"], **given) == 204
    item = inbox(real, kind="feedback")[0]
    cited = reply["citations"][0]
    assert {name: item[name] for name in ("spec_id", "title", "class_code", "agency")} == {
        name: cited[name] for name in ("spec_id", "title", "class_code", "agency")
    }
    assert (item["status"], item["facet"], item["origin"], item["done"]) == ("answered", "class_code", "", False)
    assert (item["rating"], item["reason"], item["question"]) == ("down", "wrong", ANSWERED)
    assert rated(real, reply["message_id"], rating="up") == 204
    again = inbox(real, kind="feedback")[0]
    assert (again["rating"], again["reason"], again["comment"]) == ("up", "", "")
    assert rated(real, reply["message_id"], rating=None) == 204
    assert all(one["question"] != ANSWERED for one in inbox(real, kind="feedback"))


def test_what_found_no_answer_is_noted_whoever_asked(real: httpx.Client) -> None:
    reply = ask(real, UNANSWERED)
    assert reply["status"] == "not_stated"
    ask(real, "What does an Astronaut earn?", session(real, SITE))
    with client_of(str(real.base_url).rstrip("/")) as client:
        completed(client, "Will it rain tomorrow in the harbor?")
    ask(real, ANSWERED)
    found = {item["question"]: item for item in eventually(real, 3)}
    noted = found[UNANSWERED]
    assert (noted["status"], noted["class_code"], noted["origin"]) == ("not_stated", "M6203", "")
    assert "uniform allowance" in noted["facet"]
    astronaut = found["What does an Astronaut earn?"]
    assert (astronaut["status"], astronaut["spec_id"], astronaut["origin"]) == ("unknown_class", "", SITE)
    assert len(found) == 3, "and nothing that was answered"


def eventually(client: httpx.Client, number: int) -> list[dict[str, Any]]:
    """Return what found no answer, once `number` such questions are written; nobody waits for that."""
    for _ in range(500):
        if len(found := inbox(client, kind="unanswered", limit=500)) >= number:
            return found
        time.sleep(0.01)
    raise AssertionError(f"{number} questions were never noted")


def test_a_conversation_is_unknown_to_every_other_page(real: httpx.Client) -> None:
    own, site, other = None, session(real, SITE), session(real, OTHER)
    talks = [(own, ask(real, ANSWERED)), (site, ask(real, ANSWERED, site))]
    for headers, reply in talks:
        path = f"/v1/conversations/{reply['conversation_id']}"
        for stranger in (own, site, other):
            if stranger is headers:
                continue
            never = real.get("/v1/conversations/" + "0" * 32, headers=stranger)
            for refused in (real.get(path, headers=stranger), real.delete(path, headers=stranger)):
                assert refused.status_code == 404
                assert told(refused, reply["conversation_id"]) == told(never, "0" * 32)
            body = {"message": "and the duties?", "conversation_id": reply["conversation_id"]}
            assert real.post("/v1/chat", json=body, headers=stranger).status_code == 404
            assert rated(real, reply["message_id"], stranger) == 404
        assert rated(real, reply["message_id"], headers, conversation_id="another") == 404
        assert ask(real, "and the duties?", headers, conversation_id=reply["conversation_id"])["status"] == "answered"
        assert rated(real, reply["message_id"], headers) == 204
        assert len(real.get(path, headers=headers).json()["turns"]) == 2
        assert real.delete(path, headers=headers).status_code == 204
        assert inbox(real, kind="feedback")[0]["question"] == "", "its words went with it"


def told(problem: httpx.Response, conversation: str) -> dict[str, Any]:
    """Return a problem but for what differs with each request."""
    return {k: str(v).replace(conversation, "…") for k, v in problem.json().items() if k != "request_id"}


def test_staff_page_through_it_and_take_it_along(real: httpx.Client) -> None:
    for _ in range(3):
        assert rated(real, ask(real, ANSWERED)["message_id"], comment='=HYPERLINK("http://a")') == 204
    page = real.get("/v1/feedback", params={"kind": "feedback", "done": "false", "limit": 2}).json()
    assert (len(page["items"]), page["next"].startswith("/v1/feedback?kind=feedback&done=false&offset=2")) == (2, True)
    seen = page["items"]
    while page["next"]:
        page = real.get(page["next"]).json()
        seen += page["items"]
    assert len({item["id"] for item in seen}) == page["total"] == len(seen)
    marked = real.patch(f"/v1/feedback/{seen[0]['id']}", json={"done": True})
    assert (marked.status_code, marked.json()) == (200, {**seen[0], "done": True})
    assert seen[0]["id"] in {item["id"] for item in inbox(real, done="true")}
    assert real.patch("/v1/feedback/none", json={"done": True}).status_code == 404
    sheet = real.get("/v1/feedback.csv", params={"kind": "feedback"})
    assert sheet.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(sheet.text.removeprefix("\ufeff"))))
    assert rows[0]["comment"] == '\'=HYPERLINK("http://a")'
    assert {row["kind"] for row in rows} == {"feedback"}


@pytest.mark.parametrize(
    "body",
    [
        *({}, {"message_id": ""}, {"message_id": "m", "rating": "good"}, {"message_id": "m", "reason": "ugly"}),
        *({"message_id": "m", "comment": "x" * 2001}, {"message_id": "m" * 65}),
    ],
)
def test_other_feedback_is_refused(real: httpx.Client, body: dict[str, object]) -> None:
    assert real.post("/v1/feedback", json=body).status_code == 422


def test_nothing_is_kept_that_the_settings_do_not_keep(tmp_path: Path) -> None:
    with served(tmp_path, conversation_days=0, uploads="token") as client:
        reply = ask(client, UNANSWERED, session(client, SITE))
        assert reply["conversation_id"] is None
        assert rated(client, reply["message_id"], comment="a comment of mine") == 204
        assert client.get("/v1/feedback").status_code == 401
        assert client.get("/v1/feedback.csv").status_code == 401
        assert client.patch("/v1/feedback/x", json={"done": True}).status_code == 401
        token = json.loads((tmp_path / "owner.lock").read_text())["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        # What the owner's commands ask is no reader's question.
        assert ask(client, "Who was the first Astronaut?")["status"] != "answered"
        (noted,) = eventually(client, 1)
        assert (noted["question"], noted["comment"], noted["class_code"]) == ("", "", "M6203")
        assert len(inbox(client)) == 2
    assert b"a comment of mine" not in (tmp_path / "catalog.sqlite3").read_bytes()
    assert b"uniform allowance of a Permit" not in (tmp_path / "catalog.sqlite3").read_bytes()
