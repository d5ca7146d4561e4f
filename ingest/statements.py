"""Cut the sections of a document into statements: sentences, list items, and the parts of long lists of duties."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.blocks import Block, blocks
from ingest.class_columns import Column, Columns
from ingest.class_leads import lead, names_alone
from ingest.lines import Line
from ingest.modality import read_statement
from ingest.naming import Naming
from ingest.numbers import find_numbers
from ingest.wrapping import read_wrapping
from vectorstore.folding import fold
from vectorstore.spec import Document, Modality, Number, Section, Statement
from vectorstore.vocabulary import Vocabulary

# A sentence ends at one of . ? ! before white space and a capital, a digit, a quote or a parenthesis;
# one in parentheses may also end before "and Possession of …". None ends before an "OR" that joins two items.
_SENTENCE_END = re.compile(
    r"[.?!][\"'”’)\]]*\s+(?!(?:AND|OR)\W*$)(?=[\"'“‘(\[]?[A-Z0-9])|[.?!][)\]]\s+(?=(?:and|or)\s+[A-Z])"
)
_NO_END = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|No|Nos|Mr|Mrs|Ms|Dr|St|Sr|Jr|U\.S|Sec|Inc|Co|Dept|approx|a\.m|p\.m)|\b[A-Z])\.$"
)
# More than the longest of them has, and the character before it.
_LONGEST_ABBREVIATION = 12
# "Written Test . . . . . . 60%": dots that lead the eye end nothing.
_LEADER = re.compile(r"[ .]\.$")
_CLAUSE_END = re.compile(r";\s+(?:and\s+|or\s+)?")
_JOINED = re.compile(r"(?:[;,.]\s*|\s)(and|or)[.;:]?$", re.IGNORECASE)

#: What a lead-in says of all the items below it, and a clause of itself alone.
_LEADING = frozenset({Modality.PREFERRED, Modality.MAY_BE_REQUIRED, Modality.NOT_REQUIRED, Modality.DESCRIBED})

#: A sentence of more clauses is a list, whose words bind together.
_FEW_CLAUSES = 4

#: Statements of duties longer than this, in characters, are cut at semicolons: described work is found by its parts.
_LONG_DUTY = 90
#: Sections in which a class is what it is said to be.
_TELLS_APART = frozenset({"distinguishing", "levels", "definition"})
_CUT_AT_CLAUSES = frozenset({"duties", "definition"})


def statements(
    document: Document,
    lines: Sequence[Line],
    sections: Sequence[Section],
    values: Sequence[tuple[int, int]],
    names: frozenset[str],
    vocabulary: Vocabulary,
    naming: Naming | None = None,
    columns: Columns = Columns(),  # noqa: B008
) -> tuple[Statement, ...]:
    """Return the statements of `document` in reading order.

    Headings and running headers are none, and neither is what stands between
    a pair of offsets in `values`, such as a label with its value (pairs in
    order, apart from each other), nor a line of the header whose folded words are one of `names`.
    """
    made: list[Statement] = []
    wrapping = read_wrapping(document, lines)
    headless = not any(section.heading for section in sections)
    for section in sections:
        kinds = _kinds(sections, section)
        wraps = headless or section.heading
        for block in blocks(document, lines, section.body.start, section.body.end, wrapping if wraps else None):
            if _is_value(block, values) or (not section.heading and fold(block.text) in names):
                continue
            if inside := columns.inside(block):
                made += _of_columns(document, block, inside, len(made), section, kinds, vocabulary)
                continue
            classes = section.applies_to
            for start, end in _cuts(block, section.kind, vocabulary, naming):
                if naming is not None:
                    told_apart = not _TELLS_APART.isdisjoint(kinds)
                    headed = bool(section.applies_to)
                    named = lead(block.text, start, end, naming, vocabulary, told_apart=told_apart, headed=headed)
                    alone = None if headed else names_alone(block.text, start, end, naming)
                    classes = named[0] if named else classes if alone is None else alone
                # A lone mark, such as the rest of an item's number, says nothing.
                if not any(map(str.isalnum, block.text[start:end])):
                    continue
                made.append(_statement(document, block, start, end, len(made), section, kinds, classes, vocabulary))
    return tuple(_led(made, vocabulary))


def _of_columns(
    document: Document,
    block: Block,
    inside: Sequence[Column],
    ordinal: int,
    section: Section,
    kinds: tuple[str, ...],
    vocabulary: Vocabulary,
) -> Iterator[Statement]:
    """Yield a statement for each cell of a row whose columns are classes."""
    for at, cell in enumerate(inside):
        start, end = bisect_left(block.offsets, cell.start), bisect_left(block.offsets, cell.end)
        own = tuple(dict.fromkeys(kind for kind in (cell.facet, *kinds) if kind))
        yield _statement(document, block, start, end, ordinal + at, section, own, cell.classes, vocabulary)


def _is_value(block: Block, values: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(values, (block.offsets[0], block.offsets[0]))
    return any(start <= block.offsets[0] and block.offsets[-1] < end for start, end in values[max(0, at - 1) : at + 1])


def _led(made: Sequence[Statement], vocabulary: Vocabulary) -> Iterator[Statement]:
    """Let the items of a list bind as the words that lead to it: "The following are desired but not required:"."""
    lead: Statement | None = None
    said: Modality | None = None
    for statement in made:
        if lead is not None and (statement.section != lead.section or statement.depth <= lead.depth):
            lead = None
        below = lead is not None and (statement.modality is Modality.REQUIRED or lead.modality is said)
        yield replace(statement, modality=said) if below and said else statement
        if statement.text.endswith(":") or "the following" in statement.text.lower():
            found = vocabulary.modality(statement.text)
            if found in _LEADING:
                lead, said = statement, found


def _kinds(sections: Sequence[Section], section: Section) -> tuple[str, ...]:
    """Facets of the section and of those around it, its own first."""
    found = [section.kind] if section.kind else []
    parent = section.parent
    while parent is not None:
        found += [kind for kind in [sections[parent].kind] if kind and kind not in found]
        parent = sections[parent].parent
    return tuple(found)


def _cuts(block: Block, kind: str, vocabulary: Vocabulary, naming: Naming | None) -> Iterator[tuple[int, int]]:
    for start, end in sentences(block.text):
        clauses = list(_clauses(block.text, start, end))
        if naming and any(
            lead(block.text, start, end, naming, vocabulary, told_apart=False) for start, end in clauses[1:]
        ):
            yield from clauses
            continue
        long_duty = kind in _CUT_AT_CLAUSES and end - start > _LONG_DUTY
        if long_duty or _bind_apart([block.text[a:b] for a, b in clauses], vocabulary):
            yield from clauses
        else:
            yield start, end


def _bind_apart(clauses: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether the few clauses of a sentence bind differently: "High school; an Associate degree is preferred."."""
    if not 1 < len(clauses) <= _FEW_CLAUSES:
        return False
    said = {vocabulary.modality(clause) for clause in clauses}
    return len(said) > 1 and not said.isdisjoint(_LEADING)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the sentences of `text`, white space between them left out."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        end = match.start() + len(match[0].rstrip())
        before = text[max(start, match.start() - _LONGEST_ABBREVIATION) : match.start() + 1]
        if _NO_END.search(before) or _LEADER.search(before):
            continue
        yield start, end
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _CLAUSE_END.finditer(text, start, end):
        yield at, match.start() + 1
        at = match.end()
    if at < end:
        yield at, end


def _statement(
    document: Document,
    block: Block,
    start: int,
    end: int,
    ordinal: int,
    section: Section,
    kinds: tuple[str, ...],
    classes: tuple[int, ...],
    vocabulary: Vocabulary,
) -> Statement:
    text = block.text[start:end]
    joined = _JOINED.search(text)
    facets, modality = read_statement(text, kinds, vocabulary)
    return Statement(
        ordinal=ordinal,
        section=section.ordinal,
        spans=block.spans(document, start, end),
        text=text,
        marker=block.marker if start == 0 else "",
        depth=block.depth,
        facets=facets,
        modality=modality,
        numbers=_numbers(document, block, start, end),
        group=joined[1].lower() if joined and end == len(block.text) else "",
        applies_to=classes,
    )


def _numbers(document: Document, block: Block, start: int, end: int) -> tuple[Number, ...]:
    return tuple(
        Number(found.value, found.unit, block.spans(document, start + found.start, start + found.end)[0])
        for found in find_numbers(block.text[start:end])
    )
