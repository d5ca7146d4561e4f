"""axe over a page as it stands, narrow in the dark and wide in the light; the test of the states has all four."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def look(page: Page, state: str) -> None:
    """Find nothing on `page`, and nothing wider than it; it is wide and light afterwards."""
    for width, theme in ((360, "dark"), (1280, "light")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") == width, f"{state} is wider than {width}"
        results = Axe().run(page)
        assert results.violations_count == 0, f"{state}, {width}, {theme}:\n{results.generate_report()}"
