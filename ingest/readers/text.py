"""Plain text: its characters are the canonical text; emphasis in Markdown's manner is marked."""

from ingest.readers.decoded import extract
from ingest.readers.extracted import Extracted
from ingest.readers.strong import strong_marks


def read(content: bytes, name: str) -> Extracted:
    """Return the text of a plain text file; raises what `decoded.extract` does."""
    return extract(content, name, strong_marks)
