"""The states of the catalog, of lists and of comparisons."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.scenes.scene import Act, Scene

_FILTERED = "/specs?overtime=exempt&overtime=non_exempt&license=required&revised_from=2010"


def unfolded(page: Page) -> None:
    """Open the filters, which are folded on a phone, and one of their parts."""
    if not page.locator(".filters > .panels").is_visible():
        page.locator(".filters > summary").click()
    page.locator(".panel:not([open]) > summary").first.click()
    expect(page.locator(".filters > .panels")).to_be_visible()


def marked(page: Page) -> None:
    """Mark two classes, to compare them."""
    for title in ("Accountant I", "Accountant II"):
        page.get_by_role("checkbox", name=f"Compare {title}", exact=True).check()


def comparing(*titles: str, choose: bool = False) -> Act:
    """Return what opens the comparison of classes, or what chooses one to compare them with."""

    def act(page: Page) -> None:
        ids = [_class_id(page, title) for title in titles]
        query = "&".join(f"spec={one}" for one in ids) + ("&choose=true" if choose else "")
        page.goto(page.url.replace("/specs?q=accountant", f"/compare?{query}"))
        expect(page.locator("h1")).to_be_visible()

    return act


def _class_id(page: Page, title: str) -> str:
    link = page.get_by_role("link", name=title, exact=True)
    return str(link.get_attribute("href")).rsplit("/", 1)[1]


def _compared(name: str, act: Callable[[Page], None], *, varies: bool = False) -> Scene:
    return Scene(name, "/specs?q=accountant", act, varies=varies)


CLASSES = (
    Scene("catalog", "/specs"),
    Scene("catalog, marked", "/specs", marked),
    Scene("catalog, filtered", _FILTERED, varies=True),
    Scene("catalog, filters open", "/specs?overtime=exempt", unfolded, anew=True),
    Scene("catalog, no match", "/specs?q=nothing+of+this"),
    Scene("catalog, no match of filters", "/specs?overtime=exempt&eeo=paraprofessional&q=acc", varies=True),
    Scene("list page", "/lists?question=Which+classes+require+a+driver%27s+license%3F"),
    Scene("list page, in groups", "/lists?question=How+many+exempt+classes+by+unit%3F", varies=True),
    Scene("list page, not a list", "/lists?question=What+is+M2042%3F"),
    Scene("list page, to be asked for", "/lists"),
    _compared("compare page, two", comparing("Accountant I", "Accountant II")),
    _compared(
        "compare page, three", comparing("Accountant I", "Accountant I (Specialist)", "Accountant II"), varies=True
    ),
    _compared("compare page, one to be chosen", comparing("Accountant I"), varies=True),
    _compared("compare page, others to be chosen", comparing("Accountant I", "Accountant II", choose=True)),
    Scene("compare page, none chosen", "/compare"),
)
