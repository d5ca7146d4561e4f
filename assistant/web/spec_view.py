"""What the page of one spec shows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlencode

from assistant.compose.writer import title_of
from assistant.periods import each
from assistant.service.urls import cite_url, spec_url
from assistant.web.marked import Block, blocks
from assistant.web.revised import Revision, revised
from assistant.web.views import KINDS
from vectorstore.classtables import TableRow, newest_first
from vectorstore.spec import CatalogEntry, DocumentType, Fact, Modality, ParsedDocument, Section, Span, speaks_of

_Part = TypeVar("_Part", Fact, Section)

_MODALITIES = {
    Modality.REQUIRED: "required",
    Modality.MAY_BE_REQUIRED: "may be required",
    Modality.PREFERRED: "preferred",
    Modality.NOT_REQUIRED: "not required",
}


#: Spaces between two words that part columns, and the share of lines with such in a text that is laid out by them.
_COLUMNS = re.compile(r"(?<=[^\s.!?:])[ ]{3,}(?=\S)")
_MOST_IN_COLUMNS = 0.2

_CHANGED = "What changed for {}?"

#: What a row says only to name its class.
_NAMES = frozenset({"title", "class_code"})


@dataclass(frozen=True, slots=True)
class FactRow:
    """A line of the table of facts."""

    label: str
    value: str
    """As printed, on one line; empty for a blank."""

    note: str
    """How it binds and what narrows it; mostly empty."""

    url: str
    """Opens this page at the fact."""


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A heading with those below it."""

    ordinal: int
    heading: str
    children: list["OutlineItem"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Links:
    """Where a reader can go on from the page; paths."""

    ask: str
    """The chat about the class."""

    ask_changed: str
    """The chat with the question what changed; empty where there is but one document."""

    compare: str
    """Its comparison with other classes."""

    revise: str
    """For staff, the form for a revision of it."""

    draft: str
    """For staff, the form for a new class that draws on it."""

    checks: str
    """For staff, what checks find in it."""


@dataclass(frozen=True, slots=True)
class SpecView:
    """Everything on the page."""

    entry: CatalogEntry
    title: str
    parsed: ParsedDocument
    facts: tuple[FactRow, ...]
    tabled: tuple[FactRow, ...]
    """What class tables say, the newest first."""

    outline: tuple[OutlineItem, ...]
    blocks: tuple[Block, ...]
    cited: Span | None
    """What is marked."""

    lost: bool
    """A span was asked for that this text does not have."""

    revisions: tuple[Revision, ...]
    """The dated documents of its class, the newest first; none where there is but one."""

    kind: str
    """What its file is: a PDF, a web page."""

    is_typed: bool
    """Its text is laid out by spaces, as typewriters do."""

    links: Links


def spec_view(
    entry: CatalogEntry,
    parsed: ParsedDocument,
    start: str,
    end: str,
    rows: Sequence[TableRow] = (),
    others: Sequence[CatalogEntry] = (),
) -> SpecView:
    """Return the page of `entry`, with the span from `start` to `end` (decimal, or empty for none) marked.

    `rows` are those of class tables that are of the class, and `others` all
    specs, among which the revisions of the class are.
    """
    dated = revised(entry, others)
    cited = _span(start, end, len(parsed.document.text))
    return SpecView(
        entry=entry,
        title=title_of(entry),
        parsed=parsed,
        facts=tuple(_row(entry, fact, parsed.document.text) for fact in _own(parsed.facts, entry)),
        tabled=tuple(_cell(fact, row) for row in newest_first(rows) for fact in row.facts if fact.facet not in _NAMES),
        outline=outline(_own(parsed.sections, entry)),
        blocks=tuple(blocks(parsed.document, parsed.sections, cited)),
        cited=parsed.document.span(*cited) if cited else None,
        lost=cited is None and bool(start or end),
        revisions=dated,
        kind=KINDS.get(parsed.document.media_type, "Document"),
        is_typed=_is_typed(parsed),
        links=_links(entry, bool(dated)),
    )


def _own(parts: Iterable[_Part], entry: CatalogEntry) -> list[_Part]:
    return [part for part in parts if speaks_of(part.applies_to, entry.spec.ordinal)]


def _links(entry: CatalogEntry, has_changed: bool) -> Links:
    about = urlencode({"about": entry.spec_id})
    return Links(
        ask=f"/?{about}",
        ask_changed=f"/?{about}&{urlencode({'ask': _CHANGED.format(title_of(entry))})}" if has_changed else "",
        compare=f"/compare?{urlencode({'spec': entry.spec_id})}",
        revise=f"/drafts?{urlencode({'revises': entry.spec_id})}",
        draft=f"/drafts?{urlencode({'similar_to': entry.spec_id})}",
        checks=f"{spec_url(entry.spec_id)}/checks",
    )


def _is_typed(parsed: ParsedDocument) -> bool:
    """Return whether spaces in the text part columns: then every character takes the same room."""
    lines = [line for line in parsed.document.text.split("\n") if line.strip()]
    parted = sum(_COLUMNS.search(line) is not None for line in lines)
    return parsed.type is DocumentType.TABLE or parted > _MOST_IN_COLUMNS * len(lines)


def outline(sections: Sequence[Section]) -> tuple[OutlineItem, ...]:
    """Return the headings of `sections` as a tree; sections without a heading hand theirs on to the one above."""
    top: list[OutlineItem] = []
    below: dict[int | None, list[OutlineItem]] = {None: top}
    for section in sections:
        around = below.get(section.parent, top)
        if section.heading:
            item = OutlineItem(section.ordinal, section.heading)
            around.append(item)
            around = item.children
        below[section.ordinal] = around
    return tuple(top)


def _row(entry: CatalogEntry, fact: Fact, text: str) -> FactRow:
    shown = fact.span if fact.value else fact.context
    return FactRow(
        label=fact.label or fact.facet.replace("_", " ").capitalize(),
        value=" ".join(text[fact.span.start : fact.span.end].split()) if fact.value else "",
        note=", ".join(_notes(fact)),
        url=cite_url(entry.spec_id, shown.start, shown.end),
    )


def _cell(fact: Fact, row: TableRow) -> FactRow:
    return FactRow(
        label=fact.label,
        value=fact.value,
        note=", ".join((*_notes(fact), f"as of {row.effective}")),
        url=cite_url(row.entry.spec_id, fact.span.start, fact.span.end),
    )


def _notes(fact: Fact) -> Iterable[str]:
    return filter(None, (fact.qualifier, each(fact.period), _MODALITIES.get(fact.modality)))


def _span(start: str, end: str, length: int) -> tuple[int, int] | None:
    # ASCII digits, and no more of them than a text can have characters.
    if not all(number.isascii() and number.isdecimal() and len(number) <= 9 for number in (start, end)):
        return None
    first, last = int(start), int(end)
    return (first, last) if first < last <= length else None
