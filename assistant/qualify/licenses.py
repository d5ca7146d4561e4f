"""Which licenses and certificates a message says that somebody has or has not."""

import re
from collections.abc import Iterator

from assistant.qualify.credentials import Licensed
from assistant.qualify.marked import HELD, NO_DRIVING, Marked

_BACK = frozenset(
    {
        "a", "an", "my", "have", "with", "and", "no", "hold", "the", "or", "but", "got", "had", "i", "also", "plus",
        "without", "any", "get", "need", "not", "been", "having", "has", "lack", "for",
    }
)  # fmt: skip
_NOT_LICENSED = re.compile(
    r"\bnot (?:yet )?(?:an? )?(?P<kind>(?:licensed|certified|registered)(?: (?!and|but|so|do)[a-z]+){0,3})"
)
_MOST_WORDS_BACK = 6


def licenses(marked: Marked) -> Iterator[Licensed]:
    """Yield the licenses and certificates that a text says somebody has or has not, and mark their words."""
    for match in NO_DRIVING.finditer(marked.lower):
        yield Licensed("driving", frozenset({"driver"}), False, marked.take(*match.span()))
    for match in _NOT_LICENSED.finditer(marked.lower):
        yield Licensed(match["kind"].strip(), frozenset(), False, marked.take(*match.span()))
    for match in HELD.finditer(marked.lower):
        start = _back(marked, match.start())
        if not marked.free(start, match.end()) or marked.is_title(*match.span()):
            continue
        denied = marked.denied(start)
        begins = marked.negation(start) if denied else start
        kind = marked.lower[start : match.end()].strip()
        yield Licensed(kind, marked.vocabulary.license_terms(kind), not denied, marked.take(begins, match.end()))


def _back(marked: Marked, at: int) -> int:
    """Where the words before a license that say of which kind it is begin."""
    start = at
    words = list(re.finditer(r"\S+", marked.lower[:at]))[-_MOST_WORDS_BACK:]
    for word in reversed(words):
        bare = word[0].strip(",.;'")
        if word[0].endswith((",", ".", ";")) or (bare in _BACK and not _is_class(marked, word.start(), bare)):
            break
        start = word.start()
    return start


def _is_class(marked: Marked, at: int, word: str) -> bool:
    """Whether "a" is the letter of "class a"."""
    return len(word) == 1 and marked.lower[:at].rstrip().endswith("class")
