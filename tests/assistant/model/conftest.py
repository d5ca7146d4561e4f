"""A scripted model, and our model over it."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.model import retrying
from assistant.model.opening import open_chat_model
from assistant.model.port import ChatModel, Prompt
from assistant.settings import Settings
from prompts import prompt
from tests.assistant.model.waiting import nothing_runs, soon
from tests.assistant.scripted import ScriptedServer, behaviors, scripted

#: What the server must never see repeated by us.
KEY = "sk-very-secret-0123456789"

Opened = Callable[..., ChatModel]

_EXHIBIT = {
    "id": "k7qd",
    "title": "Accounting Technician, Senior",
    "class_code": "J1010",
    "agency": "Marlow County",
    "section": "License",
    "states": "",
    "quote": "A valid driver's license may be required for some positions.",
}


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE", "OLLAMA_HOST", "ANTHROPIC_BASE_URL", "JOBCLASS_CHAT_MODEL"):
        monkeypatch.delenv(name, raising=False)
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY"):
        monkeypatch.setenv(name, KEY)
    # Nobody else asks the server: there is nothing to wait for between two attempts.
    monkeypatch.setattr(retrying, "_FIRST_WAIT", 0.02)


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with scripted(behaviors.well) as server:
        yield server


@pytest.fixture
def none_is_left(server: ScriptedServer) -> Iterator[None]:
    """No thread outlives the server that it waits for."""
    yield
    server.closing.set()
    assert soon(nothing_runs)


@pytest.fixture
def opened(server: ScriptedServer, tmp_path: Path) -> Opened:
    """Open a model over the server, with settings of `chat_…`."""

    def opened(provider: str = "openai", **settings: object) -> ChatModel:
        address = server.base_url if provider == "openai" else server.address
        given = {"chat_model": f"{provider}:scripted:1b", "chat_base_url": address, "data_dir": tmp_path}
        model = open_chat_model(Settings(**given | {f"chat_{name}": value for name, value in settings.items()}))  # type: ignore[arg-type]
        assert model is not None
        return model

    return opened


@pytest.fixture(scope="session")
def asking() -> Prompt:
    """What a narration asks."""
    rendered = prompt("narrate").render(question="Is a license needed?", exhibits=[_EXHIBIT], fence="q7w2n8x4")
    return Prompt(rendered.system, rendered.user)


@pytest.fixture
def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port: int = bound.getsockname()[1]
    return port
