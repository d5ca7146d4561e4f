"""The child process that opens documents to show them: a question in, a picture or a structure or a refusal out.

Run as `python -m ingest.show.worker`. It opens what somebody sent: a crash, a
hang or a flood is the file's own and takes nothing else with it.
"""

import io
import math
import sys

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image, ImageChops

from ingest.apart.child import serve
from ingest.errors import MAX_BYTES, ReadError
from ingest.readers.pdf.limits import PAGES
from ingest.show import limits, wire
from ingest.show.printed import printed
from ingest.show.structure import tokens
from ingest.show.trace import trace
from ingest.show.wire import Markup, Question, Wanted

#: Points of an inch; a page is shown at most as many times larger than it is.
_LARGEST_SCALE = 8.0


def main() -> None:
    """Answer as long as somebody asks."""
    serve(answer, memory=limits.MEMORY, seconds=limits.SECONDS, most=MAX_BYTES + 64)


def answer(frame: bytes) -> bytes:
    """Return the frame that answers the question in `frame`."""
    try:
        return _answer(wire.question(frame))
    except MemoryError:
        return wire.refused("memory")
    except (pdfium.PdfiumError, ReadError) as error:
        return wire.refused("damaged", str(error))
    except Exception as error:
        # A flaw of ours that one file meets: that one is not shown, and the next is.
        return wire.refused("failed", f"{type(error).__name__}: {error}")


def _answer(asked: Question) -> bytes:
    if asked.wanted is Wanted.MARKUP:
        text, root = trace(asked.content, "page")
        found = tuple(tokens(root, text))
        if len(found) > limits.TOKENS:
            return wire.refused("large", f"{len(found):,} elements")
        return wire.done(wire.encoded_markup(Markup(text, found)))
    if asked.wanted is Wanted.WORDS:
        return wire.done(wire.encoded_printed(printed(asked.content)))
    document = pdfium.PdfDocument(asked.content)
    if asked.wanted is Wanted.SIZES:
        return wire.done(wire.encoded_sizes(tuple(document.get_page_size(index) for index in _pages(document))))
    if asked.first not in range(1, len(document) + 1):
        return wire.refused("page", f"{len(document):,}")
    if raw.FPDF_GetFormType(document.raw) != raw.FORMTYPE_NONE:
        document.init_forms()
    return wire.done(_picture(document[asked.first - 1], asked.second))


def _pages(document: pdfium.PdfDocument) -> range:
    return range(min(len(document), PAGES))


def _picture(page: pdfium.PdfPage, width: int) -> bytes:
    """Return `page` as PNG, `width` pixels wide, or smaller where it would have too many."""
    across, down = page.get_size()
    scale = min(width / across, math.sqrt(limits.PIXELS / (across * down)), _LARGEST_SCALE)
    shown = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    out = io.BytesIO()
    _without_color(shown).save(out, "PNG", compress_level=6)
    return out.getvalue()


def _without_color(shown: Image.Image) -> Image.Image:
    """Return a picture that has no color in a third of its bytes; any other as it is."""
    red, green, blue = shown.split()
    differs = ImageChops.lighter(ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return shown if differs.getbbox() else red


if __name__ == "__main__":
    main()
    sys.exit(0)
