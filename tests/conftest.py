"""What all tests share: a folder, the bundled embedder, the corpora beside the project, and no way out to a network."""

import gc
import ipaddress
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis
import pytest

from vectorstore.embedder import Embedder, open_embedder
from vectorstore.model_files import model_dir

# No example is timed: 200 ms pass on a busy machine with nothing wrong.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder that the workers of this run share; `tests.assistant.service.real` fills it."""
    if not hasattr(config, "workerinput"):
        shared = TemporaryDirectory(prefix="jobclass-tests-")
        config.add_cleanup(shared.cleanup)
        os.environ["TESTS_SHARED"] = shared.name
        # The command is started a hundred times: what it compiles is kept, whatever this shell does elsewhere.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Let the collector of garbage alone with what stays until the end: modules and tests, a million objects.

    Looking through them again and again is a quarter of the time that it takes to collect the tests.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The bundled model, as a user runs it."""
    return open_embedder(model_dir())


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of real documents; what needs it is skipped where it is not."""
    if not CORPORA.is_dir():
        pytest.skip("the real documents are not here: ../shared/corpora, beside the project")
    return CORPORA


@pytest.fixture(scope="session", autouse=True)
def loopback_only() -> Iterator[None]:
    """Refuse every connection from this process that leaves the machine."""
    connect = socket.socket.connect

    def checked(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address):
            raise AssertionError(f"a test tried to reach {address!r}: tests stay on this machine")
        connect(self, address)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", checked)
        yield


def _is_loopback(address: object) -> bool:
    host = address[0] if isinstance(address, tuple) else ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
