"""The pages of a PDF as they are shown: a picture each, with what is cited marked on it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from assistant.web.marked import Piece, pieces
from ingest.show.wire import Sizes
from vectorstore.spec import Document, Place, Section

_Pair = tuple[int, int]

#: Pixels that pictures are drawn in: for a phone, for a desk, for a desk with fine pixels.
_WIDTHS = (700, 1100, 1700)
_USUAL = _WIDTHS[1]

#: As many points around the words are marked with them.
_MARGIN = 1.5


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a page, in points from its top left."""

    x: float
    y: float
    width: float
    height: float
    name: str = ""
    """Where a link leads; mostly empty."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page."""

    number: int
    """From 1."""

    width: float
    """In points."""

    height: float
    picture: str
    """Path of its picture."""

    pictures: str
    """Paths of pictures of other widths, as `srcset`."""

    is_near: bool
    """Near what is cited, and so loaded at once."""

    marks: tuple[Box, ...]
    anchors: tuple[Box, ...]
    """Where its headings stand."""

    pieces: tuple[Piece, ...]
    """Its canonical text."""

    has_cited: bool


def sheets(
    source_id: str,
    document: Document,
    sizes: Sizes,
    sections: Sequence[Section],
    cited: _Pair | None,
    root: str,
    words: Sequence[Place] = (),
) -> tuple[Sheet, ...]:
    """Return the pages of `document`, of these `sizes`, with `cited` marked: of a line only the `words`, where known.

    `root` is the path that the service stands below.
    """
    placed = [_narrowed(place, words) for place in document.places_of(document.span(*cited))] if cited else []
    cited_on = {place.page for place in placed}
    return tuple(
        Sheet(
            number=number,
            width=width,
            height=height,
            picture=_picture(root, source_id, number, _USUAL),
            pictures=", ".join(f"{_picture(root, source_id, number, pixels)} {pixels}w" for pixels in _WIDTHS),
            is_near=any(abs(number - page) <= 1 for page in cited_on or {1}),
            marks=tuple(_marks(placed, number)),
            anchors=tuple(_anchors(document, sections, number)),
            pieces=tuple(_text(document, number, cited)),
            has_cited=number in cited_on,
        )
        for number, (width, height) in enumerate(sizes, 1)
    )


def beyond(document: Document, pages: int, cited: _Pair | None) -> tuple[Piece, ...]:
    """Return the text that stands on none of `pages` pages: what a person corrected."""
    if len(document.page_starts) <= pages:
        return ()
    return tuple(pieces(document.text, document.page_starts[pages], len(document.text), cited, ()))


def _narrowed(place: Place, words: Sequence[Place]) -> Place:
    """Return the part of a line or cell that `words` take, as high as the line is."""
    boxes = [word.box for word in words if word.page == place.page and place.start <= word.start < place.end]
    if not boxes:
        return place
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    left, top, right, bottom = place.box
    if right - left < bottom - top:
        return replace(place, box=(left, min(tops), right, max(bottoms)))
    return replace(place, box=(min(lefts), top, max(rights), bottom))


def _marks(placed: Sequence[Place], number: int) -> Iterator[Box]:
    """Yield what is marked on a page; the first of all is where the link to the cited words leads."""
    for place in placed:
        if place.page == number:
            left, top, right, bottom = place.box
            name = "cite" if place is placed[0] else ""
            width, height = right - left + 2 * _MARGIN, bottom - top + 2 * _MARGIN
            yield Box(round(left - _MARGIN, 1), round(top - _MARGIN, 1), round(width, 1), round(height, 1), name)


def _anchors(document: Document, sections: Sequence[Section], number: int) -> Iterator[Box]:
    for section in sections:
        found = document.places_of(section.heading_span) if section.heading else ()
        if found and found[0].page == number:
            left, top, right, bottom = found[0].box
            yield Box(left, top, round(right - left, 1), round(bottom - top, 1), f"section-{section.ordinal}")


def _text(document: Document, number: int, cited: _Pair | None) -> Iterator[Piece]:
    """Yield the text of a page, the running lines on it faint."""
    starts = (*document.page_starts, len(document.text))
    if number >= len(starts):
        return iter(())
    start, end = starts[number - 1], starts[number]
    first = bisect_left(document.running, start, key=lambda span: span.start)
    faint = [(span.start, span.end) for span in document.running[first:] if span.start < end]
    return pieces(document.text, start, end, cited, faint)


def _picture(root: str, source_id: str, number: int, width: int) -> str:
    return f"{root}/v1/sources/{quote(source_id, safe='')}/pages/{number}.png?width={width}"
