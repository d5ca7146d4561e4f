"""What a reader says of an answer: POST /v1/feedback."""

import json
from typing import Annotated, Literal

from fastapi import APIRouter, Depends
from pydantic import StringConstraints
from starlette.status import HTTP_204_NO_CONTENT

from assistant.asker import Asker
from assistant.service.backend import Backend
from assistant.service.deps import BackendDep, InboxDep, SettingsDep
from assistant.service.embed.asking import COUNTED, AskerDep, counted
from assistant.service.limits import require_json
from assistant.service.problems import (
    BODY_TOO_LARGE,
    INVALID_REQUEST,
    MALFORMED_JSON,
    UNKNOWN_MESSAGE,
    UNSUPPORTED_MEDIA_TYPE,
    Problem,
    documented,
)
from assistant.service.shapes import Characters, Shape
from assistant.settings import Settings
from vectorstore.conversations import Turn
from vectorstore.inbox import Noted

router = APIRouter(tags=["feedback"])

#: Kind of the items that are made here.
FEEDBACK: Literal["feedback"] = "feedback"

Rating = Literal["up", "down"]
Reason = Literal["wrong", "incomplete", "not_found", "unclear", "other"]

_Id = Annotated[Characters, StringConstraints(min_length=1, max_length=64)]


class Feedback(Shape):
    """What a reader says of one answer."""

    message_id: _Id
    """The answer's `message_id`."""

    conversation_id: _Id | None = None
    """The conversation that it is of, if it is known."""

    rating: Rating | None = None
    """None takes back what was said before."""

    reason: Reason | None = None
    comment: Annotated[Characters, StringConstraints(max_length=2000)] | None = None
    """In the reader's words; kept only where the server's setting `keep_questions` says so."""


@router.post(
    "/v1/feedback",
    summary="Say what an answer was worth",
    status_code=HTTP_204_NO_CONTENT,
    responses=documented(
        INVALID_REQUEST, MALFORMED_JSON, UNKNOWN_MESSAGE, BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, *COUNTED
    ),
    dependencies=[Depends(require_json), Depends(counted("feedback"))],
)
def give_feedback(backend: BackendDep, inbox: InboxDep, settings: SettingsDep, asker: AskerDep, body: Feedback) -> None:
    """Note what a reader says of an answer, in place of what was said of it before.

    Where conversations are stored the answer has to be one of them, on the
    page that it was given on.
    """
    found = _turn(backend, asker, body) if backend.conversations.are_kept else None
    if body.rating is None:
        inbox.take_back(FEEDBACK, body.message_id)
    else:
        inbox.put(_noted(body, body.rating, asker, found, settings))


def _turn(backend: Backend, asker: Asker, body: Feedback) -> tuple[str, Turn]:
    """Return the turn that is spoken of, with its conversation's id.

    Raises:
        Problem: the reader's page knows of none.
    """
    found = backend.conversations.turn(body.message_id, asker.origin)
    if found is None or body.conversation_id not in (None, found[0]):
        raise Problem(UNKNOWN_MESSAGE, f"There is no message {body.message_id!r}, or it is no longer kept.")
    return found


def _noted(body: Feedback, rating: Rating, asker: Asker, found: tuple[str, Turn] | None, settings: Settings) -> Noted:
    conversation, turn = found or ("", None)
    told = _told(turn) if turn is not None else {}
    words = {"question": turn.question if turn else "", "comment": body.comment or ""}
    return Noted(
        FEEDBACK,
        body.message_id,
        conversation,
        origin=asker.origin,
        rating=rating,
        reason=body.reason or "",
        **told,
        **(words if settings.keep_questions else {}),
    )


def _told(turn: Turn) -> dict[str, str]:
    """Return what a stored answer was about: its outcome, facet and class."""
    reply = json.loads(turn.reply)
    facets = json.loads(turn.state).get("facets") if turn.state else ()
    cited = (reply["citations"] or [{}])[0]
    of_class = {name: cited.get(name, "") for name in ("spec_id", "title", "class_code", "agency")}
    return {"status": reply["status"], "facet": facets[0][0] if facets else "", **of_class}
