"""The assistant as a model of OpenAI's API: POST /v1/chat/completions, GET /v1/models."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from assistant.answer import Reply
from assistant.history import read_of
from assistant.service.deps import BackendDep, PaceDep, SettingsDep, ViewerDep
from assistant.service.limits import require_json
from assistant.service.messages import checked
from assistant.service.openai_content import annotations, beside
from assistant.service.openai_errors import OpenAIError, status_of
from assistant.service.openai_refusals import require_doable, require_model
from assistant.service.openai_shapes import (
    CREATED,
    MODEL,
    Completion,
    CompletionChoice,
    CompletionMessage,
    CompletionRequest,
    Model,
    ModelList,
    Usage,
)
from assistant.service.openai_stream import Telling, completion_id, stream
from assistant.service.problems import (
    BODY_TOO_LARGE,
    EMPTY_MESSAGE,
    INVALID_REQUEST,
    MALFORMED_JSON,
    MEDIA_TYPE,
    MESSAGE_TOO_LONG,
    MODEL_NOT_FOUND,
    UNSUPPORTED_MEDIA_TYPE,
    UNSUPPORTED_PARAMETER,
    Kind,
    ProblemDetails,
    documented,
)
from assistant.service.requests import request_id
from assistant.service.shapes import ChatReply
from vectorstore.tokens import count_tokens

#: Where the chat of a client is sent whole.
COMPLETIONS = "/v1/chat/completions"

router = APIRouter(tags=["openai"])


class OpenAIProblem(ProblemDetails):
    """The body of every error here: a problem that clients of OpenAI's API read as well."""

    error: OpenAIError


def _documented(*kinds: Kind) -> dict[int | str, dict[str, Any]]:
    """Return the `responses` of an endpoint; bad input has its status of OpenAI's API."""
    schema = {"schema": {"$ref": f"#/components/schemas/{OpenAIProblem.__name__}"}}
    body = {"model": OpenAIProblem, "content": {MEDIA_TYPE: schema}}
    # With a default the framework adds no error of its own.
    told: dict[int | str, dict[str, Any]] = {"default": {"description": "Any other error", **body}}
    for status, one in documented(*kinds).items():
        told[status_of(int(status))] = {**one, **body}
    return told


_COMPLETION = {"description": "The answer; with `stream` as chunks", "content": {"text/event-stream": {}}}


@router.post(
    COMPLETIONS,
    summary="Ask a question as clients of OpenAI do",
    response_model=Completion,
    responses={
        200: _COMPLETION,
        **_documented(
            INVALID_REQUEST,
            MALFORMED_JSON,
            EMPTY_MESSAGE,
            MESSAGE_TOO_LONG,
            UNSUPPORTED_PARAMETER,
            MODEL_NOT_FOUND,
            BODY_TOO_LARGE,
            UNSUPPORTED_MEDIA_TYPE,
        ),
    },
    dependencies=[Depends(require_json)],
)
async def complete(
    body: CompletionRequest,
    request: Request,
    backend: BackendDep,
    settings: SettingsDep,
    pace: PaceDep,
    viewer: ViewerDep,
) -> Completion | StreamingResponse:
    """Answer the last message of the user; the key that clients send is not looked at."""
    require_model(body.model)
    require_doable(body)
    *earlier, question = body.said
    checked(question, settings)
    ask = partial(backend.assistant.ask, question, history=earlier, agency=body.agency, viewer=viewer)
    created, base = int(time.time()), str(request.base_url).rstrip("/")
    used = partial(_used, [*read_of(earlier, settings.max_message_chars), question])
    if body.stream:
        counted = used if body.includes_usage else None
        telling = Telling(MODEL, created, base, counted, request_id(request.scope))
        return await stream(lambda listener: ask(listener=listener), pace, telling)
    return await run_in_threadpool(lambda: _completion(ask(), created, base, used))


@router.get("/v1/models", summary="The models that can be asked", responses=_documented())
async def models() -> ModelList:
    """Return the one model that there is."""
    return ModelList(data=(_model(),))


@router.get("/v1/models/{model:path}", summary="One model", responses=_documented(MODEL_NOT_FOUND))
async def model(model: str) -> Model:
    """Return the model of that name."""
    require_model(model)
    return _model()


def _model() -> Model:
    return Model(id=MODEL, created=CREATED, owned_by="job-class-assistant")


def _completion(reply: Reply, created: int, base: str, used: Callable[[str], Usage]) -> Completion:
    content = reply.answer.answer + beside(reply.answer)
    message = CompletionMessage(content=content, annotations=annotations(reply.answer, base))
    return Completion(
        id=completion_id(reply.message_id),
        created=created,
        model=MODEL,
        choices=(CompletionChoice(message=message),),
        usage=used(content),
        job_class_assistant=ChatReply.of(reply),
    )


def _used(read: list[str], content: str) -> Usage:
    """Return how many tokens the messages that were `read` and the content have; blocking."""
    prompt, completion = sum(map(count_tokens, read)), count_tokens(content)
    return Usage(prompt_tokens=prompt, completion_tokens=completion, total_tokens=prompt + completion)
