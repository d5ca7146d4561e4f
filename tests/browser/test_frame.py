"""The chat in a frame."""

from collections.abc import Callable
from types import SimpleNamespace

from playwright.sync_api import Page, expect

from tests.assistant.service.stand_in import StandIn
from tests.browser.test_chat_page import ask, last


def test_frame_answers_as_an_embedded_reader(
    open_page: Callable[..., Page], desk: SimpleNamespace, stand_in: StandIn
) -> None:
    page = open_page(f"{desk.address}/specs")
    page.goto(f"{desk.address}/frame?name=Ask+HR&greeting=Hello&class=Q7&accent=%23ffd000&agency=Isle")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask HR")
    expect(page.locator(".lede")).to_have_text("Hello")
    with page.expect_request("**/v1/chat") as sent, page.expect_response("**/v1/embed") as given:
        ask(page, "code")
    assert sent.value.headers["x-jobclass-session"] == given.value.json()["session"]
    assert sent.value.post_data_json["about"] == "Q7"
    turn = last(page)
    assert stand_in.asked == [("code", None, "Isle")]
    turn.locator("a.cite").first.click()
    expect(page.get_by_role("dialog").get_by_role("link")).to_have_attribute("rel", "noopener")
    expect(page.get_by_role("dialog").locator("mark")).to_have_text("Q7")
