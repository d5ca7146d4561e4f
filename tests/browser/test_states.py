"""axe finds nothing in any state of the chat, the widget, the frame and the pages: wide and narrow, light and dark."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import findings
from tests.browser.scenes import SCENES, Scene
from tests.browser.stage import Stage

_WAYS = ((1280, "light"), (360, "dark"), (1280, "dark"), (360, "light"))
# One state wide and light, the next one narrow and dark: neighbors are made of the same parts.
_QUICK = {scene.name: _WAYS[at % 2] for at, scene in enumerate(SCENES)}
_TIERED = [pytest.param(scene, marks=(pytest.mark.long,) if scene.varies else ()) for scene in SCENES]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for all scenes: a new one is a new process, and the costlier half of a check."""
    with browser.new_context(reduced_motion="reduce") as context:
        context.set_default_timeout(10_000)
        yield context.new_page()


def test_axe_finds_what_there_is(tab: Page) -> None:
    tab.goto("about:blank")
    tab.set_content(
        "<style>button { width: 9px; height: 9px; padding: 0 } p { color: #aaa; width: 3000px }</style>"
        "<p>faint</p><button>a</button><button>b</button>"
    )
    found = " ".join(findings(tab))
    for rule in ("target-size", "color-contrast", "html-has-lang", "region", "the page is 3"):
        assert rule in found


@pytest.mark.parametrize("scene", _TIERED, ids=lambda scene: scene.name)
def test_scene_has_no_findings(scene: Scene, stage: Stage, tab: Page) -> None:
    check(scene, stage, tab, (_QUICK[scene.name],))


@pytest.mark.long
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_scene_has_no_findings_any_other_way(scene: Scene, stage: Stage, tab: Page) -> None:
    check(scene, stage, tab, tuple(way for way in _WAYS if way != _QUICK[scene.name]))


def check(scene: Scene, stage: Stage, tab: Page, ways: tuple[tuple[int, str], ...]) -> None:
    """Find nothing in `scene`, whose page says no more in the console than it is known to."""
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    tab.on("pageerror", lambda error: said.append(str(error)))
    try:
        found = [f"{width}, {theme}: {one}" for width, theme in ways for one in seen(scene, stage, tab, width, theme)]
    finally:
        leave(tab)
    found += [text for text in said if not scene.complaint or scene.complaint not in text]
    assert not found, "\n".join(found)


_SHOWN = "data-scene"


def seen(scene: Scene, stage: Stage, tab: Page, width: int, theme: str) -> list[str]:
    """Return what is found in `scene`, which is brought about where it is not there yet."""
    tab.set_viewport_size({"width": width, "height": 800})
    tab.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    if scene.anew or not tab.evaluate("name => document.documentElement.dataset.scene === name", scene.name):
        leave(tab)
        play(scene, stage, tab)
    return [found for document in tab.frames if document.url != "about:blank" for found in findings(document)]


def play(scene: Scene, stage: Stage, tab: Page) -> None:
    """Bring `scene` about, as somebody who comes for the first time."""
    tab.goto(stage.address(scene.site) + scene.path)
    tab.evaluate("sessionStorage.clear()")
    scene.act(tab)
    tab.wait_for_load_state()  # its style sheets are there: a page that an act went to may have its words only
    tab.evaluate("name => (document.documentElement.dataset.scene = name)", scene.name)


def leave(tab: Page) -> None:
    """Undo what a scene did to the line, and forget what it kept."""
    tab.unroute_all()
    tab.context.set_offline(False)
    if tab.url.startswith("http"):
        tab.evaluate("sessionStorage.clear()")
