"""By keyboard alone, with real keys: to an answer, its cited line and back; through the catalog to a comparison."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.scenes.mounts import WIDGET_PAGE
from tests.browser.scenes.talk import last
from tests.browser.stage import Stage

QUESTION = "Does a Senior Accounting Technician need a driver's license?"

# Everything that a live region says is kept in `window.said`.
LISTEN = """() => {
    window.said = [];
    const live = document.querySelector("[role=status]");
    new MutationObserver(() => live.textContent && window.said.push(live.textContent))
        .observe(live, { childList: true, characterData: true, subtree: true });
}"""


def is_focused(target: Locator) -> bool:
    """Return whether `target` has the focus, in whatever tree it is."""
    return bool(target.evaluate("element => element === element.getRootNode().activeElement"))


def go_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press `key` until `target` has the focus."""
    for _ in range(60):
        page.keyboard.press(key)
        if is_focused(target):
            return
    raise AssertionError(f"{key} does not lead to {target}")


def ask_and_follow(page: Page) -> None:
    """From the field, which has the focus: ask, go back to the first citation, see its line, come back to it."""
    page.evaluate(LISTEN)
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    turn = last(page)
    expect(page.get_by_label("Your question")).to_be_focused()
    prose = turn.locator(".prose")
    expect(prose).to_contain_text("may be required")
    cite = prose.locator("a.cite").first
    go_to(page, cite, "Shift+Tab")
    page.keyboard.press("Enter")
    panel = page.locator("dialog.panel")
    expect(panel.locator("mark")).to_be_in_viewport()
    expect(panel.locator("mark")).to_contain_text("license")
    expect(panel.get_by_role("heading")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(cite).to_be_focused()
    (said,) = page.evaluate("window.said")
    assert "may be required" in said and said.endswith(("1 source.", "2 sources.", "3 sources."))


def test_from_the_launcher_to_the_cited_line_and_back(open_page: Open, stage: Stage) -> None:
    page = open_page(stage.address("host") + WIDGET_PAGE, may_ask=stage.address("examples"))
    launcher = page.get_by_role("button", name="Ask about job classes: Ask HR")
    go_to(page, launcher)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your question")).to_be_focused()
    ask_and_follow(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(launcher).to_be_focused()


def test_from_the_first_tab_to_the_cited_line_and_back(open_page: Open, stage: Stage) -> None:
    page = open_page(stage.address("examples"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    go_to(page, page.get_by_label("Your question"))
    ask_and_follow(page)
    # The next answer is said once, too, with the panel beside it.
    page.keyboard.press("Enter")
    go_to(page, page.get_by_label("Your question"))
    page.evaluate("window.said.length = 0")
    page.keyboard.type("and its class code?")
    page.keyboard.press("Enter")
    expect(last(page)).to_contain_text("M2042")
    expect(last(page)).to_have_attribute("data-state", "answered")
    page.wait_for_function("window.said.length")
    assert len(page.evaluate("window.said")) == 1


def test_classes_are_filtered_opened_and_compared(open_page: Open, stage: Stage) -> None:
    page = open_page(stage.address("examples") + "/specs")
    go_to(page, page.get_by_role("checkbox", name="Exempt 6 classes", exact=True))
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/specs?q=&overtime=exempt**")
    expect(page.get_by_role("row")).to_have_count(7)
    go_to(page, page.get_by_role("link", name="Accountant II", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Accountant II")
    page.go_back()
    for title in ("Accountant II", "Berthing Coordinator"):
        go_to(page, page.get_by_role("checkbox", name=f"Compare {title}", exact=True))
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare?spec=*&spec=*")
    expect(page.get_by_role("columnheader")).to_have_count(3)
    go_to(page, page.get_by_role("row", name="Salary grade").get_by_role("link").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/specs/*?start=*")
    expect(page.locator("#cite")).to_be_in_viewport()
