"""Sentences of a scripted model: true ones out of the exhibits, and what can be done to them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tests.assistant.scripted.asked import Asked, Shown

# The end of a sentence is followed by a capital letter or ends the text; "e.g. a" and "No. 5" are not cut.
_CUT = re.compile(r"(?<=[.;!?])\s+(?=[A-Z(])|\n\s*\n|\n(?=\s*(?:[-•*]|\d+[.)])\s)")
_BULLET = re.compile(r"^\s*(?:[-•*]|\d+[.)])\s+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence before it is written down."""

    title: str
    says: str
    ids: tuple[str, ...]
    true: bool = True

    def __str__(self) -> str:
        cited = "".join(f"[{name}]" for name in self.ids)
        return f"{self.title}: {self.says} {cited}." if cited else f"{self.title}: {self.says}."


def truths(asked: Asked) -> list[Sentence]:
    """Return a sentence for each exhibit: what in its quote is nearest to the question, in its own words."""
    return [_candidates(shown, asked.question)[0] for shown in asked.exhibits]


def lies(asked: Asked, change: Callable[[str], str]) -> list[Sentence]:
    """Return a sentence for each exhibit, with what it says changed: the nearest that `change` changes, if any."""
    return [_lie(_candidates(shown, asked.question), change) for shown in asked.exhibits]


def changed(sentences: Sequence[Sentence], change: Callable[[Sentence], Sentence]) -> list[Sentence]:
    """Return `sentences` changed; those that became others are lies."""
    pairs = [(change(sentence), sentence) for sentence in sentences]
    return [replace(after, true=False) if after != before else before for after, before in pairs]


def _lie(candidates: Sequence[Sentence], change: Callable[[str], str]) -> Sentence:
    told = changed(candidates, lambda sentence: replace(sentence, says=change(sentence.says)))
    return next((sentence for sentence in told if not sentence.true), told[0])


def _candidates(shown: Shown, question: str) -> list[Sentence]:
    """A sentence for each part of a quote, the nearest to the question first."""
    wanted = _words(question)
    parts = [" ".join(_BULLET.sub("", part).split()) for part in _CUT.split(shown.quote) if part.strip()]
    parts.sort(key=lambda part: len(wanted & _words(part)), reverse=True)
    return [Sentence(shown.title, part.rstrip(".;:, "), (shown.id,)) for part in parts]


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}
