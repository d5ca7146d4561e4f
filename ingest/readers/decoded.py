"""Formats that are text already: the decoded characters are the canonical text."""

from collections.abc import Callable

from ingest.readers.characters import canonical
from ingest.readers.encoding import decode
from ingest.readers.extracted import Extracted
from vectorstore.spec import Mark


def extract(content: bytes, name: str, marks: Callable[[str], tuple[Mark, ...]]) -> Extracted:
    """Return the text that the bytes `content` of the file `name` are, with the `marks` that are found in it.

    Raises:
        BinaryFileError: the bytes are no text.
        EncodingError: the encoding cannot be told.
    """
    decoded = decode(content, name)
    clean = canonical(decoded.text)
    warnings = decoded.warnings
    if clean.invisible:
        warnings = (*warnings, f"{clean.invisible} invisible characters were left out.")
    return Extracted(clean.text, marks(clean.text), clean.page_starts, warnings=warnings)
