"""The official client of OpenAI's API, for a server on this machine."""

from typing import Any

import openai
from openai import AsyncOpenAI, OpenAI
from openai.types.chat import ChatCompletion

MODEL = "job-class-assistant"


def client_of(address: str) -> OpenAI:
    """Return a client that asks the server at `address`, once."""
    http = openai.DefaultHttpxClient(trust_env=False)
    return OpenAI(base_url=f"{address}/v1", api_key="any", max_retries=0, http_client=http)


def async_client_of(address: str) -> AsyncOpenAI:
    """Return the same in asynchronous code."""
    http = openai.DefaultAsyncHttpxClient(trust_env=False)
    return AsyncOpenAI(base_url=f"{address}/v1", api_key="any", max_retries=0, http_client=http)


def chat(*texts: str) -> list[Any]:
    """Return the messages of a chat in which the user and the assistant take turns, the user last."""
    turns = enumerate(reversed(texts))
    return [{"role": "assistant" if at % 2 else "user", "content": text} for at, text in turns][::-1]


def completed(client: OpenAI, *texts: str, n: int = 1, extra_body: object = None) -> ChatCompletion:
    """Return the completion of such a chat."""
    return client.chat.completions.create(model=MODEL, messages=chat(*texts), n=n, extra_body=extra_body)


def streamed(client: OpenAI, *texts: str) -> ChatCompletion:
    """Return the completion as the client itself puts it together from a stream."""
    with client.chat.completions.stream(model=MODEL, messages=chat(*texts)) as stream:
        return stream.get_final_completion()
