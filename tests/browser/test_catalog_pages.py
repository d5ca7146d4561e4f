"""Catalog, lists and comparisons in the browser: by keyboard, narrow and wide, light and dark."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.assistant.service.real import serving_examples
from tests.browser.test_accessibility import check

Open = Callable[..., Page]

FILTERED = "/specs?overtime=exempt&overtime=non_exempt&license=required&revised_from=2010"
STATES = (
    "/specs",
    FILTERED,
    "/specs?overtime=exempt&eeo=paraprofessional&q=acc",
    "/specs?q=nothing+of+this",
    "/lists?question=Which+classes+require+a+driver%27s+license%3F",
    "/lists?question=How+many+exempt+classes+by+unit%3F",
    "/lists?question=What+is+M2042%3F",
    "/lists",
    "/compare",
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving_examples() as address:
        yield address


def test_classes_are_filtered_marked_and_compared_by_keyboard(open_page: Open, address: str) -> None:
    page = open_page(f"{address}/specs")
    expect(page.get_by_role("checkbox", name="Exempt 6 classes", exact=True)).to_be_visible()
    page.get_by_role("checkbox", name="Exempt 6 classes", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/specs?q=&overtime=exempt**")
    assert page.get_by_role("row").count() == 7
    for title in ("Accountant II", "Berthing Coordinator"):
        page.get_by_role("checkbox", name=f"Compare {title}", exact=True).focus()
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare?spec=*&spec=*")
    expect(page.get_by_role("columnheader")).to_have_count(3)
    cell = page.get_by_role("row", name="Salary grade").get_by_role("link").first
    cell.press("Enter")
    page.wait_for_url("**/specs/*?start=*")
    expect(page.locator("#cite")).to_be_in_viewport()


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
    page.emulate_media(color_scheme="dark")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.long
def test_no_state_has_findings(open_page: Open, address: str) -> None:
    page = open_page(f"{address}/specs")
    for path in STATES:
        page.goto(address + path)
        check(page, path)
    page.goto(f"{address}/specs?q=accountant")
    addresses = page.locator("tbody .name a").evaluate_all("links => links.map(link => link.href)")
    ids = [one.rsplit("/", 1)[1] for one in addresses]
    for path in (f"spec={ids[0]}", f"spec={ids[0]}&spec={ids[1]}", "&".join(f"spec={one}" for one in ids[:3])):
        page.goto(f"{address}/compare?{path}")
        check(page, path)
