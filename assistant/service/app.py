"""The application: its layers, its routes, and what it opens and closes."""

from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.concurrency import contextmanager_in_threadpool, run_in_threadpool
from starlette.middleware.cors import CORSMiddleware
from starlette.staticfiles import StaticFiles

from assistant.errors import UnavailableError
from assistant.service import (
    chat,
    compare,
    conversations,
    filtered,
    handlers,
    health,
    items,
    jobs,
    openai,
    originals,
    search,
    sources,
    specs,
    spreadsheet,
    tables,
    upkeep,
)
from assistant.service.backend import BackendFactory, open_service
from assistant.service.drafts import endpoint as drafts
from assistant.service.drafts import files, lint, similar
from assistant.service.embed import endpoint as embed
from assistant.service.embed.caps import Caps
from assistant.service.embed.cors import EXPOSED, EmbedCORSMiddleware
from assistant.service.embed.layer import SessionMiddleware
from assistant.service.embed.sessions import HEADER, Sessions
from assistant.service.feedback import giving, reading
from assistant.service.headers import SecurityHeadersMiddleware
from assistant.service.limits import MAX_HISTORY, MAX_UPLOAD, BodyLimitMiddleware
from assistant.service.log import log
from assistant.service.mcp.door import HEADERS, Door
from assistant.service.origin import OriginMiddleware
from assistant.service.problems import ProblemDetails
from assistant.service.requests import RequestMiddleware
from assistant.service.senders import Senders
from assistant.service.signing import Signer
from assistant.service.stream import Pace
from assistant.settings import Settings
from assistant.web import (
    catalog_page,
    chat_page,
    compare_page,
    embed_page,
    frame_page,
    inbox_page,
    ingest_page,
    lists_page,
    sign_in,
    spec_page,
    widget,
    widget_files,
)
from assistant.web.templates import STATIC
from vectorstore.errors import VectorstoreError

# Addresses that a server listens on but nobody asks it by.
_WILDCARDS = frozenset({"", "0.0.0.0", "::"})


# What has endpoints or pages, in the order in which they are looked through.
_ROUTED = (
    chat,
    openai,
    items,
    spreadsheet,
    specs,
    compare,
    lint,
    similar,
    sources,
    originals,
    search,
    conversations,
    files,
    drafts,
    embed,
    giving,
    reading,
    jobs,
    tables,
    upkeep,
    health,
    sign_in,
    ingest_page,
    inbox_page,
    embed_page,
    catalog_page,
    lists_page,
    compare_page,
    chat_page,
    frame_page,
    widget,
    spec_page,
)


def create_app(
    settings: Settings, assistant_factory: BackendFactory | None = None, *, pace: Pace | None = None
) -> FastAPI:
    """Return the service over what `assistant_factory` opens: by default the index in `settings.data_dir`.

    Where a part is missing (model files, a folder that another process owns)
    the service starts all the same: `/readyz` and every endpoint that needs
    the part answer 503 and say what is missing.
    """
    app = _Service(
        title="Job Class Assistant",
        summary="Exact, cited answers to questions about job class specifications.",
        # The interactive pages of the framework load their scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
    )
    app.state.settings = settings
    app.state.factory = assistant_factory or open_service
    app.state.pace = pace or Pace()
    app.state.mcp = Door(app.state)
    app.state.signer = Signer(settings.data_dir)
    app.state.sessions = Sessions(app.state.signer)
    app.state.caps = Caps(settings)
    app.state.tries = sign_in.Tries()
    _add_layers(app, settings)
    _add_routes(app)
    handlers.install(app)
    return app


class _Service(FastAPI):
    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI document, with the problem that every endpoint's errors refer to."""
        if self.openapi_schema is not None:
            return self.openapi_schema
        document = filtered.described(super().openapi())
        document["components"]["schemas"].setdefault("ProblemDetails", ProblemDetails.model_json_schema())
        return document


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    state = app.state
    async with AsyncExitStack() as stack:
        state.backend, state.missing = None, ""
        try:
            opened = contextmanager_in_threadpool(state.factory(state.settings))
            state.backend = await stack.enter_async_context(opened)
        except (VectorstoreError, UnavailableError) as error:
            state.missing = str(error)
            log.error("not able to answer", missing=state.missing)
        await run_in_threadpool(_keep_widget, state.settings)
        await stack.enter_async_context(state.mcp.open())
        yield


def _keep_widget(settings: Settings) -> None:
    try:
        widget_files.keep(settings.data_dir)
    except OSError as error:
        log.warning("the widget's version is not kept", reason=str(error))


def _add_layers(app: FastAPI, settings: Settings) -> None:
    # The last one added is the outermost.
    uploads = dict.fromkeys((jobs.router.prefix, ingest_page.PATH), MAX_UPLOAD)
    larger = {**uploads, chat.CHAT: MAX_HISTORY, openai.COMPLETIONS: MAX_HISTORY}
    app.add_middleware(BodyLimitMiddleware, larger=larger)
    senders = Senders(settings.allowed_origins, settings.embed_origins)
    app.add_middleware(SessionMiddleware, senders=senders, sessions=app.state.sessions)
    if settings.allowed_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.allowed_origins,
            allow_methods=["GET", "POST", "PATCH", "DELETE"],
            allow_headers=["Content-Type", "If-Match", HEADER, *HEADERS],
            expose_headers=[*EXPOSED, "ETag"],
        )
    app.add_middleware(OriginMiddleware, senders=senders, hosts=_hosts(settings))
    app.add_middleware(RequestMiddleware)
    app.add_middleware(EmbedCORSMiddleware, senders=senders)
    app.add_middleware(SecurityHeadersMiddleware)


def _hosts(settings: Settings) -> Iterable[str]:
    return {settings.host, *settings.allowed_hosts} - _WILDCARDS


def _add_routes(app: FastAPI) -> None:
    for module in _ROUTED:
        app.include_router(module.router)
    app.router.routes.extend(app.state.mcp.routes)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
