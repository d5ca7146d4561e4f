"""Asking on the chat page: answers, citations, choices, and what goes wrong."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.service.app import create_app
from assistant.settings import Settings
from tests.assistant.service.serving import serving
from tests.assistant.service.stand_in import ANSWERED, HOSTILE, TITLE, StandIn, opened

Open = Callable[..., Page]


def ask(page: Page, question: str) -> None:
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")


def last(page: Page, state: str = "answered") -> Locator:
    """Return the newest turn, once it is in `state`."""
    turn = page.locator(".turn").last
    expect(turn).to_have_attribute("data-state", state)
    return turn


def test_answer_with_its_citations(chat: Page) -> None:
    ask(chat, "code")
    turn = last(chat)
    expect(turn.get_by_role("heading", level=2)).to_have_text("code")
    expect(turn.locator(".prose strong")).to_have_text("Q7")
    expect(turn.locator(".prose li")).to_have_text(["wicks 2", "no such mark [9]"])
    expect(turn.locator(".prose a.cite")).to_have_text(["1", "2"])
    expect(turn.locator(".sources li")).to_have_count(2)
    expect(turn.locator(".note")).to_have_text("The document is of 2020.")
    expect(chat.locator(".openers")).to_be_hidden()
    expect(chat.get_by_label("Your question")).to_have_value("")


def test_citation_opens_the_source_at_the_very_words(chat: Page) -> None:
    ask(chat, "code")
    last(chat).locator("a.cite", has_text="2").click()
    panel = chat.get_by_role("dialog")
    # An emoji stands before the quote and one in it: offsets are code points.
    assert panel.locator("mark").text_content() == ANSWERED.citations[1].quote
    expect(panel.get_by_role("heading")).to_have_text(ANSWERED.citations[1].title)
    expect(panel.locator("mark")).to_be_in_viewport()
    panel.get_by_role("link", name="Open the specification at this passage").click()
    expect(chat.locator("#cite")).to_be_in_viewport()
    assert chat.locator("mark").text_content() == ANSWERED.citations[1].quote


def test_citation_is_a_link_for_whoever_wants_a_tab(chat: Page) -> None:
    ask(chat, "code")
    link = last(chat).locator("a.source").first
    with chat.context.expect_page() as opened_page:
        link.click(modifiers=["ControlOrMeta"])
    expect(opened_page.value.locator("mark#cite")).to_have_text("Q7")
    expect(chat.get_by_role("dialog")).to_be_hidden()


def test_source_that_cannot_be_opened_still_shows_the_quote(chat: Page, complaints: list[str]) -> None:
    ask(chat, "code")
    chat.route("**/v1/sources/*", lambda route: route.abort())
    last(chat).locator("a.cite", has_text="2").click()
    expect(chat.get_by_role("dialog").locator(".note")).to_contain_text("could not be opened")
    assert chat.get_by_role("dialog").locator("mark").text_content() == ANSWERED.citations[1].quote
    assert complaints.pop() == "error: Failed to load resource: net::ERR_FAILED"


def test_choice_asks_with_the_class_named(chat: Page, stand_in: StandIn) -> None:
    ask(chat, "which")
    turn = last(chat)
    expect(turn.locator(".status")).to_have_text("More than one class fits")
    # The classes are named once, by the buttons.
    expect(turn.locator(".prose")).to_have_text("“lamp” fits several classes. Which one do you mean?")
    turn.get_by_role("button", name="Lamp Keeper, Senior").click()
    expect(chat.locator(".turn")).to_have_count(2)
    last(chat)
    assert stand_in.asked == [("which", None, None), ("What is the code of Q8?", "talk", None)]


def test_nearest_class_is_a_question_and_a_page(chat: Page, stand_in: StandIn) -> None:
    ask(chat, "kite")
    turn = last(chat)
    expect(turn.locator(".prose")).to_have_text("No loaded class spec is of “Kite Keeper”.")
    expect(turn.get_by_role("link", name="Look in the catalog")).to_have_attribute("href", "/specs")
    expect(turn.get_by_role("link", name="Specification: Lamp Keeper")).to_have_attribute("href", "/specs/lampkeeper")
    turn.get_by_role("button", name="Lamp Keeper").click()
    expect(chat.locator(".turn")).to_have_count(2)
    last(chat)
    assert stand_in.asked[-1] == ("What about the Lamp Keeper (Q7)?", "talk", None)


@pytest.mark.parametrize(
    ("question", "label"),
    [("silent", "Not stated in the specification"), ("hr", "Outside what specifications say")],
)
def test_refusal_says_which_kind_it_is(chat: Page, question: str, label: str) -> None:
    ask(chat, question)
    expect(last(chat).locator(".status")).to_have_text(label)


def test_suggestions_and_openers_ask(chat: Page, stand_in: StandIn) -> None:
    chat.locator(".opener").first.click()
    last(chat).get_by_role("button", name="Does it need a license?").click()
    expect(chat.locator(".turn")).to_have_count(2)
    last(chat)
    assert [asked[0] for asked in stand_in.asked] == ["What does the Lamp <b>Keeper</b> do?", "Does it need a license?"]


def test_long_list_of_sources_is_folded(chat: Page) -> None:
    ask(chat, "many")
    turn = last(chat)
    expect(turn.locator(".sources li:visible")).to_have_count(3)
    turn.get_by_text("5 more sources").click()
    expect(turn.locator(".sources li:visible")).to_have_count(8)


def test_what_sources_and_answers_say_is_inert(chat: Page) -> None:
    ask(chat, "hostile")
    turn = last(chat)
    expect(turn.locator(".prose strong")).to_have_text("<script>alert(1)</script>")
    assert turn.locator("img, script, svg:not(.icon)").count() == 0
    assert turn.locator("a.cite").get_attribute("href") == "#"
    turn.locator("a.cite").click()
    expect(chat.get_by_role("dialog").get_by_role("heading")).to_have_text(HOSTILE.citations[0].title)
    assert chat.locator("img[src=x], svg[onload]").count() == 0


def test_conversation_is_kept_and_can_be_left(chat: Page, stand_in: StandIn) -> None:
    ask(chat, "code")
    last(chat)
    ask(chat, "which")
    last(chat)
    chat.get_by_role("button", name="New conversation").click()
    expect(chat.locator(".openers")).to_be_visible()
    expect(chat.locator(".turn")).to_have_count(0)
    expect(chat.get_by_label("Your question")).to_be_focused()
    ask(chat, "code")
    last(chat)
    assert [asked[1] for asked in stand_in.asked] == [None, "talk", None]


def test_conversation_that_is_not_stored_goes_along_with_each_question(chat: Page, stand_in: StandIn) -> None:
    stand_in.keeps = False
    for question in ("code", "which", "silent"):
        ask(chat, question)
        last(chat)
    chat.get_by_role("button", name="New conversation").click()
    ask(chat, "code")
    last(chat)
    assert stand_in.histories == [None, ["code"], ["code", "which"], None]
    assert {asked[1] for asked in stand_in.asked} == {None}


def test_conversation_is_there_again_after_a_visit_to_a_page(chat: Page, stand_in: StandIn) -> None:
    ask(chat, "code")
    last(chat)
    ask(chat, "which")
    last(chat)
    chat.get_by_role("link", name="Catalog", exact=True).click()
    chat.get_by_role("link", name="Ask", exact=True).click()
    expect(chat.locator(".question")).to_have_text(["code", "which"])
    expect(chat.locator(".openers")).to_be_hidden()
    last(chat).get_by_role("button", name="Lamp Keeper, Senior").click()
    expect(chat.locator(".turn")).to_have_count(3)
    last(chat)
    assert stand_in.asked[-1] == ("What is the code of Q8?", "talk", None)


def test_forgotten_conversation_starts_anew(chat: Page, stand_in: StandIn, complaints: list[str]) -> None:
    ask(chat, "code")
    last(chat)
    stand_in.turns.clear()
    ask(chat, "code")
    expect(chat.locator(".turn").last.locator(".note").first).to_contain_text("no longer kept")
    assert [asked[1] for asked in stand_in.asked] == [None, "talk", None]
    assert "404" in complaints.pop()


def test_waiting_can_be_stopped_and_tried_again(chat: Page, stand_in: StandIn) -> None:
    ask(chat, "slow")
    turn = last(chat, "waiting")
    expect(turn.locator(".pending")).to_be_visible()
    expect(turn).to_have_attribute("aria-busy", "true")
    chat.get_by_role("button", name="Stop").click()
    turn = last(chat, "failed")
    expect(turn).to_contain_text("Stopped before the answer was complete")
    stand_in.gate.set()
    turn.get_by_role("button", name="Try again").click()
    expect(last(chat).locator(".prose strong")).to_have_text("Q7")
    expect(chat.locator(".turn")).to_have_count(1)


def test_failure_of_the_server_is_told(chat: Page, complaints: list[str]) -> None:
    ask(chat, "fail")
    turn = last(chat, "failed")
    expect(turn).to_contain_text("The server could not answer this request.")
    expect(turn.locator(".fine")).to_contain_text("Request ")
    assert "500" in complaints.pop()


def test_failure_in_mid_answer_is_told(chat: Page, stand_in: StandIn) -> None:
    with chat.expect_response("**/v1/chat"):  # its headers: the stream has begun
        ask(chat, "slow fail")
    stand_in.gate.set()
    expect(last(chat, "failed")).to_contain_text("could not be completed")


def test_message_that_is_too_long_is_given_back(chat: Page, complaints: list[str]) -> None:
    ask(chat, "x" * 4001)
    expect(last(chat, "failed")).to_contain_text("at most 4,000")
    expect(chat.get_by_label("Your question")).to_have_value("x" * 4001)
    assert "422" in complaints.pop()


def test_server_that_is_gone_and_comes_back(open_page: Open, tmp_path: Path, complaints: list[str]) -> None:
    settings = Settings(data_dir=tmp_path)
    with serving(create_app(settings, opened(StandIn()))) as address:
        page = open_page(address)
    ask(page, "code")
    turn = last(page, "failed")
    expect(turn).to_contain_text("cannot be reached")
    with serving(create_app(settings, opened(StandIn())), port=int(address.rpartition(":")[2])):
        turn.get_by_role("button", name="Try again").click()
        expect(last(page).locator(".prose strong")).to_have_text("Q7")
        page.goto("about:blank")
    assert set(complaints) == {"error: Failed to load resource: net::ERR_CONNECTION_REFUSED"}
    complaints.clear()


def test_panel_covers_a_phone_and_gives_the_focus_back(
    open_page: Open, desk: SimpleNamespace, stand_in: StandIn
) -> None:
    page = open_page(desk.address, width=360)
    ask(page, "code")
    link = last(page).locator("a.cite").first
    link.click()
    panel = page.get_by_role("dialog")
    expect(panel.locator("mark")).to_have_text("Q7")
    assert panel.evaluate("dialog => dialog.matches(':modal')")
    panel.get_by_role("button", name="Close").click()
    expect(panel).to_be_hidden()
    expect(link).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_reading_needs_no_script(open_page: Open, desk: SimpleNamespace, stand_in: StandIn, browser: Browser) -> None:
    page = open_page(desk.address, within=browser.new_context(java_script_enabled=False))
    page.get_by_role("link", name="Catalog", exact=True).click()
    page.get_by_label("Title, class code or agency").fill("lamp")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Lamp <b>Keeper</b>").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lamp <b>Keeper</b>")
    page.get_by_role("link", name="Q7").click()
    expect(page.locator("mark#cite")).to_have_text("Q7")
    expect(page.locator("mark#cite")).to_be_in_viewport()
    page.context.close()


def test_page_opened_about_a_class_asks_of_it_at_once(
    open_page: Open, desk: SimpleNamespace, stand_in: StandIn
) -> None:
    page = open_page(f"{desk.address}/?about=lampkeeper&ask=code")
    last(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Ask about the {TITLE}")
    page.reload()
    last(page)
    ask(page, "silent")
    last(page)
    assert stand_in.abouts == ["lampkeeper", "lampkeeper"]
    assert [asked[0] for asked in stand_in.asked] == ["code", "silent"]


def test_link_of_another_site_asks_nothing_by_itself(desk: SimpleNamespace, stand_in: StandIn) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    page = httpx.get(f"{desk.address}/?ask=code", headers=headers).text
    assert '<div class="room">' in page
    assert 'class="opener" data-ask="code"' in page
