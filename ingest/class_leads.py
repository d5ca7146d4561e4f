"""Tell which classes a sentence speaks of that names them first: "Clerk II: One year.", "Clerk II is the lead"."""

import re
from collections.abc import Iterator

from ingest.naming import Naming

_SEPARATOR = re.compile(r"\s*:\s+(?=\S)|\s+[-–—]{1,2}\s+(?=\S)|—(?=\S)")
# Told apart, a class is what it is; elsewhere such a sentence may say anything.
_IS = re.compile(r"\s+(?:(?:class|level|classification|position)\s+)?(?:is|are)\s+(?:the|a|an)\b")
_FOR = re.compile(r"(?:For|At)\s+(?P<words>[^,.;:]{2,60}),\s+(?=\S)")
_SMALL_WORDS = frozenset({"of", "and", "or", "the", "to", "for", "in", "a", "an", "on", "with", "by", "from", "at"})
_LONGEST = 90


def is_prose(text: str) -> bool:
    """Whether `text` says something, as the rest of a heading does not: "Clerk Series - Class Titles and Codes"."""
    return text.rstrip().endswith(".") or any(
        word[0].islower() and word not in _SMALL_WORDS for word in text.split() if word
    )


def lead(text: str, start: int, end: int, naming: Naming, *, told_apart: bool) -> tuple[tuple[int, ...], int] | None:
    """Return the classes that `text[start:end]` names before it speaks of them, and where that begins; else None.

    `told_apart` is whether it stands where the classes of a document are told apart.
    """
    for words_end, body in sorted(_joints(text, start, end, told_apart=told_apart), reverse=True):
        classes = naming.classes(text[start:words_end])
        if classes is not None and (":" in text[words_end:body] or is_prose(text[body:end])):
            return classes, body
    if (match := _FOR.match(text, start, end)) and (classes := naming.classes(match["words"])) is not None:
        return classes, match.end()
    return None


def _joints(text: str, start: int, end: int, *, told_apart: bool) -> Iterator[tuple[int, int]]:
    stop = min(end, start + _LONGEST)
    for match in _SEPARATOR.finditer(text, start, stop):
        yield match.start(), match.end()
    for match in _IS.finditer(text, start, stop) if told_apart else ():
        yield match.start(), start
