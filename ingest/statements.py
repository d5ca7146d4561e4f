"""Cut the sections of a document into statements: sentences, list items, and the parts of long lists of duties."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.blocks import Block, blocks
from ingest.class_columns import Column, Columns
from ingest.class_leads import lead, names_alone
from ingest.lines import Line
from ingest.modality import read_statement
from ingest.naming import Naming
from ingest.numbers import find_numbers
from ingest.sentences import clauses, sentences
from ingest.wrapping import read_wrapping
from vectorstore.folding import fold
from vectorstore.spec import Document, Modality, Number, Section, Statement
from vectorstore.vocabulary import Vocabulary

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
    cutting = _Cutting(vocabulary, naming, columns)
    wrapping = read_wrapping(document, lines)
    headless = not any(section.heading for section in sections)
    for section in sections:
        kinds = _kinds(sections, section)
        wraps = headless or section.heading
        for block in blocks(document, lines, section.body.start, section.body.end, wrapping if wraps else None):
            if _is_value(block, values) or (not section.heading and fold(block.text) in names):
                continue
            for cut in cutting.cuts(block, section, kinds):
                made.append(_statement(document, len(made), section, cut, vocabulary))
    return tuple(_led(made, vocabulary))


@dataclass(frozen=True, slots=True)
class _Cut:
    """The part of a block that one statement is made of."""

    block: Block
    start: int
    end: int
    """Offsets in the text of the block."""

    kinds: tuple[str, ...]
    """Facets that it may tell of, the nearest first."""

    classes: tuple[int, ...]
    """Ordinals of the classes that it speaks of; empty for all."""


@dataclass(frozen=True, slots=True)
class _Cutting:
    """Cuts the blocks of one document."""

    vocabulary: Vocabulary
    naming: Naming | None
    columns: Columns

    def cuts(self, block: Block, section: Section, kinds: tuple[str, ...]) -> Iterator[_Cut]:
        """Yield the parts of `block`: cells where its columns are classes, else sentences and clauses."""
        if inside := self.columns.inside(block):
            yield from _cells(block, inside, kinds)
            return
        classes = section.applies_to
        for start, end in self._parts(block.text, section.kind):
            # A class that a sentence names is spoken of until another is named.
            named = self._named(block.text, start, end, section, kinds)
            classes = classes if named is None else named
            # A lone mark, such as the rest of an item's number, says nothing.
            if any(map(str.isalnum, block.text[start:end])):
                yield _Cut(block, start, end, kinds, classes)

    def _named(
        self, text: str, start: int, end: int, section: Section, kinds: tuple[str, ...]
    ) -> tuple[int, ...] | None:
        """Return the classes that `text[start:end]` itself names; None where it goes on with those before it."""
        if self.naming is None:
            return None
        headed, told_apart = bool(section.applies_to), not _TELLS_APART.isdisjoint(kinds)
        led = lead(text, start, end, self.naming, self.vocabulary, told_apart=told_apart, headed=headed)
        if led is not None:
            return led[0]
        return None if headed else names_alone(text, start, end, self.naming)

    def _parts(self, text: str, kind: str) -> Iterator[tuple[int, int]]:
        """Yield the offsets of the sentences of a block, or of the clauses of one that is no single statement."""
        for start, end in sentences(text):
            parts = list(clauses(text, start, end))
            long_duty = kind in _CUT_AT_CLAUSES and end - start > _LONG_DUTY
            apart = self._name_apart(text, parts) or long_duty or self._bind_apart([text[a:b] for a, b in parts])
            yield from parts if apart else [(start, end)]

    def _name_apart(self, text: str, parts: Sequence[tuple[int, int]]) -> bool:
        """Whether a further clause of a sentence speaks of a class of its own: "Clerk I: none; Clerk II: one year."."""
        naming = self.naming
        return naming is not None and any(
            lead(text, start, end, naming, self.vocabulary, told_apart=False) for start, end in parts[1:]
        )

    def _bind_apart(self, parts: Sequence[str]) -> bool:
        """Whether the few clauses of a sentence bind differently: "High school; an Associate degree is preferred."."""
        if not 1 < len(parts) <= _FEW_CLAUSES:
            return False
        said = {self.vocabulary.modality(part) for part in parts}
        return len(said) > 1 and not said.isdisjoint(_LEADING)


def _cells(block: Block, inside: Sequence[Column], kinds: tuple[str, ...]) -> Iterator[_Cut]:
    """Yield the cells of a row whose columns are classes."""
    for cell in inside:
        start, end = bisect_left(block.offsets, cell.start), bisect_left(block.offsets, cell.end)
        yield _Cut(block, start, end, tuple(dict.fromkeys(kind for kind in (cell.facet, *kinds) if kind)), cell.classes)


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


def _statement(document: Document, ordinal: int, section: Section, cut: _Cut, vocabulary: Vocabulary) -> Statement:
    block, start, end = cut.block, cut.start, cut.end
    text = block.text[start:end]
    joined = _JOINED.search(text)
    facets, modality = read_statement(text, cut.kinds, vocabulary)
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
        applies_to=cut.classes,
    )


def _numbers(document: Document, block: Block, start: int, end: int) -> tuple[Number, ...]:
    return tuple(
        Number(found.value, found.unit, block.spans(document, start + found.start, start + found.end)[0])
        for found in find_numbers(block.text[start:end])
    )
