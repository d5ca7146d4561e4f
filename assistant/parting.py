"""Cut a message into the questions that it asks: "What does it pay? And is a car provided?"."""

import re
from collections.abc import Set

from vectorstore.vocabulary import Vocabulary

# Where a sentence ends; and an "and" behind which another question may begin.
_SENTENCE = re.compile(r"(?<=[?!;\n])\s+|(?<=[a-z\d)]{2}\.)\s+(?=[A-Z])")
_JOINT = re.compile(r"\s*(?:,|;|\s)\s*(?:and|also|plus|&)\s+(?:also\s+)?(?=([\w'’]+))", re.IGNORECASE)
_FIRST = re.compile(r"^\W*(?:(?:and|also|or|plus|but|so|then|oh)\b\W*)*([\w'’]+)", re.IGNORECASE)


def parts_of(text: str, vocabulary: Vocabulary) -> list[str]:
    """Return the questions of `text`, in order; a sentence that asks nothing stays with the question behind it."""
    asking = vocabulary.words["asking"] | vocabulary.words["polar"]
    found: list[str] = []
    said: list[str] = []
    for sentence in _SENTENCE.split(text.strip()):
        for piece in _joined(sentence, asking):
            said.append(piece)
            if _asks(piece, asking):
                found.append(" ".join(said))
                said = []
    if said and found:
        found[-1] = " ".join([found[-1], *said])
    return found or [text]


def told_apart(text: str) -> tuple[str, str]:
    """Return the sentences that `text` begins with, and the last one; the first is empty where there is but one."""
    *said, asked = _SENTENCE.split(text.strip())
    return " ".join(said), asked


def _asks(sentence: str, asking: Set[str]) -> bool:
    first = _FIRST.match(sentence)
    return sentence.rstrip().endswith("?") or (first is not None and _plain(first[1]) in asking)


def _joined(sentence: str, asking: Set[str]) -> list[str]:
    """The questions that an "and" joins in one sentence, where each begins like one."""
    pieces, start = [], 0
    for joint in _JOINT.finditer(sentence):
        if _plain(joint[1]) in asking and _asks(sentence[start : joint.start()], asking):
            pieces.append(sentence[start : joint.start()])
            start = joint.end()
    return [*pieces, sentence[start:]]


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")
