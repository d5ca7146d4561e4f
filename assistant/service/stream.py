"""An answer on its way as server-sent events, with a sign of life while it is being found."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from fastapi.responses import StreamingResponse

from assistant.service.events import DONE, HEADERS, HEARTBEAT, Part, Telling, encode, failure
from assistant.service.hearing import Ask, Hearing, Quiet
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


async def stream(ask: Ask, pace: Pace, request_id: str) -> StreamingResponse:
    """Return the response that streams what `ask` (blocking, run in a thread) tells its listener.

    Raises:
        Exception: whatever `ask` raised, if it did so within `pace.grace`.
    """
    hearing = Hearing(ask)
    await hearing.begun(pace.grace)
    return StreamingResponse(_events(hearing, pace, request_id), media_type="text/event-stream", headers=HEADERS)


async def _events(hearing: Hearing, pace: Pace, request_id: str) -> AsyncIterator[bytes]:
    number = 0
    async for part in _parts(hearing, pace, request_id):
        if part is None:
            yield HEARTBEAT
            continue
        yield encode(part, f"{request_id}-{number}")
        number += 1
    yield DONE


async def _parts(hearing: Hearing, pace: Pace, request_id: str) -> AsyncIterator[Part | None]:
    """Yield the parts that tell what is heard; None for a sign of life."""
    telling = Telling()
    try:
        async for heard in hearing.until_told(pace.heartbeat):
            if isinstance(heard, Quiet):
                yield None
            else:
                for part in telling.parts(heard):
                    yield part
    except Exception as error:
        log.error("answer failed", request_id=request_id, exc_info=error)
        detail = f"The answer could not be completed; the server's log names the reason under {request_id}."
        for part in failure(detail):
            yield part
