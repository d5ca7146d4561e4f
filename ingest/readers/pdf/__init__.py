"""PDF with a text layer: lines in reading order, the page and position of each, signs of layout from the type.

`read` asks a process of its own (`process`, `worker`), which asks PDFium for
words (`words`), puts them in order (`lines`, `tables`, `layout`) and writes
them down (`text`).
"""

from ingest.errors import DamagedError, EmptyFileError, EncryptedError, LimitError, ReadError, ScanError
from ingest.readers.extracted import Extracted
from ingest.readers.pdf import limits
from ingest.readers.pdf.process import WORKER

# Why a file is refused, and what to do.
_REFUSALS: dict[str, tuple[type[ReadError], str]] = {
    "scan": (
        ScanError,
        "is a scan: its pages are pictures without text; run text recognition (OCR) on it, or save the"
        " original document as PDF",
    ),
    "unmapped": (
        ScanError,
        "has text that is no readable characters: its fonts do not say what they show; save the original"
        " document as PDF again, or run text recognition (OCR) on it",
    ),
    "empty": (EmptyFileError, "is empty: nothing is on its pages"),
    "encrypted": (EncryptedError, "needs a password to be opened; save a copy without one"),
    "damaged": (DamagedError, "is no PDF, or a damaged one{detail}; save or download it again"),
    "pages": (LimitError, f"has {{detail}} pages; at most {limits.PAGES:,} are read: split it"),
    "characters": (LimitError, f"has more than {limits.CHARACTERS:,} characters of text: split it"),
    "time": (LimitError, f"took longer than {limits.SECONDS:.0f} seconds to read; save it again, or split it"),
    "memory": (LimitError, f"takes more than {limits.MEMORY >> 20:,} MB to read; save it again, or split it"),
    "crash": (DamagedError, "stopped the PDF parser, as damaged or hostile files do; save it again"),
    "failed": (DamagedError, "cannot be read{detail}; save it again"),
}


def read(content: bytes, name: str) -> Extracted:
    """Return the text of the PDF `content`, a file of the name `name`.

    Raises:
        ScanError: it is pictures of text.
        EmptyFileError: nothing is on its pages.
        EncryptedError: it needs a password.
        DamagedError: the parser can make nothing of it, or died of it.
        LimitError: it costs more than `limits` allow.
    """
    reply = WORKER.ask(content)
    if isinstance(reply, Extracted):
        return reply
    problem, detail = reply
    error, words = _REFUSALS.get(problem, _REFUSALS["failed"])
    shown = detail if problem == "pages" else f" ({detail})" if detail else ""
    raise error(f"{name!r} {words.format(detail=shown)}")
