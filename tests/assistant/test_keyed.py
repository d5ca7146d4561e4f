"""A message that is sent twice under one key is answered once."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from assistant.service.app import create_app
from assistant.settings import Settings
from tests.assistant.service.real import ingested
from tests.assistant.service.serving import serving

KEYS = [f"{number}{'0' * 31}" for number in range(9)]
PAY = "What does the Crane Electrician earn?"


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with serving(create_app(Settings(data_dir=Path(ingested().name)))) as address:
        with httpx.Client(base_url=address) as client:
            yield client


def ask(client: httpx.Client, message: str, key: str, conversation: str | None = None) -> httpx.Response:
    body = {"message": message, "message_key": key, "conversation_id": conversation}
    return client.post("/v1/chat", json=body)


def said(client: httpx.Client, conversation: str) -> list[str]:
    return [turn["question"] for turn in client.get(f"/v1/conversations/{conversation}").json()["turns"]]


def test_message_sent_again_gets_the_stored_reply(client: httpx.Client) -> None:
    first = ask(client, PAY, KEYS[0]).json()
    assert first["conversation_id"] == KEYS[0] != first["message_id"]
    assert ask(client, PAY, KEYS[0]).json() == first
    # Whoever has heard of the conversation meanwhile goes on with it.
    assert ask(client, PAY, KEYS[0], KEYS[0]).json() == first
    after = ask(client, "And its class code?", KEYS[1], KEYS[0]).json()
    assert ask(client, "And its class code?", KEYS[1], KEYS[0]).json() == after
    assert ask(client, PAY, KEYS[0]).json() == first
    assert said(client, KEYS[0]) == [PAY, "And its class code?"]
    with client.stream("POST", "/v1/chat", json={"message": PAY, "message_key": KEYS[0], "stream": True}) as stream:
        told = [json.loads(line[6:]) for line in stream.iter_lines() if line.startswith("data: {")]
    assert next(part["data"] for part in told if part["type"] == "data-answer") == first
    assert "".join(part["delta"] for part in told if part["type"] == "text-delta") == first["answer"]


def test_key_names_one_message_of_one_conversation(client: httpx.Client) -> None:
    first = ask(client, PAY, KEYS[2]).json()
    used = ask(client, "How many classes are there?", KEYS[2])
    assert used.status_code == 409 and used.json()["type"] == "urn:jobclass:problem:message-key-used"
    other = ask(client, PAY, KEYS[3]).json()
    elsewhere = ask(client, PAY, KEYS[2], other["conversation_id"]).json()
    assert elsewhere["message_id"] not in (first["message_id"], other["message_id"])
    assert client.delete(f"/v1/conversations/{KEYS[2]}").status_code == 204
    assert client.get(f"/v1/conversations/{KEYS[2]}").status_code == 404
    # What was forgotten is asked anew.
    assert ask(client, PAY, KEYS[2]).json()["answer"] == first["answer"]
    assert said(client, KEYS[2]) == [PAY]


@pytest.mark.parametrize("key", ["", "1", "x" * 21, "x" * 65, "ü" * 32, "a b" * 10])
def test_key_is_as_hard_to_guess_as_an_id(client: httpx.Client, key: str) -> None:
    refused = ask(client, PAY, key)
    assert refused.status_code == 422 and refused.json()["type"].endswith(":invalid-request")


def test_messages_of_one_key_at_once_are_answered_once(client: httpx.Client) -> None:
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda _: ask(client, PAY, KEYS[4]).json(), range(8)))
    assert all(reply == replies[0] for reply in replies)
    assert said(client, KEYS[4]) == [PAY]


def test_readers_of_a_page_have_keys_of_their_own(client: httpx.Client) -> None:
    ours = ask(client, PAY, KEYS[5]).json()
    session = client.post("/v1/embed", json={}).json()["session"]
    theirs = client.post(
        "/v1/chat", json={"message": PAY, "message_key": KEYS[5]}, headers={"X-JobClass-Session": session}
    )
    assert theirs.status_code == 404
    assert said(client, ours["conversation_id"]) == [PAY]
