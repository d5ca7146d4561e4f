"""A page as a tree of elements, as a browser parses it (HTML5), within limits of work and memory.

The parser is Lexbor (selectolax). It is quick on any page that people write
and quadratic in two things that nobody writes: depth and attributes of one
tag. So both are counted before it is called.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.errors import LimitError
from ingest.readers.characters import canonical

#: Most tags that a page may have; a page of 400 kB of navigation has some 50,000.
MAX_TAGS = 500_000

#: Most steps that parsing a page may take, as estimated here; some 3 seconds.
MAX_STEPS = 200_000_000

# What no person sees of a page, or what is no text of it.
_UNSEEN = frozenset(
    {"script", "style", "head", "title", "meta", "link", "noscript", "template", "svg", "math", "canvas", "object"}
    | {"iframe", "frame", "noframes", "audio", "video", "map", "img", "input", "select", "datalist", "button", "del"}
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9]))", re.IGNORECASE)

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)([^<>]*)")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
# Elements that end by themselves, or where the next of their kind begins, and so nest no deeper.
_ENDS_ITSELF = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
    | {"p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "html", "head", "body"}
)


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """An element that a person can see, with what is inside it."""

    tag: str
    attributes: Mapping[str, str]
    children: "list[Element | str]"
    """Elements and texts in order; the texts without invisible characters, white space as it is."""


def parse(source: str, name: str) -> Element:
    """Return the root of the page `source`, a file of the name `name`.

    Raises:
        LimitError: it is nested too deep, or has more tags than `MAX_TAGS`.
    """
    tags, steps = _cost(source)
    if tags > MAX_TAGS:
        raise LimitError(f"{name!r} has {tags:,} tags; at most {MAX_TAGS:,} are read: save the spec's own part of it")
    if steps > MAX_STEPS:
        raise LimitError(f"{name!r} is nested too deep for a page that people read; save its text as a new page")
    root = LexborHTMLParser(source, scripting=True).root
    return _copied(root) if root is not None else Element("html", {}, [])


def _cost(source: str) -> tuple[int, int]:
    """Return how many tags `source` has, and about how many steps the parser takes."""
    tags = depth = steps = 0
    for match in _TAG.finditer(source):
        tags += 1
        if match[1]:
            depth = max(0, depth - (match[2].lower() not in _ENDS_ITSELF))
            continue
        attributes = len(_QUOTED.sub("", match[3]).split()) if match[3] else 0
        steps += depth + attributes * attributes // 2
        depth += match[2].lower() not in _ENDS_ITSELF and not match[3].endswith("/")
    return tags, steps


def _copied(root: LexborNode) -> Element:
    made = Element(root.tag or "", {}, [])
    pending: list[tuple[LexborNode | None, Element]] = [(root.first_child, made)]
    while pending:
        node, parent = pending.pop()
        for child in _siblings(node):
            if child.is_text_node:
                parent.children.append(canonical(child.text_content or "").text)
            elif child.is_element_node and (element := _seen(child)) is not None:
                parent.children.append(element)
                pending.append((child.first_child, element))
    return made


def _siblings(node: LexborNode | None) -> Iterator[LexborNode]:
    while node is not None:
        yield node
        node = node.next


def _seen(node: LexborNode) -> Element | None:
    """Return the element of `node`, still empty; None where no person sees it."""
    if node.tag in _UNSEEN:
        return None
    attributes = {key: value or "" for key, value in node.attributes.items()}
    if "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")):
        return None
    return Element(node.tag or "", attributes, [])
