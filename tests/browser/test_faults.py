"""What goes wrong on the way: the reader sees what happened and can try again, and nothing is lost or doubled."""

import re
import threading
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.between import Cut, broken_off, bytewise, whole
from tests.browser.embedding import Embedded, ask, embedded

PAY = "What does the Crane Electrician earn?"
CODE = "What is the class code for Accounting Technician, Senior?"
EXEMPT = "Which exempt classes do not require a driver's license?"
COMPARE = "Compare Accountant I and Accountant II"

#: Where a connection breaks, what the reader is told, and the question asked then.
BREAKS = (
    (b"", "cannot be reached", PAY),
    (b'"text-delta"', "broke before the answer was complete", CODE),
    (b'"type":"text-end"', "broke before the answer was complete", EXEMPT),
)
SIGN_IN = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 14\r\n\r\n<p>Sign in</p>"


@pytest.fixture(scope="module")
def here(browser: Browser) -> Iterator[Embedded]:
    with browser.new_context(reduced_motion="reduce") as context, embedded(context) as here:
        context.set_default_timeout(20_000)
        here.take_in(context.new_page())
        yield here


@pytest.fixture(params=["/", pytest.param("/script", marks=pytest.mark.long)])
def page(request: pytest.FixtureRequest, here: Embedded) -> Iterator[Page]:
    """Our own page, and the page of another site that carries the widget."""
    here.proxy.cut, here.proxy.only = whole, b"/v1/chat"
    page = here.visit(request.param, own=request.param == "/")
    if request.param != "/":
        page.locator(".launcher").click()
    yield page
    page.close()
    here.complaints.clear()


def conversation(page: Page, here: Embedded) -> str:
    """Return the id that the page keeps."""
    scope = "" if page.url.startswith(here.proxy.address) else f" {here.proxy.address}"
    return str(page.evaluate("key => JSON.parse(sessionStorage.getItem(key))", f"jobclass.conversation{scope}"))


def again(page: Page, here: Embedded) -> None:
    """Mend the line, try the last question again, and get its answer."""
    here.proxy.cut = whole
    page.locator(".turn").last.get_by_role("button", name="Try again").click()
    expect(page.locator(".turn").last).to_have_attribute("data-state", "answered", timeout=20_000)


def held(gate: threading.Event) -> Cut:
    """Return what holds everything back until `gate` is opened."""

    def cut(pieces: Iterator[bytes]) -> Iterator[bytes]:
        read = list(pieces)
        assert gate.wait(60), "nobody opened the gate"
        yield from read

    return cut


def paused(cut: Cut, gate: threading.Event) -> Cut:
    """Return what cuts as `cut` does, and breaks off only once `gate` is opened."""

    def pausing(pieces: Iterator[bytes]) -> Iterator[bytes]:
        yield from cut(pieces)
        assert gate.wait(60), "nobody opened the gate"

    return pausing


@pytest.mark.long
def test_connection_that_breaks_loses_and_doubles_nothing(page: Page, here: Embedded) -> None:
    for after, told, question in BREAKS:
        here.proxy.cut = broken_off(after)
        ask(page, question, "failed")
        expect(page.locator(".trouble").last).to_contain_text(told)
        again(page, here)
    # The reply is whole already, and was read.
    gate = threading.Event()
    here.proxy.cut = paused(broken_off(b'"type":"finish"'), gate)
    ask(page, COMPARE, "writing")
    gate.set()
    turn = page.locator(".turn").last
    expect(turn).to_have_attribute("data-state", re.compile("answered|failed"))
    # A browser may drop what it has not handed on when the connection breaks: then the stored reply comes again.
    if turn.get_attribute("data-state") == "failed":
        again(page, here)
    expect(turn).to_have_attribute("data-state", "answered")
    shown = page.locator(".prose").all_text_contents()
    page.reload()
    asked = [question for _, _, question in BREAKS] + [COMPARE]
    expect(page.locator(".question")).to_have_text(asked)
    assert page.locator(".prose").all_text_contents() == shown


@pytest.mark.long
def test_stream_of_single_bytes_is_the_same_answer(page: Page, here: Embedded) -> None:
    ask(page, PAY)
    shown = page.locator(".answer").last.text_content()
    here.proxy.cut = bytewise
    ask(page, PAY)
    assert page.locator(".answer").last.text_content() == shown
    assert here.complaints == []


def test_question_after_one_that_never_came_begins_anew(page: Page, here: Embedded) -> None:
    here.proxy.cut = lambda pieces: iter((SIGN_IN,))
    ask(page, PAY, "failed")
    # To the page of another site the browser does not say what answered.
    own = page.url.startswith(here.proxy.address)
    expect(page.locator(".trouble")).to_contain_text("such as a sign-in page" if own else "cannot be reached")
    here.proxy.cut = whole
    ask(page, CODE)
    assert "no longer kept" not in (page.locator(".turn").last.text_content() or "")
    page.locator(".turn").first.get_by_role("button", name="Try again").click()
    expect(page.locator(".turn").first).to_have_attribute("data-state", "answered")
    page.reload()
    expect(page.locator(".question")).to_have_count(2)


def test_what_is_forgotten_in_mid_answer_is_not_kept(page: Page, here: Embedded) -> None:
    gate = threading.Event()
    here.proxy.cut = held(gate)
    ask(page, PAY, "waiting")
    kept = conversation(page, here)
    page.get_by_role("button", name="Forget this conversation").click()
    expect(page.locator(".composer .note")).to_contain_text("forgotten, here and in the service")
    here.proxy.cut = whole
    gate.set()
    expect(page.locator(".turn")).to_have_count(0)
    assert len(kept) > 20 and httpx.get(f"{here.proxy.address}/v1/conversations/{kept}").status_code == 404
    ask(page, CODE)
    assert conversation(page, here) != kept


def test_server_that_hangs_can_be_stopped(page: Page, here: Embedded) -> None:
    gate = threading.Event()
    here.proxy.cut = held(gate)
    ask(page, PAY, "waiting")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".trouble")).to_contain_text("Stopped before the answer was complete.")
    expect(page.get_by_label("Your question")).to_be_focused()
    gate.set()
    again(page, here)
    page.reload()
    expect(page.locator(".question")).to_have_text([PAY])


def test_double_clicks_ask_once(page: Page, here: Embedded) -> None:
    page.locator(".opener").first.dblclick()
    expect(page.locator(".turn")).to_have_attribute("data-state", "answered")
    page.get_by_label("Your question").fill("What is the class code of Accounting Technician?")
    page.get_by_role("button", name="Ask", exact=True).dblclick()
    expect(page.locator(".turn").last).to_have_attribute("data-state", "answered")
    page.locator(".choice").first.dblclick()
    expect(page.locator(".turn")).to_have_count(3)
    expect(page.locator(".turn").last).to_have_attribute("data-state", "answered")
    useful = page.locator(".turn").last.get_by_role("button", name="Useful", exact=True)
    useful.dblclick()
    expect(useful).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(page.locator(".turn")).to_have_count(3)


@pytest.mark.long
def test_tabs_share_a_conversation(page: Page, here: Embedded) -> None:
    ask(page, PAY)
    stored = page.evaluate("JSON.stringify(Object.entries(sessionStorage))")
    other = here.context.new_page()
    other.goto(page.url)
    other.evaluate("pairs => JSON.parse(pairs).forEach(([key, value]) => sessionStorage.setItem(key, value))", stored)
    other.reload()
    expect(other.locator(".question")).to_have_text([PAY])
    ask(other, CODE)
    ask(page, EXEMPT)
    other.reload()
    expect(other.locator(".question")).to_have_text([PAY, CODE, EXEMPT])
    other.get_by_role("button", name="Forget this conversation").click()
    expect(other.locator(".turn")).to_have_count(0)
    ask(page, COMPARE)
    expect(page.locator(".turn").last).to_contain_text("no longer kept")
    other.close()


@pytest.mark.long
def test_rating_waits_for_the_line(page: Page, here: Embedded) -> None:
    ask(page, PAY)
    useful = page.get_by_role("button", name="Useful", exact=True)
    here.context.set_offline(True)
    useful.click()
    expect(page.locator(".tools")).to_contain_text("could not be sent")
    expect(useful).to_have_attribute("aria-pressed", "false")
    here.context.set_offline(False)
    useful.click()
    expect(useful).to_have_attribute("aria-pressed", "true")


def test_session_that_has_ended_is_renewed_unseen(here: Embedded) -> None:
    page = here.visit("/script")
    page.locator(".launcher").click()
    ask(page, PAY)
    page.evaluate("key => sessionStorage.setItem(key, '\"ended\"')", f"jobclass.session {here.proxy.address}")
    page.reload()
    expect(page.locator(".question")).to_have_text([PAY])
    ask(page, CODE)
    assert {complaint.split("status of ")[1][:3] for complaint in here.complaints} == {"401"}
    here.complaints.clear()
    page.close()
