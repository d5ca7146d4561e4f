"""Run the service in this process until it is told to stop."""

import socket
from collections.abc import Callable

import uvicorn

from assistant.errors import UnavailableError
from assistant.model.opening import open_chat_model
from assistant.service.app import create_app
from assistant.service.mcp.door import PATH
from assistant.settings import Settings
from vectorstore.model_files import ALL_FILES, require
from vectorstore.owner import holder

#: Seconds for which an idle connection stays open: longer than clients and proxies keep one, so that they close it and
#: send nothing into one that is being closed here.
KEEP_ALIVE = 75


def serve(settings: Settings, say: Callable[[str], None]) -> None:
    """Serve on `settings.host` and `settings.port`, and `say` where once that is known.

    The service itself would start without its parts and answer 503; who starts
    it by hand is better told at once.

    Raises:
        SettingsError: the chat model that the settings name cannot be opened.
        UnavailableError: the address cannot be listened on, or another process owns the index.
        VectorstoreError: model files are missing.
    """
    require(settings.model_dir, ALL_FILES)
    open_chat_model(settings)
    if owner := holder(settings.data_dir):
        raise UnavailableError(
            f"process {owner.pid} owns the index in {str(settings.data_dir)!r} already; stop it first"
        )
    with _listening(settings.host, settings.port) as listener:
        bound = settings.model_copy(update={"port": listener.getsockname()[1]})
        address = f"http://{_shown(bound.host)}:{bound.port}"
        ready = f"Serving at {address} (stop with Ctrl+C); MCP clients connect to {address}{PATH}"
        _Server(_configured(bound), lambda: say(ready)).run(sockets=[listener])


class _Server(uvicorn.Server):
    """Tells when it is ready, which is when everything is open and not when the port is."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def _configured(bound: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        create_app(bound),
        root_path=bound.root_path,
        log_level="warning",
        access_log=False,
        timeout_keep_alive=KEEP_ALIVE,
        ws="none",
        lifespan="on",
    )


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise UnavailableError(f"cannot listen on {host}:{port} ({error.strerror}); choose another --port") from error


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
