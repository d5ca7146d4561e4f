"""The service over real HTTP with stand-ins behind it; `test_real.py` has the real index."""

from collections.abc import Iterator
from types import SimpleNamespace

import httpx
import pytest

from assistant.service.app import create_app
from assistant.service.stream import Pace
from assistant.settings import Settings
from tests.assistant.service.serving import serving
from tests.assistant.service.stand_in import Delegate, StandIn, opened


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data_dir=tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def desk(settings: Settings) -> Iterator[SimpleNamespace]:
    """A running server, and the assistant behind it, which each test replaces with its own."""
    desk = SimpleNamespace(address="", assistant=None)
    # Any answer that takes a moment is told in a stream that has begun, with signs of life.
    with serving(create_app(settings, opened(Delegate(desk)), pace=Pace(grace=0.05, heartbeat=0.01))) as desk.address:
        yield desk


@pytest.fixture(scope="session")
def patient(settings: Settings, desk: SimpleNamespace) -> Iterator[str]:
    """The address of a server of the same assistant that begins no stream before there is something to tell."""
    with serving(create_app(settings, opened(Delegate(desk)), pace=Pace(grace=60))) as address:
        yield address


@pytest.fixture
def stand_in(desk: SimpleNamespace) -> StandIn:
    desk.assistant = StandIn()
    return desk.assistant


@pytest.fixture(scope="session")
def connection(desk: SimpleNamespace) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=desk.address, trust_env=False) as connection:
        yield connection


@pytest.fixture
def client(connection: httpx.Client, stand_in: StandIn) -> httpx.Client:
    """A client of the server whose assistant is `stand_in`."""
    return connection
