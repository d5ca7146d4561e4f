"""How a scripted model changes what is true."""

import re

_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "eighteen"]
_NUMBER = re.compile(rf"\d+|\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
# Patterns, each with what takes its place.
_DENIED = [
    (r"\bcannot\b", "can"),
    (r" not\b", ""),
    (r"n't\b", ""),
    (r"\bwithout\b", "with"),
    (r"\b(unless|except)\b", "if"),
    (r"\bNo ", "A "),
    (r"\bno ", "a "),
    (r"\bnon-", ""),
]
_SOFTENED = [
    (r"\bmay be required\b", "is required"),
    (r"\bmay require\b", "require"),
    (r"\bmay be\b", "is"),
    (r"\b(may|should)\b", "must"),
    (r"\b(preferred|desirable|desired)\b", "required"),
    (r"\bor\b", "and"),
]
_SENIOR = re.compile(r",? ?\b(senior|sr\.)(?!\w),? ?", re.IGNORECASE)
_NEXT = {"I": "II", "II": "III", "III": "IV", "IV": "III", "V": "IV", "1": "2", "2": "3", "3": "4"}


def other_number(text: str) -> str:
    """Return `text` with its first number changed, be it in digits or a word."""
    return _NUMBER.sub(_next_number, text, count=1)


def affirmed(text: str) -> str:
    """Return `text` with a denial turned around."""
    return _swapped(text, _DENIED)


def hardened(text: str) -> str:
    """Return `text` with what may be, or is preferred, required."""
    return _swapped(text, _SOFTENED)


def _next_number(match: re.Match[str]) -> str:
    if not match[0].isdigit():
        return _WORDS[(_WORDS.index(match[0].casefold()) + 1) % len(_WORDS)]
    return str(int(match[0]) + 1).zfill(len(match[0]))


def _swapped(text: str, pairs: list[tuple[str, str]]) -> str:
    """`text` with the first of `pairs` that it has exchanged, once."""
    for old, new in pairs:
        changed = re.sub(old, new, text, count=1)
        if changed != text:
            return changed
    return text


def next_to(title: str) -> str:
    """Return the title one numeral or level away."""
    words = title.split()
    for at, word in enumerate(words):
        if word in _NEXT:
            return " ".join([*words[:at], _NEXT[word], *words[at + 1 :]])
    lower = _SENIOR.sub("", title)
    return lower if lower != title else f"Senior {title}"
