r"""One form of line ends, no invisible characters, pages from form feeds.

This is all that is changed between a decoded file and its canonical text:

- `\r\n`, `\r`, and the rarer line and paragraph separators become `\n`;
- a form feed becomes `\n` and begins a page;
- characters that no reader sees are left out: zero-width and joining ones,
  bidirectional controls, variation selectors, tags, soft hyphens, control
  characters. Text hidden in them could speak to a model but not to a person,
  and a word cut by one is not found.

Everything else stays, no-break spaces too, so a quote is verbatim.
"""

import re
from dataclasses import dataclass

# Two-character ends first; vertical tab is the line break of word processors.
_LINE_END = re.compile("\r\n|[\r\v\x85\u2028\u2029]")

_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters other than tab and line ends
    "\u00ad\u034f\u061c\u180b-\u180f"  # soft hyphen, grapheme joiner, Arabic mark, Mongolian selectors
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f"  # zero-width, bidirectional, invisible operators
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff"  # variation selectors, byte order mark, annotations, no characters
    "\U000e0000-\U000e0fff"  # tags, more variation selectors
    "]"
)


@dataclass(frozen=True, slots=True)
class Canonical:
    """A canonical text and what was found on the way to it."""

    text: str

    page_starts: tuple[int, ...]
    """Offset of each page's first character; empty where there is no form feed."""

    invisible: int
    """How many invisible characters were left out."""


def canonical(text: str) -> Canonical:
    """Return the canonical form of decoded `text`."""
    visible, invisible = _INVISIBLE.subn("", _LINE_END.sub("\n", text))
    feeds = tuple(match.end() for match in re.finditer("\f", visible) if match.end() < len(visible))
    return Canonical(visible.replace("\f", "\n"), (0, *feeds) if feeds else (), invisible)
