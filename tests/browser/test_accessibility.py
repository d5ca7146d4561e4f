"""axe finds nothing on any page in its main states: wide and narrow, light and dark."""

from collections.abc import Callable
from types import SimpleNamespace

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.assistant.service.stand_in import StandIn, span
from tests.browser.test_chat_page import ask, last

QUESTIONS = ("code", "which", "kite", "silent", "hr", "many")


def check(page: Page, state: str) -> None:
    """Find nothing on `page` as it stands, in every width and theme; the width is 1280 before and after."""
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width, f"{state} is wider than {width}"
        for theme in ("dark", "light"):
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            results = Axe().run(page)
            assert results.violations_count == 0, f"{state}, {width}, {theme}:\n{results.generate_report()}"


def test_chat_has_no_findings(chat: Page, stand_in: StandIn, complaints: list[str]) -> None:
    check(chat, "welcome")
    for question in QUESTIONS:
        ask(chat, question)
        last(chat)
    ask(chat, "fail")
    last(chat, "failed")
    assert "500" in complaints.pop()
    check(chat, "answers of every kind")
    ask(chat, "slow")
    last(chat, "waiting")
    check(chat, "waiting")
    stand_in.gate.set()
    link = last(chat).locator("a.cite").first
    link.click()
    expect(chat.get_by_role("dialog").locator("mark")).to_be_visible()
    check(chat, "panel beside")
    chat.keyboard.press("Escape")
    chat.set_viewport_size({"width": 360, "height": 800})
    link.click()
    expect(chat.locator("dialog:modal mark")).to_be_visible()
    check(chat, "panel over")


def test_pages_have_no_findings(
    open_page: Callable[..., Page], desk: SimpleNamespace, stand_in: StandIn, complaints: list[str]
) -> None:
    at = span("Class Code: Q7")
    page = open_page(f"{desk.address}/specs")
    for path in ("/specs", "/specs?q=kite", f"/specs/lampkeeper?start={at.start}&end={at.end}#cite", "/specs/none"):
        page.goto(desk.address + path)
        check(page, path)
    assert "404" in complaints.pop()
