"""The chat page over the real assistant and the example specs."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.assistant.service.real import serving_examples
from tests.browser.test_chat_page import ask, last

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving_examples() as address:
        yield address


def test_question_to_cited_line(open_page: Open, address: str) -> None:
    page = open_page(address)
    with page.expect_response("**/v1/chat"):
        ask(page, "What is the class code for Accounting Technician, Senior?")
    turn = last(page)
    expect(turn.locator(".prose")).to_contain_text("M2042")
    link = turn.locator(".prose a.cite").first
    link.click()
    panel = page.get_by_role("dialog")
    expect(panel.locator("mark")).to_contain_text("M2042")
    expect(panel.locator("mark")).to_be_in_viewport()
    quote = panel.locator("mark").text_content()
    panel.get_by_role("link", name="Open the specification at this passage").click()
    expect(page.locator("#cite")).to_be_in_viewport()
    assert "".join(page.locator("mark").all_text_contents()) == quote
    # A real spec, with its outline and its facts.
    assert page.locator(".outline li").count() > 3
    assert page.locator(".facts tr").count() > 3
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
