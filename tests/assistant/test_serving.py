"""The server as a process: how it keeps its connections."""

import http.client
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.assistant.processes import served


@pytest.mark.long
def test_a_connection_outlives_what_a_client_keeps_idle(tmp_path: Path) -> None:
    with (
        served(tmp_path / "data") as (_, address),
        closing(http.client.HTTPConnection(address.removeprefix("http://"), timeout=10)) as connection,
    ):
        connection.connect()
        kept = connection.sock
        for idle in (0, 6):
            time.sleep(idle)
            connection.request("GET", "/healthz")
            response = connection.getresponse()
            assert (response.status, bool(response.read())) == (200, True)
            # Neither closed by the server, nor opened anew unseen.
            assert connection.sock is kept
