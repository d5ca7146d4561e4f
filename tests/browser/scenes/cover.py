"""The pictures of the README: an answer beside its document, the quoted words marked, and a draft that is worked on."""

from collections.abc import Mapping

from playwright.sync_api import Page, expect

from tests.browser.scenes.drafting import edit, made
from tests.browser.scenes.scene import Scene
from tests.browser.scenes.talk import cited

SIZE = (1280, 720)


def _cited(page: Page) -> None:
    cited(page)
    expect(page.locator("mark")).to_be_in_viewport()


def _drafted(page: Page) -> None:
    """Make a draft and change a number of it; the section with it comes to the top."""
    made(page)
    asked = page.locator(".line", has_text="Two years of professional").first
    line = str(asked.get_attribute("id")).removeprefix("line-")
    words = page.locator(f"#text-{line}").input_value()
    edit(page, line, words.replace("Two", "Three").replace("Accountant I", "Accountant II"))
    page.locator(f"#change-{line}").evaluate("part => (part.open = false)")
    part = page.locator(".part", has=page.locator(f"#line-{line}"))
    part.evaluate("part => window.scrollTo(0, part.getBoundingClientRect().top + window.scrollY - 70)")
    page.mouse.move(0, 0)
    expect(page.locator(f"#line-{line} ins.heavy").first).to_be_in_viewport()


#: File of each picture, beside the pages, to what it shows.
SCENES: Mapping[str, Scene] = {
    "chat-page.png": Scene("cover", "/", _cited),
    "draft-page.png": Scene("cover of drafting", "/drafts", _drafted),
}
