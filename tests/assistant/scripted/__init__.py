"""A chat model of which a test knows what it will do: a real HTTP server on loopback.

It speaks the OpenAI protocol (chat completions streamed and not, `response_format` and tools for structured
output, `/v1/models`), and Anthropic's and Ollama's as far as LangChain uses them. It reads our prompt as a model
does, and answers by a behavior:

    from tests.assistant.scripted import scripted, behaviors

    with scripted(behaviors.well) as server:
        settings = Settings(chat_model="openai:scripted", chat_base_url=server.base_url)   # needs no key
        model = open_chat_model(settings)
        …
        server.behave(behaviors.change_number)           # from the next request on
        server.requests[-1].asked.exhibits               # what the model was shown
        server.requests[-1].script.lies                  # the sentences it wrote that are not to reach a reader
        server.requests[-1].hung_up                      # the client went away before the end

A behavior is a function from `Asked` to `Script`; `behaviors.ALL` has each by its name. Those with something to
set are made: `stall(after=3)`, `slow(seconds=30)`, `error_429(retry_after="2")`, `script("any text")`,
`structured({"a": 1})`, `in_turn(error_500, well)` (one a request, the last for ever), and
`either(well, structured({...}))`, the second where structured output is asked for.
`server.piece_seconds = 0.02` makes it write as fast as a real model. For Anthropic give `server.address` as its
address, for Ollama as well.
"""

from tests.assistant.scripted import behaviors
from tests.assistant.scripted.asked import Asked, Shown
from tests.assistant.scripted.script import Behavior, Script
from tests.assistant.scripted.server import Request, ScriptedServer, scripted

__all__ = ["Asked", "Behavior", "Request", "Script", "ScriptedServer", "Shown", "behaviors", "scripted"]
