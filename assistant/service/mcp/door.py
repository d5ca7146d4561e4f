"""The address /mcp: streamable HTTP, opened when the first client comes.

The protocol's package takes a moment to load and has memory of its own, so a
server that nobody asks this way has neither.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import anyio
from anyio.abc import TaskGroup, TaskStatus
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import State
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

PATH = "/mcp"

#: What clients of the protocol send with each request, beside what every client does.
HEADERS = ("Mcp-Protocol-Version", "Mcp-Session-Id", "Mcp-Method", "Mcp-Name")


class Door:
    """Answers the protocol's requests, each by itself: no session is kept, so none is lost with a process."""

    def __init__(self, state: State) -> None:
        """Answer from the backend, or what is missing, that `state` has at that moment."""
        self._state = state
        self._tasks: TaskGroup | None = None
        self._opening: anyio.Lock
        self._manager: StreamableHTTPSessionManager | None = None
        # No stream of the server's own is offered by GET, as nothing is told unasked.
        self.routes = tuple(Route(path, self, methods=["POST"], include_in_schema=False) for path in (PATH, f"{PATH}/"))
        """Both addresses; a redirect from one to the other would lose the body."""

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Let requests in until the end of the block."""
        self._opening = anyio.Lock()
        async with anyio.create_task_group() as self._tasks:
            try:
                yield
            finally:
                self._tasks.cancel_scope.cancel()
                self._tasks, self._manager = None, None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        # The log names requests by their route, which the framework notes for its own endpoints only.
        scope["route"] = self.routes[0]
        manager = await self._opened()
        await manager.handle_request(scope, receive, send)

    async def _opened(self) -> "StreamableHTTPSessionManager":
        async with self._opening:
            if self._manager is None:
                assert self._tasks is not None, "the door is opened by the lifespan"
                made = await run_in_threadpool(_made, self._state)
                await self._tasks.start(_run, made)
                self._manager = made
            return self._manager


async def _run(manager: "StreamableHTTPSessionManager", *, task_status: TaskStatus[Any]) -> None:
    async with manager.run():
        task_status.started()
        await anyio.sleep_forever()


def _made(state: State) -> "StreamableHTTPSessionManager":
    # Imported late: see above.
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

    from assistant.service.mcp.desks import desks_of
    from assistant.service.mcp.server import answered, make_server

    # Who may ask, and how much, is decided by the layers around.
    return StreamableHTTPSessionManager(make_server(partial(answered, desks_of(state))), stateless=True)
