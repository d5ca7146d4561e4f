"""Cut the text of a class spec into its headed sections, a tree with canonical kinds.

Every section keeps the spans it was cut from, so a citation can always point
at the exact characters of the source document. What a heading means comes
from the vocabulary; how deep it stands, from how it is printed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from ingest.lines import Line
from vectorstore.folding import one_line
from vectorstore.spec import Document, Section
from vectorstore.vocabulary import Vocabulary

_NUMBERING = re.compile(r"^(?:[IVX]{1,4}|\d{1,2}|[A-Z])[.)]\s+(?=\S)")
_RUN_IN = re.compile(r"^([A-Z][A-Za-z0-9 ,/&.'’()-]{2,60}?)\s*:\s+(?=\S)")
_LONGEST_HEADING = 90
_MOST_WORDS = 11
_SMALL_WORDS = frozenset(
    {"of", "and", "or", "the", "to", "for", "in", "a", "an", "on", "with", "by", "from", "&", "at"}
)

# How deep a heading stands by the way it is printed; formats' own levels are 1 to 6.
_CAPITALS, _STRONG, _TITLE, _DEEPEST = 10.0, 11.0, 12.0, 13.0

# A document in which the vocabulary knows no heading is cut at what looks like one, if it has this many.
_ENOUGH_UNKNOWN = 4

# What an empty heading holds although it is printed alike: "EMPLOYMENT STANDARDS" above "EDUCATION".
_KNOWING = frozenset({"knowledge", "skills", "abilities"})
_HOLDS = {
    "desirable": _KNOWING,
    "requirements": _KNOWING
    | {"requirements", "education", "experience", "training", "substitution", "license", "certificate"}
    | {"clearance", "testing", "age", "special"},
}


@dataclass(frozen=True, slots=True)
class _Heading:
    """A line that heads what follows it."""

    index: int
    """Index of its line."""

    line_start: int
    """Offset of its line, markup included."""

    start: int
    end: int
    body: int
    """Offset where its section's own text may begin."""

    text: str
    kind: str
    rank: float
    """How deep it stands; lower is nearer to the top."""

    run_in: bool = False
    """Its paragraph goes on in the same line."""


def sections(document: Document, lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[Section, ...]:
    """Return the sections of `document` in reading order.

    The text above the first heading that the vocabulary knows is the header,
    a section without heading; title, agency and labels stand there. A document
    in which the vocabulary knows no heading is cut at whatever looks like one,
    but for the first, which is its title.
    """
    headings = _headings(document.text, lines, vocabulary)
    built: list[Section] = []
    open_sections: list[tuple[float, int]] = []
    first = headings[0].line_start if headings else len(document.text)
    if document.text[:first].strip():
        built.append(_header(document, first))
    for heading, following in zip_longest(headings, headings[1:]):
        while open_sections and open_sections[-1][0] >= heading.rank:
            open_sections.pop()
        parent = open_sections[-1][1] if open_sections else None
        end = following.line_start if following else len(document.text)
        built.append(_section(document, heading, end, len(built), parent, built))
        open_sections.append((heading.rank, len(built) - 1))
    return _with_ends(built)


def _headings(text: str, lines: Sequence[Line], vocabulary: Vocabulary) -> list[_Heading]:
    found: list[_Heading] = []
    for index, line in enumerate(lines):
        if line.blank or line.running:
            continue
        heading = _heading(text, lines, index, vocabulary)
        if heading is not None and (heading.kind or not _continues(found, lines, index)):
            found.append(heading)
    return _held(text, _attached(_ranked(_below_header(found, vocabulary)), vocabulary))


def _below_header(found: list[_Heading], vocabulary: Vocabulary) -> list[_Heading]:
    """Leave out what stands in the header: title, agency, and labels that read like run-in headings."""
    known = [heading for heading in found if heading.kind]
    if not known:
        return found[1:] if len(found) >= _ENOUGH_UNKNOWN else []
    standing = next((heading for heading in known if not heading.run_in), known[0])
    return [
        heading
        for heading in found[found.index(known[0]) :]
        if heading.index >= standing.index or (heading.kind and not _may_be_label(vocabulary, heading.kind))
    ]


def _may_be_label(vocabulary: Vocabulary, kind: str) -> bool:
    facet = vocabulary.facets[kind]
    return bool(facet.labels or facet.value)


def _ranked(found: list[_Heading]) -> list[_Heading]:
    """Put run-in headings in capitals below the others, unless capitals are how this document prints headings."""
    capitals = any(heading.rank == _CAPITALS and not heading.run_in for heading in found)
    return [
        replace(heading, rank=_DEEPEST) if heading.run_in and heading.rank == _CAPITALS and not capitals else heading
        for heading in found
    ]


def _continues(found: Sequence[_Heading], lines: Sequence[Line], index: int) -> bool:
    """Whether the line just goes on with the heading on the line above it."""
    return bool(found) and found[-1].index == index - 1 and not lines[index].heading_level


def _attached(found: Sequence[_Heading], vocabulary: Vocabulary) -> list[_Heading]:
    """Put NOTES and their like below the section that they follow."""
    placed: list[_Heading] = []
    above: float | None = None
    for heading in found:
        if heading.kind and vocabulary.facets[heading.kind].attach and above is not None:
            placed.append(replace(heading, rank=max(heading.rank, above + 0.5)))
        else:
            placed.append(heading)
            above = heading.rank
    return placed


def _held(text: str, found: Sequence[_Heading]) -> list[_Heading]:
    """Put headings below an empty one of the same rank whose kind holds theirs, up to the first that it does not."""
    placed: list[_Heading] = []
    holder: _Heading | None = None
    for index, heading in enumerate(found):
        if holder is not None and heading.rank <= holder.rank:
            if heading.rank == holder.rank and heading.kind in _HOLDS[holder.kind]:
                placed.append(replace(heading, rank=heading.rank + 0.25))
                continue
            holder = None
        placed.append(heading)
        following = found[index + 1].line_start if index + 1 < len(found) else len(text)
        if holder is None and heading.kind in _HOLDS and not text[heading.body : following].strip(" \t\n*_:"):
            holder = heading
    return placed


def _heading(text: str, lines: Sequence[Line], index: int, vocabulary: Vocabulary) -> _Heading | None:
    line = lines[index]
    if line.heading is not None:
        return _marked(text, index, line, vocabulary)
    if line.strong is not None and not line.wholly_strong:
        return _strong_run_in(text, index, line, vocabulary)
    if (
        len(line.text) <= _LONGEST_HEADING
        and "\t" not in line.text
        and (alone := _alone(text, lines, index, vocabulary))
    ):
        return alone
    return _plain_run_in(text, index, line, vocabulary)


def _alone(text: str, lines: Sequence[Line], index: int, vocabulary: Vocabulary) -> _Heading | None:
    """Read a line that is nothing but a heading."""
    line = lines[index]
    start, end = _words(text, line)
    words = text[start:end]
    if not words or words[-1] in ".;,?!" or len(words.split()) > _MOST_WORDS:
        return None
    capitals = _in_capitals(words)
    kind = vocabulary.heading(words)
    heading = _Heading(index, line.start, start, end, line.end, one_line(words), kind, _CAPITALS)
    if re.search(r":\s*\S", words) and not (kind and (capitals or line.wholly_strong)):
        return None
    if line.wholly_strong:
        return replace(heading, rank=_CAPITALS if capitals else _STRONG)
    if capitals:
        return heading
    colon = line.text.endswith(":")
    above_blank = index == 0 or lines[index - 1].blank or lines[index - 1].running
    if (kind and words[0].isupper() and (colon or above_blank)) or (colon and _in_title_case(words)):
        return replace(heading, rank=_TITLE)
    return None


def _words(text: str, line: Line) -> tuple[int, int]:
    """Offsets of a heading line's words, without markup, numbering and colon."""
    start, end = line.strong if line.wholly_strong and line.strong else (line.start, line.end)
    if numbering := _NUMBERING.match(text[start:end]):
        start += numbering.end()
    words = text[start:end].rstrip(" :*_")
    return start, start + len(words)


def _strong_run_in(text: str, index: int, line: Line, vocabulary: Vocabulary) -> _Heading | None:
    """Read `**Experience** Three years …`: the emphasized words head their own paragraph."""
    if line.strong is None:
        return None
    start, end = line.strong
    words = text[start:end].rstrip(" :")
    kind = vocabulary.heading(words)
    if not kind:
        return None
    return _Heading(index, line.start, start, start + len(words), end, one_line(words), kind, _STRONG, run_in=True)


def _plain_run_in(text: str, index: int, line: Line, vocabulary: Vocabulary) -> _Heading | None:
    """Read `Knowledge of: office methods …` where the vocabulary knows the heading of a section."""
    match = _RUN_IN.match(line.text)
    if match is None or "\t" in match[1]:
        return None
    kind = vocabulary.heading(match[1])
    if not kind or vocabulary.facets[kind].value or "  " in match[1]:
        return None
    end = line.start + match.end(1)
    rank = _CAPITALS if _in_capitals(match[1]) else _TITLE
    return _Heading(
        index, line.start, line.start, end, line.start + match.end(), one_line(match[1]), kind, rank, run_in=True
    )


def _marked(text: str, index: int, line: Line, vocabulary: Vocabulary) -> _Heading:
    """Read a heading by the format's own sign."""
    start, end = line.heading or (line.start, line.end)
    words = text[start:end].strip(" :*_")
    start += text[start:end].index(words)
    kind = vocabulary.heading(words)
    rank = float(line.heading_level)
    return _Heading(index, line.start, start, start + len(words), line.end, one_line(words), kind, rank)


def _in_capitals(words: str) -> bool:
    letters = [c for c in words if c.isalpha()]
    return len(letters) >= 3 and all(c.isupper() for c in letters) and not re.search(r"\d{2}|\.{3}|\. \.", words)


def _in_title_case(words: str) -> bool:
    parts = words.split()
    large = [part for part in parts if part.lower() not in _SMALL_WORDS]
    return len(parts) <= 5 and bool(large) and all(part[0].isupper() or not part[0].isalpha() for part in large)


def _header(document: Document, end: int) -> Section:
    start = len(document.text[:end]) - len(document.text[:end].lstrip())
    stop = len(document.text[:end].rstrip())
    return Section(0, None, "", "", (), document.span(start, start), document.span(start, stop), end)


def _section(
    document: Document, heading: _Heading, end: int, ordinal: int, parent: int | None, built: Sequence[Section]
) -> Section:
    body = document.text[heading.body : end]
    # What closes the heading (`:**`) is no text of the section; what opens its next line is.
    lead = len(body) - len(body.lstrip(" \t*_:").lstrip())
    start = heading.body + lead
    stop = max(start, heading.body + len(body.rstrip()))
    path = (*(built[parent].path if parent is not None else ()), heading.text)
    return Section(
        ordinal=ordinal,
        parent=parent,
        heading=heading.text,
        kind=heading.kind,
        path=path,
        heading_span=document.span(heading.start, heading.end),
        body=document.span(min(start, stop), stop),
        end=end,
    )


def _with_ends(built: Sequence[Section]) -> tuple[Section, ...]:
    """Stretch each section over its subsections."""
    ends = {section.ordinal: section.end for section in built}
    for section in reversed(built):
        if section.parent is not None:
            ends[section.parent] = max(ends[section.parent], ends[section.ordinal])
    return tuple(replace(section, end=ends[section.ordinal]) for section in built)
