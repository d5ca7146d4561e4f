"""Which text of a page came from which of its elements: the layout, listened in on.

Ingestion lays a page out and pays for none of this; what is heard here is the
same layout at work again, so the text is the canonical one to the letter.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from ingest.readers.html import opened
from ingest.readers.html.content import Content
from ingest.readers.html.layout import LONGEST_HEADING, Layout
from ingest.readers.html.tree import Element
from ingest.show.tags import ATTRIBUTES, HEADINGS, INLINE, PARENTS, SHOWN

#: Elements are shown so deep at most; of those inside only the content is, as browsers do at ten times that.
_DEEPEST = 40

_ATTRIBUTED = frozenset({"td", "th"})


@dataclass(slots=True)
class Node:
    """An element as it is shown, with stretches of the canonical text inside."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: "list[Node | tuple[int, int]]" = field(default_factory=list)
    """In order; a stretch has the white space before it, and ends with no white space."""


def trace(content: bytes, name: str) -> tuple[str, Node]:
    """Return the canonical text of the web page `content`, and the elements that it came from below one root.

    Raises:
        ReadError: it cannot be read.
    """
    layout = _Traced(opened(content, name)[0])
    return layout.laid_out().text, layout.root


class _Traced(Layout):
    """Lays out, and notes what is laid out where."""

    def __init__(self, content: Content) -> None:
        super().__init__(content)
        self.root = Node("div")
        self._weights = content.weights
        self._around = [self.root]

    def enter(self, element: Element) -> Callable[[], None]:
        """Begin `element`, and a node where it is shown."""
        leave = super().enter(element)
        self._around.append(self._node(element) or self._around[-1])

        def left() -> None:
            leave()
            self._around.pop()

        return left

    def write(self, text: str) -> None:
        """Write a text, and note where it comes to stand."""
        start = self.writer.length
        super().write(text)
        if self.writer.length > start:
            self._around[-1].children.append((start, self.writer.length))

    def _node(self, element: Element) -> Node | None:
        """Return the new node of `element`; None where only its content is shown."""
        around, tag = self._around[-1], self._tag(element)
        tag = "div" if tag in PARENTS and around.tag not in PARENTS[tag] else tag
        is_flat = around.tag in HEADINGS or around.tag in INLINE
        is_inside = (is_flat and tag not in INLINE) or (around.tag == "dl" and tag == "div")
        if not tag or is_inside or len(self._around) > _DEEPEST:
            return None
        node = Node(tag, tuple(_attributes(element)) if tag in _ATTRIBUTED else ())
        around.children.append(node)
        return node

    def _tag(self, element: Element) -> str:
        tag = SHOWN.get(element.tag, "")
        is_paragraph = tag in HEADINGS and self._weights[element].text > LONGEST_HEADING
        return "p" if is_paragraph else tag


def _attributes(element: Element) -> list[tuple[str, str]]:
    given = ((name, element.attributes.get(name, "").strip().lower()) for name in ATTRIBUTES)
    return [(name, value) for name, value in given if ATTRIBUTES[name].fullmatch(value)]
