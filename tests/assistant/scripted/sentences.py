"""Sentences of a scripted model: true ones out of the exhibits, and what can be done to them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from tests.assistant.scripted.asked import Asked, Shown

# The end of a sentence is followed by a capital letter or ends the text; "e.g. a" and "1. A" are not cut.
_CUT = re.compile(r"(?<=[.;!?])(?<!\d\.)\s+(?=[A-Z(])|\n(?=\s*(?:[-•*]|\d+[.)])\s)")
_BULLET = re.compile(r"^\s*(?:[-•*]|\d+[.)])\s+")
_MARKS = re.compile(r"[*#|_]+")
_LABELED = re.compile(r"(?P<label>[A-Z][\w’'/ ]{2,30}): (?P<value>\S.*)")
_WORD = re.compile(r"\w+")
# What one answer takes of one exhibit, in sentences.
_MOST = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence before it is written down."""

    title: str
    says: str
    ids: tuple[str, ...]
    true: bool = True

    def __str__(self) -> str:
        cited = "".join(f"[{name}]" for name in self.ids)
        return f"{self._prose()} {cited}." if cited else f"{self._prose()}."

    def _prose(self) -> str:
        if self.says.casefold() == self.title.casefold():
            return f"The class is {self.title}"
        if labeled := _LABELED.fullmatch(self.says):
            return f"The {labeled['label']} of {self.title} is {labeled['value']}"
        return f"{self.title}: {self.says}"


def truths(asked: Asked) -> list[Sentence]:
    """Return sentences for each exhibit, in its own words: of a long quote those nearest to the question."""
    return [sentence for shown in asked.exhibits for sentence in _nearest(shown, asked.question)]


def lies(asked: Asked, change: Callable[[str], str]) -> list[Sentence]:
    """Return sentences for each exhibit, with what one says changed: the nearest that `change` changes, if any."""
    return [sentence for shown in asked.exhibits for sentence in _with_a_lie(shown, asked.question, change)]


def changed(sentences: Sequence[Sentence], change: Callable[[Sentence], Sentence]) -> list[Sentence]:
    """Return `sentences` changed; those that became others are lies."""
    pairs = [(change(sentence), sentence) for sentence in sentences]
    return [replace(after, true=False) if str(after) != str(before) else before for after, before in pairs]


def _with_a_lie(shown: Shown, question: str, change: Callable[[str], str]) -> Iterator[Sentence]:
    told = changed(_by_nearness(shown, question), lambda sentence: replace(sentence, says=change(sentence.says)))
    lie = next((at for at, sentence in enumerate(told) if not sentence.true), None)
    for at, true in enumerate(_nearest(shown, question)):
        yield told[lie] if at == 0 and lie is not None else true


def _nearest(shown: Shown, question: str) -> list[Sentence]:
    """Of the parts of a quote the nearest, as they are printed."""
    near = _by_nearness(shown, question)[:_MOST]
    return [sentence for sentence in _parts(shown) if sentence in near]


def _by_nearness(shown: Shown, question: str) -> list[Sentence]:
    wanted = _words(question)
    return sorted(_parts(shown), key=lambda part: len(wanted & _words(part.says)), reverse=True)


def _parts(shown: Shown) -> list[Sentence]:
    """A sentence for each part of a quote."""
    parts = [_MARKS.sub(" ", _BULLET.sub("", part)) for part in _CUT.split(shown.quote)]
    texts = [" ".join(part.split()).rstrip(".;:, ") for part in parts]
    return [Sentence(shown.title, text, (shown.id,)) for text in texts if text]


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}
