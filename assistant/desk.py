"""Where the command line gets its answers: from the index itself, or from the server that owns it.

Both sides return the JSON of the HTTP contract, so that a command prints the
same whichever of them answers.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, Protocol
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import ProxyHandler, Request, build_opener

from assistant.errors import AssistantError, RefusedError, UnavailableError, UnknownSpecError
from assistant.settings import Settings
from vectorstore.owner import holder

Json = dict[str, Any]

#: Specs asked for at a time.
PAGE = 1000
_TIMEOUT = 60.0

# Specs named where one was meant.
_SHOWN = 20


class Desk(Protocol):
    """Answers the command line."""

    def ask(self, question: str, agency: str | None) -> Json:
        """Return the reply of `POST /v1/chat`."""

    def page(self, words: str, offset: int) -> Json:
        """Return a page of `GET /v1/specs`."""

    def detail(self, spec_id: str) -> Json:
        """Return the spec of `GET /v1/specs/{id}`.

        Raises:
            UnknownSpecError: there is none.
        """


class Remote:
    """Asks the server that owns the index."""

    def __init__(self, address: str) -> None:
        self._address = address.replace("//0.0.0.0", "//127.0.0.1").replace("//[::]", "//[::1]").rstrip("/")
        # The server is on this machine: a proxy of the environment cannot reach it.
        self._opener = build_opener(ProxyHandler({}))

    def ask(self, question: str, agency: str | None) -> Json:
        """Return the reply of `POST /v1/chat`."""
        return self._send("/v1/chat", {"message": question, "agency": agency})

    def page(self, words: str, offset: int) -> Json:
        """Return a page of `GET /v1/specs`."""
        return self._send(f"/v1/specs?{urlencode({'q': words, 'limit': PAGE, 'offset': offset})}")

    def detail(self, spec_id: str) -> Json:
        """Return the spec of `GET /v1/specs/{id}`."""
        return self._send(f"/v1/specs/{quote(spec_id, safe='')}")

    def _send(self, path: str, body: Json | None = None) -> Json:
        data = None if body is None else json.dumps(body).encode()
        request = Request(self._address + path, data, {"Content-Type": "application/json"})
        try:
            with self._opener.open(request, timeout=_TIMEOUT) as answer:
                replied: Json = json.load(answer)
                return replied
        except HTTPError as error:
            raise refusal(error.code, _detail(error)) from error
        except (OSError, ValueError) as error:
            told = f"the server at {self._address}, which owns the index, does not answer ({error}); stop or restart it"
            raise UnavailableError(told) from error


@contextmanager
def open_desk(settings: Settings) -> Iterator[Desk]:
    """Open the index in `settings.data_dir`, or the way to the server that owns it.

    Raises:
        VectorstoreError: a part is missing or damaged, or another command owns the index.
    """
    owner = holder(settings.data_dir)
    if owner and owner.address:
        yield Remote(owner.address)
        return
    # Imported late: asking a server needs none of what answering takes.
    from assistant.local_desk import open_local

    with open_local(settings) as desk:
        yield desk


def require_specs(desk: Desk) -> None:
    """Return quietly if there is any spec.

    Raises:
        UnavailableError: the index is empty.
    """
    if not desk.page("", 0)["total"]:
        raise UnavailableError("the index holds no specs yet; run `jobclass ingest PATH` first")


def listed(desk: Desk, words: str) -> list[Json]:
    """Return all specs that match `words`, page by page."""
    items: list[Json] = []
    while True:
        page = desk.page(words, len(items))
        items += page["items"]
        if not page["items"] or len(items) >= page["total"]:
            return items


def resolve(desk: Desk, spec: str) -> Json:
    """Return the details of the one spec whose id, code or title is `spec`.

    Raises:
        UnknownSpecError: none is, or several are; the message names them.
    """
    found = listed(desk, spec)
    exact = [item for item in found if spec.casefold() in _names(item)]
    if len(exact or found) > 1:
        raise UnknownSpecError(_several(spec, exact or found))
    try:
        return desk.detail((exact or found)[0]["spec_id"] if found else spec)
    except UnknownSpecError as error:
        raise UnknownSpecError(f"no spec has the id, code or title {spec!r}; `jobclass specs` lists them") from error


def _names(item: Json) -> set[str]:
    return {name.casefold() for name in (item["class_code"], item["title"], *item["aliases"])}


def _several(spec: str, items: Sequence[Json]) -> str:
    shown = [f"  {item['spec_id']}  {item['class_code'] or '-'}  {item['title']}" for item in items[:_SHOWN]]
    more = [f"  and {len(items) - _SHOWN} more"] if len(items) > _SHOWN else []
    return "\n".join([f"{spec!r} fits {len(items)} specs; name one by its id:", *shown, *more])


def _detail(error: HTTPError) -> str:
    """Return the sentence of a problem, or what else there is."""
    try:
        return str(json.load(error)["detail"])
    except (ValueError, KeyError, TypeError, OSError):
        return f"the server answered {error.code} {error.reason}"


def refusal(status: int, detail: str) -> AssistantError:
    """Return the error that a problem of the HTTP contract means here."""
    if status == HTTPStatus.NOT_FOUND:
        return UnknownSpecError(detail)
    return UnavailableError(detail) if status >= HTTPStatus.INTERNAL_SERVER_ERROR else RefusedError(detail)
