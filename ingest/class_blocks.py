"""Find the classes of a document that has a block for each: a title, a code, and sections of its own."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ingest.classlist import ClassList, Listed
from ingest.labelled import MARKS, Labelled, trimmed
from ingest.lines import Line
from ingest.tables import Cell
from vectorstore.folding import fold
from vectorstore.spec import ClassSpec, Document, Section
from vectorstore.vocabulary import Vocabulary

#: Lines with words above the labels of a block among which its title may stand.
_MOST_ABOVE = 3
_LONGEST_TITLE = 90
#: A block has a section of one of these, at least.
_OF_CLASS = frozenset({"definition", "distinguishing", "duties", "requirements"})


def find_class_blocks(
    document: Document,
    lines: Sequence[Line],
    labels: Sequence[Labelled],
    sections: Sequence[Section],
    vocabulary: Vocabulary,
) -> ClassList | None:
    """Return the classes whose labels head a block each, or None where fewer than two do.

    Labels of one block have no heading that the vocabulary knows between
    them. They hold a code, and a title, which may stand above them instead.
    """
    known = [section for section in sections if section.kind]
    starts = [section.heading_span.start for section in known]
    found: list[Listed] = []
    reached = 0
    for head in _heads(labels, starts):
        title, code = _title(document, lines, head, reached, vocabulary), _code(head)
        reached = head[-1].context_end
        if title and code:
            found.append(Listed(title, code, (min(title[0], head[0].context_start), reached)))
    found = [one for one, end in zip(found, _ends(found, document), strict=True) if _has_sections(one, end, known)]
    titles = {fold(document.text[start:end]) for start, end in (one.title for one in found)}
    codes = {document.text[start:end] for start, end in (one.code for one in found)}
    return (
        ClassList(tuple(found), in_blocks=True) if len(found) > 1 and len(titles) == len(codes) == len(found) else None
    )


def without_other_codes(
    document: Document, labels: Sequence[Labelled], sections: Sequence[Section], specs: Sequence[ClassSpec]
) -> list[Labelled]:
    """Return `labels` without titles of classes that the document only mentions, and the codes that stand with them."""
    own = {fold(title) for spec in specs for title in (spec.title, spec.series, *spec.aliases)}
    own.add(fold(document.quote(specs[0].title_span)))
    starts = [section.heading_span.start for section in sections if section.kind]
    others = [
        head
        for head in _heads(labels, starts)
        if any(one.facet == "title" and not one.blank and _folded(document, one) not in own for one in head)
    ]
    naming = ("title", "class_code")
    dropped = {one.start for head in others for one in head}
    return [label for label in labels if label.facet not in naming or label.start not in dropped]


def _folded(document: Document, label: Labelled) -> str:
    return fold(document.text[label.start : label.end])


def _heads(labels: Sequence[Labelled], headings: Sequence[int]) -> Iterator[list[Labelled]]:
    """Yield the labels that no heading parts, and no second title or code."""
    head: list[Labelled] = []
    for label in sorted(labels, key=lambda label: label.context_start):
        apart = head and bisect_right(headings, head[-1].context_start) < bisect_right(headings, label.context_start)
        again = label.facet in ("title", "class_code") and any(other.facet == label.facet for other in head)
        if head and (apart or again):
            yield head
            head = []
        head.append(label)
    if head:
        yield head


def _code(head: Sequence[Labelled]) -> Cell | None:
    return next(((one.start, one.end) for one in head if one.facet == "class_code" and not one.blank), None)


def _title(
    document: Document, lines: Sequence[Line], head: Sequence[Labelled], reached: int, vocabulary: Vocabulary
) -> Cell | None:
    """Return where the title stands: behind its label, or above the labels and below what came before, `reached`."""
    if labelled := next(((one.start, one.end) for one in head if one.facet == "title" and not one.blank), None):
        return labelled
    first = document.span(head[0].context_start, head[0].context_start).line - 1
    above = [line for line in lines[:first] if not line.blank and not line.running and line.start >= reached]
    kinds = {fold(kind) for kind in vocabulary.document["kinds"]}
    for line in reversed(above[-_MOST_ABOVE:]):
        if fold(line.text) not in kinds:
            start, end = trimmed(document.text, *(line.heading or (line.start, line.end)))
            words = document.text[start:end].strip(MARKS)
            return (start, end) if _may_be_title(words, line, vocabulary) else None
    return None


def _may_be_title(words: str, line: Line, vocabulary: Vocabulary) -> bool:
    """Whether words above labels are a title: capitals or a heading, and no heading of a section."""
    stands_out = line.heading is not None or line.wholly_strong or words.isupper()
    return (
        stands_out
        and len(words) <= _LONGEST_TITLE
        and "\t" not in words
        and not words.endswith((".", ";", ",", ":"))
        and not vocabulary.heading(words)
        and not vocabulary.label(words)
    )


def _ends(found: Sequence[Listed], document: Document) -> list[int]:
    return [*(one.whole[0] for one in found[1:]), len(document.text)][: len(found)]


def _has_sections(one: Listed, end: int, known: Sequence[Section]) -> bool:
    return any(one.whole[0] < section.heading_span.start < end and section.kind in _OF_CLASS for section in known)
