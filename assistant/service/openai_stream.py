"""An answer on its way as chunks of a chat completion."""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from typing import Any

from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from assistant.answer import Reply
from assistant.service.events import DONE, HEARTBEAT, UNBUFFERED, plain_event
from assistant.service.hearing import Ask, Found, Hearing, Quiet, Said, Told
from assistant.service.log import log
from assistant.service.openai_content import annotations, beside
from assistant.service.openai_errors import error_of
from assistant.service.openai_shapes import Usage
from assistant.service.problems import INTERNAL
from assistant.service.shapes import ChatReply
from assistant.service.stream import Pace

Chunk = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Telling:
    """What stays the same while one answer is told."""

    model: str
    created: int
    base: str
    """Address that the paths of pages follow."""

    used: Callable[[str], Usage] | None
    """Counts the tokens once the content is known, blocking; None where nobody asks."""

    request_id: str


async def stream(ask: Ask, pace: Pace, telling: Telling) -> StreamingResponse:
    """Return the response that streams what `ask` (blocking, run in a thread) tells its listener.

    Raises:
        Exception: whatever `ask` raised, if it did so within `pace.grace`.
    """
    hearing = Hearing(ask)
    await hearing.begun(pace.grace)
    return StreamingResponse(_events(hearing, pace, telling), media_type="text/event-stream", headers=UNBUFFERED)


async def _events(hearing: Hearing, pace: Pace, telling: Telling) -> AsyncIterator[bytes]:
    chunks = _Chunks(telling)
    try:
        async for heard in hearing.until_told(pace.heartbeat):
            if isinstance(heard, Quiet):
                yield HEARTBEAT
                continue
            for chunk in chunks.of(heard):
                yield plain_event(chunk)
            if isinstance(heard, Told) and telling.used is not None:
                yield plain_event(chunks.usage(await run_in_threadpool(telling.used, chunks.content)))
    except Exception as error:
        log.error("answer failed", request_id=telling.request_id, exc_info=error)
        yield plain_event(_failure(telling.request_id))
    yield DONE


class _Chunks:
    """The chunks of one answer, as it is heard."""

    def __init__(self, telling: Telling) -> None:
        self.content = ""
        self._telling = telling
        self._id = ""

    def of(self, heard: Found | Said | Told) -> Iterator[Chunk]:
        """Return the chunks that tell what was heard."""
        match heard:
            case Found():
                yield from self._start(heard.message_id)
            case Said():
                yield self._said(heard.text)
            case Told():
                yield from self._start(heard.reply.message_id)
                yield from self._told(heard.reply)

    def usage(self, used: Usage) -> Chunk:
        """Return the chunk that counts the tokens, after the last of the answer."""
        return {**self._chunk(), "choices": [], "usage": used.model_dump()}

    def _start(self, message_id: str) -> Iterator[Chunk]:
        if not self._id:
            self._id = message_id
            yield self._delta({"role": "assistant", "content": ""})

    def _said(self, text: str) -> Chunk:
        self.content += text
        return self._delta({"content": text})

    def _told(self, reply: Reply) -> Iterator[Chunk]:
        if not self.content:
            yield self._said(reply.answer.answer)
        if rest := beside(reply.answer):
            yield self._said(rest)
        if marked := annotations(reply.answer, self._telling.base):
            # With an index each: the official client puts lists of deltas together by it.
            indexed = [{"index": index, **one.model_dump()} for index, one in enumerate(marked)]
            yield self._delta({"annotations": indexed})
        yield {**self._delta({}, "stop"), "job_class_assistant": ChatReply.of(reply).model_dump(mode="json")}

    def _delta(self, delta: dict[str, Any], finish: str | None = None) -> Chunk:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        counted = {"usage": None} if self._telling.used is not None else {}
        return {**self._chunk(), "choices": [choice], **counted}

    def _chunk(self) -> Chunk:
        told = self._telling
        return {
            "id": completion_id(self._id),
            "object": "chat.completion.chunk",
            "created": told.created,
            "model": told.model,
        }


def completion_id(message_id: str) -> str:
    """Return the id of the completion that tells a message."""
    return f"chatcmpl-{message_id}"


def _failure(request_id: str) -> Chunk:
    detail = f"The answer could not be completed; the server's log names the reason under {request_id}."
    return {"error": error_of({"type": INTERNAL.type, "detail": detail}, INTERNAL.status).model_dump()}
