"""Asking the server that owns an index, on this machine, over HTTP."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPException
from typing import Any, Self
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

from assistant.errors import AssistantError, NoAnswerError, RefusedError, UnavailableError, UnknownSpecError
from vectorstore.owner import Holder

Json = dict[str, Any]

_TIMEOUT = 60.0


class Server:
    """A server of this machine; `token` is what it gives to whoever may read its data directory."""

    def __init__(self, address: str, token: str = "") -> None:
        self.address = address.replace("//0.0.0.0", "//127.0.0.1").replace("//[::]", "//[::1]").rstrip("/")
        """Where it is asked."""
        self._headers = {"Content-Type": "application/json"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"
        # The server is on this machine: a proxy of the environment cannot reach it.
        self._opener = build_opener(ProxyHandler({}))

    @classmethod
    def of(cls, owner: Holder) -> Self:
        """Return the server that owns an index."""
        return cls(owner.address, owner.token)

    def send(
        self, path: str, body: Json | None = None, *, method: str | None = None, timeout: float = _TIMEOUT
    ) -> Json:
        """Return the JSON that the server answers, nothing where it has no more to say; a `body` is posted.

        `method` says another than that.

        Raises:
            NoAnswerError: the server cannot be reached, or breaks off.
            UnknownSpecError, RefusedError, UnavailableError: it answers with a problem.
        """
        data = None if body is None else json.dumps(body).encode()
        request = Request(self.address + path, data, self._headers, method=method)
        with self._answer(request, timeout) as answer:
            replied: Json = {} if answer.status == HTTPStatus.NO_CONTENT else json.load(answer)
            return replied

    def fetch(self, path: str) -> bytes:
        """Return the file that the server answers; raises what `send` does."""
        with self._answer(Request(self.address + path, headers=self._headers), _TIMEOUT) as answer:
            content: bytes = answer.read()
            return content

    @contextmanager
    def _answer(self, request: Request, timeout: float) -> Iterator[Any]:
        try:
            with self._opener.open(request, timeout=timeout) as answer:
                yield answer
        except HTTPError as error:
            raise refusal(error.code, _detail(error)) from error
        # A connection that is cut off in mid-answer is an HTTPException or no JSON.
        except (OSError, HTTPException, ValueError) as error:
            told = f"the server at {self.address}, which owns the index, does not answer ({error}); stop or restart it"
            raise NoAnswerError(told) from error


def refusal(status: int, detail: str) -> AssistantError:
    """Return the error that a problem of the HTTP contract means here."""
    if status == HTTPStatus.NOT_FOUND:
        return UnknownSpecError(detail)
    return UnavailableError(detail) if status >= HTTPStatus.INTERNAL_SERVER_ERROR else RefusedError(detail)


def _detail(error: HTTPError) -> str:
    """Return the sentence of a problem, or what else there is."""
    try:
        return str(json.load(error)["detail"])
    except (ValueError, KeyError, TypeError, OSError):
        return f"the server answered {error.code} {error.reason}"
