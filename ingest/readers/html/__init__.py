"""HTML: the main content of a page as lines, its navigation left out, with the marks of its headings, lists and bold.

`read` decodes the page (`charset`), has it parsed as a browser would
(`tree`), finds what is the page's own and no navigation (`content`), and
writes that down, block by block (`layout`, `rows`, `writer`).
"""

from ingest.readers.characters import canonical
from ingest.readers.encoding import Decoded, decode
from ingest.readers.extracted import Extracted
from ingest.readers.html.charset import declared
from ingest.readers.html.content import Content, main_content
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
    found, decoded = opened(content, name)
    written = lay_out(found)
    return Extracted(written.text, written.marks, warnings=decoded.warnings, wrapped=written.wrapped)


def opened(content: bytes, name: str) -> tuple[Content, Decoded]:
    """Return the main content of the web page `content`, and its characters; raises what `read` does."""
    decoded = decode(content, name, declared(content))
    return main_content(parse(canonical(decoded.text).text, name)), decoded
