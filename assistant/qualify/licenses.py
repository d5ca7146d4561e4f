"""Which licenses and certificates a message says that somebody has or has not."""

import re
from collections.abc import Iterator

from assistant.qualify.credentials import Licensed
from assistant.qualify.marked import HELD, NO_DRIVING, NOT_LICENSED, Marked
from vectorstore.vocabulary import Vocabulary

_BACK = frozenset(
    {
        "a", "an", "my", "have", "with", "and", "no", "hold", "the", "or", "but", "got", "had", "i", "also", "plus",
        "without", "any", "get", "need", "not", "been", "having", "has", "lack", "for",
    }
)  # fmt: skip
_MOST_WORDS_BACK = 6
# "… license for vessels of 100 tons or more".
_FOR_WHAT = re.compile(r"\s+for\s+[\w\s'-]+?(?=\s*(?:[.,;:?!]|$)|\s+(?:and|but|do|can|am|would|is|so|plus|with)\b)")
#: Words that begin something else behind what somebody is licensed as.
_AFTER = r"(?:and|but|with|do|can|who|for|in|at|so|to|or|by|am|is|i)\b"


def licenses(marked: Marked) -> Iterator[Licensed]:
    """Yield the licenses and certificates that a text says somebody has or has not, and mark their words."""
    for match in NO_DRIVING.finditer(marked.lower):
        yield Licensed("driving", frozenset({"driver"}), False, marked.take(*match.span()))
    for match in NOT_LICENSED.finditer(marked.lower):
        kind = match["kind"].strip()
        yield Licensed(kind, frozenset(), False, marked.take(*match.span()), marked.implied(kind))
    for match in HELD.finditer(marked.lower):
        start = _back(marked, match.start())
        if not marked.free(start, match.end()) or marked.is_title(*match.span()):
            continue
        denied = marked.denied(start)
        begins = marked.negation(start) if denied else start
        kind = marked.lower[start : match.end()].strip()
        behind = _FOR_WHAT.match(marked.lower, match.end())
        end = behind.end() if behind and not denied and marked.free(start, behind.end()) else match.end()
        yield _licensed(marked, kind, begins, end, has=not denied)
    yield from _titled(marked)


def _licensed(marked: Marked, kind: str, start: int, end: int, *, has: bool) -> Licensed:
    terms = marked.vocabulary.license_terms(kind)
    steps = license_steps(kind, marked.vocabulary)
    said = marked.take(start, end)
    return Licensed(kind, terms, has, said, marked.implied(f"{kind} {said}" if has else kind), steps)


def _titled(marked: Marked) -> Iterator[Licensed]:
    """Yield what somebody says to be that nobody is without a license: "I am a licensed surveyor", "a CPA"."""
    verbs = marked.rows["licensed_as"].pattern
    being = rf"\b(?:am|i'm|im|as|been|being) (?:also )?(?:an? )?(?P<kind>{verbs}(?: (?!{_AFTER})[a-z]+){{1,3}})"
    for pattern, group in ((re.compile(being), "kind"), (marked.rows["titled"], 0)):
        for match in pattern.finditer(marked.lower):
            start, end = match.span(group)
            if not marked.free(start, end) or marked.is_title(start, end):
                continue
            denied = marked.denied(start)
            begins = marked.negation(start) if denied else start
            yield _licensed(marked, match[group].strip(), begins, end, has=not denied)


def license_steps(text: str, vocabulary: Vocabulary) -> frozenset[tuple[int, int]]:
    """Return the places of the licenses that lower-case `text` names: which of the vocabulary's orders, which step."""
    return frozenset(
        (order, step)
        for order, steps in enumerate(vocabulary.license_order)
        for step, pattern in enumerate(steps)
        if pattern.search(text)
    )


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
