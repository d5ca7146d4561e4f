"""Which encoding a page says that it is in: in its `<meta>`, or in the XML declaration above it."""

import codecs
import re

# As browsers do, only its beginning is searched; twice as far, since a license may stand above it.
_HEAD = 2048
_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([\w.:-]+)|<\?xml\b[^>]{0,100}?\bencoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)

# What a browser takes these names for: the larger set that is really written under the name of the smaller.
_READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}


def declared(content: bytes) -> str:
    """Return the encoding that the page `content` declares, as Python has it; empty where it declares none.

    A name that no text is in is none; neither are the wide ones, in which the
    declaration itself could not be read.
    """
    match = _DECLARED.search(content[:_HEAD])
    if match is None:
        return ""
    try:
        found = codecs.lookup((match[1] or match[2]).decode("ascii"))
        b"a".decode(found.name)
    except (LookupError, UnicodeError):
        return ""
    return "" if found.name.startswith(("utf", "unicode", "raw")) else _READ_AS.get(found.name, found.name)
