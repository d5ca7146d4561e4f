"""The child process that reads PDFs: a frame of bytes in, a frame of text or of refusal out.

Run as `python -m ingest.readers.pdf.worker`. A crash, a hang or a flood is
the file's own and takes nothing else with it.
"""

import sys

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.apart.child import serve
from ingest.errors import MAX_BYTES
from ingest.readers.extracted import Extracted
from ingest.readers.pdf import limits, wire
from ingest.readers.pdf.text import extract
from ingest.readers.pdf.words import Pages, PageWords

# More of the characters without a meaning, and the text is no text.
_MOST_UNMAPPED = 0.3


class _Refused(Exception):
    """What was asked cannot be read; see `process` for what each problem means."""

    def __init__(self, problem: str, detail: str = "") -> None:
        super().__init__(problem, detail)
        self.problem = problem
        self.detail = detail


def main() -> None:
    """Answer as long as somebody asks."""
    serve(answer, memory=limits.MEMORY, seconds=limits.SECONDS, most=MAX_BYTES)


def answer(content: bytes) -> bytes:
    """Return the frame that answers for the PDF `content`."""
    try:
        return wire.encoded(read(content))
    except _Refused as refusal:
        return wire.refused(refusal.problem, refusal.detail)
    except MemoryError:
        return wire.refused("memory")
    except pdfium.PdfiumError as error:
        return wire.refused(*_problem(error))
    except Exception as error:
        # A flaw of ours that one file meets: it is refused with what happened, and the next file is read.
        return wire.refused("failed", f"{type(error).__name__}: {error}")


def read(content: bytes) -> Extracted:
    """Return the text of the PDF `content`.

    Raises:
        _Refused: it has none, or too much.
        pdfium.PdfiumError: it is no PDF, or a locked one.
    """
    pages = Pages(content)
    if len(pages) > limits.PAGES:
        raise _Refused("pages", f"{len(pages):,}")
    found = list(_pages(pages))
    _check(found)
    extracted = extract(found)
    return Extracted(
        extracted.text,
        extracted.marks,
        extracted.page_starts,
        extracted.running,
        tuple(_warnings(found)),
        places=extracted.places,
    )


def _pages(pages: Pages) -> list[PageWords]:
    found, characters = [], 0
    for index in range(len(pages)):
        page = pages.read(index)
        characters += sum(len(word.text) + 1 for word in page.words)
        if characters > limits.CHARACTERS:
            raise _Refused("characters")
        found.append(page)
    return found


def _check(found: list[PageWords]) -> None:
    """Refuse pages without text, or with text that nobody can read."""
    characters = sum(len(word.text) for page in found for word in page.words)
    if not characters:
        raise _Refused("scan" if any(page.drawn for page in found) else "empty")
    if sum(page.unmapped for page in found) > _MOST_UNMAPPED * characters:
        raise _Refused("unmapped")


def _warnings(found: list[PageWords]) -> list[str]:
    warnings = []
    pictures = [str(number) for number, page in enumerate(found, 1) if page.drawn and not page.words]
    if pictures:
        which = f"Page {pictures[0]} is" if len(pictures) == 1 else f"Pages {', '.join(pictures)} are"
        warnings.append(f"{which} without text, perhaps scanned, and was not read.".replace("are w", "are w", 1))
    if hidden := sum(page.hidden for page in found):
        warnings.append(f"{hidden} characters that the pages do not show were left out.")
    if unmapped := sum(page.unmapped for page in found):
        warnings.append(f"{unmapped} characters could not be told and stand as \ufffd.")
    return warnings


def _problem(error: pdfium.PdfiumError) -> tuple[str, str]:
    locked = getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
    return ("encrypted", "") if locked else ("damaged", str(error))


if __name__ == "__main__":
    main()
    sys.exit(0)
