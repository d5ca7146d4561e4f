"""What a scene is: a state of a page, and how a reader brings it about."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Page

Act = Callable[[Page], None]

#: Who serves a scene; `tests.browser.stage` has the address of each.
Site = Literal["examples", "empty", "office", "inbox", "cleared", "locked", "host"]


def nothing(page: Page) -> None:
    """Leave the page as it opens."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A state of a page."""

    name: str
    path: str = "/"
    """Where it begins."""

    act: Act = nothing
    """What a reader does then."""

    complaint: str = ""
    """Part of what the browser says to it in its console; empty where it says nothing."""

    site: Site = "examples"
    """Whose page it is."""

    varies: bool = False
    """Whether it is of the same parts as another scene: looked at in the long tier only."""

    anew: bool = False
    """Whether a window of another width has to be opened anew: what is shown depends on the width it began with."""
