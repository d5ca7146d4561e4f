"""What the tools of a request over HTTP ask: what the application's lifespan opened, as the endpoints do."""

from collections.abc import Iterator
from contextlib import contextmanager

from starlette.datastructures import State

from assistant.service.deps import get_viewer
from assistant.service.mcp.server import Context, OpenDesk, Waiting
from assistant.service.mcp.tool import Desk
from assistant.service.problems import UNAVAILABLE, Problem


def desks_of(state: State) -> OpenDesk:
    """Return what opens a desk from the `state` of the application."""

    @contextmanager
    def open_desk(context: Context, waiting: Waiting) -> Iterator[Desk]:
        if state.backend is None:
            raise Problem(UNAVAILABLE, state.missing)
        address = str(context.request.base_url).rstrip("/") if context.request else ""
        yield Desk(state.backend, state.settings, get_viewer(), waiting, address)

    return open_desk
