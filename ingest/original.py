"""Which bytes are kept beside the text that was read of them: those of formats whose look is more than their text."""

from ingest.errors import ReadError
from ingest.files import anything
from ingest.readers.formats import DOCX, HTML, PDF
from vectorstore.originals import Original
from vectorstore.spec import ParsedDocument, document_id

#: Media types of which a reader wants to see more than the canonical text.
KEPT = frozenset({PDF, HTML, DOCX})


def original(path: str, parsed: ParsedDocument) -> Original | None:
    """Return the bytes of the file at `path` that `parsed` was read of, as they are to be kept.

    The file is read again, so that those of a whole batch need not be held in
    memory meanwhile. None for a format that is all text, and where the file
    has been written over since: the next ingestion finds it changed.
    """
    if parsed.document.media_type not in KEPT:
        return None
    try:
        content = anything(path)
    except ReadError:
        return None
    return Original.packed(content) if document_id(content) == parsed.document.document_id else None
