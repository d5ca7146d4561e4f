"""The source on the page of a spec: as its text, as the pages of a PDF, or as the content of a web page."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup as Safe

from assistant.showing import Showing
from assistant.web import paper, structure
from assistant.web.marked import Piece
from assistant.web.paper import Sheet
from assistant.web.views import PAGE, TEXT, Tab, chosen, tabs
from ingest.readers.formats import PDF
from ingest.show.asking import NotShownError
from vectorstore.spec import CatalogEntry, ParsedDocument, Place

_NOT_SHOWN = "The original cannot be shown here; this is its text."
_NOT_SAME = (
    "This text was read of the original by another version of the program; ingest the file again to see it here."
)

#: Of a longer PDF whole lines are marked: to tell its words, all of it must be read again.
_MOST_PAGES = 12


@dataclass(frozen=True, slots=True)
class SourceView:
    """What is shown of a source."""

    tabs: tuple[Tab, ...] = ()
    """Its views; none where there is but one."""

    original: str = ""
    """Path of the original; empty where it is not kept."""

    sheets: tuple[Sheet, ...] = ()
    """The pages of a PDF; empty in other views."""

    structure: Safe | None = None
    """The content of a web page as HTML; None in other views."""

    rest: tuple[Piece, ...] = ()
    """Text that stands on no page of the original: what a person corrected."""

    trouble: str = ""
    """Why the original is not shown, in a sentence; mostly empty."""

    @property
    def is_text(self) -> bool:
        """Whether the canonical text is shown."""
        return not self.sheets and self.structure is None


@dataclass(frozen=True, slots=True)
class SourceViewer:
    """Makes the view of one source."""

    entry: CatalogEntry
    parsed: ParsedDocument
    cited: tuple[int, int] | None
    root: str
    """Path that the service stands below."""

    original: Callable[[], bytes | None]
    """Gives the bytes of the original."""

    showing: Showing

    def view(self, asked: str, *, has_original: bool) -> SourceView:
        """Return the view that is `asked` for, or the one that fits; the text where the original cannot be shown."""
        document, spec_id = self.parsed.document, self.entry.spec_id
        path = f"/v1/sources/{self.entry.source_id}/original" if has_original else ""
        shown = chosen(asked, document, self.cited, has_original=has_original)
        trouble = ""
        if shown == PAGE:
            links = tabs(spec_id, PAGE, document, self.cited, has_original=has_original)
            try:
                made = self._pages(links, path) if document.media_type == PDF else self._structure(links, path)
                trouble = _NOT_SAME
            except NotShownError:
                made, trouble = None, _NOT_SHOWN
            if made is not None:
                return made
        links = tabs(spec_id, TEXT, document, self.cited, has_original=has_original)
        return SourceView(links, path, trouble=trouble)

    def _pages(self, links: tuple[Tab, ...], path: str) -> SourceView:
        document = self.parsed.document
        sizes = self.showing.sizes(document.document_id, self.original)
        found = paper.sheets(
            self.entry.source_id, document, sizes, self.parsed.sections, self.cited, self.root, self._words(len(sizes))
        )
        return SourceView(links, path, sheets=found, rest=paper.beyond(document, len(sizes), self.cited))

    def _words(self, pages: int) -> tuple[Place, ...]:
        """Return where the cited words are printed; none where only their lines are known."""
        document = self.parsed.document
        if self.cited is None or pages > _MOST_PAGES:
            return ()
        try:
            found = self.showing.printed(document.document_id, self.original)
        except NotShownError:
            return ()
        same = hashlib.sha256(document.text[: found.length].encode()).hexdigest() == found.digest
        start, end = self.cited
        return tuple(word for word in found.words if word.start < end and word.end > start) if same else ()

    def _structure(self, links: tuple[Tab, ...], path: str) -> SourceView | None:
        """Return the view of a web page; None where the text that is kept is not the one that is read of it now."""
        document = self.parsed.document
        markup = self.showing.markup(document.document_id, self.original)
        if not document.text.startswith(markup.text):
            return None
        return SourceView(
            links,
            path,
            structure=structure.marked(markup, self.parsed.sections, self.cited),
            rest=structure.beyond(markup, document.text, self.cited),
        )
