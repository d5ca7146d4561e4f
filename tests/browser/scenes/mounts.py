"""The states of a conversation in the widget and in the frame, on a page of another site."""

from dataclasses import replace

from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.scenes.scene import Act, Scene
from tests.browser.scenes.talk import PAY, TALK

#: The page that carries the widget, and the one that shows the frame.
WIDGET_PAGE, FRAME_PAGE = "/careers", "/frame"


def launched(act: Act) -> Act:
    """Return what opens the widget, then does `act`."""

    def begin(page: Page) -> None:
        page.get_by_role("button", name="Ask about job classes").click()
        expect(page.get_by_label("Your question")).to_be_focused()
        act(page)

    return begin


def closed(page: Page) -> None:
    """Wait for the button of the widget."""
    expect(page.get_by_role("button", name="Ask about job classes")).to_be_visible()


def framed(page: Page) -> FrameLocator:
    """Return the frame of a page, once the chat in it is there."""
    frame = page.frame_locator("iframe")
    expect(frame.get_by_label("Your question")).to_be_visible()
    return frame


def answered_in_frame(page: Page) -> None:
    """Ask in the frame of another site's page."""
    frame = framed(page)
    frame.get_by_label("Your question").fill(PAY)
    frame.get_by_label("Your question").press("Enter")
    expect(frame.locator(".turn")).to_have_attribute("data-state", "answered")


# What looks otherwise in a window than on a page.
_OTHERWISE = ("answered", "cited", "comparison")


def _in_widget(scene: Scene) -> Scene:
    name = f"widget, {scene.name}"
    varies = scene.name not in _OTHERWISE
    return replace(scene, name=name, path=WIDGET_PAGE, act=launched(scene.act), site="host", anew=True, varies=varies)


def _in_frame(scene: Scene) -> Scene:
    return replace(scene, name=f"frame, {scene.name}", path="/frame?name=Ask+HR&accent=%237a1f5c")


WIDGET = (
    Scene("widget, closed", WIDGET_PAGE, closed, site="host"),
    *(_in_widget(scene) for scene in TALK),
)

# In a frame it is the chat page without its head: what differs is how it begins, and that it may be narrow.
_FRAMED = ("welcome", "answered", "cited", "list", "unreachable")

FRAME = (
    *(_in_frame(scene) for scene in TALK if scene.name in _FRAMED),
    Scene("frame, on a page of another site", FRAME_PAGE, answered_in_frame, site="host"),
)
