"""axe over a page as it stands: what WCAG 2.2 asks on the levels A and AA, and what axe holds for good practice."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Frame, Page

#: The rules that are checked. Those of wcag22aa (the size of targets) axe leaves out where they are not asked for.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")

# Each document is checked by itself: what a frame shows is a page of its own.
_RUN = """async (tags) => {
    // At its top, and with nothing that stays in sight: what has gone under a head or a foot is no smaller for that.
    scrollTo(0, 0);
    const stays = [...document.querySelectorAll("*")].filter((one) => getComputedStyle(one).position === "sticky");
    for (const one of stays) one.style.position = "relative";
    const runOnly = { type: "tag", values: tags };
    const options = { runOnly, resultTypes: ["violations"], iframes: false, preload: false };
    const { violations } = await axe.run(document, options);
    for (const one of stays) one.style.position = "";
    return violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.html}: ${node.failureSummary}`));
}"""

# Elements that are wider within than without and cannot be scrolled, in shadow trees too; one pixel is rounding.
_WIDER = """() => {
    const wide = (root) => [...root.querySelectorAll("*")].flatMap((element) => [
        ...(element.shadowRoot ? wide(element.shadowRoot) : []),
        ...(element.matches("dialog[open], main, .room, .talk, .scroll, .sheet, .composer") &&
            element.scrollWidth > element.clientWidth + 1 ? [element] : []),
    ]);
    const page = document.documentElement.scrollWidth;
    return [
        ...(page > innerWidth ? [`the page is ${page} wide`] : []),
        ...wide(document).map((element) => `${element.tagName} ${element.className} is ${element.scrollWidth} wide`),
    ];
}"""


def findings(page: Page | Frame, tags: tuple[str, ...] = TAGS) -> list[str]:
    """Return what axe finds on `page` as it stands, and what is wider there than its window."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [*page.evaluate(_RUN, tags), *page.evaluate(_WIDER)]


def look(page: Page, state: str) -> None:
    """Find nothing on `page`, narrow in the dark and wide in the light; it is wide and light afterwards."""
    for width, theme in ((360, "dark"), (1280, "light")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        assert findings(page) == [], f"{state}, {width}, {theme}"
