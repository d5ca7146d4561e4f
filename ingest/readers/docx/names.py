"""Names of WordprocessingML, and how its properties are written."""

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

#: Namespaces in the form that Word writes, as prefixes of names.
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_ON = frozenset({"1", "true", "on"})

# Deleted or moved away: what has it is no more once the changes are accepted.
_GONE = (f"{W}del", f"{W}moveFrom")


def value(element: Element | None, attribute: str = "val") -> str:
    """Return an attribute of `element`; empty where either is missing."""
    return "" if element is None else element.get(W + attribute, "")


def child_value(element: Element | None, name: str, attribute: str = "val") -> str:
    """Return an attribute of the child `name` of `element`; empty where anything is missing."""
    return "" if element is None else value(element.find(W + name), attribute)


def number(text: str, default: int = 0) -> int:
    """Return the number that `text` is; `default` where it is none."""
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 10 else default


def is_on(element: Element) -> bool:
    """Return whether a property that can be on or off is on: it is, unless it says otherwise."""
    return element.get(W + "val", "1") in _ON


def has(element: Element | None, name: str) -> bool:
    """Return whether `element` has the property `name`, switched on."""
    found = None if element is None else element.find(W + name)
    return found is not None and is_on(found)


def is_gone(properties: Element | None) -> bool:
    """Return whether the mark or row with these `properties` was deleted or moved away."""
    return properties is not None and any(properties.find(name) is not None for name in _GONE)


def alternative(element: Element) -> Iterator[Element]:
    """Yield the one branch of `mc:AlternateContent` that is read: the first with text, else the first."""
    branches = [branch for branch in element if branch.tag in (f"{MC}Choice", f"{MC}Fallback")]
    with_text = (branch for branch in branches if next(branch.iter(f"{W}t"), None) is not None)
    yield from [branch for branch in [next(with_text, None)] if branch is not None] or branches[:1]


def is_placeholder(control: Element) -> bool:
    """Return whether the content control holds nothing but its prompt, such as "Click here to enter text."."""
    return has(control.find(f"{W}sdtPr"), "showingPlcHdr")


def is_custom(reference: Element) -> bool:
    """Return whether a note's mark was typed, and follows its reference."""
    return reference.get(f"{W}customMarkFollows", "0") in _ON


def joins_next(paragraph: Element) -> bool:
    """Return whether the mark at the end of `paragraph` is gone or hidden, so that the next one goes on with it.

    A large initial letter is a paragraph of its own and goes on so too.
    """
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return False
    mark = properties.find(f"{W}rPr")
    initial = child_value(properties, "framePr", "dropCap") in ("drop", "margin")
    return initial or is_gone(mark) or has(mark, "vanish") or has(mark, "specVanish")


def goes_on(properties: Element | None) -> bool:
    """Return whether a cell with these `properties` goes on with a cell above or before it, or was deleted."""
    if properties is None:
        return False
    merges = (properties.find(f"{W}{name}") for name in ("vMerge", "hMerge"))
    continued = any(merge is not None and value(merge) in ("", "continue") for merge in merges)
    return continued or properties.find(f"{W}cellDel") is not None
