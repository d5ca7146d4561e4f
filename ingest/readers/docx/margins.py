"""Headers and footers: that of the first page stands above the body, what else they say once below it."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ingest.readers.docx.names import Element, R, W, has, value
from ingest.readers.docx.package import Package, Target
from ingest.readers.docx.printed import Printed
from ingest.readers.docx.shared import Shared
from ingest.readers.docx.story import Story
from ingest.readers.lines import fold, visible_lines

# A label with its value, or a date; an address of a page or a file is neither.
_INFORMS = re.compile(r":(?![/\\])\s*\S|\d[-/]\d|\b(?:19|20)\d\d\b")
_NUMBER = re.compile(r"\W*\d{1,3}\W*")


@dataclass(frozen=True, slots=True)
class _Reference:
    kind: str
    """`header` or `footer`."""

    part: str
    first: bool
    """It is on the first page of the document."""


class Margins:
    """The headers and footers of a document, each read once."""

    def __init__(self, package: Package, document: Element, targets: Mapping[str, Target], shared: Shared) -> None:
        self._package = package
        self._shared = shared
        settings = next((target.part for target in targets.values() if target.type == "settings"), "")
        even = has(package.root(settings), "evenAndOddHeaders")
        self._references = list(_references(document, targets, even=even))
        self._first = [one.part for one in self._references if one.kind == "header" and one.first]

    def top(self) -> list[Printed]:
        """Return the lines of the first page's header; only a page number in them is running."""
        return [part for line in self._lines(self._first) for part in _without_counter(line)]

    def bottom(self, above: Iterable[Printed]) -> list[Printed]:
        """Return the lines of the other headers and of the footers, headers first, each once.

        They are running, but for one with a label or a date that the lines
        `above` do not have: nothing else would be left to read that from.
        """
        seen = {fold(line.text) for line in above}
        parts = [one.part for kind in ("header", "footer") for one in self._references if one.kind == kind]
        made = []
        for line in self._lines(part for part in parts if part not in self._first):
            if line.blank or fold(line.text) in seen:
                continue
            made.append(replace(line, running=not _informs(line, seen)))
            seen.add(fold(line.text))
        return made

    def _lines(self, parts: Iterable[str]) -> Iterator[Printed]:
        for part in dict.fromkeys(parts):
            root = self._package.root(part)
            if root is not None:
                yield from Story(self._shared).lines(root)


def _references(document: Element, targets: Mapping[str, Target], *, even: bool) -> Iterator[_Reference]:
    """Yield the headers and footers that are shown, section by section."""
    sections = [one for one in document.iter(f"{W}sectPr") if _parent_tag(one) != f"{W}sectPrChange"]
    for place, section in enumerate(sections):
        title_page = has(section, "titlePg")
        shown = {"default", *(["first"] if title_page else []), *(["even"] if even else [])}
        for kind in ("header", "footer"):
            for reference in section.iterchildren(f"{W}{kind}Reference"):
                target, pages = targets.get(reference.get(f"{R}id", "")), value(reference, "type") or "default"
                if target and pages in shown:
                    first = place == 0 and pages == ("first" if title_page else "default")
                    yield _Reference(kind, target.part, first)


def _parent_tag(element: Element) -> str:
    parent = element.getparent()
    return "" if parent is None else parent.tag


def _without_counter(line: Printed) -> Iterator[Printed]:
    """Yield `line`, each cell of it that counts pages as a running line of its own below."""
    rest, counters = Printed(""), []
    at = 0
    for cell in line.text.split("\t"):
        strong = tuple((a - at, b - at) for a, b in line.strong if at <= a and b <= at + len(cell))
        if _is_counter(cell):
            counters.append(Printed(cell, running=True))
        elif rest.blank:
            rest = replace(line, text=cell, strong=strong, start=0)
        else:
            moved = tuple((a + len(rest.text) + 1, b + len(rest.text) + 1) for a, b in strong)
            rest = replace(rest, text=f"{rest.text}\t{cell}", strong=(*rest.strong, *moved))
        at += len(cell) + 1
    yield from (rest, *counters)


def _is_counter(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text)) or any(one.counter is not None and not one.rest for one in visible_lines(text))


def _informs(line: Printed, seen: Collection[str]) -> bool:
    """Return whether a line says something, but for a page number, that none of the lines `seen` does."""
    return any(one.rest not in seen and _INFORMS.search(one.rest) for one in visible_lines(line.text))
