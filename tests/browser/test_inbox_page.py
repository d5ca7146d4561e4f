"""The inbox in a browser."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.assistant.service.inboxes import serving_inbox

Open = Callable[..., Page]


def test_inbox_is_worked_off(open_page: Open, tmp_path: Path) -> None:
    with serving_inbox(tmp_path) as (address, inbox):
        page = open_page(f"{address}/inbox")
        page.get_by_role("button", name="Done: Not helpful, wrong, Crane Electrician").press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Marked done.")
        expect(page.locator(".items").get_by_role("link", name="Crane Electrician")).to_have_count(0)
        page.get_by_role("button", name="Undo").press("Enter")
        expect(page.locator(".items").get_by_role("link", name="Crane Electrician")).to_have_count(1)
        page.get_by_role("link", name="Done 0").click()
        expect(page.get_by_role("heading", name="Nothing is done yet")).to_be_visible()
        page.goto("about:blank")
        assert not any(item.done for item in inbox.page()[0])
