"""The proxy of the tests does what it says to what the server sends."""

from types import SimpleNamespace

import httpx
import pytest

from tests.assistant.service.stand_in import StandIn
from tests.browser.between import Between, between, broken_off, bytewise, held, whole

QUESTION = {"message": "code", "stream": True}


def asked(proxy: Between) -> list[bytes]:
    with httpx.stream("POST", f"{proxy.address}/v1/chat", json=QUESTION) as response:
        return list(response.iter_raw())


def test_bytes_go_alone_and_what_is_held_goes_at_once() -> None:
    assert list(bytewise(iter([b"ab", b"c"]))) == [b"a", b"b", b"c"]
    assert list(held(iter([b"ab", b"c"]))) == [b"abc"]
    assert list(broken_off(b"bc")(iter([b"ab", b"cd", b"e"]))) == [b"ab", b"c"]


def test_pieces_are_those_asked_for(desk: SimpleNamespace, stand_in: StandIn) -> None:
    with between(desk.address) as proxy:
        proxy.cut = whole
        passed = b"".join(asked(proxy))
        proxy.cut = held
        assert len(b"".join(asked(proxy))) == len(passed)
        proxy.cut = bytewise
        assert len(b"".join(asked(proxy))) == len(passed)
        proxy.cut = broken_off(b"text-delta")
        with pytest.raises(httpx.RemoteProtocolError):
            asked(proxy)
        assert proxy.asked == [b"POST /v1/chat HTTP/1.1"] * 4
