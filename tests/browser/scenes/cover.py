"""The picture of the README: an answer on the chat page, and beside it the document with the quoted words marked."""

from playwright.sync_api import Page, expect

from tests.browser.scenes.scene import Scene
from tests.browser.scenes.talk import cited

SIZE = (1280, 720)


def _cited(page: Page) -> None:
    cited(page)
    expect(page.locator("mark")).to_be_in_viewport()


SCENE = Scene("cover", "/", _cited)
