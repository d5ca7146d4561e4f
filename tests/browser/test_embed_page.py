"""The page of embedding: tags and preview follow what is chosen."""

from collections.abc import Callable
from types import SimpleNamespace

from playwright.sync_api import Page, expect

from tests.assistant.service.stand_in import StandIn

Open = Callable[..., Page]


def test_tags_and_preview_follow_the_form(open_page: Open, desk: SimpleNamespace, stand_in: StandIn) -> None:
    page = open_page(f"{desk.address}/embed")
    page.get_by_label("Name").fill('Ask "HR"')
    page.get_by_label("Corner").select_option("left")
    tag = page.locator("#script-tag")
    expect(tag).to_contain_text('data-name="Ask &#34;HR&#34;"')
    expect(tag).to_contain_text('data-position="left"')
    expect(page.locator("#frame-tag")).to_contain_text("/frame?name=Ask+%22HR%22")
    expect(page.locator("#announcer")).to_have_text("The tags and the preview follow.")
    assert page.locator("#preview").get_attribute("src") == "/embed/preview?name=Ask+%22HR%22&position=left"
    preview = page.frame_locator("#preview")
    expect(preview.get_by_role("heading", name="Jobs and careers")).to_be_visible()
    expect(preview.get_by_role("button", name='Ask "HR"')).to_be_visible()
    button = page.locator("[data-copy=script-tag]")
    button.press("Enter")
    expect(button).to_have_text("Copied")
    # Without scripts the form asks for the same page.
    page.get_by_role("button", name="Show it").click()
    expect(page.get_by_label("Name")).to_have_value('Ask "HR"')
    expect(tag).to_contain_text('data-position="left"')
