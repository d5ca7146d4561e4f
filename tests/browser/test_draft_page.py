"""A draft in a browser: by keyboard from a title to a Word file, and two writers at once."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.scenes.drafting import TITLE, duty, edit, made
from tests.browser.stage import Stage
from tests.browser.test_keyboard import go_to


def test_from_a_title_to_a_word_file_by_keyboard(open_page: Open, stage: Stage) -> None:
    page = open_page(stage.address("examples") + "/drafts")
    go_to(page, page.get_by_label("Title of the class"))
    page.keyboard.type(TITLE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.wait_for_load_state()
    code = page.get_by_label("Class Code:")
    go_to(page, code)
    page.keyboard.type("M2059")
    page.keyboard.press("Enter")
    expect(page.locator("#announcer")).to_have_text("Saved.")
    line = page.locator(".line", has_text="M2059")
    expect(line).to_be_focused()
    accept = page.get_by_role("button", name="Accept: Under").first
    go_to(page, accept)
    page.keyboard.press("Enter")
    expect(accept).to_have_attribute("aria-pressed", "true")
    expect(accept).to_be_focused()
    word = page.get_by_role("link", name="Download Word", exact=True)
    go_to(page, word, "Shift+Tab")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    document = Document(BytesIO(Path(download.value.path()).read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "M2059" in cells


@pytest.mark.long
def test_two_writers_lose_nothing(open_page: Open, stage: Stage, complaints: list[str]) -> None:
    one = open_page(stage.address("examples") + "/drafts")
    made(one)
    two = open_page(one.url)
    line = duty(one)
    unsaved(one, line, "The first writer's words.")
    # What others do elsewhere is no hindrance, and what is not saved yet stays.
    other = two.get_by_role("button", name="Accept:").last
    other.click()
    expect(other).to_have_attribute("aria-pressed", "true")
    one.get_by_role("button", name="Accept:").first.click()
    expect(one.get_by_role("button", name="Accept:").last).to_have_attribute("aria-pressed", "true")
    expect(one.locator(f"#text-{line}")).to_have_value("The first writer's words.")
    edit(two, line, "The second writer's words.")
    one.locator(f"#change-{line}").get_by_role("button", name="Save").click()
    conflict = one.locator("#conflict")
    expect(conflict).to_be_focused()
    expect(conflict).to_contain_text("The second writer's words.")
    assert "409" in complaints.pop()
    conflict.get_by_role("button", name="Save what I wrote").click()
    expect(one.locator(f"#line-{line} > .words")).to_contain_text("first writer's")
    expect(conflict).to_have_count(0)


@pytest.mark.long
def test_what_is_typed_survives_a_lost_connection(open_page: Open, stage: Stage, complaints: list[str]) -> None:
    page = open_page(stage.address("examples") + "/drafts")
    made(page)
    line = duty(page)
    page.context.set_offline(True)
    edit(page, line, "Kept.", saved=False)
    expect(page.get_by_role("alert")).to_contain_text("The connection was lost")
    page.context.set_offline(False)
    assert all("ERR_INTERNET_DISCONNECTED" in one for one in complaints)
    complaints.clear()
    expect(page.locator(f"#text-{line}")).to_have_value("Kept.")
    page.locator(f"#change-{line}").get_by_role("button", name="Save").click()
    expect(page.locator(f"#line-{line} > .words")).to_contain_text("Kept.")


def unsaved(page: Page, line: str, text: str) -> None:
    """Type other words for a line, and leave them unsaved."""
    page.locator(f"#change-{line} > summary").click()
    page.locator(f"#text-{line}").fill(text)
