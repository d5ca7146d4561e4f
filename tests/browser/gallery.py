"""Write pictures of every state: `python -m tests.browser.gallery FOLDER [WORDS]`.

A sheet a state: wide and narrow, light and dark beside one another. WORDS
choose the states whose name has one of them.
"""

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.assistant.service.real import serving_examples
from tests.browser.conftest import ARGUMENTS
from tests.browser.scenes import TALK, Scene

_SIZES = ((1280, 800), (360, 800))
_THEMES = ("light", "dark")
_GAP = 16


def main(folder: Path, words: Sequence[str]) -> None:
    """Write a sheet of every state whose name has one of `words`, of all where there are none."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [scene for scene in TALK if not words or any(word in scene.name for word in words)]
    with serving_examples() as address, sync_playwright() as playwright:
        executable = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        for scene in wanted:
            shots = list(_shots(browser, address, scene, folder))
            _sheet(shots).save(folder / f"{scene.name.replace(' ', '-')}.png")
            for shot in shots:
                shot.unlink()
        browser.close()


def _shots(browser: Browser, address: str, scene: Scene, folder: Path) -> Iterator[Path]:
    for width, height in _SIZES:
        for theme in _THEMES:
            viewport, path = {"width": width, "height": height}, folder / f".{width}-{theme}.png"
            with browser.new_context(viewport=viewport, color_scheme=theme, reduced_motion="reduce") as context:  # type: ignore[arg-type]
                page = context.new_page()
                page.goto(address + scene.path)
                scene.act(page)
                page.wait_for_load_state("networkidle")
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


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
