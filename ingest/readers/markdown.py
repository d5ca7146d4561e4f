"""Markdown: the source itself is the canonical text; marks say where its headings and items are.

markdown-it-py finds the blocks and gives the lines of each; the offsets within
the lines are found here, since it does not keep them.
"""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.readers.decoded import extract
from ingest.readers.extracted import Extracted
from ingest.readers.strong import strong_marks
from vectorstore.spec import Mark, MarkKind, line_starts

# Text pasted from a word processor is indented at will and holds stray tags: neither code nor HTML
# is meant. Inline tokens carry no offsets, so they are not made.
_PARSER = MarkdownIt("commonmark").disable(["code", "html_block", "inline"])

_HEADING = re.compile(r"[ \t>]*(?:#{1,6}[ \t]+)?(?P<inner>.*?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
_ITEM = re.compile(r"[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]*")
_LIST_OPEN = frozenset({"bullet_list_open", "ordered_list_open"})
_LIST_CLOSE = frozenset({"bullet_list_close", "ordered_list_close"})


def read(content: bytes, name: str) -> Extracted:
    """Return the text of a Markdown file; raises what `decoded.extract` does."""
    return extract(content, name, marks)


def marks(text: str) -> tuple[Mark, ...]:
    """Return the headings, items and strong stretches of Markdown `text`, by start."""
    found = [*_blocks(text), *strong_marks(text)]
    return tuple(sorted(found, key=lambda mark: (mark.start, -mark.end)))


def _blocks(text: str) -> Iterator[Mark]:
    starts = (*line_starts(text), len(text))
    tokens = _PARSER.parse(text)
    depth = after = 0
    for index, token in enumerate(tokens):
        depth += (token.type in _LIST_OPEN) - (token.type in _LIST_CLOSE)
        if token.type == "heading_open":
            yield from _heading(text, starts, token)
        elif token.type == "list_item_open":
            first, last = _own_lines(tokens, index)
            # Several items can open on one line: each begins after the marker of the one before.
            if marker := _ITEM.match(text, max(after, starts[first])):
                after = marker.end()
                yield from _item(text, after, starts[last], depth)


def _heading(text: str, starts: tuple[int, ...], token: Token) -> Iterator[Mark]:
    first, last = token.map or (0, 0)
    # A rule drawn under a paragraph of several lines is no heading, whatever Markdown says.
    if token.markup[0] in "=-" and last - first != 2:
        return
    match = _HEADING.match(text, starts[first])
    if match and match["inner"].strip():
        yield Mark(MarkKind.HEADING, *match.span("inner"), int(token.tag[1:]))


def _own_lines(tokens: list[Token], index: int) -> tuple[int, int]:
    """Return the lines of the item opened at `index`, from its first to just past its own text.

    A list within it begins items of its own.
    """
    first, last = tokens[index].map or (0, 0)
    for place in range(index + 1, len(tokens)):
        token = tokens[place]
        if token.type == "list_item_close" or token.type in _LIST_OPEN:
            inner = token.map or (last, last)
            return first, min(last, inner[0]) if token.type in _LIST_OPEN else last
    return first, last


def _item(text: str, start: int, end: int, depth: int) -> Iterator[Mark]:
    own = text[start:end].rstrip()
    if own:
        yield Mark(MarkKind.ITEM, start, start + len(own), depth)
