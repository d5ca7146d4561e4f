"""HTML: the main content of a page as lines, its navigation left out, with the marks of its headings, lists and bold.

`read` decodes the page (`charset`), has it parsed as a browser would
(`tree`), finds what is the page's own and no navigation (`content`), and
writes that down, block by block (`layout`, `rows`, `writer`).
"""

from ingest.readers.characters import canonical
from ingest.readers.encoding import decode
from ingest.readers.extracted import Extracted
from ingest.readers.html.charset import declared
from ingest.readers.html.content import main_content
from ingest.readers.html.layout import lay_out
from ingest.readers.html.tree import parse


def read(content: bytes, name: str) -> Extracted:
    """Return the text of the web page `content`, a file of the name `name`.

    Nothing that the text refers to is opened: no address, no entity, no script.

    Raises:
        BinaryFileError: the bytes are no text.
        EncodingError: the encoding cannot be told.
        LimitError: it is nested too deep, or has more elements than is allowed.
    """
    decoded = decode(content, name, declared(content))
    page = parse(canonical(decoded.text).text, name)
    written = lay_out(main_content(page))
    return Extracted(written.text, written.marks, warnings=decoded.warnings, wrapped=written.wrapped)
