"""Find the question in a message that tells a story around it.

Only where a class is surely named: work that is described is told by the whole
message. What is left out is blanked, so that every offset stays.
"""

import re
from collections.abc import Iterator, Sequence

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?\n]+|$)")
#: A point behind these ends no sentence: "Sr. Clerk", "M. Smith".
_SHORT = re.compile(r"(?:^|\W)[^\W\d]{1,4}\.\s*$")
_THERE_IS = re.compile(r"\b(?:is|are|was|were|will|would)\s+there\b|\bthere(?:'s|\s+(?:is|are|was|were))\b")
#: Words of the longest afterthought: "like rabies".
_AFTERTHOUGHT = 3


def focused(text: str, named: Sequence[tuple[int, int]], pointing: frozenset[str]) -> str:
    """Return `text` with all blanked but its sentences that ask something, and the stretches `named` of it.

    A sentence before one that has a word of `pointing` ("when do I need it?")
    stays with it, and so does an afterthought of a few words. The text is
    returned as it is where no sentence or every one asks.
    """
    sentences = list(_sentences(text))
    asking = {at for at, (start, end) in enumerate(sentences) if "?" in text[start:end]}
    if not asking or len(asking) == len(sentences):
        return text
    for at in sorted(asking):
        words = _words(text, sentences[at])
        if at and pointing & set(words):
            asking.add(at - 1)
        if at + 1 < len(sentences) and len(_words(text, sentences[at + 1])) <= _AFTERTHOUGHT:
            asking.add(at + 1)
    kept = [*(sentences[at] for at in asking), *named]
    blanked = "".join(c if any(s <= at < e for s, e in kept) else "\0" for at, c in enumerate(text))
    # A mark keeps what stands on both sides apart.
    return re.sub("\0+", lambda match: ";".ljust(len(match[0])), blanked)


def _words(text: str, sentence: tuple[int, int]) -> list[str]:
    # "Is there …" points at nothing.
    return re.findall(r"[\w']+", _THERE_IS.sub(" ", text[slice(*sentence)].lower()))


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
