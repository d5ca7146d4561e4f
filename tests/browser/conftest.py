"""The pages in the system's Chromium, served by a real server."""

import shutil
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from assistant.service.app import create_app
from assistant.service.stream import Pace
from assistant.settings import Settings
from tests.assistant.service.serving import serving
from tests.assistant.service.stand_in import Delegate, StandIn, opened
from tests.browser.stage import Stage, staged

ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.fail("Chromium is not installed: `apt-get install chromium`, or your system's package of that name")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """A running server, and the assistant behind it, which each test replaces with its own."""
    desk = SimpleNamespace(address="", assistant=None)
    settings = Settings(data_dir=tmp_path_factory.mktemp("data"))
    with serving(create_app(settings, opened(Delegate(desk)), pace=Pace(grace=0.05, heartbeat=0.05))) as desk.address:
        yield desk


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The sites of the scenes."""
    with staged(tmp_path_factory.mktemp("stage")) as stage:
        yield stage


@pytest.fixture
def stand_in(desk: SimpleNamespace) -> Iterator[StandIn]:
    desk.assistant = StandIn()
    yield desk.assistant
    desk.assistant.gate.set()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of; a test that brings an error about takes it out."""
    return []


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One profile for all tests: what a page keeps, it keeps for its own tab."""
    with browser.new_context(reduced_motion="reduce") as context:
        context.set_default_timeout(10_000)
        yield context


@pytest.fixture
def open_page(context: BrowserContext, complaints: list[str]) -> Iterator[Open]:
    """Open pages that may ask their own server only, and that of `may_ask`, and must not complain."""
    pages = []

    def open_page(address: str, *, width: int = 1280, within: BrowserContext = context, may_ask: str = "") -> Page:
        page = within.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 800})
        sites = {"/".join(one.split("/")[:3]) for one in (address, may_ask) if one}
        page.on("request", lambda asked: _own(asked.url, sites, complaints))
        page.on("console", lambda message: _console(message, complaints))
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.goto(address)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert complaints == []


@pytest.fixture
def chat(open_page: Open, desk: SimpleNamespace, stand_in: StandIn) -> Page:
    """The chat page over the stand-in."""
    return open_page(desk.address)


def _own(url: str, sites: set[str], complaints: list[str]) -> None:
    if not any(url.startswith(f"{site}/") for site in sites):
        complaints.append(f"asked elsewhere: {url}")


def _console(message: ConsoleMessage, complaints: list[str]) -> None:
    if message.type in {"error", "warning"}:
        complaints.append(f"{message.type}: {message.text}")
