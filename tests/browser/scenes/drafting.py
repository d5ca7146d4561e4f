"""The states of the pages of drafting: the drafts, one of them, what two writers make of it, and the checks."""

from playwright.sync_api import Page, expect

from tests.browser.scenes.scene import Scene

TITLE = "Accountant III"


def made(page: Page) -> None:
    """Make a draft."""
    page.get_by_label("Title of the class").fill(TITLE)
    page.get_by_role("button", name="Make a draft").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.wait_for_load_state()  # its script runs


def worked_on(page: Page) -> None:
    """Make a draft, decide on a line of it, change a number, and open what can be opened."""
    made(page)
    page.get_by_role("button", name="Leave out:").nth(3).click()
    expect(page.locator(".line.rejected")).to_have_count(1)
    asked = page.locator(".line", has_text="Two years of professional").first
    line = str(asked.get_attribute("id")).removeprefix("line-")
    edit(
        page,
        line,
        page.locator(f"#text-{line}").input_value().replace("Two", "Three").replace("Accountant I", "Accountant II"),
    )
    expect(page.locator(".line.accepted").first).to_be_visible()
    page.locator("main details").evaluate_all("parts => parts.slice(0, 9).forEach((part) => (part.open = true))")


def outrun(page: Page) -> None:
    """Edit a line that somebody else has edited meanwhile."""
    made(page)
    line = duty(page)
    other = page.context.new_page()
    other.goto(page.url)
    edit(other, line, "Somebody else was faster.")
    other.close()
    edit(page, line, "This came second.", saved=False)
    expect(page.locator("#conflict")).to_contain_text("This came second.")


def duty(page: Page) -> str:
    """Return the id of the first duty."""
    part = page.locator(".part", has=page.get_by_role("heading", name="duties"))
    return str(part.locator(".line").first.get_attribute("id")).removeprefix("line-")


def edit(page: Page, line: str, text: str, *, saved: bool = True) -> None:
    """Give a line other words."""
    page.locator(f"#change-{line} > summary").click()
    page.locator(f"#text-{line}").fill(text)
    page.locator(f"#change-{line}").get_by_role("button", name="Save").click()
    if saved:
        expect(page.locator("#announcer")).to_have_text("Saved.")


def checked(page: Page) -> None:
    """Wait until all classes are checked, which another page may have begun."""
    expect(page.locator("#found")).to_be_visible(timeout=20_000)


DRAFTING = (
    Scene("drafts", "/drafts"),
    Scene("draft, worked on", "/drafts", worked_on),
    Scene("draft, somebody was faster", "/drafts", outrun, complaint="409"),
    Scene("checks", "/checks", checked),
)
