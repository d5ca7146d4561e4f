"""The protocol over standard input and output, for clients that start a command.

The index is asked where it is, anew for each call: in the server that owns
it, or in this process, which lets go of it when nothing was asked for a while.
"""

import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial

import anyio
import anyio.to_thread
import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.server.stdio import stdio_server
from mcp_types import CallToolRequestParams, CallToolResult

from assistant.errors import NoAnswerError
from assistant.remote import Server
from assistant.service.deps import get_viewer
from assistant.service.mcp.door import PATH
from assistant.service.mcp.lending import Lending
from assistant.service.mcp.server import Context, Waiting, answered, make_server
from assistant.service.mcp.tool import Desk
from assistant.service.problems import UNAVAILABLE, Problem
from assistant.settings import Settings
from vectorstore.errors import VectorstoreError
from vectorstore.owner import holder

#: Seconds that the index stays open after a call, and between two looks.
_IDLE, _LOOK = 30.0, 5.0

#: Seconds that a server may take to begin an answer: a model may word it.
_PATIENCE = 300.0


def run(settings: Settings) -> None:
    """Answer the client at standard input until it closes that."""
    # Nothing else ends a thread that waits for a line of standard input.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    anyio.run(_serve, _Asked(settings, Lending(settings)))


@dataclass(frozen=True, slots=True)
class _Asked:
    """Where calls are answered."""

    settings: Settings
    lending: Lending

    async def answer(self, context: Context, params: CallToolRequestParams) -> CallToolResult:
        """Return what a tool tells, of whoever owns the index."""
        owner = None if self.lending.is_open else await anyio.to_thread.run_sync(holder, self.settings.data_dir)
        if owner and owner.address:
            return await _forwarded(Server.of(owner).address, params)
        return await answered(self._desk, context, params)

    @contextmanager
    def _desk(self, _: Context, waiting: Waiting) -> Iterator[Desk]:
        with ExitStack() as lent:
            try:
                backend = lent.enter_context(self.lending.backend())
            except VectorstoreError as error:
                raise Problem(UNAVAILABLE, str(error)) from error
            yield Desk(backend, self.settings, get_viewer(), waiting)


async def _serve(asked: _Asked) -> None:
    server = make_server(asked.answer)
    async with stdio_server() as (read, write), anyio.create_task_group() as tasks:
        tasks.start_soon(_rest_now_and_then, asked.lending)
        await server.run(read, write, server.create_initialization_options())
        tasks.cancel_scope.cancel()
    asked.lending.rest()


async def _rest_now_and_then(lending: Lending) -> None:
    while True:
        await anyio.sleep(_LOOK)
        await anyio.to_thread.run_sync(partial(lending.rest, _IDLE))


async def _forwarded(address: str, params: CallToolRequestParams) -> CallToolResult:
    """What the server at `address` tells.

    Raises:
        NoAnswerError: it tells nothing.
    """
    # The server is on this machine: a proxy of the environment cannot reach it.
    http = httpx2.AsyncClient(trust_env=False, timeout=_PATIENCE)
    try:
        async with http, Client(streamable_http_client(address + PATH, http_client=http)) as client:
            return await client.call_tool(params.name, params.arguments)
    except Exception as error:
        told = f"the server at {address}, which owns the index, does not answer ({error}); stop or restart it"
        raise NoAnswerError(told) from error
