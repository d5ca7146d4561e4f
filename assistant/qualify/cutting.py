"""Make leaves of statements, whole or in part, each with the very characters of the document."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.qualify.nodes import Leaf, Role
from vectorstore.folding import one_line
from vectorstore.spec import Document, Statement


def leaf_of(document: Document, statement: Statement, role: Role = Role.ASKS) -> Leaf:
    """Return a statement as a leaf."""
    spans = statement.spans
    return Leaf(
        quote=document.text[spans[0].start : spans[-1].end],
        spans=spans,
        text=one_line(" ".join(document.quote(span) for span in spans)),
        statement=statement.ordinal,
        section=statement.section,
        facets=statement.facets,
        modality=statement.modality,
        role=role,
        numbers=statement.numbers,
        marker=statement.marker,
    )


def cut(document: Document, statement: Statement, cuts: Sequence[int]) -> list[Statement]:
    """Return `statement` cut at the offsets `cuts` of its text, each part a statement of the same ordinal.

    Itself alone where the document's characters are not those of its text one by one, or where a part has none.
    """
    at = _places(document, statement)
    if at is None:
        return [statement]
    edges = [0, *cuts, len(statement.text)]
    stretches = list(pairwise(edges))
    if not all(any(place >= 0 for place in at[start:end]) for start, end in stretches):
        return [statement]
    return [_part(document, statement, start, at[start:end], statement.text[start:end]) for start, end in stretches]


def _part(document: Document, statement: Statement, start: int, at: Sequence[int], text: str) -> Statement:
    inside = [place for place in at if place >= 0]
    first, last = inside[0], inside[-1] + 1
    spans = tuple(
        document.span(max(span.start, first), min(span.end, last))
        for span in statement.spans
        if span.start < last and first < span.end
    )
    return replace(
        statement,
        spans=spans,
        text=text.strip(),
        marker="" if start else statement.marker,
        numbers=tuple(number for number in statement.numbers if first <= number.span.start < last),
    )


def _places(document: Document, statement: Statement) -> list[int] | None:
    """The place in the document of each character of the statement's text, -1 for a space; None where they differ."""
    printed = [at for span in statement.spans for at in range(span.start, span.end) if not document.text[at].isspace()]
    places, following = [], 0
    for character in statement.text:
        if character.isspace():
            places.append(-1)
            continue
        if following == len(printed) or document.text[printed[following]] != character:
            return None
        places.append(printed[following])
        following += 1
    return places if following == len(printed) else None
