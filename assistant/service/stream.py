"""An answer on its way as server-sent events, with a sign of life while it is being found."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass

from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from assistant.answer import Reply
from assistant.service.events import DONE, HEADERS, HEARTBEAT, Part, encode, failure, parts
from assistant.service.log import log


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a client is left without a word."""

    grace: float = 2.0
    """Seconds that an answer may take before the response begins.

    What fails within them is told by its status code as in a JSON reply;
    afterwards only an `error` part can.
    """

    heartbeat: float = 10.0
    """Seconds between the comments that keep an idle connection open."""


async def stream(ask: Callable[[], Reply], pace: Pace, request_id: str) -> StreamingResponse:
    """Return the response that streams what `ask` (blocking, run in a thread) returns.

    Raises:
        Exception: whatever `ask` raised, if it did so within `pace.grace`.
    """
    answer = asyncio.ensure_future(run_in_threadpool(ask))
    # A reader who leaves is no failure, and nobody else collects what the thread then raises.
    answer.add_done_callback(lambda task: task.cancelled() or task.exception())
    await asyncio.wait({answer}, timeout=pace.grace)
    if answer.done():
        answer.result()
    return StreamingResponse(_events(answer, pace, request_id), media_type="text/event-stream", headers=HEADERS)


async def _events(answer: asyncio.Future[Reply], pace: Pace, request_id: str) -> AsyncIterator[bytes]:
    while not answer.done():
        yield HEARTBEAT
        await asyncio.wait({answer}, timeout=pace.heartbeat)
    for number, part in enumerate(_told(answer, request_id)):
        yield encode(part, f"{request_id}-{number}")
    yield DONE


def _told(answer: asyncio.Future[Reply], request_id: str) -> Iterator[Part]:
    error = answer.exception()
    if error is None:
        return parts(answer.result())
    log.error("answer failed", request_id=request_id, exc_info=error)
    return failure(f"The answer could not be completed; the server's log names the reason under {request_id}.")
