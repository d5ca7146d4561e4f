"""A real server on a loopback port of its own, in a thread."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from assistant.serving import KEEP_ALIVE


@contextmanager
def serving(app: FastAPI, port: int = 0, root_path: str = "") -> Iterator[str]:
    """Serve `app`, below `root_path` of a proxy, and yield its own address; on leaving, the server has stopped."""
    # Without access lines, which hold what was asked, and without the WebSocket library that nothing here uses.
    quiet = {"log_level": "warning", "access_log": False, "ws": "none", "lifespan": "on"}
    config = uvicorn.Config(app, "127.0.0.1", port, root_path=root_path, timeout_keep_alive=KEEP_ALIVE, **quiet)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(30)
        assert not thread.is_alive(), "the server did not stop"
