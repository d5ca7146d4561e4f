"""The views of a source: its canonical text, and for a PDF or a web page what it looks like."""

from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.service.urls import spec_url
from ingest.readers.formats import DOCX, HTML, PDF
from vectorstore.spec import Document

#: The view of the canonical text, which every source has, and that of the original.
TEXT, PAGE = "text", "page"

#: What the original's view is called, by media type.
_CALLED = {PDF: "Pages", HTML: "Web page"}

#: What a file is called, by media type.
KINDS = {
    PDF: "PDF",
    HTML: "Web page",
    DOCX: "Word document",
    "text/plain": "Text",
    "text/markdown": "Markdown",
    "text/csv": "Table",
}


@dataclass(frozen=True, slots=True)
class Tab:
    """A link to a view."""

    name: str
    url: str
    is_shown: bool


def chosen(asked: str, document: Document, cited: tuple[int, int] | None, *, has_original: bool) -> str:
    """Return the view to show: the one that is `asked` for where there is one, else the one that fits the span.

    A PDF is shown as its pages if the cited words have a place there; a person's
    correction, which stands behind the last page, has none.
    """
    if not has_original or document.media_type not in _CALLED:
        return TEXT
    if asked in (TEXT, PAGE):
        return asked
    is_placed = bool(document.places_of(document.span(*cited)) if cited else document.places)
    return PAGE if document.media_type == PDF and is_placed else TEXT


def tabs(
    spec_id: str, shown: str, document: Document, cited: tuple[int, int] | None, *, has_original: bool
) -> tuple[Tab, ...]:
    """Return a link to each view with the cited span kept, none where there is but one."""
    if not has_original or document.media_type not in _CALLED:
        return ()
    named = ((PAGE, _CALLED[document.media_type]), (TEXT, "Text"))
    return tuple(Tab(name, view_url(spec_id, view, cited), view == shown) for view, name in named)


def view_url(spec_id: str, view: str, cited: tuple[int, int] | None) -> str:
    """Return the path of a view of a spec's source, at the cited span."""
    given: dict[str, str | int] = {"start": cited[0], "end": cited[1]} if cited else {}
    return f"{spec_url(spec_id)}?{urlencode({**given, 'view': view})}#{'cite' if cited else 'source'}"
