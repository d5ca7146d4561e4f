"""Bytes to characters: byte order marks, UTF-8, UTF-16 without a mark, and the older code pages.

UTF-8 goes first because text in another encoding is hardly ever valid in it.
What is not is taken for Windows-1252, the usual encoding of an old document
in English, unless that yields letters where no word has them; only then is
charset-normalizer asked, which guesses wrong on short texts that are mostly
ASCII.
"""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from ingest.errors import BinaryFileError, EncodingError

# UTF-32 before UTF-16, whose little-endian mark is its beginning.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Tab, line ends, form feed, the end mark of DOS and the escape of terminals occur in real text.
_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1a\x1b")
_CONTROLS = bytes(set(range(32)) - _TEXT_CONTROLS)

# In Windows-1252: a capital right after a small letter, or an accented letter that stands alone.
_MISPLACED = re.compile(r"(?<=[a-z])[À-ÖØ-Þ]|(?<![^\W\d_])[À-ÖØ-öø-ÿ](?![^\W\d_])")

_OLDER = ["cp1252", "mac_roman", "cp437", "cp1250", "cp1251", "latin_1", "shift_jis", "gb18030", "big5", "euc_kr"]

_SAMPLE = 200_000

# In fewer bytes the place of a NUL says nothing.
_SHORTEST_WIDE = 16
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters of a file and how they were found."""

    text: str

    encoding: str
    """Name of the encoding, as Python has it."""

    warnings: tuple[str, ...] = ()
    """What a person should know of it, one sentence each."""


def decode(content: bytes, name: str, declared: str = "") -> Decoded:
    """Return the characters of `content`, the bytes of the file `name`.

    `declared` is the encoding that the file itself says it is in, as Python has
    it: taken where the bytes are no UTF-8 and fit it. Characters that were
    damaged before (U+FFFD) stay as they are, with a warning.

    Raises:
        BinaryFileError: the bytes are no text.
        EncodingError: the byte order mark is wrong, or no encoding fits.
    """
    decoded = _marked(content, name) or _unmarked(content, name, declared)
    damaged = decoded.text.count(_REPLACEMENT)
    if not damaged:
        return decoded
    warning = f"{damaged} damaged characters (shown as {_REPLACEMENT}) stand in the file."
    return Decoded(decoded.text, decoded.encoding, (*decoded.warnings, warning))


def _marked(content: bytes, name: str) -> Decoded | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            body = content[len(mark) :]
            if encoding == "utf-8":
                return _unmarked(body, name)
            return Decoded(_strictly(body, encoding, name), encoding)
    return None


def _strictly(body: bytes, encoding: str, name: str) -> str:
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"{name!r} begins like {encoding} but is not at byte {error.start}; save it as UTF-8"
        ) from error
    if "\0" in text:
        raise BinaryFileError(f"{name!r} begins like {encoding} text but holds NUL characters")
    return text


def _unmarked(content: bytes, name: str, declared: str = "") -> Decoded:
    if wide := _wide(content):
        return Decoded(_strictly(content, wide, name), wide)
    _refuse_binary(content, name)
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _as_declared(content, declared) or _older(content, name)


def _as_declared(content: bytes, declared: str) -> Decoded | None:
    try:
        return Decoded(content.decode(declared), declared) if declared else None
    except UnicodeDecodeError:
        return None


def _wide(content: bytes) -> str:
    """Return the UTF-16 that `content` is in by its NULs: every other byte of text in English is one."""
    if len(content) < _SHORTEST_WIDE:
        return ""
    even, odd = content[::2].count(0), content[1::2].count(0)
    half = len(content) / 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def _refuse_binary(content: bytes, name: str) -> None:
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if b"\0" in content or controls > 0.1 * len(content):
        raise BinaryFileError(f"{name!r} is named as text but holds binary data ({controls} control characters)")


def _older(content: bytes, name: str) -> Decoded:
    if _mostly_utf8(content):
        return Decoded(content.decode("utf-8", errors="replace"), "utf-8", ("Some bytes are not valid UTF-8.",))
    text = content.decode("cp1252", errors="replace")
    if _REPLACEMENT not in text and _plausible(text):
        return Decoded(text, "cp1252")
    best = from_bytes(content[:_SAMPLE], cp_isolation=_OLDER).best()
    if best is not None:
        guess = content.decode(best.encoding, errors="replace")
        return Decoded(guess, best.encoding, (f"The encoding was guessed to be {best.encoding}.",))
    if _ascii_share(content) < 0.7:
        raise EncodingError(f"the encoding of {name!r} cannot be told; save it as UTF-8")
    return Decoded(text, "cp1252", ("The encoding was guessed to be cp1252.",))


def _mostly_utf8(content: bytes) -> bool:
    """Return whether `content` holds more characters of several valid bytes than invalid bytes."""
    text = content.decode("utf-8", errors="replace")
    bad = text.count(_REPLACEMENT)
    return sum(not character.isascii() for character in text) - bad > bad


def _plausible(text: str) -> bool:
    foreign = sum(not character.isascii() for character in text)
    return len(_MISPLACED.findall(text)) <= 0.2 * foreign


def _ascii_share(content: bytes) -> float:
    return sum(byte < 128 for byte in content) / len(content)
