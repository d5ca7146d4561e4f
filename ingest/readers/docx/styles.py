"""What styles and direct formatting together make of a run and of a paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.readers.docx import properties
from ingest.readers.docx.names import Element, W, child_value, value
from ingest.readers.docx.properties import Paragraph, Run, over

_HEADING = re.compile(r"heading ([1-9])")
_CONTENTS = re.compile(r"toc (?:\d|heading)")

# Text this small, in half points, is put there for no person to read.
_UNREADABLE = 4

_NO_HEADING = 9


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is shown."""

    strong: bool
    caps: bool
    hidden: bool
    font: str
    """The font that it or its style names; empty where none does."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph is shown; lengths in twentieths of a point."""

    style: str
    """Id of its style."""

    heading: int
    """Level as a heading, from 1; 0 for none."""

    list: str
    """Id of the list that counts it; empty for none."""

    level: int | None
    """Level within the list, from 0; None where the style leaves it to the list."""

    left: int | None
    """Indentation of its own or its style's; None where neither gives one."""

    before: int
    after: int
    close: bool
    """No distance between paragraphs of the same style."""

    contents: bool
    """A line of a table of contents."""


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    run: Run
    paragraph: Paragraph


class Styles:
    """The styles of a document, from the root of its part; None where it has none."""

    def __init__(self, root: Element | None) -> None:
        self._elements = {value(e, "styleId"): e for e in ([] if root is None else root.iter(f"{W}style"))}
        self._resolved: dict[str, _Style] = {}
        self._looks: dict[tuple[str, str, Run, bool], Look] = {}
        self._shapes: dict[tuple[str, Paragraph], Shape] = {}
        defaults = None if root is None else root.find(f"{W}docDefaults")
        run = None if defaults is None else defaults.find(f"{W}rPrDefault/{W}rPr")
        paragraph = None if defaults is None else defaults.find(f"{W}pPrDefault/{W}pPr")
        self._base = _Style("", properties.run(run), properties.paragraph(paragraph))
        self._default = next((key for key, e in self._elements.items() if _is_default(e)), "")

    def look(self, style: str, run_properties: Element | None, *, linked: bool) -> Look:
        """Return how a run is shown in a paragraph of the style with the id `style`.

        The line under what is `linked` says that it is a link, and no more.
        """
        own = properties.run(run_properties)
        key = style, child_value(run_properties, "rStyle"), own, linked
        if key not in self._looks:
            self._looks[key] = self._look(*key)
        return self._looks[key]

    def shape(self, paragraph_properties: Element | None) -> Shape:
        """Return how the paragraph with these properties is shown."""
        own = properties.paragraph(paragraph_properties)
        style_id = child_value(paragraph_properties, "pStyle")
        key = style_id if style_id in self._elements else self._default, own
        if key not in self._shapes:
            self._shapes[key] = self._shape(*key)
        return self._shapes[key]

    def _shape(self, style_id: str, own: Paragraph) -> Shape:
        style = self._style(style_id)
        both = over(own, style.paragraph)
        outline = both.outline if both.outline is not None else _NO_HEADING
        return Shape(
            style=style_id,
            heading=outline + 1 if 0 <= outline < _NO_HEADING else 0,
            list=both.list if both.list and both.list != "0" else "",
            level=both.level,
            left=both.left,
            before=both.before or 0,
            after=both.after or 0,
            close=bool(both.close),
            contents=bool(_CONTENTS.fullmatch(style.name)),
        )

    def _look(self, style: str, character_style: str, own: Run, linked: bool) -> Look:
        paragraph = self._style(style).run
        character = self._style(character_style).run if character_style in self._elements else Run()
        base = over(character, paragraph)
        size = own.size if own.size is not None else base.size
        underlined = own.underlined if own.underlined is not None else base.underlined
        return Look(
            strong=_toggled(own.bold, character.bold, paragraph.bold) or (bool(underlined) and not linked),
            caps=_toggled(own.caps, character.caps, paragraph.caps),
            hidden=_toggled(own.hidden, character.hidden, paragraph.hidden)
            or (size is not None and size <= _UNREADABLE),
            font=own.font or base.font or "",
        )

    def _style(self, style_id: str) -> _Style:
        """Return a style with what it inherits; the document's defaults where there is none of this id."""
        if style_id not in self._resolved:
            chain = list(self._chain(style_id))
            paragraph_style = not chain or value(chain[0], "type") != "character"
            base = self._base if paragraph_style else _Style("", Run(), Paragraph())
            run, paragraph, names = base.run, base.paragraph, [child_value(e, "name").lower() for e in chain]
            for element in reversed(chain):
                run = over(properties.run(element.find(f"{W}rPr")), run)
                paragraph = over(_named(element), paragraph)
            self._resolved[style_id] = _Style(names[0] if names else "", run, paragraph)
        return self._resolved[style_id]

    def _chain(self, style_id: str) -> Iterator[Element]:
        """Yield the style and those it is based on, itself first; a style based on itself ends it."""
        seen: set[str] = set()
        while style_id in self._elements and style_id not in seen:
            seen.add(style_id)
            yield self._elements[style_id]
            style_id = child_value(self._elements[style_id], "basedOn")


def _is_default(style: Element) -> bool:
    return value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on")


def _named(style: Element) -> Paragraph:
    """Return what a style says of paragraphs; its name says that it is a heading where nothing else does."""
    name = child_value(style, "name").lower()
    heading = _HEADING.fullmatch(name)
    level = int(heading[1]) - 1 if heading else 0 if name == "title" else None
    return over(properties.paragraph(style.find(f"{W}pPr")), Paragraph(outline=level))


def _toggled(own: bool | None, character: bool | None, paragraph: bool | None) -> bool:
    """Return a property that the run itself sets, and that the two styles switch on and off again."""
    return own if own is not None else bool(character) != bool(paragraph)
