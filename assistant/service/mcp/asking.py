"""Tool `ask`: the whole answer to a question, with its citations."""

from functools import partial
from typing import Annotated, Any

from pydantic import Field

from assistant.service.mcp.naming import viewer_of
from assistant.service.mcp.text import QUOTES, cited, joined, listed, named
from assistant.service.mcp.tool import Arguments, Desk, Link, Told, Tool, Words
from assistant.service.messages import checked
from assistant.service.shapes import Characters, ChatReply
from assistant.service.urls import spec_url

#: Classes of a list that an answer carries, and pages that it links to.
_MOST_ITEMS, _MOST_LINKS = 50, 5

_DESCRIPTION = """\
Answer a question about job classes from their specifications, in plain words, with a citation [n] and the verbatim
quote for each claim. Call it for anything that the other tools do not give directly: described work ("who repairs
boats?"), qualification ("I have an AA and three years as ..., do I qualify?"), career ladders, what changed since a
date, and follow-ups (pass the user's earlier messages as `history`). Its `status` says how it went: `answered`;
`not_stated`, the documents do not say it, and neither must you; `ambiguous`, ask the user which of `choices` is
meant; `unknown_class`, see `nearest`; `out_of_scope`, no specification says such things. Keep the [n] and the
quotes when you repeat an answer."""


class AskArguments(Arguments):
    """What `ask` takes."""

    question: Characters
    """The question in the user's own words; name the class, or let `history` name it."""

    agency: Words | None = None
    """Only documents of this agency."""

    history: Annotated[list[Characters], Field(max_length=50, default_factory=list)]
    """What the user asked before in this conversation, oldest first; nothing of it is stored."""


class ToolReply(ChatReply):
    """The reply of `POST /v1/chat`; `conversation_id` is always none."""

    items: tuple[dict[str, Any], ...]
    """The first 50 classes of a list; `total` counts all, and `list_classes` gives them."""


def _ask(desk: Desk, asked: AskArguments) -> Told:
    viewer, message = viewer_of(desk, asked.agency), checked(asked.question, desk.settings)
    ask = partial(desk.backend.assistant.ask, message, history=asked.history, viewer=viewer)
    reply = ToolReply.of(ask(listener=desk.listener))
    few = reply.model_copy(update={"items": reply.items[:_MOST_ITEMS]})
    pages = {c.spec_id: Link(spec_url(c.spec_id), c.title, f"The document, {c.source}") for c in reply.citations}
    return Told(few, _text(few), tuple(pages.values())[:_MOST_LINKS])


def _text(reply: ToolReply) -> str:
    quotes = [cited(citation) for citation in reply.citations]
    choices = [named(one.title, one.class_code, one.agency, f"ask {one.ask!r}") for one in reply.choices]
    near = [named(one.title, one.class_code, one.agency, f"id {one.spec_id}") for one in reply.nearest]
    many = reply.total or 0
    return joined(
        [
            f"Status: {reply.status.value}",
            reply.answer,
            f"Note: {reply.notice}" if reply.notice else "",
            "\n".join([QUOTES, *quotes]) if quotes else "",
            listed("Which is meant?", choices),
            listed("The nearest classes:", near),
            f"All {many} classes: call list_classes with this question." if many > len(quotes) else "",
            listed("Questions that could follow:", reply.suggestions),
        ]
    )


ASK = Tool("ask", "Ask about job classes", _DESCRIPTION, AskArguments, ToolReply, _ask)
