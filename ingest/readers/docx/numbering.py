"""Count the items of Word's lists and give each the marker that Word shows."""

import re
from dataclasses import dataclass, field

from ingest.readers.docx import properties
from ingest.readers.docx.names import Element, W, child_value, has, number, value
from ingest.readers.docx.numerals import numeral
from ingest.readers.docx.symbols import bullet

_LEVELS = 9

# Every item repeats it, so a long one would grow without end.
_LONGEST_MARKER = 60

_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands before an item."""

    text: str
    """As Word shows it; empty where the list shows nothing."""

    level: int
    """Level of the list, from 0."""

    left: int | None
    """Indentation that the list gives its item, in twentieths of a point; None where it gives none."""


@dataclass(frozen=True, slots=True)
class _Level:
    style: str
    """Number format, such as `decimal` or `bullet`."""

    text: str
    """What is shown, with `%1` for the number of level 1."""

    start: int
    restart: int | None
    """It begins again below a level before this one, from 1; 0 for never, None for any level above."""

    digits: bool
    """The numbers of the levels above are shown as digits."""

    font: str
    left: int | None
    paragraph_style: str


@dataclass(slots=True)
class _List:
    """An abstract list; all lists made of it go on counting where the others stopped."""

    levels: dict[int, _Level]
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(slots=True)
class _Instance:
    base: _List
    levels: dict[int, _Level]
    starts: dict[int, int]
    """Numbers that its levels begin with anew, by level; each is used once."""


class Numbering:
    """The lists of a document, from the root of its part; None where it has none. Each item counts on."""

    def __init__(self, root: Element | None) -> None:
        elements = [] if root is None else list(root.iter(f"{W}abstractNum"))
        by_style = {child_value(e, "styleLink"): e for e in elements if child_value(e, "styleLink")}
        lists = {value(e, "abstractNumId"): _List(_levels(_linked(e, by_style))) for e in elements}
        instances = [] if root is None else root.iter(f"{W}num")
        self._instances = {value(e, "numId"): made for e in instances if (made := _instance(e, lists))}

    def next(self, list_id: str, level: int | None, style: str) -> Marker | None:
        """Return the marker of the next item of a list; None where there is no such list or level.

        Without a `level` it is the one that the list keeps for the paragraph style with the id `style`.
        """
        instance = self._instances.get(list_id)
        if instance is None:
            return None
        if level is None:
            level = next((at for at, one in instance.levels.items() if one.paragraph_style == style), 0)
        if level not in instance.levels:
            return None
        _count(instance, level)
        return Marker(_shown(instance, level), level, instance.levels[level].left)


def _linked(element: Element, by_style: dict[str, Element]) -> Element:
    """Return the list that holds the levels of one that only names a list style."""
    return by_style.get(child_value(element, "numStyleLink"), element)


def _levels(element: Element) -> dict[int, _Level]:
    found = {number(value(level, "ilvl")): _level(level) for level in element.iterchildren(f"{W}lvl")}
    return {at: level for at, level in found.items() if 0 <= at < _LEVELS}


def _level(element: Element) -> _Level:
    restart = element.find(f"{W}lvlRestart")
    fonts = element.find(f"{W}rPr/{W}rFonts")
    return _Level(
        style=child_value(element, "numFmt") or "decimal",
        text=child_value(element, "lvlText")[:_LONGEST_MARKER],
        start=number(child_value(element, "start"), 1),
        restart=None if restart is None else number(value(restart)),
        digits=has(element, "isLgl"),
        font=value(fonts, "ascii") or value(fonts, "hAnsi"),
        left=properties.left(element.find(f"{W}pPr")),
        paragraph_style=child_value(element, "pStyle"),
    )


def _instance(element: Element, lists: dict[str, _List]) -> _Instance | None:
    base = lists.get(child_value(element, "abstractNumId"))
    if base is None:
        return None
    levels, starts = dict(base.levels), {}
    for override in element.iterchildren(f"{W}lvlOverride"):
        at = number(value(override, "ilvl"))
        own = override.find(f"{W}lvl")
        if own is not None and 0 <= at < _LEVELS:
            levels[at] = _level(own)
        if start := child_value(override, "startOverride"):
            starts[at] = number(start, 1)
    return _Instance(base, levels, starts)


def _count(instance: _Instance, level: int) -> None:
    """Count one more item at `level`; the levels above it have at least begun, those below begin again."""
    counts = instance.base.counts
    for above in range(level):
        if counts[above] is None and above in instance.levels:
            counts[above] = instance.levels[above].start
    before = counts[level]
    own = instance.starts.pop(level, None)
    counts[level] = own if own is not None else instance.levels[level].start if before is None else before + 1
    for below in range(level + 1, _LEVELS):
        restart = instance.levels[below].restart if below in instance.levels else None
        if restart is None or level < restart:
            counts[below] = None


def _shown(instance: _Instance, level: int) -> str:
    own = instance.levels[level]
    if own.style == "bullet":
        return bullet(own.text, own.font)

    def counted(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        style = instance.levels[at].style if at in instance.levels else "decimal"
        return numeral(instance.base.counts[at] or 0, "decimal" if own.digits and at != level else style)

    return _PLACE.sub(counted, own.text).strip()
