"""Say which stretches of a document are values: labels with what follows them, which are no statements."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from ingest.labelled import Labelled
from ingest.lines import Line
from vectorstore.spec import Document, Section
from vectorstore.vocabulary import Vocabulary


def value_offsets(
    document: Document,
    lines: Sequence[Line],
    sections: Sequence[Section],
    labels: Sequence[Labelled],
    header_end: int,
    vocabulary: Vocabulary,
    rows_of_classes: Iterable[int] = (),
) -> list[tuple[int, int]]:
    """Return the offsets of what is a value and no statement, in order and apart from each other.

    That is each label whose value the vocabulary knows the shape of; in the
    header, the whole line of any label; the row of heads of a table, and each
    row of one over classes (`rows_of_classes`, indices of lines); and a label
    of the document's own beside another value or below all text, as `Tool Allowance: $600`.
    """
    values = [(label.context_start, label.context_end) for label in labels if _has_shape(label, vocabulary)]
    values += [_whole_lines(document, label) for label in labels if label.context_start < header_end]
    values += [(line.start, line.end) for line in lines if line.wholly_strong and "\t" in line.text]
    values += [
        (label.context_start, label.context_end)
        for label in labels
        if (section := _around(sections, label)) and section.kind and vocabulary.facets[section.kind].value
    ]
    values += [(lines[index].start, lines[index].end) for index in rows_of_classes if not lines[index].blank]
    return _merged([*values, *_closing(document, lines, sections, labels)])


def _around(sections: Sequence[Section], label: Labelled) -> Section | None:
    """Return the section whose own text the label stands in, not at its beginning."""
    at = bisect_left(sections, label.context_start, key=lambda section: section.body.start)
    return sections[at - 1] if at and label.context_start < sections[at - 1].body.end else None


def _merged(offsets: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(offsets):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _has_shape(label: Labelled, vocabulary: Vocabulary) -> bool:
    return bool(label.facet and vocabulary.facets[label.facet].value)


def _whole_lines(document: Document, label: Labelled) -> tuple[int, int]:
    first = document.span(label.context_start, label.context_start).line - 1
    last = document.span(label.context_end, label.context_end).line
    end = document.line_starts[last] if last < len(document.line_starts) else len(document.text)
    return document.line_starts[first], end


def _closing(
    document: Document, lines: Sequence[Line], sections: Sequence[Section], labels: Sequence[Labelled]
) -> Iterator[tuple[int, int]]:
    """Yield the labels that close the document, a blank line or more below its last sentence."""
    opening = {section.body.start for section in sections}
    by_line = {document.span(label.context_start, label.context_start).line: label for label in labels}
    for number in range(len(lines), 0, -1):
        line = lines[number - 1]
        if line.blank or line.running:
            continue
        label = by_line.get(number)
        if label is None or label.context_end < line.end or line.start in opening:
            return
        yield line.start, line.end
