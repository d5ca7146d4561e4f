"""What no sentence of an answer has, whatever it is about: addresses, markup, hidden or strange characters."""

import re
import unicodedata

#: Characters of the longest sentence that is read.
LONGEST_SENTENCE = 900

_ADDRESS = re.compile(
    r"\w+://|\bwww\.|\b(?:mailto|javascript|data|tel|file):\S|\S@\S|\b[\w-]+\.(?:com|org|net|gov|edu|io|info|biz|us|co|ai|app|dev|ru|cn|uk|de)\b",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"!?\[[^\]]*\]\s*[(\[:]|<[/!?a-z]|&(?:#\w+|[a-z]+);|`|~~|^\s*#{1,6}\s|^\s*>|\|.*\||^\s*(?:-{3,}|={3,}|\*{3,})\s*$|\\",
    re.IGNORECASE | re.MULTILINE,
)
_FACE = re.compile(r"[:;]-[()]|[^\w\s.!:;,\"”’')\]*_%+]\s*$")
# Signs that are no letters, and are of print: what a document may have anywhere.
_PRINTED = frozenset("“”‘’–—…•·§°©®™¢€£½¼¾⅓⅔⅛ \u00a0\u2009\u202f")


def foreign(sentence: str) -> str:
    """Return what `sentence` has that no answer may show; empty where there is nothing."""
    if len(sentence) > LONGEST_SENTENCE:
        return "it is too long"
    if _ADDRESS.search(sentence):
        return "it has an address"
    if _MARKUP.search(sentence):
        return "it has markup"
    if _FACE.search(sentence):
        return "it makes a face"
    strange = next((c for c in sentence if not c.isascii() and not _is_plain(c)), "")
    if strange:
        return f"it has U+{ord(strange):04X}"
    if any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in sentence):
        return "it has control characters"
    return "it asks" if "?" in sentence else ""


def _is_plain(character: str) -> bool:
    """Whether a character is a Latin letter or a sign of print."""
    if character in _PRINTED:
        return True
    is_letter = unicodedata.category(character) in ("Lu", "Ll")
    return is_letter and unicodedata.name(character, "").startswith("LATIN ") and ord(character) < 0x250
