"""Tell where the sentences of a text end, and the clauses within one."""

import re
from collections.abc import Iterator

# A sentence ends at one of . ? ! before white space and a capital, a digit, a quote or a parenthesis;
# one in parentheses may also end before "and Possession of …". None ends before an "OR" that joins two items.
_SENTENCE_END = re.compile(
    r"[.?!][\"'”’)\]]*\s+(?!(?:AND|OR)\W*$)(?=[\"'“‘(\[]?[A-Z0-9])|[.?!][)\]]\s+(?=(?:and|or)\s+[A-Z])"
)
_NO_END = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|No|Nos|Mr|Mrs|Ms|Dr|St|Sr|Jr|U\.S|Sec|Inc|Co|Dept|approx|a\.m|p\.m)|\b[A-Z])\.$"
)
# More than the longest of them has, and the character before it.
_LONGEST_ABBREVIATION = 12
# "Written Test . . . . . . 60%": dots that lead the eye end nothing.
_LEADER = re.compile(r"[ .]\.$")
_CLAUSE_END = re.compile(r";\s+(?:and\s+|or\s+)?")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the sentences of `text`, white space between them left out."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        end = match.start() + len(match[0].rstrip())
        before = text[max(start, match.start() - _LONGEST_ABBREVIATION) : match.start() + 1]
        if _NO_END.search(before) or _LEADER.search(before):
            continue
        yield start, end
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the parts of the sentence `text[start:end]` that semicolons set apart."""
    at = start
    for match in _CLAUSE_END.finditer(text, start, end):
        yield at, match.start() + 1
        at = match.end()
    if at < end:
        yield at, end
