"""Bytes in, `Document` out: one module a format, each giving the canonical text and the marks of its layout.

A further format is a module with a function from bytes to `Extracted`, an
extension in `formats.MEDIA_TYPES`, and a line here.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from ingest.errors import MAX_BYTES, EmptyFileError, LimitError, TooLargeError
from ingest.limits import CHARACTERS
from ingest.readers import docx, html, markdown, pdf, text
from ingest.readers.extracted import Extracted
from ingest.readers.formats import DOCX, HTML, PDF, media_type
from ingest.readers.running import running_lines
from vectorstore.spec import Document, document_id, line_starts

_READERS: Mapping[str, Callable[[bytes, str], Extracted]] = {
    "text/plain": text.read,
    "text/markdown": markdown.read,
    DOCX: docx.read,
    HTML: html.read,
    PDF: pdf.read,
}


def read(content: bytes, name: str) -> Document:
    """Return the document that the bytes `content` of the file `name` hold.

    The canonical text of text and Markdown is the decoded source itself, but for
    line ends and invisible characters; see `characters`.

    Raises:
        UnsupportedFormatError: no reader takes it.
        EmptyFileError: no character that a person could see.
        TooLargeError: more than `MAX_BYTES`.
        LimitError: more text than `CHARACTERS`.
        ReadError: what else the reader of the format says of it.
    """
    kind = media_type(content, name)
    if len(content) > MAX_BYTES:
        raise TooLargeError(f"{name!r} has {len(content):,} bytes; at most {MAX_BYTES:,} are read")
    extracted = _READERS[kind](content, name) if content else Extracted("")
    if not extracted.text.strip():
        raise EmptyFileError(f"{name!r} is empty")
    if len(extracted.text) > CHARACTERS:
        found = f"{len(extracted.text):,} characters of text"
        raise LimitError(f"{name!r} has {found}; at most {CHARACTERS:,} are read: split it")
    return _document(content, kind, extracted)


def _document(content: bytes, kind: str, extracted: Extracted) -> Document:
    bare = Document(
        document_id=document_id(content),
        media_type=kind,
        text=extracted.text,
        line_starts=line_starts(extracted.text),
        marks=extracted.marks,
        page_starts=extracted.page_starts,
        warnings=extracted.warnings,
        wrapped=extracted.wrapped,
        places=extracted.places,
    )
    running = extracted.running
    if running is None:
        running = running_lines(extracted.text, extracted.page_starts)
    return replace(bare, running=tuple(bare.span(start, end) for start, end in running))
