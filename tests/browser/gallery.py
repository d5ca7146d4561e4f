"""Write pictures of every state: `python -m tests.browser.gallery FOLDER [WORDS]`.

A sheet a state: wide and narrow, light and dark beside one another. WORDS
choose the states whose name has one of them; where there are none, the
picture of the README is written too.
"""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

import assistant.web
from tests.assistant.service.real import SHARED
from tests.browser.conftest import ARGUMENTS
from tests.browser.scenes import SCENES, Scene, cover
from tests.browser.stage import Stage, staged

#: The picture of the README.
COVER = Path(assistant.web.__file__).with_name("chat-page.png")

_SIZES = ((1280, 800), (360, 800))
_THEMES = ("light", "dark")
_GAP = 16

# Pictures that are in view are drawn, those further down wait until they are.
_DRAWN = "Promise.all([...document.images].filter((image) => image.loading !== 'lazy').map((image) => image.decode()))"


def main(folder: Path, words: Sequence[str]) -> None:
    """Write a sheet of every state whose name has one of `words`; without words, of all, and the README's picture."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [scene for scene in SCENES if not words or any(word in scene.name for word in words)]
    with _stage() as stage, sync_playwright() as playwright:
        executable = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        for scene in wanted:
            shots = list(_shots(browser, stage, scene, folder))
            _sheet(shots).save(folder / f"{scene.name.replace(', ', '-').replace(' ', '-')}.png")
            for shot in shots:
                shot.unlink()
        if not words:
            _write_cover(browser, stage, folder / ".cover.png")
        browser.close()


@contextmanager
def _stage() -> Iterator[Stage]:
    with TemporaryDirectory(prefix="gallery-") as folder:
        shared = Path(folder) / "shared"
        shared.mkdir()
        os.environ[SHARED] = str(shared)
        with staged(Path(folder)) as stage:
            yield stage


@contextmanager
def _playing(browser: Browser, stage: Stage, scene: Scene, size: tuple[int, int], theme: str) -> Iterator[Page]:
    """Yield the page of `scene`, once nothing moves on it any more."""
    viewport = {"width": size[0], "height": size[1]}
    with browser.new_context(viewport=viewport, color_scheme=theme, reduced_motion="reduce") as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(stage.address(scene.site) + scene.path)
        scene.act(page)
        page.evaluate(_DRAWN)
        yield page


def _shots(browser: Browser, stage: Stage, scene: Scene, folder: Path) -> Iterator[Path]:
    for size in _SIZES:
        for theme in _THEMES:
            path = folder / f".{size[0]}-{theme}.png"
            with _playing(browser, stage, scene, size, theme) as page:
                page.wait_for_timeout(100)  # what a page does after the last answer
                page.screenshot(path=path)
            yield path


def _sheet(shots: Sequence[Path]) -> Image.Image:
    pictures = [Image.open(shot) for shot in shots]
    width = sum(picture.width + _GAP for picture in pictures) + _GAP
    sheet = Image.new("RGB", (width, max(picture.height for picture in pictures) + 2 * _GAP), "#8a8f94")
    at = _GAP
    for picture in pictures:
        sheet.paste(picture, (at, _GAP))
        at += picture.width + _GAP
    return sheet


def _write_cover(browser: Browser, stage: Stage, shot: Path) -> None:
    """Write the picture of the README in as few colors as show no difference: a third of the bytes."""
    with _playing(browser, stage, cover.SCENE, cover.SIZE, "light") as page:
        page.screenshot(path=shot)
    Image.open(shot).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(COVER, optimize=True)
    shot.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
