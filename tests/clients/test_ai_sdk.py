"""The official `ai` package on Node reads POST /v1/chat, with an adapter and with none."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.responses import StreamingResponse

from assistant.service.app import create_app
from assistant.service.events import DONE, HEADERS, plain_event
from assistant.service.stream import Pace
from assistant.settings import Settings
from tests.assistant.service.real import serving_examples
from tests.assistant.service.serving import serving
from tests.assistant.service.stand_in import StandIn, opened
from tests.clients.node import HERE, ROOT, missing, node

CODE = "What is the class code for Accounting Technician, Senior?"


@pytest.fixture(scope="module")
def program() -> Path:
    if lacking := missing():
        pytest.skip(lacking)
    found = node()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving_examples() as address:
        yield address


def run(program: Path, *arguments: str, told: str) -> str:
    done = subprocess.run([program, *arguments], cwd=HERE, input=told, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def chat(program: Path, address: str, *questions: str, adapted: bool = False, body: object = None) -> dict[str, Any]:
    """Return the status, error and messages of a chat of `questions`."""
    told = {"api": f"{address}/v1/chat", "questions": questions, "adapted": adapted, "body": body}
    return dict(json.loads(run(program, "chat.mjs", told=json.dumps(told))))


def parts(message: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [part for part in message["parts"] if part["type"] == kind]


def text(message: dict[str, Any]) -> str:
    return "".join(part["text"] for part in parts(message, "text"))


def same(reply: dict[str, Any]) -> dict[str, Any]:
    """What two replies to one question have in common."""
    return {name: value for name, value in reply.items() if name not in {"conversation_id", "message_id"}}


@pytest.mark.parametrize("adapted", [True, False])
def test_chat_holds_all_of_the_reply(program: Path, address: str, adapted: bool) -> None:
    told = chat(program, address, CODE, adapted=adapted)
    reply = httpx.post(f"{address}/v1/chat", json={"message": CODE}, trust_env=False).json()
    assert (told["status"], told["error"]) == ("ready", None)
    _, message = told["messages"]
    (status,), (answer,) = parts(message, "data-status"), parts(message, "data-answer")
    assert message["id"] == status["data"]["message_id"]
    assert (status["data"]["status"], same(answer["data"])) == ("answered", same(reply))
    assert (answer["data"]["conversation_id"] is not None) == adapted
    assert text(message) == reply["answer"]
    assert [part["data"] for part in parts(message, "data-citation")] == reply["citations"]
    assert {part["sourceId"] for part in parts(message, "source-document")} == {
        citation["source_id"] for citation in reply["citations"]
    }


@pytest.mark.parametrize("adapted", [True, False])
def test_chat_goes_on(program: Path, address: str, adapted: bool) -> None:
    questions = (CODE, "how many classes are there?", "What does a Permit Technician do?", "and what does it pay?")
    told = chat(program, address, *questions, adapted=adapted)
    assert told["error"] is None
    assert len(told["messages"]) == 8
    assert "does not state the salary" in text(told["messages"][-1])
    assert "Permit Technician" in text(told["messages"][-1])


def test_body_of_the_transport_narrows(program: Path, address: str) -> None:
    told = chat(
        program, address, "What is the class code of the Accounting Technician?", body={"agency": "Marlow County"}
    )
    assert "M2041" in text(told["messages"][-1])


def test_refusal_reaches_the_chat(program: Path, address: str) -> None:
    told = chat(program, address, "x" * 5000)
    assert told["status"] == "error"
    assert json.loads(told["error"])["type"] == "urn:jobclass:problem:message-too-long"


def test_failure_on_the_way_reaches_the_chat(program: Path, tmp_path: Path) -> None:
    stand_in = StandIn()
    stand_in.gate.set()
    app = create_app(Settings(data_dir=tmp_path), opened(stand_in), pace=Pace(grace=0))
    with serving(app) as address:
        told = chat(program, address, "slow fail")
    assert told["status"] == "error"
    assert "could not be completed" in told["error"] and "secret" not in told["error"]


@pytest.mark.parametrize(
    ("part", "status"),
    [
        ({"type": "data-status", "data": 1}, "ready"),
        ({"type": "data-status"}, "error"),
        ({"type": "text-delta", "id": "answer"}, "error"),
        ({"type": "news"}, "error"),
    ],
)
def test_a_part_that_its_schema_refuses_would_be_found(program: Path, part: dict[str, object], status: str) -> None:
    app = FastAPI()

    @app.post("/v1/chat")
    def answer() -> StreamingResponse:
        told = (plain_event({"type": "start"}), plain_event(part), DONE)
        return StreamingResponse(iter(told), media_type="text/event-stream", headers=HEADERS)

    with serving(app) as address:
        assert chat(program, address, "code")["status"] == status


def test_readme_example_prints_a_cited_answer(program: Path, address: str) -> None:
    shown = (ROOT / "README.md").read_text("utf-8").split("```js\n")[1].split("```")[0]
    said = run(program, "--input-type=module", "-", told=shown.replace("http://127.0.0.1:8000", address))
    assert "**M6203**. [1]" in said
    assert "PERMIT TECHNICIAN" in said
