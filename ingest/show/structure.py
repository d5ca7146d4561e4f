"""From the elements that a page has to those that are shown: in order, none empty, none where it must not stand."""

from collections.abc import Iterator, Sequence

from ingest.show.tags import HEADINGS, INLINE, VOID
from ingest.show.trace import Node
from ingest.show.wire import Close, Open, Piece, Token

#: Levels of the headings that are shown: the page around has two of its own.
_HIGHEST, _LOWEST = 3, 6

_CELLS = frozenset({"td", "th"})
_LISTS = frozenset({"ul", "ol"})
_TERMS = frozenset({"dt", "dd"})

_Child = Node | tuple[int, int]


def tokens(root: Node, text: str) -> Iterator[Token]:
    """Yield the parts of what is shown of the traced page `root`, whose canonical text is `text`."""
    tidy = _tidied(root)
    levels: list[int] = []
    yield from _tokens(tidy, text, levels) if tidy else ()


def _tidied(node: Node) -> Node | None:
    """Return `node` as it is to be shown; None for one without text."""
    children = [kept for child in node.children if (kept := _tidied(child) if isinstance(child, Node) else child)]
    if any(isinstance(child, tuple) or child.tag not in VOID for child in children):
        return _placed(Node(node.tag, node.attributes, children))
    # A blank cell keeps its place in the row, and is the head of nothing.
    if node.tag in _CELLS:
        return Node("td", _without_scope(node))
    return node if node.tag in VOID else None


def _placed(node: Node) -> Node:
    """Return `node` with what may not stand in it put right."""
    inside = [child.tag if isinstance(child, Node) else "" for child in node.children]
    blocks = [tag for tag in inside if tag and tag not in INLINE]
    if node.tag == "p" and blocks:
        return Node("div", (), node.children)
    if node.tag == "div" and inside == ["div"] and isinstance(node.children[0], Node):
        return node.children[0]
    if node.tag in _LISTS:
        return Node(node.tag, (), [_item(child) for child in node.children])
    if node.tag == "dl" and (not _TERMS.issuperset(inside) or inside[0] == "dd" or inside[-1] == "dt"):
        return Node("div", (), [_untermed(child) for child in node.children])
    return node


def _item(child: _Child) -> Node:
    return child if isinstance(child, Node) and child.tag == "li" else Node("li", (), [child])


def _untermed(child: _Child) -> _Child:
    return Node("div", (), child.children) if isinstance(child, Node) and child.tag in _TERMS else child


def _without_scope(node: Node) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in node.attributes if name != "scope")


def _tokens(node: Node, text: str, levels: list[int]) -> Iterator[Token]:
    """Yield `node` with what is inside; `levels` are those of the headings around it, in the page's own count."""
    tag = _leveled(node.tag, levels) if node.tag in HEADINGS else node.tag
    attributes = node.attributes if tag == "th" else _without_scope(node)
    yield Open(tag, attributes)
    for place, child in enumerate(node.children):
        if isinstance(child, Node):
            yield from _tokens(child, text, levels)
        else:
            yield _piece(child, text, is_first=tag == "pre" and not place)
    yield Close()


def _piece(stretch: Sequence[int], text: str, *, is_first: bool) -> Piece:
    start, end = stretch
    if is_first:
        while text[start] == "\n":
            start += 1
    return Piece(start, end)


def _leveled(tag: str, levels: list[int]) -> str:
    """Return the heading that `tag` is shown as: one below the nearest that it stands under, so none is passed over."""
    own = HEADINGS.index(tag)
    while levels and levels[-1] >= own:
        levels.pop()
    levels.append(own)
    return HEADINGS[min(_LOWEST, _HIGHEST + len(levels) - 1) - 1]
