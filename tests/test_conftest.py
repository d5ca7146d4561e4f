"""The fence around the tests holds."""

import socket

import pytest


def test_a_connection_that_leaves_the_machine_is_refused() -> None:
    with socket.socket() as client, pytest.raises(AssertionError, match="stay on this machine"):
        client.connect(("192.0.2.1", 80))


def test_a_connection_on_this_machine_is_let_through() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect(server.getsockname())
        assert client.getpeername() == server.getsockname()
