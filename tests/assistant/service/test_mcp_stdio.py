"""`jobclass mcp`, started by the official client: alone, beside a server, and beside a command."""

import asyncio
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from mcp import Client, StdioServerParameters
from mcp_types import ResourceLink

from assistant.opening import open_index
from assistant.service.mcp.lending import Lending
from assistant.settings import Settings
from tests.assistant.processes import command, served
from tests.assistant.service.mcp_client import data, refusal, text
from tests.assistant.service.real import ingested
from tests.awaiting import awaited
from vectorstore.errors import IndexOwnedError
from vectorstore.owner import Owner, holder
from vectorstore.spec import Viewer

LICENSE = {"question": "Does a Senior Accounting Technician need a driver's license?"}

T = TypeVar("T")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ingested().name, tmp_path / "data"))


def started(folder: Path, use: Callable[[Client], Awaitable[T]]) -> T:
    """Return what `use` returns of a client that started the command."""
    program, *arguments = command("mcp", "--data-dir", folder)
    parameters = StdioServerParameters(command=program, args=arguments, env=dict(os.environ))

    async def run() -> T:
        async with Client(parameters) as client:
            return await use(client)

    return awaited(run())


@pytest.mark.long
def test_it_answers_from_the_folder_when_nobody_else_owns_it_and_gives_it_up(folder: Path) -> None:
    async def use(client: Client) -> None:
        assert len((await client.list_tools()).tools) == 6
        assert holder(folder) is None, "nobody has asked yet"
        with Owner(folder):
            assert f"process {os.getpid()}" in refusal(await client.call_tool("ask", LICENSE))
        # Nobody listens there.
        with Owner(folder, "http://127.0.0.1:9"):
            told = refusal(await client.call_tool("ask", LICENSE))
            assert "http://127.0.0.1:9, which owns the index, does not answer" in told
        result = await client.call_tool("ask", LICENSE)
        assert "may be required" in text(result)
        assert data(result)["status"] == "answered"
        assert not any(isinstance(block, ResourceLink) for block in result.content), "there are no pages"
        assert "id " in refusal(await client.call_tool("get_class", {"class_name": "Accounting Technician"}))
        found = await asyncio.gather(*(client.call_tool("get_class", {"class_name": "M2042"}) for _ in range(4)))
        assert {data(one)["title"] for one in found} == {"Accounting Technician, Senior"}
        owner = holder(folder)
        assert owner is not None and owner.pid != os.getpid()

    started(folder, use)
    assert holder(folder) is None


@pytest.mark.long
def test_beside_a_server_the_server_answers_and_after_it_the_folder_does(folder: Path) -> None:
    with served(folder) as (server, address):

        async def use(client: Client) -> None:
            beside = await client.call_tool("ask", LICENSE)
            (page,) = [block for block in beside.content if isinstance(block, ResourceLink)]
            assert page.uri.startswith(address)
            assert "there are: " in refusal(await client.call_tool("ask", {**LICENSE, "agency": "Atlantis"}))
            server.terminate()
            await asyncio.to_thread(server.wait)
            alone = await client.call_tool("ask", LICENSE)
            assert {**data(alone), "message_id": ""} == {**data(beside), "message_id": ""}

        started(folder, use)


def test_an_interrupt_ends_it_at_once(folder: Path) -> None:
    with subprocess.Popen(command("mcp", "--data-dir", folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as own:
        assert own.stdin is not None and own.stdout is not None
        own.stdin.write(b'{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n')
        own.stdin.flush()
        assert json.loads(own.stdout.readline()) == {"jsonrpc": "2.0", "id": 1, "result": {}}
        own.send_signal(signal.SIGINT)
        assert own.wait(30) == -signal.SIGINT


def test_the_index_is_closed_when_nobody_asks_and_opened_again(folder: Path) -> None:
    settings = Settings(data_dir=folder)
    lending = Lending(settings)
    with lending.backend() as backend:
        assert backend.index.catalog.entries(Viewer())
        lending.rest()
        assert lending.is_open, "somebody uses it"
        with pytest.raises(IndexOwnedError), open_index(settings):
            pass
    lending.rest(idle=3600)
    assert lending.is_open, "it was asked a moment ago"
    lending.rest()
    with open_index(settings):
        assert not lending.is_open
    with lending.backend() as backend:
        assert backend.index.catalog.entries(Viewer())
    lending.rest()
