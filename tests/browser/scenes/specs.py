"""The states of the page of a spec: each view of its document, with the cited words marked."""

from playwright.sync_api import Page, expect

from tests.browser.scenes.scene import Act, Scene


def cited(title: str, fact: str, view: str = "") -> Act:
    """Return what opens the spec of `title` in the catalog, then a fact of it, then a view of its document."""

    def act(page: Page) -> None:
        page.get_by_role("link", name=title, exact=True).first.click()
        page.locator(".facts a", has_text=fact).first.click()
        if view:
            page.get_by_role("navigation", name="Views of the document").get_by_role("link", name=view).click()
        expect(page.locator("#cite, mark, rect.cited").first).to_be_in_viewport()

    return act


def opened(title: str) -> Act:
    """Return what opens the spec of `title` in the catalog."""

    def act(page: Page) -> None:
        page.get_by_role("link", name=title, exact=True).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)

    return act


SPECS = (
    Scene("spec, top", "/specs?q=accounting", opened("Accounting Technician, Senior")),
    Scene("spec, text", "/specs?q=accounting", cited("Accounting Technician, Senior", "M2042")),
    Scene("spec, printed pages", "/specs?q=irrigation", cited("Irrigation Specialist", "04/12/2019")),
    Scene(
        "spec, text of printed pages",
        "/specs?q=irrigation",
        cited("Irrigation Specialist", "04/12/2019", "Text"),
        varies=True,
    ),
    Scene(
        "spec, web page",
        "/specs?q=emergency+management",
        cited("Emergency Management Coordinator", "M5310", "Web page"),
    ),
    Scene("spec, revisions", "/specs?q=crane+electrician", opened("Crane Electrician")),
    Scene("spec, with class tables", "/specs?q=M2041", opened("Accounting Technician")),
    Scene("spec, row of a table", "/specs?q=M2041", cited("Accounting Technician", "$3350 to $4190"), varies=True),
    Scene("spec, not there", "/specs/none", complaint="404"),
)
