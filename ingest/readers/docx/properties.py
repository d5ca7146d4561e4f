"""What formatting itself says of runs and paragraphs, style by style; None is what it leaves to others."""

from dataclasses import dataclass, fields
from typing import TypeVar

from ingest.readers.docx.names import Element, W, child_value, is_on, number, value

T = TypeVar("T", "Run", "Paragraph")

# The rough line that an automatic distance is, in twentieths of a point.
_AUTOMATIC = "280"


@dataclass(frozen=True, slots=True)
class Run:
    """What a style or a run's own formatting says of characters."""

    bold: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    underlined: bool | None = None
    size: int | None = None
    """In half points."""

    font: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What a style or a paragraph's own formatting says of it; lengths in twentieths of a point."""

    list: str | None = None
    """Id of the list that counts it; `0` for none."""

    level: int | None = None
    """Level within the list, from 0."""

    outline: int | None = None
    """Level as a heading, from 0; 9 for none."""

    left: int | None = None
    before: int | None = None
    after: int | None = None
    close: bool | None = None
    """No distance between paragraphs of the same style."""


_PLAIN, _ORDINARY = Run(), Paragraph()


def over(own: T, base: T) -> T:
    """Return `own`, completed by `base` where it says nothing."""
    pairs = ((getattr(own, field.name), getattr(base, field.name)) for field in fields(own))
    return type(own)(*(below if above is None else above for above, below in pairs))


def run(properties: Element | None) -> Run:
    """Return what a `w:rPr` says; nothing where there is none."""
    if properties is None or not len(properties):
        return _PLAIN
    size = child_value(properties, "sz")
    line = properties.find(f"{W}u")
    font = properties.find(f"{W}rFonts")
    return Run(
        bold=_switch(properties, "b"),
        caps=_switch(properties, "caps"),
        hidden=_switch(properties, "vanish"),
        underlined=None if line is None else value(line) not in ("none", ""),
        size=number(size) if size else None,
        font=value(font, "ascii") or value(font, "hAnsi") or None,
    )


def paragraph(properties: Element | None) -> Paragraph:
    """Return what a `w:pPr` says; nothing where there is none."""
    if properties is None or not len(properties):
        return _ORDINARY
    counted = properties.find(f"{W}numPr")
    space = properties.find(f"{W}spacing")
    return Paragraph(
        list=child_value(counted, "numId") or None,
        level=_number(child_value(counted, "ilvl")),
        outline=_number(child_value(properties, "outlineLvl")),
        left=left(properties),
        before=_distance(space, "before"),
        after=_distance(space, "after"),
        close=_switch(properties, "contextualSpacing"),
    )


def left(properties: Element | None) -> int | None:
    """Return the indentation that a `w:pPr` gives; None where it gives none."""
    indent = None if properties is None else properties.find(f"{W}ind")
    return _number(value(indent, "left") or value(indent, "start"))


def _switch(properties: Element, name: str) -> bool | None:
    found = properties.find(W + name)
    return None if found is None else is_on(found)


def _number(text: str) -> int | None:
    return number(text) if text else None


def _distance(space: Element | None, side: str) -> int | None:
    automatic = value(space, f"{side}Autospacing") in ("1", "true", "on")
    return _number(_AUTOMATIC if automatic else value(space, side))
