"""Plain text: its characters are the canonical text; emphasis in Markdown's manner is marked."""

from ingest.readers.strong import strong_marks
from vectorstore.spec import Mark


def marks(text: str) -> tuple[Mark, ...]:
    """Return the signs of layout in plain `text`, by start."""
    return strong_marks(text)
