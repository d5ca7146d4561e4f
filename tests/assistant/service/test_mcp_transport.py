"""The protocol of /mcp: its addresses and ages, many clients, a server that is started again, and when it is loaded."""

import asyncio
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from mcp import Client

from assistant.service.app import create_app
from assistant.settings import Settings
from tests.assistant.service.mcp_client import data, text, with_client
from tests.assistant.service.real import ingested, serving_examples
from tests.assistant.service.serving import serving
from tests.awaiting import awaited

LICENSE = "Does a Senior Accounting Technician need a driver's license?"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving_examples() as address:
        yield address


@pytest.mark.parametrize("mode", ["auto", "legacy"])
@pytest.mark.parametrize("path", ["/mcp", "/mcp/"])
def test_both_addresses_and_both_ages_of_the_protocol(address: str, path: str, mode: str) -> None:
    async def ask(client: Client) -> str:
        return text(await client.call_tool("ask", {"question": LICENSE}))

    assert "may be required" in with_client(address, ask, path, mode)


def test_several_clients_at_once(address: str) -> None:
    codes = ["M2041", "M2042", "M2049", "M2051", "3114", "4121"]

    async def look(code: str) -> list[str]:
        async with Client(f"{address}/mcp") as client:
            found = [await client.call_tool("get_class", {"class_name": code}) for _ in range(3)]
        return [data(one)["class_code"] for one in found]

    async def all_of_them() -> list[list[str]]:
        return await asyncio.gather(*map(look, codes))

    assert awaited(all_of_them()) == [[code] * 3 for code in codes]


def test_a_client_goes_on_after_the_server_was_started_again(tmp_path: Path) -> None:
    shutil.copytree(ingested().name, tmp_path / "data")
    app = create_app(Settings(data_dir=tmp_path / "data"))
    with serving(app) as address:
        port = int(address.rsplit(":", 1)[1])

    async def run() -> tuple[str, str]:
        first = serving(app, port)
        await asyncio.to_thread(first.__enter__)
        async with Client(f"{address}/mcp") as client:
            before = text(await client.call_tool("ask", {"question": LICENSE}))
            await asyncio.to_thread(first.__exit__, None, None, None)
            with serving(app, port):
                return before, text(await client.call_tool("ask", {"question": LICENSE}))

    before, after = awaited(run())
    assert before == after and "may be required" in after


def test_the_configuration_of_the_readme_is_that_of_a_server_as_it_is_started(address: str) -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    (written,) = re.findall(r'^\{"mcpServers".*$', readme, re.MULTILINE)
    (server,) = json.loads(written)["mcpServers"].values()
    own = "http://127.0.0.1:8000"
    assert server["url"].startswith(own)
    path = server["url"].removeprefix(own)
    assert len(with_client(address, lambda client: client.list_tools(), path).tools) == 6


@pytest.mark.long
def test_a_server_that_nobody_asks_this_way_does_not_load_the_protocol() -> None:
    told = "import sys, assistant.service.app, assistant.engine; print({'mcp', 'mcp_types'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
