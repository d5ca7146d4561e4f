"""The words of a PDF page, each with its box and type: the only module that speaks to PDFium.

It runs in the child process of `worker`. PDFium tells every character;
since each question costs a call, only the first and last of a word are asked
for more, unless the type changes within it.
"""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.readers.characters import canonical
from ingest.readers.pdf.frame import Box, Frame

_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_BOLD_WEIGHT = 600
_FORCE_BOLD = 1 << 18

# A hyphen at the end of a line, after which PDFium goes on with the next line at once.
_LINE_HYPHEN = "\x02"

_RUN = re.compile(r"\S+")
_PART = re.compile(rf"[^{_LINE_HYPHEN}]+{_LINE_HYPHEN}?|{_LINE_HYPHEN}")

_FILL_AND_STROKE, _INVISIBLE = 2, 3

# Smaller type cannot be read, in points.
_SMALLEST = 1.0

# Text that runs within as many degrees of a quarter turn is level with the page.
_LEVEL = 5.0


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without white space, or a part of such that is set in one type."""

    text: str
    box: Box
    """In points, from the top left of the page as it is shown."""

    origin: tuple[float, float]
    """Where its first character stands on the baseline, likewise."""

    size: float
    """Height of the type in points."""

    bold: bool
    quarter: int | None
    """Direction in quarter turns clockwise, 0 for level text; None where it is slanted."""

    spaced: bool
    """A space stands before it."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a page shows."""

    frame: Frame
    words: tuple[Word, ...]
    """In the order in which the file draws them."""

    hidden: int
    """Characters that nobody would see: outside of the page, smaller than a point, drawn with no ink."""

    unmapped: int
    """Characters of which the file does not say what they are."""

    drawn: bool
    """Something is drawn on it: text, a picture, a line."""


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    bold: bool
    invisible: bool
    direction: tuple[float, float]


class Pages:
    """The pages of a PDF in memory.

    Raises:
        pdfium.PdfiumError: it cannot be opened; `err_code` says why.
    """

    def __init__(self, content: bytes) -> None:
        self._document = pdfium.PdfDocument(content)
        # Only a form has fields whose values are to be drawn into their pages.
        self._form = raw.FPDF_GetFormType(self._document.raw) != raw.FORMTYPE_NONE
        if self._form:
            self._document.init_forms()

    def __len__(self) -> int:
        return len(self._document)

    def read(self, index: int) -> PageWords:
        """Return the words of the page at `index`, from 0."""
        page = self._document[index]
        if self._form and raw.FPDFPage_GetAnnotCount(page.raw):
            page.flatten()
            page = self._document[index]
        return _Reader(page).read()


class _Reader:
    def __init__(self, page: pdfium.PdfPage) -> None:
        self._page = page
        self._text = page.get_textpage()
        left, bottom, right, top = page.get_bbox()
        self._frame = Frame(left, bottom, right, top, page.get_rotation() // 90)
        self._styles: dict[int, _Style] = {}
        self._over_picture: bool | None = None

    def read(self) -> PageWords:
        text = self._text.raw
        codes = [raw.FPDFText_GetUnicode(text, index) for index in range(raw.FPDFText_CountChars(text))]
        found = list(self._words("".join(map(_character, codes))))
        seen = tuple(word for word, shown in found if shown)
        hidden = sum(len(word.text) for word, shown in found if not shown)
        unmapped = sum(code in (0, 0xFFFD) for code in codes)
        return PageWords(self._frame, seen, hidden, unmapped, raw.FPDFPage_CountObjects(self._page.raw) > 0)

    def _words(self, characters: str) -> Iterator[tuple[Word, bool]]:
        """Yield each word and whether a person sees it."""
        for run in _RUN.finditer(characters):
            spaced = run.start() > 0 and characters[run.start() - 1] not in "\r\n"
            for part in _PART.finditer(characters, *run.span()):
                for first, last in self._by_type(part.start(), part.end() - 1):
                    if word := self._word(characters[first : last + 1], first, last, spaced):
                        yield word
                    spaced = False

    def _by_type(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        if first == last or self._object(first) == self._object(last):
            yield first, last
            return
        for _, group in groupby(range(first, last + 1), key=self._object):
            indices = list(group)
            yield indices[0], indices[-1]

    def _word(self, characters: str, first: int, last: int, spaced: bool) -> tuple[Word, bool] | None:
        text = characters.replace(_LINE_HYPHEN, "-")
        if not text.isascii() or not text.isprintable():
            text = canonical(text).text.strip()
        if not text:
            return None
        style = self._style(first)
        left, right = self._box(first), self._box(last)
        box = (min(left[0], right[0]), min(left[1], right[1]), max(left[2], right[2]), max(left[3], right[3]))
        origin, quarter = self._origin(first), _quarter(style.direction)
        word = Word(text, box, origin, style.size, style.bold, quarter, spaced)
        return word, self._is_seen(word, style)

    def _is_seen(self, word: Word, style: _Style) -> bool:
        if style.invisible and not self._stands_over_picture():
            return False
        middle = ((word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2)
        return style.size >= _SMALLEST and self._frame.holds(*middle)

    def _stands_over_picture(self) -> bool:
        """Whether the page is a scan: text without ink over a picture is what its recognition read there."""
        if self._over_picture is None:
            objects = self._page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
            areas = [(right - left) * (top - bottom) for left, bottom, right, top in (o.get_bounds() for o in objects)]
            self._over_picture = sum(areas) > self._frame.area / 2
        return self._over_picture

    def _object(self, index: int) -> int:
        found = raw.FPDFText_GetTextObject(self._text.raw, index)
        return ctypes.addressof(found.contents) if found else 0

    def _style(self, index: int) -> _Style:
        key = self._object(index)
        if key not in self._styles:
            self._styles[key] = self._read_style(index)
        return self._styles[key]

    def _read_style(self, index: int) -> _Style:
        text = self._text.raw
        name, flags, matrix = ctypes.create_string_buffer(256), ctypes.c_int(), raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
        raw.FPDFText_GetFontInfo(text, index, name, len(name), flags)
        raw.FPDFText_GetMatrix(text, index, matrix)
        found = raw.FPDFText_GetTextObject(text, index)
        mode = raw.FPDFTextObj_GetTextRenderMode(found) if found else 0
        named = name.value.decode("utf-8", "replace").casefold()
        bold = (
            raw.FPDFText_GetFontWeight(text, index) >= _BOLD_WEIGHT
            or bool(flags.value & _FORCE_BOLD)
            or any(word in named for word in _BOLD_NAMES)
            or mode == _FILL_AND_STROKE
        )
        size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        return _Style(size, bold, mode == _INVISIBLE, self._frame.direction(matrix.a, matrix.b))

    def _box(self, index: int) -> Box:
        rect = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(self._text.raw, index, rect)
        return self._frame.box(rect.left, rect.bottom, rect.right, rect.top)

    def _origin(self, index: int) -> tuple[float, float]:
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(self._text.raw, index, x, y)
        return self._frame.point(x.value, y.value)


def turned(page: PageWords) -> PageWords:
    """Return `page` turned so that most of its text is level."""
    counts = [sum(len(word.text) for word in page.words if word.quarter == quarter) for quarter in range(4)]
    most = counts.index(max(counts))
    frame = page.frame.turned(most)
    return replace(page, frame=frame, words=tuple(_turned(word, page.frame, frame) for word in page.words))


def turned_aside(page: PageWords, quarter: int) -> tuple[Frame, list[Word]]:
    """Return the words of `page` that run in `quarter`, level, and the frame of the page turned so."""
    frame = page.frame.turned(page.frame.reading + quarter)
    return frame, [_turned(word, page.frame, frame) for word in page.words if word.quarter == quarter]


def _turned(word: Word, before: Frame, frame: Frame) -> Word:
    quarters = frame.reading - before.reading
    if not quarters:
        return word
    box, origin = frame.read(before.shown(word.box)), frame.read_point(*before.shown_point(*word.origin))
    return replace(
        word, box=box, origin=origin, quarter=None if word.quarter is None else (word.quarter - quarters) % 4
    )


def _character(code: int) -> str:
    unknown = code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000 or code > 0x10FFFF
    return "\ufffd" if unknown else chr(code)


def _quarter(direction: tuple[float, float]) -> int | None:
    quarters = math.degrees(math.atan2(direction[1], direction[0])) / 90
    return round(quarters) % 4 if abs(quarters - round(quarters)) * 90 <= _LEVEL else None
