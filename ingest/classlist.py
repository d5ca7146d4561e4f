"""Find the list of classes that a series document begins with: a table of codes and titles, or lines of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.labelled import trimmed
from ingest.lines import Line
from ingest.tables import Cell, Row, Table
from vectorstore.folding import fold, one_line
from vectorstore.spec import Document
from vectorstore.vocabulary import Vocabulary

_CODE = r"[A-Z]{0,3}-?\d[\dA-Z.-]*"
# A title has no gap in it: what stands before one is another column.
_TITLE = r"[A-Z](?:(?! {2}|[ .]{3})[^\t|])*?[\w)]"
_BETWEEN = r"(?:[ ]{2,}|\t+|[ ]*\|[ ]*|[ ]+[-–—][ ]+|:[ ]+|[ .]{3,})"
# "Clerk I    1441", "1441 - Clerk I", "Clerk I (1441)".
_LISTED = tuple(
    re.compile(form)
    for form in (
        rf"(?P<title>{_TITLE}){_BETWEEN}(?P<code>{_CODE})",
        rf"(?P<code>{_CODE}){_BETWEEN}(?P<title>{_TITLE})",
        rf"(?P<title>{_TITLE})[ ]*\((?:(?i:class )?(?i:code|no\.?)?:?[ ]*)(?P<code>{_CODE})\)",
    )
)
#: A longer line, in characters, is no entry of a list.
_LONGEST = 150
#: The section that may stand above the list.
_OF_SERIES = "scope"
_NOTE = re.compile(r"\s*[-–—(\[]+\s*(?P<note>[^()\[\]]*?)[)\]]?$")
_DIGIT = re.compile(r"\d")
#: Words that most titles of a list have in common with another one: what looks like a list of dates has none.
_SHARING = 0.5


@dataclass(frozen=True, slots=True)
class Listed:
    """A class as a list names it, by offsets in code points of the document."""

    title: Cell
    code: Cell
    whole: Cell
    """The row or line."""

    note: Cell | None = None
    """What stands in parentheses after the title and is none of it: "abolished 06/04/2015"."""


@dataclass(frozen=True, slots=True)
class ClassList:
    """The classes of a series document."""

    classes: tuple[Listed, ...]
    """Two or more, as listed."""

    in_blocks: bool = False
    """Each stands above sections of its own, and not in one list."""

    @property
    def heads(self) -> frozenset[Cell]:
        """Offsets of what heads each block: from its first label, or the title above that, to the end of the title."""
        return frozenset((min(one.whole[0], one.title[0]), one.title[1]) for one in self.classes if self.in_blocks)

    @property
    def titled(self) -> frozenset[Cell]:
        """Offsets of their titles."""
        return frozenset(one.title for one in self.classes)

    def titles(self, document: Document) -> list[str]:
        """Return their titles as printed, on one line each; a character lost in the file stands for a space."""
        return [one_line(document.text[a:b].replace("\ufffd", " ")) for a, b in (one.title for one in self.classes)]


def find_class_list(
    document: Document, lines: Sequence[Line], tables: Sequence[Table], vocabulary: Vocabulary
) -> ClassList | None:
    """Return the classes that `document` lists with their codes, or None where it lists no two.

    A table with a column of codes and one of titles lists them; else lines
    above the text itself that each print one code and one title, alike, do.
    """
    for table in tables:
        if listed := _of_table(document, table):
            break
    else:
        listed = _of_lines(document, _above_text(lines, vocabulary), vocabulary)
    apart = [(one, *without_note(document, one.title, vocabulary)) for one in listed]
    return ClassList(tuple(replace(one, title=title, note=note) for one, title, note in apart)) if apart else None


def _of_table(document: Document, table: Table) -> tuple[Listed, ...]:
    code, title = table.column("class_code"), table.column("title")
    if min(code, title) < 0:
        return ()
    listed = [Listed(row.cells[title], row.cells[code], row.whole) for row in table.rows if _has(row, title)]
    coded = [one for one in listed if _DIGIT.search(document.text, *one.code)]
    # A class whose code is not printed is one as well, in a table of which most are.
    blank = [one for one in listed if one.code[0] == one.code[1]]
    return _distinct(document, listed if len(coded) > len(blank) and len(coded) + len(blank) == len(listed) else coded)


def without_note(document: Document, title: Cell, vocabulary: Vocabulary) -> tuple[Cell, Cell | None]:
    """Return a title without what is told of its class's end behind it, and where that stands, if anywhere."""
    match = _NOTE.search(document.text, *title)
    if match is None or not vocabulary.cues["abolished"].search(match["note"].lower()):
        return title, None
    return (title[0], match.start()), match.span("note")


def _has(row: Row, *columns: int) -> bool:
    return all(row.cells[column][0] < row.cells[column][1] for column in columns)


def _above_text(lines: Sequence[Line], vocabulary: Vocabulary) -> Sequence[Line]:
    """Return the lines above the first heading of a section, but for what the series is."""
    heads = (at for at, line in enumerate(lines) if vocabulary.heading(line.text) not in ("", _OF_SERIES))
    return lines[: next(heads, len(lines))]


def _of_lines(document: Document, lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[Listed, ...]:
    """Return the first run of lines that list classes in one form."""
    for form in _LISTED:
        for run in _runs(document, lines, form, vocabulary):
            if (listed := _distinct(document, run)) and _alike(document, listed):
                return listed
    return ()


def _runs(
    document: Document, lines: Sequence[Line], form: re.Pattern[str], vocabulary: Vocabulary
) -> Iterator[list[Listed]]:
    contents = {fold(phrase) for phrase in vocabulary.document["contents"]}
    run: list[Listed] = []
    in_contents = False
    for line in lines:
        if line.blank or line.running:
            continue
        start, end = trimmed(document.text, line.start, line.end)
        match = form.fullmatch(document.text, start, end) if end - start <= _LONGEST else None
        if match is None or vocabulary.label(match["title"]) or vocabulary.heading(match["title"]):
            if len(run) > 1:
                yield run
            run = []
            in_contents = fold(line.text) in contents
        elif not in_contents:
            run.append(Listed(match.span("title"), match.span("code"), (start, end)))
    if len(run) > 1:
        yield run


def _distinct(document: Document, listed: Sequence[Listed]) -> tuple[Listed, ...]:
    """Return `listed` if it is two classes or more, no two of one code or title."""
    titles = {fold(document.text[start:end]) for start, end in (one.title for one in listed)}
    codes = [document.text[start:end] for start, end in (one.code for one in listed) if start < end]
    distinct = len(titles) == len(listed) and len(set(codes)) == len(codes)
    return tuple(listed) if len(listed) > 1 and distinct else ()


def _alike(document: Document, listed: Sequence[Listed]) -> bool:
    """Whether most titles share a word with the first one: the classes of one series do."""
    first, *rest = [set(fold(document.text[start:end]).split()) for start, end in (one.title for one in listed)]
    return sum(bool(first & other) for other in rest) >= _SHARING * len(rest)
