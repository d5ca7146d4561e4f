"""Bytes in, `Document` out: one module a format, each giving the marks of its layout.

A further format is a module with a function that returns the canonical text
and the marks, an extension in `formats.MEDIA_TYPES`, and a line here.
"""

from dataclasses import replace

from ingest.errors import MAX_BYTES, EmptyFileError, TooLargeError
from ingest.readers import markdown, text
from ingest.readers.characters import Canonical, canonical
from ingest.readers.encoding import decode
from ingest.readers.formats import media_type
from ingest.readers.running import running_lines
from vectorstore.spec import Document, document_id, line_starts

_MARKS = {"text/plain": text.marks, "text/markdown": markdown.marks}


def read(content: bytes, name: str) -> Document:
    """Return the document that the bytes `content` of the file `name` hold.

    The canonical text of text and Markdown is the decoded source itself, but for
    line ends and invisible characters; see `characters`.

    Raises:
        UnsupportedFormatError: no reader takes it.
        EmptyFileError: no character that a person could see.
        BinaryFileError: the bytes are no text.
        TooLargeError: more than `MAX_BYTES`.
        EncodingError: the encoding cannot be told.
    """
    kind = media_type(content, name)
    if len(content) > MAX_BYTES:
        raise TooLargeError(f"{name!r} has {len(content):,} bytes; at most {MAX_BYTES:,} are read")
    decoded = decode(content, name)
    clean = canonical(decoded.text)
    if not clean.text.strip():
        raise EmptyFileError(f"{name!r} is empty")
    return _document(content, kind, clean, decoded.warnings)


def _document(content: bytes, kind: str, clean: Canonical, warnings: tuple[str, ...]) -> Document:
    if clean.invisible:
        warnings = (*warnings, f"{clean.invisible} invisible characters were left out.")
    bare = Document(
        document_id=document_id(content),
        media_type=kind,
        text=clean.text,
        line_starts=line_starts(clean.text),
        page_starts=clean.page_starts,
    )
    running = tuple(bare.span(start, end) for start, end in running_lines(clean.text, clean.page_starts))
    return replace(bare, marks=_MARKS[kind](clean.text), running=running, warnings=warnings)
