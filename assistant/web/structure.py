"""The content of a web page as it is shown: plain elements around its canonical text, the cited characters marked.

The elements are those of `ingest.show.tags` and no others, without links,
pictures or styles; every character of text is escaped.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markupsafe import Markup as Safe
from markupsafe import escape

from assistant.web.marked import Piece as Shown
from assistant.web.marked import pieces
from ingest.show.tags import VOID
from ingest.show.wire import Markup, Open, Piece
from vectorstore.spec import Section

_Pair = tuple[int, int]


def marked(markup: Markup, sections: Sequence[Section], cited: _Pair | None) -> Safe:
    """Return `markup` as HTML, with the code points of `cited` marked and a place to go to at each heading."""
    writer = _Writer(markup.text, sections, cited)
    open_tags: list[str] = []
    for token in markup.tokens:
        if isinstance(token, Open):
            open_tags.append(token.tag)
            writer.open(token)
        elif isinstance(token, Piece):
            writer.piece(token)
        else:
            writer.close(open_tags.pop())
    return Safe("".join(writer.parts))


def beyond(markup: Markup, text: str, cited: _Pair | None) -> tuple[Shown, ...]:
    """Return what of the canonical text `text` does not stand in the page: what a person corrected."""
    start = len(markup.text)
    return tuple(pieces(text, start, len(text), cited, ())) if text[start:].strip() else ()


class _Writer:
    def __init__(self, text: str, sections: Sequence[Section], cited: _Pair | None) -> None:
        self.parts: list[str] = []
        self._text = text
        self._cited = cited
        self._is_marked = False
        headed = {s.heading_span.start: s.ordinal for s in sections if s.heading}
        self._headed = sorted(headed.items())

    def open(self, token: Open) -> None:
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in token.attributes)
        self.parts.append(f"<{token.tag}{attributes}>")

    def close(self, tag: str) -> None:
        if tag not in VOID:
            self.parts.append(f"</{tag}>")

    def piece(self, token: Piece) -> None:
        """Write a stretch of text, cut at headings and where the cited span begins and ends."""
        first = bisect_left(self._headed, (token.start, -1))
        last = bisect_left(self._headed, (token.end, -1))
        anchors = dict(self._headed[first:last])
        edges = {edge for edge in (*anchors, *(self._cited or ())) if token.start < edge < token.end}
        for start, end in pairwise(sorted({token.start, token.end, *edges})):
            if start in anchors:
                self.parts.append(f'<span id="section-{anchors[start]}"></span>')
            self.parts += self._stretch(start, end)

    def _stretch(self, start: int, end: int) -> Iterator[str]:
        words = self._text[start:end]
        if self._cited is None or not self._cited[0] <= start < self._cited[1] or not words.strip():
            yield str(escape(words))
            return
        # White space between two blocks is none of the words.
        before = words[: len(words) - len(words.lstrip())] if words[0] in "\n\t" else ""
        yield before
        name = "" if self._is_marked else ' id="cite"'
        self._is_marked = True
        yield f"<mark{name}>{escape(words[len(before) :])}</mark>"
