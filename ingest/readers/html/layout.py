"""Lay the main content of a page out as lines: blocks apart, a list's items and a table's rows each on its own line."""

import re
from collections.abc import Callable, Iterator

from ingest.readers.html.content import Content
from ingest.readers.html.rows import cells, columns, is_line, with_terms_as_rows
from ingest.readers.html.tree import Element
from ingest.readers.html.weights import HEADINGS
from ingest.readers.html.writer import Gap, Writer, Written
from vectorstore.spec import MarkKind

#: A heading longer than this, in characters, was never closed, or is a paragraph in large letters.
LONGEST_HEADING = 300

_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_AS_TYPED = frozenset({"pre", "textarea", "plaintext", "xmp", "listing"})
_BLOCKS = HEADINGS | {"p", "div", "table", "caption", "tr", "td", "th", "dl", "dt", "dd", "blockquote", "address", "hr"}
_BLOCKS |= {"article", "section", "main", "header", "footer", "aside", "nav", "form", "fieldset", "legend", "figure"}
_BLOCKS |= {"figcaption", "details", "summary", "center", "body", "html"}
_PARTS_WORDS = _BLOCKS | _LISTS | _AS_TYPED | {"li", "br"}
_STRONG = frozenset({"b", "strong", "th", "dt"})
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)


def lay_out(content: Content) -> Written:
    """Return the text of `content` with the marks of its headings, items and emphasis."""
    return Layout(content).laid_out()


class Layout:
    """Where in the page the writer is; each `enter…` says what is to be done when its element is left.

    A subclass may listen in on `enter` and `write`, see `ingest.show.trace`.
    """

    def __init__(self, content: Content) -> None:
        self.writer = Writer()
        self._content = content
        self._flat = self._as_typed = self._lists = self._item = 0
        self._strong = False
        self._columns: dict[Element, int] = {}
        self._row: dict[Element, int] = {}
        self._column = 0
        self._fresh = -1

    def laid_out(self) -> Written:
        """Write all of the content and return it."""
        if self._content.title is not None:
            self.walk(self._content.title)
        self.walk(self._content.root)
        return self.writer.written()

    def walk(self, root: Element) -> None:
        """Write `root`, without recursion: a page may be nested at will."""
        inside = [(self.enter(root), self._children(root))]
        while inside:
            leave, children = inside[-1]
            child = next(children, None)
            if child is None:
                leave()
                inside.pop()
            elif isinstance(child, str):
                self.write(child)
            elif child not in self._content.left_out:
                inside.append((self.enter(child), self._children(child)))

    def _children(self, element: Element) -> Iterator[Element | str]:
        if element.tag == "dl" and not self._flat:
            return with_terms_as_rows(element, self._content.weights)
        return iter(element.children)

    def write(self, text: str) -> None:
        """Write a text of the page."""
        if self._flat or not self._as_typed:
            self.writer.text(text)
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self.writer.break_line()
            if line.strip():
                self.writer.typed(line)
            elif line:
                self.writer.gap(Gap.SPACE)

    def enter(self, element: Element) -> Callable[[], None]:
        """Begin `element`; return what is to be done when it is left."""
        leave = self._enter_layout(element)
        bold = element.tag in _STRONG or _BOLD.search(element.attributes.get("style", ""))
        if not bold or self._strong:
            return leave
        self._strong = True
        self.writer.open(MarkKind.STRONG)

        def leave_strong() -> None:
            self._strong = False
            self.writer.close(MarkKind.STRONG)
            leave()

        return leave_strong

    def _enter_layout(self, element: Element) -> Callable[[], None]:
        tag = element.tag
        if element in self._row:
            self.writer.tabs(self._row[element] - self._column)
            self._column = self._row[element]
            return _nothing
        if self._flat:
            return self._enter_block(Gap.SPACE) if tag in _PARTS_WORDS else _nothing
        if tag in HEADINGS and self._content.weights[element].text <= LONGEST_HEADING:
            return self._enter_heading(int(tag[1]))
        if tag in _LISTS:
            return self._enter_list()
        if tag == "li":
            return self._enter_item()
        if tag in _AS_TYPED:
            return self._enter_as_typed()
        if tag == "tr" and is_line(element, self._content.weights):
            return self._enter_row(element)
        if tag == "table":
            self._columns |= columns(element)
        if tag == "br":
            self.writer.break_line()
        return self._enter_block(Gap.BLOCK) if tag in _BLOCKS else _nothing

    def _enter_block(self, gap: Gap) -> Callable[[], None]:
        if self.writer.length != self._fresh:
            self.writer.gap(gap)
        return lambda: self.writer.gap(gap)

    def _enter_heading(self, level: int) -> Callable[[], None]:
        self.writer.gap(Gap.BLOCK)
        self.writer.open(MarkKind.HEADING, level)
        self._flat += 1

        def leave() -> None:
            self._flat -= 1
            self.writer.close(MarkKind.HEADING)
            self.writer.gap(Gap.BLOCK)

        return leave

    def _enter_list(self) -> Callable[[], None]:
        gap = Gap.LINE if self._lists else Gap.BLOCK
        around = self._begin_item(0)
        self.writer.gap(gap)
        self._lists += 1

        def leave() -> None:
            self._lists -= 1
            self._end_item(around)
            self.writer.gap(gap)

        return leave

    def _enter_item(self) -> Callable[[], None]:
        self.writer.gap(Gap.LINE)
        around = self._begin_item(max(1, self._lists))
        self._fresh = self.writer.length

        def leave() -> None:
            self._end_item(around)
            self.writer.gap(Gap.LINE)

        return leave

    def _begin_item(self, depth: int) -> int:
        """Interrupt the item that the writer is in; begin one of `depth` unless that is 0; return the depth before."""
        around, self._item = self._item, depth
        if around:
            self.writer.close(MarkKind.ITEM)
        if depth:
            self.writer.open(MarkKind.ITEM, depth)
        return around

    def _end_item(self, around: int) -> None:
        """Go on with the item of depth `around` that was interrupted; no blank line follows an item without one."""
        if self._item and not self.writer.close(MarkKind.ITEM):
            self.writer.close_up()
        self._item = around
        if around:
            self.writer.open(MarkKind.ITEM, around)

    def _enter_as_typed(self) -> Callable[[], None]:
        self.writer.gap(Gap.BLOCK)
        self._as_typed += 1

        def leave() -> None:
            self._as_typed -= 1
            self.writer.gap(Gap.BLOCK)

        return leave

    def _enter_row(self, row: Element) -> Callable[[], None]:
        self.writer.gap(Gap.LINE)
        self._row = {cell: self._columns.get(cell, place) for place, cell in enumerate(cells(row))}
        self._column = 0
        self._flat += 1

        def leave() -> None:
            self._flat -= 1
            self._row = {}
            self.writer.end_row()

        return leave


def _nothing() -> None:
    """Leave an element that asks for nothing."""
