"""Is the process alive, and can it answer: GET /healthz and GET /readyz."""

from typing import Literal

from fastapi import APIRouter

from assistant.service.deps import BackendDep, ViewerDep
from assistant.service.problems import UNAVAILABLE, documented
from assistant.service.shapes import Shape

router = APIRouter(tags=["health"])


class Alive(Shape):
    """The process runs."""

    status: Literal["ok"] = "ok"


class Ready(Shape):
    """The assistant can answer."""

    status: Literal["ready"] = "ready"
    specs: int
    """How many class specs it answers from; 0 right after set-up."""


@router.get("/healthz", summary="Alive")
async def healthz() -> Alive:
    """Return that the process runs."""
    return Alive()


@router.get("/readyz", summary="Able to answer", responses=documented(UNAVAILABLE))
def readyz(backend: BackendDep, viewer: ViewerDep) -> Ready:
    """Return that questions can be answered, having read the catalog; a problem says why not."""
    # Whoever looks after a server asks this: what expires does so where nobody asks anything else.
    backend.conversations.sweep_now_and_then()
    if backend.inbox is not None:
        backend.inbox.sweep_now_and_then()
    _, total = backend.index.catalog.find("", viewer, 1, 0)
    return Ready(specs=total)
