"""The assistant: POST /v1/chat, as one JSON reply or as server-sent events."""

from functools import partial

from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from assistant.service.deps import BackendDep, PaceDep, SettingsDep, ViewerDep
from assistant.service.embed.asking import COUNTED, AskerDep, counted
from assistant.service.limits import require_json
from assistant.service.messages import checked
from assistant.service.problems import (
    BODY_TOO_LARGE,
    EMPTY_MESSAGE,
    INVALID_REQUEST,
    MALFORMED_JSON,
    MESSAGE_KEY_USED,
    MESSAGE_TOO_LONG,
    UNKNOWN_CONVERSATION,
    UNSUPPORTED_MEDIA_TYPE,
    documented,
)
from assistant.service.requests import request_id
from assistant.service.shapes import ChatReply, ChatRequest
from assistant.service.stream import stream

#: Where a question is sent.
CHAT = "/v1/chat"

router = APIRouter(tags=["chat"])

_PROBLEMS = documented(
    INVALID_REQUEST,
    MALFORMED_JSON,
    EMPTY_MESSAGE,
    MESSAGE_KEY_USED,
    MESSAGE_TOO_LONG,
    UNKNOWN_CONVERSATION,
    BODY_TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    *COUNTED,
)
_STREAM = {"description": "The reply; with `stream` as server-sent events", "content": {"text/event-stream": {}}}


@router.post(
    CHAT,
    summary="Ask a question",
    response_model=ChatReply,
    responses={200: _STREAM, **_PROBLEMS},
    dependencies=[Depends(require_json), Depends(counted("questions"))],
)
async def chat(
    body: ChatRequest,
    request: Request,
    backend: BackendDep,
    settings: SettingsDep,
    pace: PaceDep,
    viewer: ViewerDep,
    asker: AskerDep,
) -> ChatReply | StreamingResponse:
    """Answer one message, with the very words of the specs under each claim."""
    ask = partial(
        backend.assistant.ask,
        checked(body.asked, settings),
        conversation_id=body.conversation_id,
        history=body.earlier,
        agency=body.agency,
        about=body.about,
        key=body.message_key or "",
        viewer=viewer,
        asker=asker,
    )
    if body.streams or _wants_events(request):
        return await stream(lambda listener: ask(listener=listener), pace, request_id(request.scope))
    return ChatReply.of(await run_in_threadpool(ask))


def _wants_events(request: Request) -> bool:
    """Return whether the client accepts events and would not rather have JSON."""
    accepted = request.headers.get("accept", "")
    return "text/event-stream" in accepted and "application/json" not in accepted
