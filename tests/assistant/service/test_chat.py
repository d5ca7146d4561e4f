"""POST /v1/chat: the JSON reply and the stream of it."""

import json
import threading
from dataclasses import asdict, fields

import httpx
import pytest

from assistant.answer import Answer
from assistant.service.shapes import ChatReply
from tests.assistant.service.sse import Received, read
from tests.assistant.service.stand_in import ANSWERED, ANSWERS, TEXT, StandIn


def ask(client: httpx.Client, message: str, **more: object) -> httpx.Response:
    return client.post("/v1/chat", json={"message": message, **more})


def streamed(client: httpx.Client, message: str, **more: object) -> Received:
    with client.stream("POST", "/v1/chat", json={"message": message, "stream": True, **more}) as response:
        assert response.status_code == 200, response.read()
        return read(response.iter_lines())


@pytest.mark.parametrize("message", ANSWERS)
def test_reply_is_the_answer_with_its_ids(client: httpx.Client, message: str) -> None:
    reply = ask(client, message).json()
    told = json.loads(json.dumps(asdict(ANSWERS[message])))
    assert reply.pop("conversation_id") == "talk"
    assert reply.pop("message_id") == "m1"
    assert reply == told


def test_reply_has_every_field_of_an_answer() -> None:
    assert {field.name for field in fields(Answer)} | {"conversation_id", "message_id"} == set(ChatReply.model_fields)


def test_quotes_stand_in_the_source_at_their_code_points(client: httpx.Client) -> None:
    for citation in ask(client, "code").json()["citations"]:
        source = client.get(f"/v1/sources/{citation['source_id']}").json()
        assert source["text"] == TEXT
        assert source["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_conversation_and_agency_reach_the_assistant(client: httpx.Client, stand_in: StandIn) -> None:
    first = ask(client, "code", agency="Isle of Wicks").json()
    ask(client, "which", conversation_id=first["conversation_id"])
    assert stand_in.asked == [("code", None, "Isle of Wicks"), ("which", "talk", None)]


def test_history_in_either_shape_reaches_the_assistant(client: httpx.Client, stand_in: StandIn) -> None:
    parts = [{"type": "text", "text": "what does"}, {"type": "image_url"}, {"type": "text", "text": "it pay"}]
    messages = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "code of the wick trimmer"},
        {"role": "assistant", "content": None, "tool_calls": []},
        {"role": "assistant", "content": "W1"},
        {"role": "user", "content": parts},
    ]
    reply = ask(client, "code", history=messages).json()
    ask(client, "code", history=["code of the wick trimmer", "what does it pay"], conversation_id=None)
    ask(client, "code", history=[])
    said = ["code of the wick trimmer", "what does it pay"]
    assert stand_in.histories == [said, said, []]
    assert reply["conversation_id"] is None
    (status,) = streamed(client, "code", history=said).of("data-status")
    assert status["data"]["conversation_id"] is None


def test_chat_sent_whole_is_streamed(client: httpx.Client, stand_in: StandIn) -> None:
    def said(role: str, *texts: str) -> dict[str, object]:
        parts: list[dict[str, object]] = [{"type": "text", "text": text, "state": "done"} for text in texts]
        return {"id": "a", "role": role, "parts": [{"type": "step-start"}, *parts, {"type": "data-status", "data": {}}]}

    messages = [said("system", "Be brief."), said("user", "code of the", "wick trimmer"), said("assistant", "W1 [1]")]
    body = {"id": "chat", "messages": [*messages, said("user", "code")], "trigger": "submit-message"}
    with client.stream("POST", "/v1/chat", json=body) as response:
        received = read(response.iter_lines())
    assert (received.text, received.done) == (ANSWERED.answer, True)
    assert stand_in.asked == [("code", None, None)]
    assert stand_in.histories == [["code of the wick trimmer"]]
    whole = client.post("/v1/chat", json={**body, "stream": False}).json()
    assert (whole["answer"], whole["conversation_id"]) == (ANSWERED.answer, None)


@pytest.mark.parametrize("message", ANSWERS)
def test_stream_tells_the_same_reply(client: httpx.Client, message: str) -> None:
    received = streamed(client, message)
    reply = ask(client, message).json()
    (answer,) = received.of("data-answer")
    assert {**answer["data"], "message_id": "m2"} == reply
    assert received.text == reply["answer"]
    assert [part["data"] for part in received.of("data-citation")] == reply["citations"]
    assert received.of("data-status") == [
        {
            "type": "data-status",
            "id": "status",
            "data": {"status": reply["status"], "conversation_id": "talk", "message_id": "m1"},
        }
    ]
    assert received.done


def test_stream_is_a_ui_message_stream(client: httpx.Client) -> None:
    accept = {"Accept": "text/event-stream"}
    with client.stream("POST", "/v1/chat", json={"message": "code"}, headers=accept) as response:
        received = read(response.iter_lines())
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["x-vercel-ai-ui-message-stream"] == "v1"
    assert response.headers["x-accel-buffering"] == "no"
    kinds = list(dict.fromkeys(part["type"] for part in received.parts))
    assert kinds == [
        *("start", "text-start", "text-delta", "text-end", "source-document"),
        *("data-citation", "data-status", "data-answer", "finish"),
    ]
    assert received.parts[0] == {"type": "start", "messageId": "m1"}
    assert received.parts[-1] == {"type": "finish", "finishReason": "stop"}
    assert {part["id"] for part in received.parts if part["type"].startswith("text-")} == {"answer"}
    (document,) = received.of("source-document")
    assert (document["sourceId"], document["mediaType"]) == (ANSWERED.citations[0].source_id, "text/plain")
    assert len(set(received.ids)) == len(received.ids) == len(received.parts)


def test_marker_is_never_cut(client: httpx.Client) -> None:
    deltas = [part["delta"] for part in streamed(client, "many").of("text-delta")]
    assert len(deltas) > 8
    assert all(delta.count("[") == delta.count("]") for delta in deltas)


def test_json_is_preferred_by_a_client_that_takes_both(client: httpx.Client) -> None:
    accept = {"Accept": "application/json, text/event-stream"}
    response = client.post("/v1/chat", json={"message": "code"}, headers=accept)
    assert response.headers["content-type"] == "application/json"


def test_slow_answer_is_announced_by_heartbeats(client: httpx.Client, stand_in: StandIn) -> None:
    body = {"message": "slow", "stream": True}
    with client.stream("POST", "/v1/chat", json=body) as response:
        lines = response.iter_lines()
        assert next(lines).startswith(":")
        assert next(lines) == ""
        assert next(lines).startswith(":")
        stand_in.gate.set()
        received = read(lines)
    assert received.text == ANSWERED.answer
    assert received.done


def test_failure_in_a_stream_that_began_is_told_in_it(client: httpx.Client, stand_in: StandIn) -> None:
    with client.stream("POST", "/v1/chat", json={"message": "slow fail", "stream": True}) as response:
        lines = response.iter_lines()
        assert next(lines).startswith(":")
        stand_in.gate.set()
        received = read(lines)
    error, finish = received.parts
    assert error["type"] == "error"
    assert response.headers["x-request-id"] in error["errorText"]
    assert "secret" not in error["errorText"]
    assert finish == {"type": "finish", "finishReason": "error"}
    assert received.done


@pytest.mark.parametrize(("more", "status"), [({"conversation_id": "none"}, 404), ({"message": "fail"}, 500)])
def test_failure_before_the_stream_is_a_problem(
    client: httpx.Client, patient: str, more: dict[str, str], status: int
) -> None:
    response = client.post(f"{patient}/v1/chat", json={"message": "code", "stream": True, **more})
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


def test_reader_who_leaves_does_no_harm(client: httpx.Client, stand_in: StandIn) -> None:
    with client.stream("POST", "/v1/chat", json={"message": "slow fail", "stream": True}) as response:
        assert next(response.iter_lines()).startswith(":")
    stand_in.gate.set()
    assert ask(client, "code").status_code == 200


def test_slow_answer_keeps_nobody_else_waiting(client: httpx.Client, stand_in: StandIn) -> None:
    waiting = threading.Thread(target=ask, args=(client, "slow"))
    waiting.start()
    try:
        assert client.get("/healthz").json() == {"status": "ok"}
        assert ask(client, "code").status_code == 200
        assert waiting.is_alive()
    finally:
        stand_in.gate.set()
        waiting.join()
