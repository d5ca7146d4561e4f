"""The states of a conversation, wherever it is held.

What the examples cannot bring about (a server that fails, a line that is
down) is brought about between page and server.
"""

import json

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.scenes.scene import Act, Scene

PAY = "What does the Crane Electrician earn?"


def ask(page: Page, question: str) -> None:
    """Ask, and wait for nothing."""
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")


def last(page: Page, state: str = "answered") -> Locator:
    """Return the newest turn, once it is in `state`."""
    turn = page.locator(".turn").last
    expect(turn).to_have_attribute("data-state", state)
    return turn


def asking(*questions: str) -> Act:
    """Return what asks one question after the other."""

    def act(page: Page) -> None:
        for question in questions:
            ask(page, question)
            last(page)

    return act


def cited(page: Page) -> None:
    """Open the first citation of an answer."""
    asking("Does a Senior Accounting Technician need a driver's license?")(page)
    last(page).locator("a.cite").first.click()
    expect(page.locator("mark")).to_be_visible()


def rating(page: Page) -> None:
    """Say that an answer was of no use, and be asked why."""
    asking(PAY)(page)
    last(page).get_by_role("button", name="Not useful").click()
    expect(page.get_by_text("What is wrong with it?")).to_be_visible()


def waiting(page: Page) -> None:
    """Ask a server that takes its time."""
    page.route("**/v1/chat", lambda route: None)
    ask(page, PAY)
    last(page, "waiting")


def offline(page: Page) -> None:
    """Lose the connection."""
    page.context.set_offline(True)
    expect(page.locator(".composer .note")).to_contain_text("You are offline")


def unreachable(page: Page) -> None:
    """Ask a server that is gone."""
    page.route("**/v1/chat", lambda route: route.abort("connectionrefused"))
    ask(page, PAY)
    last(page, "failed")


def refused(status: int, kind: str, detail: str, **headers: str) -> Act:
    """Return what asks a server that answers with a problem."""
    told = {"type": f"urn:jobclass:problem:{kind}", "detail": detail, "request_id": "4f1c2a9be07d4d0f"}
    headers |= {"Access-Control-Expose-Headers": "Retry-After"}

    def answer(route: Route) -> None:
        route.fulfill(status=status, content_type="application/problem+json", body=json.dumps(told), headers=headers)

    def act(page: Page) -> None:
        page.route("**/v1/chat", answer)
        ask(page, PAY)
        last(page, "failed")

    return act


_LONG = "What are the minimum qualifications, the duties and the working conditions of the Crane Electrician? " * 3

#: The states on the chat page.
TALK = (
    Scene("welcome"),
    Scene("waiting", act=waiting),
    Scene("answered", act=asking(PAY)),
    Scene("cited", act=cited, anew=True),
    Scene("rating", act=rating),
    Scene("not stated", act=asking("Does a Vessel Traffic Dispatcher need a driver's license?")),
    Scene("unknown class", act=asking("What does a Lighthouse Painter earn?")),
    Scene("ambiguous", act=asking("What is the class code of Accounting Technician?")),
    Scene("out of scope", act=asking("Will my reclassification be approved?")),
    Scene("list", act=asking("Which exempt classes do not require a driver's license?")),
    Scene("comparison", act=asking("Compare Accountant I and Accountant II")),
    Scene("ladder", act=asking("Show the whole Land Surveyor series")),
    Scene(
        "qualification",
        act=asking("I have a bachelor's in accounting and 18 months as Accountant I. Do I qualify for Accountant II?"),
    ),
    Scene("long", act=asking("What are the duties of the Crane Electrician?", _LONG)),
    Scene("offline", act=offline),
    Scene("unreachable", act=unreachable, complaint="ERR_CONNECTION_REFUSED"),
    Scene(
        "too many",
        act=refused(
            429, "too-many-questions", "This site has asked a lot. Ask again a little later.", **{"Retry-After": "40"}
        ),
        complaint="429",
    ),
    Scene(
        "unavailable",
        act=refused(503, "unavailable", "The index is being made anew. Ask again in some minutes."),
        complaint="503",
    ),
)
