"""A reply as the parts of the AI SDK's UI message stream (v1), and parts as server-sent events.

`source-document` has no place for offsets, so every citation follows whole as
`data-citation`; `data-answer` is the JSON reply, so that a client need not
put the pieces together.
"""

import json
import mimetypes
import re
from collections.abc import Iterator
from typing import Any

from assistant.answer import Reply
from assistant.service.hearing import Found, Said, Told
from assistant.service.shapes import ChatReply

#: Headers of every stream of events.
UNBUFFERED = {
    "Cache-Control": "no-cache, no-transform",
    # Asks nginx and its like to pass each event on at once.
    "X-Accel-Buffering": "no",
}
HEADERS = {"X-Vercel-AI-UI-Message-Stream": "v1", **UNBUFFERED}

DONE = b"data: [DONE]\n\n"
HEARTBEAT = b": still here\n\n"

Part = dict[str, Any]

# Words with the space after them: a marker such as `[12]` is never cut.
_WORDS = re.compile(r"\S+\s*|\s+")


class Telling:
    """The parts that tell one answer, as it is heard."""

    def __init__(self) -> None:
        self._begun = False
        self._text = False

    def parts(self, heard: Found | Said | Told) -> Iterator[Part]:
        """Return the parts that tell what was heard."""
        match heard:
            case Found():
                yield from self._start(heard.message_id)
            case Said():
                yield from self._said(heard.text)
            case Told():
                yield from self._start(heard.reply.message_id)
                yield from self._told(heard.reply)

    def _start(self, message_id: str) -> Iterator[Part]:
        if not self._begun:
            self._begun = True
            yield {"type": "start", "messageId": message_id}

    def _said(self, text: str) -> Iterator[Part]:
        if not self._text:
            self._text = True
            yield {"type": "text-start", "id": "answer"}
        for word in _WORDS.findall(text):
            yield {"type": "text-delta", "id": "answer", "delta": word}

    def _told(self, reply: Reply) -> Iterator[Part]:
        if not self._text:
            yield from self._said(reply.answer.answer)
        shown = ChatReply.of(reply).model_dump(mode="json")
        yield {"type": "text-end", "id": "answer"}
        yield from _documents(shown["citations"])
        for citation in shown["citations"]:
            yield {"type": "data-citation", "id": f"citation-{citation['number']}", "data": citation}
        told = {name: shown[name] for name in ("status", "conversation_id", "message_id")}
        yield {"type": "data-status", "id": "status", "data": told}
        yield {"type": "data-answer", "id": "reply", "data": shown}
        yield {"type": "finish", "finishReason": "stop"}


def failure(detail: str) -> Iterator[Part]:
    """Return the parts that end a stream whose answer failed on the way."""
    yield {"type": "error", "errorText": detail}
    yield {"type": "finish", "finishReason": "error"}


def encode(part: Part, event_id: str) -> bytes:
    """Return `part` as one server-sent event."""
    return f"id: {event_id}\n".encode() + plain_event(part)


def plain_event(data: Part) -> bytes:
    """Return `data` as a server-sent event without an id."""
    return f"data: {json.dumps(data, ensure_ascii=False, separators=(',', ':'))}\n\n".encode()


def _documents(citations: list[dict[str, Any]]) -> Iterator[Part]:
    """Return each cited document once, in the order of use."""
    seen: dict[str, dict[str, Any]] = {}
    for citation in citations:
        seen.setdefault(citation["source_id"], citation)
    for citation in seen.values():
        yield {
            "type": "source-document",
            "sourceId": citation["source_id"],
            "mediaType": mimetypes.guess_type(citation["source"])[0] or "text/plain",
            "title": citation["title"],
            "filename": citation["source"],
            "providerMetadata": {"jobclass": {"spec_id": citation["spec_id"], "url": citation["url"]}},
        }
