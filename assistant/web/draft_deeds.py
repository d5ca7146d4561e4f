"""What was done to a draft, in words: the audit keeps it as the names of actions, with how often."""

import re
from collections.abc import Mapping

#: What an action did once, and more often.
_DEEDS: Mapping[str, tuple[str, str]] = {
    "new": ("Begun", ""),
    "revision": ("Begun with the text as it is", ""),
    "accept": ("Accepted a line", "Accepted {} lines"),
    "reject": ("Left out a line", "Left out {} lines"),
    "reopen": ("Opened a line again", "Opened {} lines again"),
    "edit": ("Edited a line", "Edited {} lines"),
    "add_line": ("Added a line", "Added {} lines"),
    "remove_added": ("Removed an added line", "Removed {} added lines"),
    "move": ("Moved a line", "Moved {} lines"),
    "accept_section": ("Accepted a section", "Accepted {} sections"),
    "set": ("Changed title, code, unit or supervisor", ""),
    "add_source": ("Added the lines of a class", "Added the lines of {} classes"),
    "restore": ("Restored an earlier version", ""),
    "draft": ("Sent back to be worked on", ""),
    "review": ("Handed to review", ""),
    "approved": ("Approved", ""),
    "published": ("Published", ""),
    "published_with_errors": ("Published with errors that the checks find", ""),
}
_COUNTED = re.compile(r"(\w+)(?: \((\d+)\))?")


def in_words(what: str) -> str:
    """Return what the audit says, "edit (2), accept", as a reader would: "Edited 2 lines, accepted a line"."""
    said = ", ".join(_deed(*found.groups("1")) for found in _COUNTED.finditer(what))
    return f"{said[:1]}{said[1:].lower()}"


def _deed(name: str, count: str) -> str:
    once, often = _DEEDS.get(name, (name.replace("_", " "), ""))
    return often.format(count) if count != "1" and often else once
