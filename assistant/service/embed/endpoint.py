"""Begin the session of an embedded reader: POST /v1/embed."""

from fastapi import APIRouter, Depends, Request

from assistant.origins import known_as
from assistant.service.embed.caps import Caps
from assistant.service.embed.paths import EMBED
from assistant.service.embed.sessions import SECONDS, Sessions
from assistant.service.limits import require_json
from assistant.service.problems import (
    INVALID_REQUEST,
    MALFORMED_JSON,
    TOO_MANY_QUESTIONS,
    UNSUPPORTED_MEDIA_TYPE,
    documented,
)
from assistant.service.shapes import Shape

router = APIRouter(tags=["embedding"])


class Begin(Shape):
    """Nothing needs to be said."""


class Begun(Shape):
    """A session, for the page that began it."""

    session: str
    """What to send as `X-JobClass-Session` with every other request; keep it for this visit only."""

    expires_in: int
    """Seconds that it lasts."""


@router.post(
    EMBED,
    summary="Begin a session of an embedded reader",
    responses=documented(INVALID_REQUEST, MALFORMED_JSON, UNSUPPORTED_MEDIA_TYPE, TOO_MANY_QUESTIONS),
    dependencies=[Depends(require_json)],
)
def begin(request: Request, body: Begin) -> Begun:
    """Return a session for the page that asks, which is anonymous: it says which origin a question came from.

    Pages of the setting `embed_origins` need one, and so does the page for frames.
    """
    caps: Caps = request.app.state.caps
    sessions: Sessions = request.app.state.sessions
    own = f"{request.url.scheme}://{request.headers['host']}"
    origin = known_as(request.headers.get("origin", own))
    caps.count_session(origin)
    return Begun(session=sessions.begin(origin), expires_in=SECONDS)
