"""The chat page over the real assistant and the example specs."""

import io
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PIL import Image
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


def test_cited_words_are_marked_on_the_printed_page(open_page: Open, address: str) -> None:
    page = open_page(f"{address}/specs?q=irrigation")
    page.locator("th.name a").first.click()
    page.locator(".facts a", has_text="04/12/2019").click()
    # The mark lies over the words: dark print on its color, where the picture has them.
    mark, picture = page.locator("rect.cited"), page.locator("#page-1 img")
    expect(mark).to_be_in_viewport()
    picture.evaluate("img => img.decode()")
    at, over = mark.bounding_box(), picture.bounding_box()
    assert at is not None and over is not None and picture.evaluate("img => img.naturalWidth") > 600
    shot = Image.open(io.BytesIO(mark.screenshot())).convert("RGB")
    colors = Counter(shot.get_flattened_data())
    (red, green, blue), _ = colors.most_common(1)[0]
    assert red > 240 and green > 200 and blue < 170, "it is not marked"
    assert any(max(color) < 90 for color in colors), "no words are under the mark"
    assert over["x"] + 0.6 * over["width"] < at["x"] and at["width"] < 0.15 * over["width"]
    page.get_by_role("navigation", name="Views of the document").get_by_role("link", name="Text").click()
    expect(page.locator("mark")).to_have_text("04/12/2019")
    expect(page.locator("mark")).to_be_in_viewport()
    page.goto(f"{address}/specs?q=emergency management")
    page.locator("th.name a").first.click()
    page.locator(".facts a", has_text="M5310").click()
    page.get_by_role("link", name="Web page").click()
    expect(page.locator("#structure mark")).to_have_text("M5310")
    expect(page.locator("#structure mark")).to_be_in_viewport()
