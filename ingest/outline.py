"""Cut the text of a class spec into its headed sections, a tree with canonical kinds.

Every section keeps the spans it was cut from, so a citation can always point
at the exact characters of the source document. What a heading means comes
from the vocabulary; how deep it stands, from how it is printed.
"""

from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import zip_longest

from ingest.class_headings import arranged, block_heading, class_heading, marked, whole
from ingest.headings import BLOCK, CAPITALS, DEEPEST, Heading, joined, read_heading, run_in_like
from ingest.holding import held
from ingest.lines import Line
from ingest.naming import Naming
from ingest.tables import Cell
from vectorstore.spec import Document, Section
from vectorstore.vocabulary import Vocabulary

# A document in which the vocabulary knows no heading is cut at what looks like one, if it has this many.
_ENOUGH_UNKNOWN = 4


def sections(
    document: Document,
    lines: Sequence[Line],
    vocabulary: Vocabulary,
    naming: Naming | None = None,
    blocks: Set[Cell] = frozenset(),
    header_end: int = 0,
) -> tuple[Section, ...]:
    """Return the sections of `document` in reading order.

    `naming` knows the classes of a series, and `blocks` are the offsets of
    the titles, with their labels, of those that have sections of their own;
    above `header_end`, where it is known, no heading stands.

    The text above the first heading that the vocabulary knows is the header,
    a section without heading; title, agency and labels stand there. A document
    in which the vocabulary knows no heading is cut at whatever looks like one,
    but for the first, which is its title.
    """
    headings = _headings(document.text, lines, vocabulary, naming, blocks, header_end)
    first = headings[0].line_start if headings else len(document.text)
    header = [_header(document, first)] if document.text[:first].strip() else []
    return _with_ends(_nested(document, headings, header))


def _nested(document: Document, headings: Sequence[Heading], header: Sequence[Section]) -> list[Section]:
    """Return the header and a section for each heading, within the last one before whose heading stands higher."""
    built = [*header]
    around: list[tuple[float, int]] = []
    for heading, following in zip_longest(headings, headings[1:]):
        while around and around[-1][0] >= heading.rank:
            around.pop()
        parent = around[-1][1] if around else None
        end = following.line_start if following else len(document.text)
        built.append(_section(document, heading, end, len(built), parent, built))
        around.append((heading.rank, len(built) - 1))
    return built


def _headings(
    text: str,
    lines: Sequence[Line],
    vocabulary: Vocabulary,
    naming: Naming | None,
    blocks: Set[Cell],
    header_end: int,
) -> list[Heading]:
    found: list[Heading] = []
    heads = {bisect_right(lines, head[0], key=lambda line: line.start) - 1: head for head in blocks}
    for index, line in enumerate(lines):
        if line.blank or line.running or line.end < header_end:
            continue
        if head := heads.get(index):
            found.append(block_heading(text, line, index, head))
        above = found[-1] if found else None
        in_block_heading = above is not None and above.rank == BLOCK and line.start < above.end
        heading = None if in_block_heading else _heading(text, lines, index, above, vocabulary, naming)
        if heading is None:
            continue
        if above and above.rank != BLOCK and (one := _one(above, heading, text, vocabulary, naming)):
            found[-1] = one
        elif heading.kind or heading.names_class or not _continues(above, lines, index):
            found.append(heading)
    return _placed(_below_header(found, vocabulary, naming), text, vocabulary, naming)


def _heading(
    text: str, lines: Sequence[Line], index: int, above: Heading | None, vocabulary: Vocabulary, naming: Naming | None
) -> Heading | None:
    """Return the heading that line `index` is or begins with, `above` the last before it; None where it has none."""
    heading = read_heading(text, lines, index, vocabulary)
    if heading is None and above is not None and above.run_in:
        heading = run_in_like(above, lines, index)
    if naming is None:
        return heading
    return marked(heading, naming, vocabulary) if heading else class_heading(text, lines, index, naming, vocabulary)


def _placed(found: list[Heading], text: str, vocabulary: Vocabulary, naming: Naming | None) -> list[Heading]:
    """Return the headings with the depth that those around them give them."""
    placed = held(text, _attached(_ranked(found), vocabulary))
    return placed if naming is None else arranged(placed, text)


def _one(above: Heading, below: Heading, text: str, vocabulary: Vocabulary, naming: Naming | None) -> Heading | None:
    """Return the one heading that two make; None where they are two."""
    one = joined(above, below, text, vocabulary)
    if naming is None:
        return one
    return marked(one, naming, vocabulary) if one else whole(above, below, naming, text)


def _below_header(found: list[Heading], vocabulary: Vocabulary, naming: Naming | None) -> list[Heading]:
    """Leave out what stands in the header: title, agency, and labels that read like run-in headings."""
    known = [heading for heading in found if heading.kind]
    if not known:
        return found[1:] if len(found) >= _ENOUGH_UNKNOWN else []
    standing = next((heading for heading in known if not heading.run_in), known[0])
    first = found.index(known[0])
    # The title of a class at once above the first heading of a kind heads its block; the series's own does not.
    above = found[first - 1] if first else None
    first = min([first, *(at for at, heading in enumerate(found) if heading.rank == BLOCK)][:2])
    first -= bool(naming and above and above.rank == known[0].rank and naming.class_of(above.text) is not None)
    return [
        heading
        for heading in found[first:]
        if heading.index >= standing.index
        or heading.names_class
        or (heading.kind and not _may_be_label(vocabulary, heading.kind))
    ]


def _may_be_label(vocabulary: Vocabulary, kind: str) -> bool:
    facet = vocabulary.facets[kind]
    return bool(facet.labels or facet.value)


def _ranked(found: list[Heading]) -> list[Heading]:
    """Put run-in headings in capitals below the others, unless capitals are how this document prints headings."""
    capitals = any(heading.rank == CAPITALS and not heading.run_in for heading in found)
    return [
        replace(heading, rank=DEEPEST) if heading.run_in and heading.rank == CAPITALS and not capitals else heading
        for heading in found
    ]


def _continues(above: Heading | None, lines: Sequence[Line], index: int) -> bool:
    """Whether the line just goes on with the heading on the line above it."""
    return above is not None and above.index == index - 1 and not lines[index].heading_level


def _attached(found: Sequence[Heading], vocabulary: Vocabulary) -> list[Heading]:
    """Put NOTES and their like below the section that they follow."""
    placed: list[Heading] = []
    above: float | None = None
    for heading in found:
        if heading.kind and vocabulary.facets[heading.kind].attach and above is not None:
            placed.append(replace(heading, rank=max(heading.rank, above + 0.5)))
        else:
            placed.append(heading)
            above = heading.rank
    return placed


def _header(document: Document, end: int) -> Section:
    start = len(document.text[:end]) - len(document.text[:end].lstrip())
    stop = len(document.text[:end].rstrip())
    return Section(0, None, "", "", (), document.span(start, start), document.span(start, stop), end)


def _section(
    document: Document, heading: Heading, end: int, ordinal: int, parent: int | None, built: Sequence[Section]
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
