"""Which paragraphs stand in many documents, so that they tell nothing of one class.

A notice that every bulletin of an agency carries would else be the nearest
statement to many a question. What says what a class is, does or asks for is
never boilerplate, however many documents agree on it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from vectorstore.spec import Chunk, ParsedDocument, Statement

#: Documents that a paragraph stands in at least, to be boilerplate.
FEWEST_DOCUMENTS = 5

#: Share of all documents that it stands in at least.
LEAST_SHARE = 0.2

#: A shorter paragraph, in characters, is left alone: its words may be a requirement's.
SHORTEST = 40


def mark(
    parsed: Sequence[ParsedDocument], known: Mapping[str, int], total: int, spared: Set[str]
) -> tuple[ParsedDocument, ...]:
    """Return `parsed` with the boilerplate among their statements and chunks marked.

    `known` counts the documents beside `parsed` that each paragraph, folded by
    `paragraph`, stands in; `total` is how many such documents there are.
    Statements of the facets `spared` are never boilerplate.
    """
    standing = Counter(known)
    for document in parsed:
        standing.update(paragraphs(document.statements))
    least = least_documents(total + len(parsed))
    common = {text for text, documents in standing.items() if documents >= least}
    return tuple(_marked(document, common, spared) for document in parsed)


def least_documents(total: int) -> float:
    """Return in how many of `total` documents a paragraph stands at least, to be boilerplate."""
    return max(FEWEST_DOCUMENTS, LEAST_SHARE * total)


def paragraphs(statements: Iterable[Statement]) -> frozenset[str]:
    """Return the paragraphs that count, folded, each once."""
    return frozenset(paragraph(statement.text) for statement in statements if len(statement.text) >= SHORTEST)


def paragraph(text: str) -> str:
    """Return `text` folded, so that paragraphs that differ in case and spaces alone are equal."""
    return " ".join(text.split()).casefold()


def _marked(parsed: ParsedDocument, common: Set[str], spared: Set[str]) -> ParsedDocument:
    statements = tuple(
        replace(statement, boilerplate=_is_boilerplate(statement, common, spared)) for statement in parsed.statements
    )
    chunks = tuple(replace(chunk, boilerplate=_is_all_boilerplate(chunk, statements)) for chunk in parsed.chunks)
    return replace(parsed, statements=statements, chunks=chunks)


def _is_boilerplate(statement: Statement, common: Set[str], spared: Set[str]) -> bool:
    return paragraph(statement.text) in common and spared.isdisjoint(statement.facets)


def _is_all_boilerplate(chunk: Chunk, statements: Iterable[Statement]) -> bool:
    own = [s.boilerplate for s in statements if chunk.span.start <= s.span.start < chunk.span.end]
    return bool(own) and all(own)
