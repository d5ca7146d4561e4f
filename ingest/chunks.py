"""Cut a document into chunks for the embedder: a section each, or a part of a long one.

The class title and the section path stand before each chunk's text, the cheap
form of contextual retrieval; the window is counted in the embedder's own word
pieces, since what lies beyond it is not seen.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from langchain_text_splitters import RecursiveCharacterTextSplitter

from vectorstore.spec import Chunk, ClassSpec, Document, ParsedDocument, Section, Statement, speaks_of
from vectorstore.tokens import count_tokens

#: Word pieces that the embedder adds around a text: its start and its end.
_SPECIAL = 2

#: Of more classes, the series stands for them.
_MOST_TITLES = 3

#: A context longer than this share of the window leaves no room for the text, and is cut.
_MOST_CONTEXT = 0.3

#: Characters of a statement that may be in one chunk with others; a longer one is cut, however few pieces it has.
_LONGEST = 5_000

# The model does not see a longer word, and to count the tokens of one of a million characters takes for ever.
_LONG_WORD = re.compile(r"(\S{100})(?=\S)")


def with_chunks(parsed: ParsedDocument, count: Callable[[str], int], window: int) -> ParsedDocument:
    """Return `parsed` with its chunks; `count` counts the embedder's word pieces, of which it reads `window`."""
    made = chunks(parsed.document, parsed.sections, parsed.statements, parsed.specs, count, window)
    return replace(parsed, chunks=made)


def chunks(
    document: Document,
    sections: Sequence[Section],
    statements: Sequence[Statement],
    specs: Sequence[ClassSpec],
    count: Callable[[str], int],
    window: int,
) -> tuple[Chunk, ...]:
    """Return the chunks of `document`; each fits `window` word pieces as `count` counts them."""
    made: list[Chunk] = []
    by_section: dict[int, list[Statement]] = {}
    for statement in statements:
        by_section.setdefault(statement.section, []).append(statement)
    for section in sections:
        # No chunk holds what is said of other classes than the rest of it.
        for classes, own in groupby(by_section.get(section.ordinal, []), key=lambda statement: statement.applies_to):
            context = _context(specs, section, classes, count, int(window * _MOST_CONTEXT))
            room = window - _SPECIAL - count(context)
            for start, end, text in _parts(list(own), count, room):
                whole = f"{context}\n{text}" if context else text
                span = document.span(start, end)
                made.append(Chunk(len(made), section.ordinal, whole, span, count_tokens(whole), applies_to=classes))
    return tuple(made)


def _context(
    specs: Sequence[ClassSpec], section: Section, classes: tuple[int, ...], count: Callable[[str], int], most: int
) -> str:
    """Title and section path, shortened from the top where they are long."""
    own = [spec for spec in specs if speaks_of(classes, spec.ordinal)]
    titles = own[0].series if len(own) > _MOST_TITLES and own[0].series else " / ".join(spec.title for spec in own)
    path = list(section.path)
    while count(context := " > ".join([titles, *path])) > most and len(path) > 1:
        path = path[1:]
    return context if count(context) <= most else " > ".join(path[-1:])[:80]


def _parts(statements: Sequence[Statement], count: Callable[[str], int], room: int) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, text) of as many whole statements as fit, again and again."""
    gathered: list[Statement] = []
    used = 0
    for statement in statements:
        is_long = len(statement.text) > _LONGEST
        size = room + 1 if is_long else count(statement.text) + 1
        if gathered and used + size > room:
            yield _joined(gathered)
            gathered, used = [], 0
        if size > room:
            yield from _pieces(statement, count, room)
            continue
        gathered.append(statement)
        used += size
    if gathered:
        yield _joined(gathered)


def _joined(statements: Sequence[Statement]) -> tuple[int, int, str]:
    return statements[0].span.start, statements[-1].spans[-1].end, "\n".join(s.text for s in statements)


def _pieces(statement: Statement, count: Callable[[str], int], room: int) -> Iterator[tuple[int, int, str]]:
    """Cut a single statement that is longer than the window; each piece cites the whole statement."""
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=max(room, 1), chunk_overlap=0, length_function=count, separators=["; ", ", ", " ", ""]
    )
    for piece in splitter.split_text(_LONG_WORD.sub(r"\1 ", statement.text)):
        yield statement.span.start, statement.spans[-1].end, piece
