"""Write pictures of every state: `python -m tests.browser.gallery FOLDER [WORDS]`.

A sheet a state: wide and narrow, light and dark beside one another. WORDS
choose the states whose name has one of them; where there are none, the
pictures of the README are written too.
"""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, sync_playwright

import assistant.web
from tests.assistant.service.real import SHARED
from tests.browser.conftest import ARGUMENTS
from tests.browser.scenes import SCENES, Scene, cover
from tests.browser.stage import Stage, staged

#: Folder of the pictures of the README.
COVERS = Path(assistant.web.__file__).parent

_SIZES = ((1280, 800), (360, 800))
_THEMES = ("light", "dark")
_GAP = 16

# Pictures that are in view are drawn, those further down wait until they are.
_DRAWN = "Promise.all([...document.images].filter((image) => image.loading !== 'lazy').map((image) => image.decode()))"


def main(folder: Path, words: Sequence[str]) -> None:
    """Write a sheet of every state whose name has one of `words`; without words, of all, and the README's pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [scene for scene in SCENES if not words or any(word in scene.name for word in words)]
    with _stage() as stage, sync_playwright() as playwright:
        executable = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        contexts = [_context(browser, size, theme) for size in _SIZES for theme in _THEMES]
        for scene in wanted:
            _sheet([_shot(context, stage, scene) for context in contexts]).save(folder / f"{_slug(scene.name)}.png")
        if not words:
            for name, scene in cover.SCENES.items():
                _write_cover(_shot(_context(browser, cover.SIZE, "light"), stage, scene), COVERS / name)
        browser.close()


@contextmanager
def _stage() -> Iterator[Stage]:
    with TemporaryDirectory(prefix="gallery-") as folder:
        shared = Path(folder) / "shared"
        shared.mkdir()
        os.environ[SHARED] = str(shared)
        with staged(Path(folder)) as stage:
            yield stage


def _slug(name: str) -> str:
    return name.replace(", ", "-").replace(" ", "-")


def _context(browser: Browser, size: tuple[int, int], theme: str) -> BrowserContext:
    viewport = {"width": size[0], "height": size[1]}
    return browser.new_context(viewport=viewport, color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]


def _shot(context: BrowserContext, stage: Stage, scene: Scene) -> Image.Image:
    """Return the picture of `scene`, brought about in a tab of its own."""
    page = context.new_page()
    page.goto(stage.address(scene.site) + scene.path)
    scene.act(page)
    page.wait_for_load_state()
    page.evaluate(_DRAWN)
    page.wait_for_timeout(100)  # what a page does after the last answer
    shot = Image.open(BytesIO(page.screenshot()))
    page.close()
    context.set_offline(False)
    return shot


def _sheet(shots: Sequence[Image.Image]) -> Image.Image:
    width = sum(shot.width + _GAP for shot in shots) + _GAP
    sheet = Image.new("RGB", (width, max(shot.height for shot in shots) + 2 * _GAP), "#8a8f94")
    at = _GAP
    for shot in shots:
        sheet.paste(shot, (at, _GAP))
        at += shot.width + _GAP
    return sheet


def _write_cover(shot: Image.Image, path: Path) -> None:
    """Write a picture of the README in as few colors as show no difference: a third of the bytes."""
    shot.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
