"""Find the question in a message that tells a story around it.

Only where a class is surely named: work that is described is told by the whole
message. What is left out is blanked, so that every offset stays.
"""

import re
from collections.abc import Iterator, Sequence

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?\n]+|$)")
#: A point behind these ends no sentence: "Sr. Clerk", "M. Smith".
_SHORT = re.compile(r"(?:^|\W)\w{1,4}\.\s*$")


def focused(text: str, named: Sequence[tuple[int, int]]) -> str:
    """Return `text` with all blanked but its sentences that ask something, and the stretches `named` of it.

    It is returned as it is where no sentence or every one asks.
    """
    sentences = list(_sentences(text))
    asking = [(start, end) for start, end in sentences if "?" in text[start:end]]
    if not asking or len(asking) == len(sentences):
        return text
    kept = [*asking, *named]
    return "".join(c if any(s <= at < e for s, e in kept) else " " for at, c in enumerate(text))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = None
    for match in _SENTENCE.finditer(text):
        begin = match.start() if start is None else start
        if _SHORT.search(text[begin : match.end()]) and match.end() < len(text):
            start = begin
            continue
        start = None
        if text[begin : match.end()].strip():
            yield begin, match.end()
    if start is not None:
        yield start, len(text)
