"""The official client of the Model Context Protocol over real HTTP, and what is checked of every result."""

import re
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, TypeVar

import httpx
from mcp import Client
from mcp_types import CallToolResult, TextContent

from tests.awaiting import awaited

T = TypeVar("T")


def with_client(address: str, use: Callable[[Client], Awaitable[T]], path: str = "/mcp", mode: str = "auto") -> T:
    """Return what `use` returns of a client that is connected to the server at `address`."""

    async def run() -> T:
        async with Client(address + path, mode=mode) as client:
            return await use(client)

    return awaited(run())


def call(address: str, tool: str, **arguments: object) -> CallToolResult:
    """Return the result of one call by a client of its own."""
    return with_client(address, lambda client: client.call_tool(tool, arguments))


def text(result: CallToolResult) -> str:
    """Return what a model reads."""
    return "\n".join(block.text for block in result.content if isinstance(block, TextContent))


def data(result: CallToolResult) -> dict[str, Any]:
    """Return what a program reads; the client has held it against the tool's schema."""
    assert not result.is_error, text(result)
    return dict(result.structured_content)


def refusal(result: CallToolResult) -> str:
    """Return why there is no result."""
    assert result.is_error and result.structured_content is None
    told = text(result)
    assert "Traceback" not in told and ".py" not in told and "secret" not in told
    return told


def quotes(found: object, source_id: str = "") -> Iterator[tuple[str, str, int, int]]:
    """Yield source, quote, start and end of everything that is quoted anywhere in `found`."""
    if isinstance(found, list):
        for one in found:
            yield from quotes(one, source_id)
    if isinstance(found, dict):
        source_id = found.get("source_id", source_id)
        at = found.get("context") or found.get("body") or found
        quote = found.get("quote", found.get("text"))
        if quote is not None and "start" in at:
            yield source_id, quote, at["start"], at["end"]
        for one in found.values():
            yield from quotes(one, source_id)


def verified(http: httpx.Client, result: CallToolResult) -> list[str]:
    """Return all quotes of a result, each of which stands in its source and in the text for the model."""
    texts: dict[str, str] = {}
    found = list(quotes(data(result)))
    told = " ".join(text(result).split())
    for source_id, quote, start, end in found:
        if source_id not in texts:
            texts[source_id] = http.get(f"/v1/sources/{source_id}").raise_for_status().json()["text"]
        assert texts[source_id][start:end] == quote
        assert " ".join(quote.split()) in told, quote
    return [quote for _, quote, _, _ in found]


def marks(told: str) -> set[int]:
    """Return the numbers that a text cites."""
    return {int(number) for number in re.findall(r"\[(\d+)\]", told)}
