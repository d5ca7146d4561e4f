"""The characters of a paragraph: runs as shown, fields by their result, changes accepted."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from ingest.readers.characters import canonical
from ingest.readers.docx import names
from ingest.readers.docx.names import MC, Element, M, W, value
from ingest.readers.docx.shared import Shared, note_key
from ingest.readers.docx.styles import Look
from ingest.readers.docx.symbols import plain

_RUNS = (f"{W}r", f"{M}r")

# Deleted or moved away, properties, and the reading aid above a word.
_LEFT_OUT = frozenset(W + name for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "rt"))

_BOXED = frozenset([*(W + name for name in ("drawing", "pict", "object")), f"{MC}AlternateContent"])
_REFERENCES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}


@dataclass(slots=True)
class Fields:
    """The fields that are open, innermost last; one can span paragraphs."""

    showing: list[bool] = field(default_factory=list)
    """Whether each has come to its result."""

    @property
    def shown(self) -> bool:
        """Whether characters here are shown, and are no instruction."""
        return all(self.showing)

    def mark(self, kind: str) -> None:
        """Go on over a field's `begin`, `separate` or `end`."""
        if kind == "begin":
            self.showing.append(False)
        elif kind == "separate" and self.showing:
            self.showing[-1] = True
        elif kind == "end" and self.showing:
            self.showing.pop()


@dataclass(slots=True)
class Runs:
    """Reads the runs of one paragraph, and keeps what it finds in them."""

    shared: Shared
    style: str
    """Id of the paragraph's style."""

    fields: Fields
    pieces: list[tuple[str, bool]] = field(default_factory=list)
    """Text, and whether it is emphasized."""

    boxes: list[Element] = field(default_factory=list)
    """Contents of the text boxes that are anchored here."""

    notes: list[tuple[str, str]] = field(default_factory=list)
    """Keys of the notes that are referred to here."""

    def read(self, element: Element, *, linked: bool = False) -> None:
        """Read what is in `element`, a paragraph or something around its runs."""
        if element.tag == f"{W}sdt" and names.is_placeholder(element):
            return
        linked = linked or element.tag == f"{W}hyperlink"
        for child in names.alternative(element) if element.tag == f"{MC}AlternateContent" else element:
            if child.tag in _RUNS:
                self._run(child, linked=linked)
            elif child.tag not in _LEFT_OUT:
                self.read(child, linked=linked)

    def _run(self, run: Element, *, linked: bool) -> None:
        look = self.shared.styles.look(self.style, run.find(f"{W}rPr"), linked=linked)
        for child in run:
            if child.tag == f"{W}fldChar":
                self._field(child, look)
            elif child.tag in _BOXED:
                self.boxes.extend(_boxes(child))
            elif child.tag == f"{W}ruby":
                self.read(child, linked=linked)
            elif child.tag in _REFERENCES:
                self._refer(child, look)
            elif (shown := _SHOWN.get(child.tag)) and self.fields.shown:
                self._write(shown(child, look), look)

    def _field(self, mark: Element, look: Look) -> None:
        box = mark.find(f"{W}ffData/{W}checkBox")
        if box is not None and self.fields.shown:
            checked, default = box.find(f"{W}checked"), box.find(f"{W}default")
            state = default if checked is None else checked
            self._write("☒" if state is not None and names.is_on(state) else "☐", look)
        self.fields.mark(value(mark, "fldCharType"))

    def _refer(self, reference: Element, look: Look) -> None:
        key = note_key(reference, _REFERENCES[reference.tag])
        if look.hidden or not self.fields.shown or key not in self.shared.notes.elements:
            return
        self.notes.append(key)
        if not names.is_custom(reference):
            # Raised as Word shows it; a space keeps the word before it whole.
            self.pieces.append((f" {self.shared.notes.numeral(key)}", False))

    def _write(self, text: str, look: Look) -> None:
        if not (text.isascii() and text.isprintable()):
            clean = canonical(text)
            text = clean.text
            self.shared.losses.invisible += clean.invisible
        if look.hidden:
            self.shared.losses.hidden += len(text)
        elif text:
            self.pieces.append((text.upper() if look.caps else text, look.strong))


def _boxes(element: Element) -> Iterator[Element]:
    """Yield the contents of the text boxes in `element`, of one of several alternatives."""
    for child in names.alternative(element) if element.tag == f"{MC}AlternateContent" else element:
        if child.tag == f"{W}txbxContent":
            yield child
        else:
            yield from _boxes(child)


def _text(element: Element, look: Look) -> str:
    # White space is what it is in XML: a line end is a space, and the outermost counts where it says so.
    text = plain((element.text or "").replace("\n", " ").replace("\r", " "), look.font)
    return text if element.get(names.SPACE) == "preserve" else text.strip(" \t")


def _symbol(element: Element, look: Look) -> str:
    code = value(element, "char")
    digits = len(code) <= 4 and all(digit in "0123456789abcdefABCDEF" for digit in code)
    return plain(chr(int(code, 16)), value(element, "font")) if code and digits else ""


def _always(text: str) -> Callable[[Element, Look], str]:
    return lambda element, look: text


#: What Word shows for each element of a run; the others show nothing.
_SHOWN: Mapping[str, Callable[[Element, Look], str]] = {
    f"{W}t": _text,
    f"{M}t": _text,
    f"{W}sym": _symbol,
    f"{W}tab": _always("\t"),
    f"{W}ptab": _always("\t"),
    f"{W}br": _always("\n"),
    f"{W}cr": _always("\n"),
    # A plain hyphen, since a word is looked for with that one.
    f"{W}noBreakHyphen": _always("-"),
}
