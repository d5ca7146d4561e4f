"""Chunks of a chat completion as they come: pieces, emoji, failures, readers who leave, an address below a path."""

import json
from collections.abc import Iterator
from types import SimpleNamespace

import httpx
import openai
import pytest
from openai import OpenAI

from assistant.service.app import create_app
from assistant.service.limits import MAX_BODY
from assistant.settings import Settings
from tests.assistant.service.asking import MODEL, chat, client_of, completed, streamed
from tests.assistant.service.saying import PIECES, Saying
from tests.assistant.service.serving import serving
from tests.assistant.service.stand_in import ANSWERED, StandIn, opened


@pytest.fixture(scope="module")
def asking(desk: SimpleNamespace) -> Iterator[OpenAI]:
    with client_of(desk.address) as client:
        yield client


@pytest.fixture
def saying(desk: SimpleNamespace) -> Saying:
    desk.assistant = Saying()
    return desk.assistant


def test_offsets_are_code_points_behind_an_emoji(asking: OpenAI, stand_in: StandIn) -> None:
    for told in (completed(asking, "code"), streamed(asking, "code")):
        message = told.choices[0].message
        text = message.content or ""
        assert text == f"{ANSWERED.answer}\n\n{ANSWERED.notice}"
        places = [mark.url_citation for mark in message.annotations or []]
        # The third marker, [9], cites nothing.
        assert [text[place.start_index : place.end_index] for place in places] == ["[1]", "[2]"]
        assert "\U0001f525" in text[: places[1].start_index]


def test_role_comes_first_and_each_piece_when_it_is_said(asking: OpenAI, saying: Saying) -> None:
    stream = iter(asking.chat.completions.create(model=MODEL, messages=chat("code"), stream=True))
    first = next(stream).choices[0].delta
    assert (first.role, first.content) == ("assistant", "")
    for piece in PIECES:
        saying.more.release()
        assert next(stream).choices[0].delta.content == piece
    rest = [chunk.choices[0] for chunk in stream]
    assert [choice.finish_reason for choice in rest] == [None, None, "stop"]
    assert rest[0].delta.content == f"\n\n{ANSWERED.notice}"
    assert len((rest[1].delta.model_extra or {})["annotations"]) == 2


def test_failure_on_the_way_is_raised_by_the_client(asking: OpenAI, saying: Saying) -> None:
    stream = iter(asking.chat.completions.create(model=MODEL, messages=chat("fail"), stream=True))
    next(stream)
    for _ in PIECES:
        saying.more.release()
    assert [next(stream).choices[0].delta.content for _ in PIECES[:2]] == [*PIECES[:2]]
    with pytest.raises(openai.APIError) as raised:
        next(stream)
    assert (raised.value.code, raised.value.type) == ("internal", "server_error")
    assert "secret" not in str(raised.value)


def test_failure_before_the_stream_is_a_status(patient: str, stand_in: StandIn) -> None:
    with client_of(patient) as asking, pytest.raises(openai.InternalServerError) as raised:
        streamed(asking, "fail")
    assert raised.value.code == "internal"
    assert "secret" not in str(raised.value)


def test_reader_who_leaves_ends_the_wording(asking: OpenAI, saying: Saying) -> None:
    for _ in PIECES:
        saying.more.release()
    with asking.chat.completions.create(model=MODEL, messages=chat("stay"), stream=True) as stream:
        assert next(iter(stream)).choices
        assert not saying.left.is_set()
    assert saying.left.wait(30)


def test_events_are_those_of_the_protocol(client: httpx.Client, stand_in: StandIn) -> None:
    body = {"model": MODEL, "messages": chat("slow"), "stream": True}
    with client.stream("POST", "/v1/chat/completions", json=body) as response:
        lines = response.iter_lines()
        # A sign of life is a comment, which the official client passes over.
        assert next(lines).startswith(":")
        stand_in.gate.set()
        rest = [line for line in lines if line and not line.startswith(":")]
    assert response.headers["content-type"].startswith("text/event-stream")
    assert "x-vercel-ai-ui-message-stream" not in response.headers
    assert rest[-1] == "data: [DONE]"
    assert all(line.startswith("data: ") for line in rest)
    assert {json.loads(line[6:])["object"] for line in rest[:-1]} == {"chat.completion.chunk"}


def test_everything_works_below_a_path(settings: Settings, stand_in: StandIn) -> None:
    app = create_app(settings, opened(stand_in))
    app.root_path = "/jobs"
    with serving(app) as address, client_of(f"{address}/jobs") as asking:
        completion = completed(asking, "x" * (MAX_BODY + 1), "an answer", "code")
        (first, *_) = completion.choices[0].message.annotations or []
        assert first.url_citation.url == f"{address}/jobs{ANSWERED.citations[0].url}"
        with pytest.raises(openai.BadRequestError) as raised:
            completed(asking, "code", n=2)
        assert raised.value.param == "n"


def test_errors_elsewhere_are_problems_alone(client: httpx.Client) -> None:
    problem = client.post("/v1/chat", json={"message": ""})
    assert problem.status_code == 422 and "error" not in problem.json()


def test_errors_that_no_endpoint_finds_are_read_by_clients_too(client: httpx.Client) -> None:
    path = "/v1/chat/completions"
    foreign = client.post(path, json={}, headers={"Origin": "http://evil.example"})
    for response, status, kind in (
        (foreign, 403, "permission_error"),
        (client.get(path), 405, "invalid_request_error"),
        (client.post(path, content=b"{}"), 415, "invalid_request_error"),
        (client.post(path, content=b"{", headers={"Content-Type": "application/json"}), 400, "invalid_request_error"),
        (client.post(path, json={"model": MODEL, "messages": chat("fail")}), 500, "server_error"),
    ):
        problem = response.json()
        assert (response.status_code, problem["status"], problem["error"]["type"]) == (status, status, kind)
        assert problem["error"]["message"] == problem["detail"]


def test_contract_names_the_errors_and_the_stream(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    responses = document["paths"]["/v1/chat/completions"]["post"]["responses"]
    assert {"200", "400", "404", "413", "415", "500", "503"} <= responses.keys()
    assert "422" not in responses
    assert "text/event-stream" in responses["200"]["content"]
    schema = responses["400"]["content"]["application/problem+json"]["schema"]
    assert schema == {"$ref": "#/components/schemas/OpenAIProblem"}
    assert "error" in document["components"]["schemas"]["OpenAIProblem"]["required"]
