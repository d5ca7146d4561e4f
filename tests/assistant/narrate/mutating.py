"""Ways to turn a true sentence into one that its evidence does not prove, by machine."""

import re
from collections.abc import Callable, Iterator
from random import Random

from vectorstore.folding import fold_word

#: A word that no spec has.
FOREIGN = "zeppelin"
_NUMBER = re.compile(r"(?<![\w.,/:-])\d+(?![\w.,/:-]*\w)")
_SPELLED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORD_NUMBER = re.compile(rf"\b(?:{'|'.join(_SPELLED)})\b", re.IGNORECASE)
_ASKING = re.compile(r"\b(?:is|are|must|will be|shall|may|can)\b")
_DENYING = re.compile(r"\b(?:not|no|never|without)\s+", re.IGNORECASE)
_CONDITIONS = "if|unless|except|provided|when|until|only|before|after|within|prior to|subject to|for positions"
_CONDITION = re.compile(rf",?\s+\b(?:{_CONDITIONS})\b[^.;,]*", re.IGNORECASE)
_LIMIT = re.compile(
    r"\b(?:up to(?! a maximum)|at most|not more than|no more than|(?<!up to )a maximum of|not exceeding)\s+",
    re.IGNORECASE,
)
_OR = re.compile(r",?\s+or\s+[^.;,]+")
_WORD = re.compile(r"(?<![\w'’-])[a-z]{5,}(?![\w'’-])")
_SWAPS = (
    (r"\bmay be required\b", "is required"),
    (r"\bmay require\b", "requires"),
    (r"\bmay\b", "must"),
    (r"\bis required\b", "may be required"),
    (r"\bare required\b", "may be required"),
    (r"\bmust\b", "may"),
    (r"\b(?:is|are) (?:preferred|desirable|desired)\b", "is required"),
    (r"\bnot required\b", "required"),
    (r"\bis required\b", "is preferred"),
    (r"\bsome\b", "all"),
    (r"\bmost\b", "all"),
    (r"\bor\b", "and"),
    (r"\bat least\b", "at most"),
    (r"\bbefore\b", "after"),
    (r"\bafter\b", "before"),
    (r"\bunder\b", "without"),
    (r"\bmonths?\b", "years"),
    (r"\byears?\b", "months"),
    (r"\bsemester\b", "quarter"),
    (r"\bfull-time\b", "part-time"),
    (r"\bsupervises?\b", "is supervised by"),
    (r"\bminimum\b", "maximum"),
)

Mutation = Callable[[str, Random], Iterator[str]]


def numbers_changed(text: str, random: Random) -> Iterator[str]:
    """Each number, one at a time, as another one."""
    for match in _NUMBER.finditer(text):
        yield f"{text[: match.start()]}{int(match[0]) + random.randint(1, 9)}{text[match.end() :]}"
    for match in _WORD_NUMBER.finditer(text):
        at = _SPELLED.index(match[0].lower())
        yield f"{text[: match.start()]}{_SPELLED[at - 1 if at else 1]}{text[match.end() :]}"


def denied(text: str, random: Random) -> Iterator[str]:
    """A "not" put in, or what denies taken out."""
    for match in _ASKING.finditer(text):
        yield f"{text[: match.end()]} not{text[match.end() :]}"
    for match in _DENYING.finditer(text):
        yield text[: match.start()] + text[match.end() :]


def weighed(text: str, random: Random) -> Iterator[str]:
    """How strongly something is asked for, how much, in which unit: as something else."""
    for pattern, other in _SWAPS:
        for match in re.finditer(pattern, text):
            yield text[: match.start()] + other + text[match.end() :]


def unconditional(text: str, random: Random) -> Iterator[str]:
    """A condition, a limit or an alternative left out."""
    for pattern in (_CONDITION, _LIMIT, _OR):
        for match in pattern.finditer(text):
            yield text[: match.start()] + (" " if pattern is _LIMIT else "") + text[match.end() :]


def reworded(text: str, random: Random) -> Iterator[str]:
    """One word as another, or two words exchanged."""
    found = [match for match in _WORD.finditer(text)]
    if not found:
        return
    one = random.choice(found)
    yield f"{text[: one.start()]}{FOREIGN}{text[one.end() :]}"
    if len(found) > 1:
        left, right = sorted(random.sample(found, 2), key=lambda match: match.start())
        if fold_word(left[0]) != fold_word(right[0]):
            between = text[left.end() : right.start()]
            yield f"{text[: left.start()]}{right[0]}{between}{left[0]}{text[right.end() :]}"


MUTATIONS: dict[str, Mutation] = {
    "number": numbers_changed,
    "denial": denied,
    "weight": weighed,
    "condition": unconditional,
    "word": reworded,
}
