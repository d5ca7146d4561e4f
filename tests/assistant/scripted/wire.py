"""How a scripted model's words travel: the protocols of OpenAI, Anthropic and Ollama."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from tests.assistant.scripted.asked import Asked, asked

Json = Mapping[str, Any]


class Wire(Protocol):
    """A protocol: what a request asks, and what a response is made of."""

    stream_type: str
    """Content type of a streamed response."""

    def asked(self, body: Json, headers: Mapping[str, str]) -> Asked: ...

    def streamed(self, body: Json) -> bool: ...

    def whole(self, text: str, body: Json) -> bytes:
        """The response that is not streamed."""

    def opening(self, body: Json) -> bytes: ...

    def piece(self, text: str, body: Json) -> bytes: ...

    def closing(self, body: Json) -> bytes: ...


def _texts(content: object) -> str:
    """The text of a message, which is a string or a list of blocks."""
    if isinstance(content, str):
        return content
    assert isinstance(content, Sequence)
    return "".join(block["text"] for block in content)


def _by_role(messages: Sequence[Json], *roles: str) -> str:
    return "\n".join(_texts(message["content"]) for message in messages if message["role"] in roles)


def _key(headers: Mapping[str, str]) -> str:
    return headers.get("X-Api-Key") or headers.get("Authorization", "").removeprefix("Bearer ")


def _dumped(value: object) -> str:
    # Not escaped: a character of several bytes is to travel as such.
    return json.dumps(value, ensure_ascii=False)


def _data(value: object) -> bytes:
    return f"data: {_dumped(value)}\n\n".encode()


def _event(kind: str, **values: object) -> bytes:
    return f"event: {kind}\n".encode() + _data({"type": kind, **values})


@dataclass(frozen=True, slots=True)
class OpenAI:
    """`POST /v1/chat/completions`."""

    stream_type: str = "text/event-stream"

    def asked(self, body: Json, headers: Mapping[str, str]) -> Asked:
        shape = body.get("response_format", {}).get("json_schema", {}).get("schema")
        if body.get("tools"):
            shape = body["tools"][0]["function"]["parameters"]
        messages = body["messages"]
        return asked(_by_role(messages, "system", "developer"), _by_role(messages, "user"), shape, _key(headers))

    def streamed(self, body: Json) -> bool:
        return bool(body.get("stream"))

    def whole(self, text: str, body: Json) -> bytes:
        message: dict[str, Any] = {"role": "assistant", "content": text}
        if body.get("tools"):
            message |= {"content": None, "tool_calls": [self._call(text, body)]}
        finish = "tool_calls" if body.get("tools") else "stop"
        usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        return _dumped(
            self._completion(body, "", {"message": message, "finish_reason": finish}) | {"usage": usage}
        ).encode()

    def opening(self, body: Json) -> bytes:
        return self._chunk(body, {"role": "assistant", "content": ""})

    def piece(self, text: str, body: Json) -> bytes:
        if body.get("tools"):
            return self._chunk(body, {"tool_calls": [{"index": 0, **self._call(text, body)}]})
        return self._chunk(body, {"content": text})

    def closing(self, body: Json) -> bytes:
        return self._chunk(body, {}, "stop") + b"data: [DONE]\n\n"

    def _call(self, text: str, body: Json) -> Json:
        name = body["tools"][0]["function"]["name"]
        return {"id": "call_1", "type": "function", "function": {"name": name, "arguments": text}}

    def _chunk(self, body: Json, delta: Json, finish: str | None = None) -> bytes:
        return _data(self._completion(body, ".chunk", {"delta": delta, "finish_reason": finish}))

    def _completion(self, body: Json, kind: str, choice: Json) -> dict[str, Any]:
        head = {"id": "chatcmpl-1", "object": f"chat.completion{kind}", "created": 1, "model": body["model"]}
        return head | {"choices": [{"index": 0, **choice}]}


@dataclass(frozen=True, slots=True)
class Anthropic:
    """`POST /v1/messages`."""

    stream_type: str = "text/event-stream"

    def asked(self, body: Json, headers: Mapping[str, str]) -> Asked:
        shape = body["tools"][0]["input_schema"] if body.get("tools") else None
        system = _texts(body.get("system", ""))
        return asked(system, _by_role(body["messages"], "user"), shape, _key(headers))

    def streamed(self, body: Json) -> bool:
        return bool(body.get("stream"))

    def whole(self, text: str, body: Json) -> bytes:
        block: Json = {"type": "text", "text": text}
        if body.get("tools"):
            block = {"type": "tool_use", "id": "toolu_1", "name": body["tools"][0]["name"], "input": json.loads(text)}
        return _dumped(self._message(body, [block], "end_turn")).encode()

    def opening(self, body: Json) -> bytes:
        start = _event("message_start", message=self._message(body, [], None))
        return start + _event("content_block_start", index=0, content_block={"type": "text", "text": ""})

    def piece(self, text: str, body: Json) -> bytes:
        return _event("content_block_delta", index=0, delta={"type": "text_delta", "text": text})

    def closing(self, body: Json) -> bytes:
        delta = {"stop_reason": "end_turn", "stop_sequence": None}
        stop = _event("content_block_stop", index=0)
        return stop + _event("message_delta", delta=delta, usage={"output_tokens": 1}) + _event("message_stop")

    def _message(self, body: Json, content: list[Json], stop: str | None) -> Json:
        head = {"id": "msg_1", "type": "message", "role": "assistant", "model": body["model"], "content": content}
        return head | {"stop_reason": stop, "stop_sequence": None, "usage": {"input_tokens": 1, "output_tokens": 1}}


@dataclass(frozen=True, slots=True)
class Ollama:
    """`POST /api/chat`."""

    stream_type: str = "application/x-ndjson"

    def asked(self, body: Json, headers: Mapping[str, str]) -> Asked:
        shape = body.get("format") or None
        messages = body["messages"]
        return asked(_by_role(messages, "system"), _by_role(messages, "user"), shape, _key(headers))

    def streamed(self, body: Json) -> bool:
        return bool(body.get("stream", True))

    def whole(self, text: str, body: Json) -> bytes:
        return self._line(text, body, done=True)

    def opening(self, body: Json) -> bytes:
        return b""

    def piece(self, text: str, body: Json) -> bytes:
        return self._line(text, body, done=False)

    def closing(self, body: Json) -> bytes:
        return self._line("", body, done=True)

    def _line(self, text: str, body: Json, *, done: bool) -> bytes:
        told = {"model": body["model"], "created_at": "2026-01-01T00:00:00Z", "done": done}
        message = {"message": {"role": "assistant", "content": text}}
        return f"{_dumped(told | message | ({'done_reason': 'stop'} if done else {}))}\n".encode()


WIRES: Mapping[str, Wire] = {
    "/v1/chat/completions": OpenAI(),
    "/v1/messages": Anthropic(),
    "/api/chat": Ollama(),
}


def models(name: str) -> bytes:
    """Return the body of `GET /v1/models`."""
    return _dumped(
        {"object": "list", "data": [{"id": name, "object": "model", "created": 1, "owned_by": "us"}]}
    ).encode()


def frames(wire: Wire, pieces: Sequence[str], body: Json) -> Iterator[bytes]:
    """Yield a streamed response, the opening with its first piece."""
    yield wire.opening(body)
    for piece in pieces:
        yield wire.piece(piece, body)
    yield wire.closing(body)
