"""What endpoints take of a request's sender: on whose behalf it comes, and that it is counted."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Header, Request

from assistant.asker import Asker
from assistant.service.access import has_token
from assistant.service.embed.caps import Caps
from assistant.service.embed.layer import session_of
from assistant.service.embed.sessions import HEADER
from assistant.service.problems import SESSION_NEEDED, TOO_MANY_QUESTIONS, Kind

#: Problems that readers of an embedding page may meet wherever they ask, and where what they ask is counted.
PROBLEMS: tuple[Kind, ...] = (SESSION_NEEDED,)
COUNTED: tuple[Kind, ...] = (SESSION_NEEDED, TOO_MANY_QUESTIONS)

_SENT = Header(alias=HEADER, description="Of embedded readers: the session that `POST /v1/embed` gave")
#: What was read of it is in the scope; endpoints name the header for those who read of them.
SessionHeader = Annotated[str | None, _SENT]


def get_asker(request: Request, sent: SessionHeader = None) -> Asker:
    """Return on whose behalf the request comes.

    What the owner asks with the token is no reader's question: that is how
    `jobclass eval` asks, hundreds at a time.
    """
    known = session_of(request.scope)
    return Asker(known.origin if known else "", is_noted=not has_token(request))


def counted(what: str) -> Callable[..., None]:
    """Return a dependency that counts a request of an embedded reader as `what`."""

    def count(request: Request, sent: SessionHeader = None) -> None:
        caps: Caps = request.app.state.caps
        if session := session_of(request.scope):
            caps.count(session, what)

    return count


AskerDep = Annotated[Asker, Depends(get_asker)]
