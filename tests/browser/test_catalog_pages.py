"""Catalog, lists and comparisons in the browser: by keyboard, narrow and wide, light and dark."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.assistant.service.real import serving_examples
from tests.browser.scenes.talk import ask, last
from tests.browser.stage import Stage

Open = Callable[..., Page]

FILTERED = "/specs?overtime=exempt&overtime=non_exempt&license=required&revised_from=2010"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving_examples() as address:
        yield address


def test_filters_fold_on_a_phone(open_page: Open, address: str) -> None:
    page = open_page(address + FILTERED, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_role("link", name="Remove license: Required").click()
    page.wait_for_url("**/specs?overtime=exempt&overtime=non_exempt&revised_from=2010")
    box = page.locator("input[name=license][value=required]")
    expect(box).to_be_hidden()
    page.locator(".filters > summary").click()
    page.locator(".panel", has=box).locator("summary").click()
    expect(box).to_be_visible()


def test_the_chat_compares_in_the_words_of_the_page(open_page: Open, stage: Stage) -> None:
    page = open_page(stage.address("examples"))
    ask(page, "Compare Accountant I and Accountant II")
    table = last(page).get_by_role("table", name="Comparison")
    # The amounts stand bare in a row of a class table.
    pay = "$5040.50 to $6310"
    expect(table.get_by_role("row", name="Salary", exact=False).first).to_contain_text(pay)
    last(page).get_by_role("link", name="Open on a page of its own").click()
    expect(page.get_by_role("row", name="Salary", exact=False).first).to_contain_text(pay)
