"""A scripted model that chooses among what the prompt of `understand` offers."""

import json
import re
from collections.abc import Callable, Mapping

from tests.assistant.scripted import Asked, Behavior, Script

_CLASSES = re.compile(r"<classes-(?P<fence>\w+)>\n(?P<rows>.*?)\n?</classes-(?P=fence)>", re.DOTALL)
_FACET = re.compile(r"^- (\w+): ", re.MULTILINE)


def rows_of(user: str) -> Mapping[str, str]:
    """Return the ids that a prompt offers, each with its row."""
    channel = _CLASSES.search(user)
    assert channel is not None, user
    rows = [row for row in channel["rows"].splitlines() if row.strip()]
    return {row.split(": ", 1)[0]: row.split(": ", 1)[1] for row in rows}


def facets_of(user: str) -> list[str]:
    """Return the keys of the facets that a prompt offers."""
    return _FACET.findall(user.split("The facets that are offered")[1])


def offered(asked: Asked) -> Mapping[str, str]:
    """Return the ids that are offered, each with its row."""
    return rows_of(asked.user)


def choosing(frame: str, title: str = "", facets: tuple[str, ...] = ()) -> Behavior:
    """Choose the class whose row begins with `title`, none where that is empty, and `facets`."""

    def behavior(asked: Asked) -> Script:
        ids = [name for name, row in offered(asked).items() if title and row.casefold().startswith(title.casefold())]
        assert bool(ids) == bool(title), f"{title!r} is not among {list(offered(asked).values())}"
        return answering({"frame": frame, "classes": ids[:1], "facets": list(facets)})(asked)

    return behavior


def choosing_id(frame: str, name: Callable[[list[str]], str], facets: tuple[str, ...] = ()) -> Behavior:
    """Choose the id that `name` takes of those that are offered, or makes up."""
    return lambda asked: answering({"frame": frame, "classes": [name(list(offered(asked)))], "facets": list(facets)})(
        asked
    )


def answering(value: object) -> Behavior:
    """Return `value` as JSON."""
    return lambda asked: Script(json.dumps(value))
