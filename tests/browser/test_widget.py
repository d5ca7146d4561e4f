"""The widget on a page of another making: strict, styled to get in its way, and without help."""

import json
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, Route, expect

from tests.assistant.service.stand_in import ANSWERED, StandIn

HOST = """<!doctype html><html lang="en"><head><title>Intranet</title></head><body><main><h1>Intranet</h1>
<button id="own">Own</button></main><script src="/widget.js" async {given}></script></body></html>"""
STYLE = "html { font-size: 5px } div, button, dialog, p { display: none !important; color: red !important }"
STYLING = "text => { const s = new CSSStyleSheet(); s.replaceSync(text); document.adoptedStyleSheets = [s]; }"

Visit = Callable[..., Page]


@pytest.fixture
def visit(open_page: Callable[..., Page], desk: SimpleNamespace, stand_in: StandIn) -> Visit:
    """Open a page that carries the widget, under a policy that allows the service and nothing else."""

    def visit(given: str = "", *, width: int = 1280) -> Page:
        policy = f"default-src 'none'; script-src {desk.address}; connect-src {desk.address}"
        headers = {"Content-Security-Policy": f"{policy}; require-trusted-types-for 'script'"}
        page = open_page(f"{desk.address}/specs", width=width)
        page.route(
            "**/host.html",
            lambda route: route.fulfill(body=HOST.format(given=given), content_type="text/html", headers=headers),
        )
        page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
        page.goto(f"{desk.address}/host.html")
        page.evaluate(STYLING, STYLE)
        page.wait_for_function("Boolean(customElements.get('job-class-assistant'))")
        return page

    return visit


def ask(page: Page, question: str, state: str = "answered") -> None:
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".turn").last).to_have_attribute("data-state", state)


def test_keyboard_from_the_launcher_to_a_cited_line_and_back(visit: Visit) -> None:
    page = visit('data-name="Ask HR" data-accent="#ffd000" data-class="Q7"')
    page.evaluate(
        """() => {
            window.told = [];
            window.said = [];
            for (const name of ["open", "question", "answer", "close"]) {
                addEventListener(`jobclass:${name}`, (event) => told.push([name, event.detail?.status ?? null]));
            }
            const live = document.querySelector("job-class-assistant > [role=status]");
            new MutationObserver(() => live.textContent && said.push(live.textContent))
                .observe(live, { childList: true });
        }"""
    )
    launcher = page.get_by_role("button", name="Ask about job classes: Ask HR")
    assert launcher.bounding_box()["height"] >= 44  # type: ignore[index]
    expect(launcher).to_have_attribute("aria-expanded", "false")
    page.locator("#own").focus()
    launcher.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your question")).to_be_focused()
    dialog = page.get_by_role("dialog", name="Ask HR")
    expect(dialog.get_by_role("button", name="What does this class do?")).to_be_visible()
    # Neither the page's root size nor its styles reach in.
    assert page.locator(".question, .lede").first.evaluate("e => getComputedStyle(e).fontSize") == "19px"
    with page.expect_request("**/v1/chat") as sent, page.expect_response("**/v1/embed") as given:
        page.keyboard.type("code")
        page.keyboard.press("Enter")
    assert sent.value.headers["x-jobclass-session"] == given.value.json()["session"]
    assert sent.value.post_data_json["about"] == "Q7"
    expect(page.locator(".turn")).to_have_attribute("data-state", "answered")
    page.locator("a.cite", has_text="2").focus()
    page.keyboard.press("Enter")
    expect(dialog.locator("mark")).to_be_in_viewport()
    assert dialog.locator("mark").text_content() == ANSWERED.citations[1].quote
    assert dialog.locator("mark").get_attribute("id") is None
    expect(page.get_by_role("link", name="Open the specification")).to_have_attribute("target", "_blank")
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_be_hidden()
    expect(page.locator("a.cite", has_text="2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".window")).to_be_hidden()
    expect(page.locator(".launcher")).to_be_focused()
    assert [name for name, _ in page.evaluate("told")] == ["open", "question", "answer", "close"]
    (said,) = page.evaluate("said")
    assert said.startswith("The code is Q7.") and said.endswith("2 sources.")


def test_conversation_stays_over_pages_and_is_forgotten_on_request(visit: Visit, stand_in: StandIn) -> None:
    page = visit()
    page.locator(".launcher").click()
    ask(page, "code")
    page.reload()
    expect(page.locator(".question")).to_have_text(["code"])
    expect(page.locator("body")).to_be_focused()
    ask(page, "silent")
    assert stand_in.asked[-1][1] == "talk"
    page.get_by_role("button", name="Forget this conversation").click()
    expect(page.locator(".composer .note")).to_contain_text("forgotten")
    expect(page.locator(".turn")).to_have_count(0)
    assert stand_in.turns == {}
    page.get_by_role("button", name="Close", exact=True).click()
    page.reload()
    expect(page.locator(".launcher")).to_have_attribute("aria-expanded", "false")


def test_failures_say_what_happened_and_what_to_do(visit: Visit, complaints: list[str]) -> None:
    page = visit(width=360)
    answers = iter((401, 429, 503, 200))

    def refuse(route: Route) -> None:
        status = next(answers)
        kind = {401: "session-needed", 429: "too-many-questions", 503: "unavailable"}.get(status, "")
        told = {"type": f"urn:jobclass:problem:{kind}", "detail": "The index is locked.", "request_id": "r1"}
        headers = {"Content-Type": "text/html" if status == 200 else "application/problem+json", "Retry-After": "1"}
        route.fulfill(status=status, headers=headers, body="<p>Sign in" if status == 200 else json.dumps(told))

    page.route("**/v1/chat", refuse)
    page.locator(".launcher").click()
    assert page.locator(".window").evaluate("dialog => dialog.matches(':modal')")
    turn = page.locator(".turn").last
    # A session that has ended is renewed, once and unseen; then it is too much.
    with page.expect_request("**/v1/embed"):
        ask(page, "code", "failed")
    expect(turn).to_contain_text("You can ask again in 1 second.")
    retry = turn.get_by_role("button", name="Try again")
    expect(retry).to_be_enabled()
    retry.click()
    expect(turn).to_contain_text("The index is locked.")
    turn.get_by_role("button", name="Try again").click()
    expect(turn).to_contain_text("such as a sign-in page")
    page.context.set_offline(True)
    page.get_by_label("Your question").fill("kept")
    page.keyboard.press("Enter")
    expect(page.locator(".composer .note")).to_contain_text("You are offline")
    expect(page.get_by_label("Your question")).to_have_value("kept")
    page.context.set_offline(False)
    expect(page.locator(".composer .note")).to_be_hidden()
    assert {text.split("status of ")[1][:3] for text in complaints} == {"401", "429", "503"}
    complaints.clear()


def test_site_that_may_not_embed_is_told_what_to_set(
    visit: Visit, desk: SimpleNamespace, complaints: list[str]
) -> None:
    page = visit("data-manual")
    page.evaluate("document.body.append(document.createElement('job-class-assistant'))")
    page.route("**/v1/embed", lambda route: route.abort())
    assert page.locator(".launcher").count() == 0
    page.evaluate("document.querySelectorAll('job-class-assistant')[0].ask('code')")
    expect(page.locator(".trouble")).to_contain_text(f"adds {desk.address} to the setting JOBCLASS_EMBED_ORIGINS")
    complaints.clear()


def test_rating_is_sent_with_its_reason_and_taken_back(visit: Visit, complaints: list[str]) -> None:
    page = visit()
    sent: list[dict[str, object]] = []
    fails = [True]

    def take(route: Route) -> None:
        sent.append(route.request.post_data_json)
        route.fulfill(status=500 if fails else 204)

    page.route("**/v1/feedback", take)
    page.locator(".launcher").click()
    ask(page, "code")
    down = page.get_by_role("button", name="Not useful")
    down.click()
    expect(page.locator(".tools")).to_contain_text("could not be sent")
    expect(down).to_have_attribute("aria-pressed", "false")
    fails.clear()
    down.click()
    page.get_by_label("What is wrong with it?").select_option("wrong")
    page.get_by_label("Anything to add (optional)").fill("It is Q8.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_label("Anything to add (optional)")).to_be_hidden()
    down.click()
    expect(down).to_have_attribute("aria-pressed", "false")
    assert [(one["rating"], one["reason"], one["comment"]) for one in sent] == [
        ("down", None, None),
        ("down", None, None),
        ("down", "wrong", "It is Q8."),
        (None, None, None),
    ]
    assert "500" in complaints.pop()
