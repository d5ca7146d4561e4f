"""Where the command line gets its answers: from the index itself, or from the server that owns it.

Both sides return the JSON of the HTTP contract, so that a command prints the
same whichever of them answers.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol
from urllib.parse import quote, urlencode

from assistant.errors import UnavailableError, UnknownSpecError
from assistant.remote import Server
from assistant.settings import Settings
from vectorstore.owner import holder

Json = dict[str, Any]

#: Specs asked for at a time.
PAGE = 1000

# Seconds that a whole catalog takes to be checked, at most.
_CHECKING = 600.0

# Specs named where one was meant.
_SHOWN = 20


class Desk(Protocol):
    """Answers the command line."""

    def ask(
        self,
        question: str,
        agency: str | None,
        conversation_id: str | None = None,
        history: Sequence[str] | None = None,
    ) -> Json:
        """Return the reply of `POST /v1/chat`, going on with a conversation or with the messages of `history`.

        Raises:
            RefusedError: the question is blank or too long, or the conversation is not known.
        """

    def forget(self, conversation_id: str) -> None:
        """Forget a conversation.

        Raises:
            RefusedError: it is not known.
        """

    def page(self, words: str, offset: int) -> Json:
        """Return a page of `GET /v1/specs`."""

    def detail(self, spec_id: str) -> Json:
        """Return the spec of `GET /v1/specs/{id}`.

        Raises:
            UnknownSpecError: there is none.
        """

    def source(self, source_id: str) -> Json:
        """Return the text that citations quote, of `GET /v1/sources/{id}`.

        Raises:
            RefusedError: there is none.
        """

    def lint(self, asked: Json) -> Json:
        """Return the reply of `POST /v1/lint` to the body `asked`.

        Raises:
            RefusedError: a rule or a spec that it names is not known.
            SettingsError: the agencies' own file of rules cannot be used.
        """

    def similar(self, asked: Json) -> Json:
        """Return the reply of `POST /v1/similar` to the body `asked`.

        Raises:
            RefusedError: it names nothing that can be looked for.
        """

    def draft(self, asked: Json) -> Json:
        """Return the reply of `POST /v1/drafts` to the body `asked`.

        Raises:
            RefusedError: it cannot be drafted, or names a spec that is not known.
        """

    def draft_word(self, draft_id: str, *, comments: bool) -> bytes:
        """Return a draft as a Word file, a revision with its changes tracked.

        Raises:
            RefusedError: there is none.
        """

    def draft_markdown(self, draft_id: str) -> bytes:
        """Return a draft as Markdown.

        Raises:
            RefusedError: there is none.
        """


class Remote:
    """Asks the server that owns the index."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def ask(
        self,
        question: str,
        agency: str | None,
        conversation_id: str | None = None,
        history: Sequence[str] | None = None,
    ) -> Json:
        """Return the reply of `POST /v1/chat`."""
        body = {"message": question, "agency": agency, "conversation_id": conversation_id, "history": history}
        return self._server.send("/v1/chat", body)

    def forget(self, conversation_id: str) -> None:
        """Forget a conversation."""
        self._server.send(f"/v1/conversations/{quote(conversation_id, safe='')}", method="DELETE")

    def page(self, words: str, offset: int) -> Json:
        """Return a page of `GET /v1/specs`."""
        return self._server.send(f"/v1/specs?{urlencode({'q': words, 'limit': PAGE, 'offset': offset})}")

    def detail(self, spec_id: str) -> Json:
        """Return the spec of `GET /v1/specs/{id}`."""
        return self._server.send(f"/v1/specs/{quote(spec_id, safe='')}")

    def source(self, source_id: str) -> Json:
        """Return the text of `GET /v1/sources/{id}`."""
        return self._server.send(f"/v1/sources/{quote(source_id, safe='')}")

    def lint(self, asked: Json) -> Json:
        """Return the reply of `POST /v1/lint`."""
        return self._server.send("/v1/lint", asked, timeout=_CHECKING)

    def similar(self, asked: Json) -> Json:
        """Return the reply of `POST /v1/similar`."""
        return self._server.send("/v1/similar", asked)

    def draft(self, asked: Json) -> Json:
        """Return the reply of `POST /v1/drafts`."""
        return self._server.send("/v1/drafts", asked, timeout=_CHECKING)

    def draft_word(self, draft_id: str, *, comments: bool) -> bytes:
        """Return the file of `GET /v1/drafts/{id}.docx`."""
        query = urlencode({"comments": str(comments).lower()})
        return self._server.fetch(f"/v1/drafts/{quote(draft_id, safe='')}.docx?{query}")

    def draft_markdown(self, draft_id: str) -> bytes:
        """Return the file of `GET /v1/drafts/{id}.md`."""
        return self._server.fetch(f"/v1/drafts/{quote(draft_id, safe='')}.md")


@contextmanager
def open_desk(settings: Settings) -> Iterator[Desk]:
    """Open the index in `settings.data_dir`, or the way to the server that owns it.

    Raises:
        VectorstoreError: a part is missing or damaged, or another command owns the index.
    """
    owner = holder(settings.data_dir)
    if owner and owner.address:
        yield Remote(Server.of(owner))
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
