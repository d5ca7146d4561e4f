"""A draft as text: the Markdown that is handed over, where its lines stand in it, and what ingestion reads there.

A draft is checked by the code that checks specs, so it has to become one: its
text is parsed as any file is, and what is found at an offset is led back to
the line that stands there.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.class_view import Spec
from assistant.draft.paragraphs import Paragraph, agency_line, paragraphs, printed, together
from assistant.draft.values import Draft
from ingest.parse import parse
from ingest.readers import read
from ingest.readers.characters import canonical
from vectorstore.folding import one_line
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

_NAME = "draft.md"
_DEEPEST_HEADING = 6
# What would begin a heading, an item, a quotation, a rule or a code block, were it not escaped.
_BLOCK = re.compile(r"^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=(?:#{1,6}|[-+*>])(?:\s|$)|~~~|```|=+$|(?:[-_*]\s*){3,}$))")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A draft as text."""

    text: str
    """Markdown, each item and paragraph on a line; without what was rejected, and without questions."""

    places: Mapping[str, tuple[int, int]]
    """Id of each line that is in, to its offsets in `text`, with its label; in reading order, none overlapping."""

    def line_at(self, start: int, end: int) -> str:
        """Return the id of the first line that stands between these offsets; empty where none does."""
        inside = (key for key, (first, last) in self.places.items() if first < max(end, start + 1) and start < last)
        return next(inside, "")


def rendered(draft: Draft, vocabulary: Vocabulary) -> Rendered:
    """Return `draft` as Markdown."""
    writer, beside = _Writer(), together(draft)
    writer.block(f"# {_plain(draft.title)}")
    if agency := agency_line(draft):
        writer.block(_plain(agency))
    for section in printed(draft):
        if section.heading:
            level = min(section.depth + 1, _DEEPEST_HEADING)
            writer.block(f"{'#' * level} {_plain(section.heading)}")
        for paragraph in paragraphs(section.lines, beside):
            writer.paragraph(paragraph)
    return Rendered(writer.text + "\n", writer.places)


def spec_of(draft: Draft, vocabulary: Vocabulary) -> Spec:
    """Return what ingestion reads in the text of `draft`, offsets counted in that of `rendered`.

    Its entry is made up: it has the draft's id in place of those of a spec and
    a source, and stands in no catalog. Its title is the draft's, however that is written.
    """
    text = rendered(draft, vocabulary).text
    document = replace(read(text.encode(), _NAME), wrapped=False)
    parsed = parse(document, _NAME, draft.wanted.agency, vocabulary)
    spec = replace(parsed.specs[0], title=one_line(draft.title))
    name = f"{one_line(draft.title)}.md"
    entry = CatalogEntry(draft.draft_id, "", draft.draft_id, name, name, parsed.agency, parsed.type, spec)
    return Spec(entry, replace(parsed, specs=(spec, *parsed.specs[1:])))


class _Writer:
    """Puts a text together, and keeps where its lines stand."""

    def __init__(self) -> None:
        self.text = ""
        self.places: dict[str, tuple[int, int]] = {}
        self._depth = 0

    def block(self, text: str, depth: int = 0) -> None:
        """Put `text` below what there is: a blank line apart, but for an item below another."""
        self.text += ("\n" if depth and self._depth else "\n\n") if self.text else ""
        self.text += text
        self._depth = depth

    def paragraph(self, paragraph: Paragraph) -> None:
        """Put a paragraph, an item, or a label with its value."""
        for at, line in enumerate(paragraph.said):
            label = f"**{_plain(paragraph.label)}:** " if paragraph.label else ""
            words = label + _plain(line.text) if at or label else _BLOCK.sub(r"\1\\", _plain(line.text), count=1)
            if at:
                self.text += " " + words
            else:
                lead = f"{'  ' * (paragraph.depth - 1)}- " if paragraph.depth else ""
                self.block(lead + words, paragraph.depth)
            self.places[line.line_id] = (len(self.text) - len(words), len(self.text))


def _plain(text: str) -> str:
    """Return `text` on one line, of characters that a document keeps: offsets count in what is read again."""
    return canonical(one_line(text)).text
