"""What /mcp refuses, and what becomes of a tool that fails, is slow, or has nobody to tell."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, Unpack

import httpx
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._httpx_utils import create_mcp_http_client
from mcp.shared.exceptions import MCPError

from assistant.answer import Reply
from assistant.sending import Sending
from assistant.service.app import create_app
from assistant.service.backend import Backend
from assistant.service.limits import MAX_BODY
from assistant.settings import Settings
from tests.assistant.processes import until
from tests.assistant.service.mcp_client import call, data, refusal, with_client
from tests.assistant.service.serving import serving
from tests.assistant.service.stand_in import ANSWERED, INDEX, TEXT, StandIn, opened
from tests.awaiting import awaited
from vectorstore.errors import IndexOwnedError

LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
ACCEPTED = {"Accept": "application/json, text/event-stream"}


def test_hostile_words_are_told_as_they_are(desk: SimpleNamespace, stand_in: StandIn) -> None:
    result = call(desk.address, "ask", question="hostile")
    citation = data(result)["citations"][0]
    assert citation["quote"] == TEXT[citation["start"] : citation["end"]]
    assert stand_in.histories == [[]], "nothing is stored"


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("ask", {"question": " \n"}, "no words"),
        ("ask", {"question": "x" * 10_000}, "at most 4,000"),
        ("ask", {}, "question: Field required"),
        ("ask", {"question": 7}, "question: Input should be a valid string"),
        ("ask", {"question": "code", "history": ["a"] * 51}, "history"),
        ("ask", {"question": "code", "agencies": "x"}, "agencies"),
        ("ask", {"question": "code", "agency": "x" * 501}, "agency"),
        ("search_classes", {"limit": 0}, "limit"),
        ("search_classes", {"limit": 201}, "limit"),
        ("search_classes", {"words": "x" * 501}, "words"),
        ("get_class", {"class_name": ""}, "class_name"),
        ("get_section", {"class_name": "Q7"}, "section: Field required"),
        ("compare_classes", {"classes": ["Q7"]}, "classes"),
        ("compare_classes", {"classes": ["a", "b", "c", "d"]}, "classes"),
        ("list_classes", {"question": ""}, "no words"),
        ("list_classes", {"question": "which", "offset": -1}, "offset"),
    ],
)
def test_what_a_tool_does_not_take_is_named(
    desk: SimpleNamespace, stand_in: StandIn, tool: str, arguments: dict[str, Any], told: str
) -> None:
    assert told in refusal(call(desk.address, tool, **arguments))
    assert stand_in.asked == []


def test_half_of_a_character_is_refused(desk: SimpleNamespace, stand_in: StandIn) -> None:
    body = rb'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"ask","arguments":{"question":"\ud800"}}}'
    headers = {"Content-Type": "application/json", **ACCEPTED}
    response = httpx.post(f"{desk.address}/mcp", content=body, headers=headers, trust_env=False)
    assert response.status_code < 500 and stand_in.asked == []


def test_a_tool_that_there_is_not_is_an_error_of_the_protocol(desk: SimpleNamespace, stand_in: StandIn) -> None:
    async def delete(client: Client) -> str:
        with pytest.raises(MCPError) as raised:
            await client.call_tool("delete_classes", {})
        return str(raised.value)

    assert "there are: ask, search_classes" in with_client(desk.address, delete)


def test_what_fails_inside_stays_inside(
    desk: SimpleNamespace, stand_in: StandIn, capfd: pytest.CaptureFixture[str]
) -> None:
    told = refusal(call(desk.address, "ask", question="fail"))
    named = told.split()[-1].rstrip(".")
    log = capfd.readouterr().err
    assert "a secret of the server" in log and named in log


def test_a_backend_that_is_missing_is_named(settings: Settings) -> None:
    @contextmanager
    def missing(_: Settings) -> Iterator[Backend]:
        raise IndexOwnedError("the index folder is in use by process 7; stop it")
        yield

    with serving(create_app(settings, missing)) as address:
        assert len(with_client(address, lambda client: client.list_tools()).tools) == 6
        assert "in use by process 7" in refusal(call(address, "ask", question="code"))


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [("Origin", "http://evil.example", 403), ("Host", "evil.example", 421), ("Sec-Fetch-Site", "cross-site", 403)],
)
@pytest.mark.parametrize("path", ["/mcp", "/mcp/"])
def test_other_sites_and_names_are_refused(
    desk: SimpleNamespace, stand_in: StandIn, header: str, value: str, status: int, path: str
) -> None:
    response = httpx.post(f"{desk.address}{path}", json=LIST, headers={**ACCEPTED, header: value}, trust_env=False)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")

    async def ask() -> None:
        http = create_mcp_http_client(headers={header: value})
        async with Client(streamable_http_client(f"{desk.address}{path}", http_client=http)) as client:
            await client.call_tool("ask", {"question": "code"})

    with pytest.raises(BaseExceptionGroup):
        awaited(ask())
    assert stand_in.asked == []


def test_the_layers_around_hold_here_too(client: httpx.Client, capfd: pytest.CaptureFixture[str]) -> None:
    listed = client.post("/mcp", json=LIST, headers={**ACCEPTED, "X-Request-ID": "given-by-a-proxy"})
    assert listed.status_code == 200
    assert listed.headers["x-request-id"] == "given-by-a-proxy"
    # The line comes when the answer is sent.
    assert until(lambda: capfd.readouterr().err.count('"path": "/mcp"')) == 1
    for method in ("GET", "DELETE", "PUT"):
        refused = client.request(method, "/mcp", headers=ACCEPTED)
        assert (refused.status_code, refused.json()["type"]) == (405, "urn:jobclass:problem:method-not-allowed")
        assert refused.headers["cache-control"] == "no-store"
    large = client.post("/mcp", content=b"x" * (MAX_BODY + 1), headers={"Content-Type": "application/json"})
    parts = client.post("/mcp/", content=iter([b"x" * MAX_BODY, b"x"]), headers={"Content-Type": "application/json"})
    assert [large.status_code, parts.status_code] == [413, 413]
    assert large.json()["type"] == parts.json()["type"] == "urn:jobclass:problem:body-too-large"
    malformed = client.post("/mcp", content=b"{", headers={"Content-Type": "application/json", **ACCEPTED})
    assert malformed.status_code == 400


def test_a_slow_answer_keeps_nobody_waiting(desk: SimpleNamespace, client: httpx.Client, stand_in: StandIn) -> None:
    async def run() -> tuple[bool, bool]:
        async with Client(f"{desk.address}/mcp") as slow, Client(f"{desk.address}/mcp") as quick:
            waiting = asyncio.create_task(slow.call_tool("ask", {"question": "slow"}))
            while not stand_in.asked:
                await asyncio.sleep(0.01)
            answered = await quick.call_tool("ask", {"question": "code"})
            alive = await asyncio.to_thread(client.get, "/healthz")
            before = (alive.status_code, answered.is_error, waiting.done())
            stand_in.gate.set()
            return before == (200, False, False), (await waiting).is_error

    assert awaited(run()) == (True, False)


class Patient(StandIn):
    """Words an answer for as long as somebody listens."""

    left = threading.Event()

    def ask(self, message: str, **how: Unpack[Sending]) -> Reply:
        listener = how["listener"]
        self.asked.append((message, None, None))
        while not listener.gone:
            self.gate.wait(0.01)
        self.left.set()
        return Reply(None, "m", ANSWERED)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_an_answer_is_given_up_when_its_caller_leaves(settings: Settings, mode: str) -> None:
    patient = Patient(left := threading.Event())
    patient.left = left

    async def leave(address: str) -> None:
        async with Client(f"{address}/mcp", mode=mode) as client:
            waiting = asyncio.create_task(client.call_tool("ask", {"question": "slow"}))
            while not patient.asked:
                await asyncio.sleep(0.01)
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)

    with serving(create_app(settings, opened(patient, INDEX))) as address:
        awaited(leave(address))
        assert left.wait(30), "the answer was still worded for nobody"
