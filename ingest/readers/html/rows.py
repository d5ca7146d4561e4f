"""Rows of a page: which are a line of cells, the column that each cell of a table stands in, terms with a value."""

from collections.abc import Iterator, Mapping

from ingest.readers.html.tree import Element
from ingest.readers.html.weights import HEADINGS, Weight, elements

#: Longest cell of a row that is written as one line, in characters; a longer one is a paragraph.
_LONGEST_CELL = 200

#: Longest text of several paragraphs that may still be one cell.
_FEW_WORDS = 60

#: A cell may say that it covers any number of columns; more than this is a mistake.
_MOST_SPANNED = 20

_CELLS = frozenset({"td", "th", "dt", "dd"})
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_NO_CELL = HEADINGS | {"table", "ul", "ol", "dl", "pre"}
_PARAGRAPHS = frozenset({"p", "div", "li", "blockquote", "address"})


def cells(row: Element) -> list[Element]:
    """Return the cells of `row`."""
    return [child for child in row.children if isinstance(child, Element) and child.tag in _CELLS]


def is_line(row: Element, weights: Mapping[Element, Weight]) -> bool:
    """Return whether `row` is written as one line: several cells, each a word or a short sentence."""
    found = cells(row)
    return len(found) > 1 and all(_is_short(cell, weights) for cell in found)


def columns(table: Element) -> dict[Element, int]:
    """Return the column, from 0, of each cell of `table`, cells that reach over several counted as a browser does."""
    found: dict[Element, int] = {}
    covered: dict[int, int] = {}
    for row in _rows(table):
        column = 0
        below = {at: rows - 1 for at, rows in covered.items() if rows > 1}
        for cell in cells(row):
            while column in covered:
                column += 1
            found[cell] = column
            for at in range(column, column + _spanned(cell, "colspan")):
                if (rows := _spanned(cell, "rowspan")) > 1:
                    below[at] = rows - 1
            column += _spanned(cell, "colspan")
        covered = below
    return found


def with_terms_as_rows(terms: Element, weights: Mapping[Element, Weight]) -> Iterator[Element | str]:
    """Yield the children of the `<dl>` `terms`; a short term with one short value comes as a row of two cells."""
    children = [child for child in terms.children if isinstance(child, Element) or child.strip()]
    tags = [child.tag if isinstance(child, Element) else "" for child in children]
    place = 0
    while place < len(children):
        if tags[place : place + 2] == ["dt", "dd"] and tags[place + 2 : place + 3] != ["dd"]:
            row = Element("tr", {}, children[place : place + 2])
            yield from [row] if is_line(row, weights) else row.children
            place += 2
        else:
            yield children[place]
            place += 1


def _rows(table: Element) -> Iterator[Element]:
    for child in table.children:
        if isinstance(child, Element):
            inside = child.children if child.tag in _ROW_GROUPS else [child]
            yield from (row for row in inside if isinstance(row, Element) and row.tag == "tr")


def _is_short(cell: Element, weights: Mapping[Element, Weight]) -> bool:
    if weights[cell].text > _LONGEST_CELL:
        return False
    inside = list(elements(cell))[1:]
    paragraphs = sum(e.tag in _PARAGRAPHS and weights[e].text > 0 for e in inside)
    return (paragraphs < 2 or weights[cell].text <= _FEW_WORDS) and not any(e.tag in _NO_CELL for e in inside)


def _spanned(cell: Element, attribute: str) -> int:
    value = cell.attributes.get(attribute, "")
    return min(max(int(value), 1), _MOST_SPANNED) if value.isascii() and value.isdigit() and len(value) < 6 else 1
