"""Tell which classes a sentence speaks of that names them first: "Clerk II: One year.", "Clerk II is the lead"."""

import re
from collections.abc import Iterator
from functools import cache

from ingest.naming import Naming
from vectorstore.vocabulary import Vocabulary

_SEPARATOR = re.compile(r":\s+(?=\S)|\s+[-–—]{1,2}\s+(?=\S)|—(?=\S)")
# Told apart, a class is what the sentence that begins with it says; elsewhere such a sentence may say anything.
_SUBJECT = re.compile(
    r"(?:The\s+)?(?P<words>[A-Z0-9][\w/'’.-]*(?:,?\s+(?:(?:and|or|of|the)\s+){0,2}\(?[A-Z0-9][\w/'’-]*\)?)*)"
    r"\s+(?:(?:class|level|classification|position)\s+)?(?!and\b|or\b)(?=[a-z])"
)
_STOP = re.compile(r"\.\s+(?=[A-Z])")
_SMALL_WORDS = frozenset({"of", "and", "or", "the", "to", "for", "in", "a", "an", "on", "with", "by", "from", "at"})
_LONGEST = 90


def is_prose(text: str) -> bool:
    """Whether `text` says something, as the rest of a heading does not: "Clerk Series - Class Titles and Codes"."""
    return text.rstrip().endswith(".") or any(
        word[0].islower() and word not in _SMALL_WORDS for word in text.split() if word
    )


def lead(
    text: str, start: int, end: int, naming: Naming, vocabulary: Vocabulary, *, told_apart: bool, headed: bool = False
) -> tuple[tuple[int, ...], int] | None:
    """Return the classes that `text[start:end]` names before it speaks of them, and where that begins; else None.

    `told_apart` is whether it stands where the classes of a document are told apart,
    and `headed` whether a heading names classes, from which only a label in front of a sentence turns away.
    """
    for words_end, body in sorted(_joints(text, start, end), reverse=True):
        classes = naming.classes(text[start:words_end])
        if classes is not None and (text[words_end] in ":." or is_prose(text[body:end])):
            return classes, body
    if headed:
        return None
    match = _lead_in(vocabulary.document["lead_ins"]).match(text, start, end)
    if match is None and told_apart:
        match = _SUBJECT.match(text, start, end)
    classes = naming.classes(match["words"]) if match else None
    return (classes, match.end()) if match and classes is not None else None


def names_alone(text: str, start: int, end: int, naming: Naming) -> tuple[int, ...] | None:
    """Return the classes that a sentence names and says nothing more, above others of its paragraph: "Clerk II."."""
    before = text[:start].rstrip()
    opens = end < len(text) and end - start < _LONGEST and text[end - 1] == "." and (not before or before[-1] == ".")
    return naming.classes(text[start:end]) if opens else None


@cache
def _lead_in(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of "For Clerk II, …" and "When assigned to Level II, …"."""
    words = "|".join(re.escape(phrase[0].upper() + phrase[1:]) for phrase in phrases)
    return re.compile(rf"(?:{words})\s+(?:(?:an?|the)\s+)?(?P<words>[^,.;:]{{2,60}}),\s+(?=\S)")


def _joints(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    stop = min(end, start + _LONGEST)
    for separator in (_SEPARATOR, _STOP):
        for match in separator.finditer(text, start, stop):
            yield match.start(), match.end()
