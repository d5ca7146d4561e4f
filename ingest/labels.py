"""Find what a document says as `Label: value`: in its header, in tab-separated tables, on lines of their own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ingest.labelled import MARKS, Labelled, trimmed
from ingest.lines import Line
from ingest.rows import Rows
from vectorstore.spec import Document, Section
from vectorstore.vocabulary import Vocabulary, phrases

_UNKNOWN = r"[A-Z][\w'’/&.#-]*(?: (?:of|to|and|or|per|for|in|the|[A-Z(][\w'’/&.()#-]*)){0,4}"
_COLON = r"[ \t]*(?:\*\*|__)?[ \t]*:[ \t]*(?:\*\*|__)?"
_UNKNOWN_LABEL = rf"(?<![\w.])({_UNKNOWN}){_COLON}"
_DATE = r"\d{1,2}[-/]\d|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d"
_AFTER_EMPHASIS = re.compile(r"[*_ \t]*:?")
_TIME = re.compile(r"\b[ap]\.m\.$")
_NAMES_CLASS = frozenset({"title", "class_code"})
# "Class Codes: I: 5101, II: 5102": a level labels nothing.
_LEVEL = re.compile(r"[IVX]+|[A-E]")
_LONGEST_UNKNOWN = 44
_TELLS_CLASSES_APART = frozenset({"distinguishing", "levels"})
#: In a longer line, in characters, whatever has a colon is a sentence.
_LONGEST_LINE = 1000


def find_labels(
    document: Document,
    lines: Sequence[Line],
    sections: Sequence[Section],
    vocabulary: Vocabulary,
    rows_of_classes: Mapping[int, Sequence[Labelled]] = MappingProxyType({}),
) -> list[Labelled]:
    """Return the labels of `document` with their values, in order; headings of `sections` are none.

    In the header any label counts; below it, those that the vocabulary knows
    and those that stand alone on their line, so that a sentence with a colon
    is not taken for one. `rows_of_classes` are lines, by index, that are known
    to be rows of a table over classes, with what stands in them.
    """
    header_end = next((section.heading_span.start for section in sections if section.heading), len(document.text))
    headings = _headings(sections, vocabulary)
    telling = [(section.body.start, section.body.end) for section in sections if section.kind in _TELLS_CLASSES_APART]
    finder = _Finder(document, lines, vocabulary, headings, telling, *_patterns(vocabulary))
    rows = Rows(document, lines, headings, vocabulary)
    return list(_found(lines, header_end, finder, rows, rows_of_classes))


def _headings(sections: Sequence[Section], vocabulary: Vocabulary) -> frozenset[int]:
    """Return where the headings begin; a title behind its label is one, and no less the value of that."""
    headed = (section for section in sections if section.heading)
    return frozenset(s.heading_span.start for s in headed if not _begins_with_label(s.heading, vocabulary))


def _found(
    lines: Sequence[Line],
    header_end: int,
    finder: "_Finder",
    rows: Rows,
    rows_of_classes: Mapping[int, Sequence[Labelled]],
) -> Iterator[Labelled]:
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.blank or line.running:
            index += 1
            continue
        in_header = line.start < header_end
        if index in rows_of_classes:
            yield from rows_of_classes[index]
        elif pairs := rows.pairs(index, in_header=in_header):
            yield from pairs
        elif table := rows.table(index):
            yield from table
            index = rows.next_row(index)
        else:
            yield from finder.line(index, in_header=in_header)
        index += 1


def _begins_with_label(heading: str, vocabulary: Vocabulary) -> bool:
    label, colon, rest = heading.partition(":")
    return bool(colon and rest.strip(MARKS) and vocabulary.label(label) in _NAMES_CLASS)


@dataclass(frozen=True, slots=True)
class _Finder:
    document: Document
    lines: Sequence[Line]
    vocabulary: Vocabulary
    headings: frozenset[int]
    telling: Sequence[tuple[int, int]]
    """Offsets of the sections that tell classes apart: what looks like a label there is a class or a level."""
    known: re.Pattern[str]
    unknown: re.Pattern[str]
    bygone: re.Pattern[str]
    """Words before a label that make it another: the former title is not the title."""

    def line(self, index: int, *, in_header: bool) -> list[Labelled]:
        line = self.lines[index]
        if line.end - line.start > _LONGEST_LINE:
            return []
        starts = self._label_starts(line, in_header=in_header)
        return [
            self._value(
                index, line, start, end, body, starts[at + 1][0] if at + 1 < len(starts) else line.end, in_header
            )
            for at, (start, end, body) in enumerate(starts)
        ]

    def _label_starts(self, line: Line, *, in_header: bool) -> list[tuple[int, int, int]]:
        """Return (start, end, start of the value) of the labels on a line, known ones before unknown ones."""
        text = self.document.text
        found = [
            (match.start(1), match.end(1), match.end())
            for match in self.known.finditer(text, line.start, line.end)
            if self._may_begin(line, match.start(1), in_header)
            and not self.bygone.search(text, line.start, match.start(1))
        ]
        if emphasized := self._emphasized(line):
            found = [emphasized, *(label for label in found if label[0] >= emphasized[2])]
        if any(start <= line.start < end for start, end in self.telling):
            return [start for start in found if start[0] not in self.headings]
        for match in self.unknown.finditer(text, line.start, line.end):
            if any(start < match.end() and match.start() < body for start, _, body in found):
                continue
            if _LEVEL.fullmatch(match[1]):
                continue
            if self._may_begin(line, match.start(1), in_header) and len(match[1]) <= _LONGEST_UNKNOWN:
                if in_header or self._stands_alone(line, match.start(1), match.end()):
                    found.append((match.start(1), match.end(1), match.end()))
        return sorted(start for start in found if start[0] not in self.headings)

    def _emphasized(self, line: Line) -> tuple[int, int, int] | None:
        """Read `**Job Code** 3114`: emphasis can do for a label's colon."""
        if line.strong is None or line.wholly_strong:
            return None
        start, end = line.strong
        if not self.vocabulary.label(self.document.text[start:end]):
            return None
        colon = _AFTER_EMPHASIS.match(self.document.text, end, line.end)
        return start, end, colon.end() if colon else end

    def _may_begin(self, line: Line, at: int, in_header: bool) -> bool:
        before = self.document.text[line.start : at]
        return not before.strip(MARKS) or before.endswith(("  ", "\t", "**")) or (in_header and before.endswith(" "))

    def _stands_alone(self, line: Line, at: int, body: int) -> bool:
        """Whether a line of the body reads as a label and a short value, not as a sentence."""
        value = self.document.text[body : line.end].strip(MARKS)
        strong = line.strong is not None and not line.wholly_strong
        return (
            bool(value)
            and not self.document.text[line.start : at].strip(MARKS)
            and (strong or (len(value) <= 60 and (not value.endswith((".", ";", ",")) or bool(_TIME.search(value)))))
        )

    def _value(self, index: int, line: Line, start: int, end: int, body: int, stop: int, in_header: bool) -> Labelled:
        text = self.document.text
        first, last = trimmed(text, body, stop)
        if first == last and stop == line.end and in_header and (below := self._line_below(index)):
            first, last = trimmed(text, below.start, below.end)
        blank = first == last or text[first:last] in self.vocabulary.document["dashes"]
        label = text[start:end].strip(MARKS + ":")
        facet = self.vocabulary.label(label)
        if blank:
            return Labelled(facet, label, start, end, start, max(end, last if first != last else end), True)
        return Labelled(facet, label, first, last, start, last, False)

    def _line_below(self, index: int) -> Line | None:
        """The next line, where it can be the value of a label that stands alone."""
        # Where each line is a paragraph, a blank one stands between any two.
        below = 1 if self.document.wrapped else 2
        following = next((line for line in self.lines[index + 1 : index + 1 + below] if not line.blank), None)
        if following is None or following.running or following.heading is not None:
            return None
        is_label = self.known.match(self.document.text, following.start, following.end)
        return None if is_label or following.text.endswith(":") else following


def _known(vocabulary: Vocabulary) -> re.Pattern[str]:
    labels = phrases(phrase for facet in vocabulary.facets.values() for phrase in facet.labels).pattern
    # "**Job Code** 3207", "Revised 08-07-18": emphasized, or before a date, a label may do without its colon.
    return re.compile(rf"(?i:({labels}))(?:{_COLON}|(?:\*\*|__)[ \t]+|[ \t]+(?={_DATE}))")


def _patterns(vocabulary: Vocabulary) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    cues = [cue.split() for cue in vocabulary.document["aliases"]]
    words = sorted({re.escape(cue[0]) for cue in cues if len(cue) > 1 and vocabulary.label(cue[-1])})
    return (
        _known(vocabulary),
        re.compile(_UNKNOWN_LABEL),
        re.compile(rf"(?i)(?<!\w)(?:{'|'.join(words) or '(?!)'})[ \t]+$"),
    )
