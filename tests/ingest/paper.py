"""A tiny writer of PDFs, so that tests need no other: pages of text in Helvetica and Helvetica-Bold.

Text is placed by its left edge and by how far its top is below the top of the
page, in points.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 612.0, 792.0

_REGULAR = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556"
    " 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778"
    " 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222"
    " 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)
_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556"
    " 556 333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778"
    " 722 667 611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278"
    " 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584"
)
#: Widths of the characters from space to tilde, in thousandths of the type's height.
WIDTHS = {bold: tuple(map(int, (_BOLD if bold else _REGULAR).split())) for bold in (False, True)}


def width(text: str, size: float, bold: bool = False) -> float:
    """Return how wide `text` is, in points."""
    widths = WIDTHS[bold]
    return sum(widths[ord(c) - 32] if " " <= c <= "~" else 350 for c in text) * size / 1000


@dataclass
class Paper:
    """Pages that text is set on."""

    contents: list[list[str]] = field(default_factory=lambda: [[]])
    """Drawing operators of each page."""
    rotate: int = 0
    """Degrees clockwise that pages are shown with."""
    crop: tuple[float, float, float, float] | None = None
    """Left, bottom, right, top of what is shown; None for all."""

    def text(self, x: float, top: float, words: str, size: float = 10, *, bold: bool = False, ink: int = 0) -> None:
        """Set `words` with their baseline as far as `top` and their height below the top of the page."""
        shown = words.encode("cp1252").decode("latin-1").replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        y = HEIGHT - top - size
        self.draw(f"BT {ink} Tr /{'B' if bold else 'R'} {size:g} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm ({shown}) Tj ET")

    def upward(self, x: float, bottom: float, words: str, size: float = 10) -> None:
        """Set `words` running upward."""
        self.draw(f"BT /R {size:g} Tf 0 1 -1 0 {x:.2f} {bottom:.2f} Tm ({words}) Tj ET")

    def draw(self, operators: str) -> None:
        """Draw on the last page."""
        self.contents[-1].append(operators)

    def turn(self) -> None:
        """Begin a page."""
        self.contents.append([])

    def content(self) -> bytes:
        """Return the file."""
        return pdf(["\n".join(page) for page in self.contents], self.rotate, self.crop)


def pdf(pages: Sequence[str], rotate: int = 0, crop: tuple[float, float, float, float] | None = None) -> bytes:
    """Return a PDF of the pages with the drawing operators `pages`."""
    fonts = [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()
        for name in ("Helvetica", "Helvetica-Bold")
    ]
    kids = " ".join(f"{5 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        *fonts,
    ]
    shown = f" /CropBox [{' '.join(map(str, crop))}]" if crop else ""
    for index, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH:g} {HEIGHT:g}]{shown} /Rotate {rotate}"
            f" /Resources << /Font << /R 3 0 R /B 4 0 R >> >> /Contents {6 + 2 * index} 0 R >>".encode()
        )
        stream = zlib.compress(page.encode("latin-1"), 9)
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


@dataclass
class Spec:
    """A class spec that flows down its pages between a header and a footer."""

    header: str
    footer: str
    """With `#` for the page."""
    size: float = 10
    left: float = 72
    right: float = 540
    bottom: float = 716
    paper: Paper = field(default_factory=Paper)
    top: float = 54

    def __post_init__(self) -> None:
        self._furnish()

    def row(self, *cells: tuple[float, str], bold: bool = False, size: float | None = None) -> None:
        """Set cells side by side, each at its distance from the left edge; on the next page for want of room."""
        self._room()
        for x, words in cells:
            self.paper.text(x, self.top, words, size or self.size, bold=bold)
        self.top += 1.2 * (size or self.size)

    def gap(self, height: float = 10) -> None:
        """Leave a blank."""
        self.top += height

    def heading(self, words: str) -> None:
        """Set a heading in bold between blanks."""
        self.gap()
        self._room()
        self.row((self.left, words), bold=True)
        self.gap(6)

    def paragraph(self, words: str, *, marker: str = "", indent: float = 0) -> None:
        """Set `words` in lines; a soft hyphen shows where a word may be cut."""
        for number, line in enumerate(_wrapped(words, self.right - self.left - indent, self.size)):
            self._room()
            if marker and not number:
                self.paper.text(self.left + indent - 18, self.top, marker, self.size)
            self.row((self.left + indent, line))
        self.gap(6)

    def items(self, *texts: str, markers: Sequence[str] = ()) -> None:
        """Set a list, by default with numbers."""
        for number, words in enumerate(texts):
            marker = markers[number] if number < len(markers) else f"{number + 1}."
            self.paragraph(words, marker=marker, indent=18)

    def content(self) -> bytes:
        """Return the file."""
        return self.paper.content()

    def _room(self) -> None:
        if self.top > self.bottom - self.size:
            self.paper.turn()
            self.top = 54
            self._furnish()

    def _furnish(self) -> None:
        page = len(self.paper.contents)
        if page > 1:
            self.paper.text(self.left, self.top, self.header, 9)
            self.top += 28
        self.paper.text(self.left, 744, self.footer.replace("#", str(page)), 8)


def _wrapped(words: str, room: float, size: float) -> list[str]:
    lines, line = [], ""
    for word in words.split(" "):
        parts = word.split("\u00ad")
        while width(f"{line} {''.join(parts)}".strip(), size) > room:
            fitting = [n for n in range(len(parts) - 1, 0, -1) if width(f"{line} {_cut(parts, n)}", size) <= room]
            taken = fitting[0] if fitting else 0
            lines.append(f"{line} {_cut(parts, taken)}".strip() if taken else line)
            parts, line = parts[taken:], ""
        line = f"{line} {''.join(parts)}".strip()
    return [*lines, line]


def _cut(parts: Sequence[str], number: int) -> str:
    head = "".join(parts[:number])
    return head if head.endswith("-") else head + "-"
