"""The judge of `jobclass eval`, and of questions over many classes, for answers that are still objects."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from assistant.answer import Answer
from assistant.evaluate import judge
from assistant.evaluate.expectation import expectation_of
from assistant.evaluate.soundness import loose_numbers, unverified
from tests.assistant.many_judging import missed_of_many, rest_of


def missed(expect: Mapping[str, Any], answer: Answer) -> list[str]:
    """Return the names of the expectations that `answer` misses."""
    reply = asdict(answer)
    return [*judge.missed(expectation_of(rest_of(expect)), reply), *missed_of_many(expect, reply)]


def broken(answer: Answer, texts: Mapping[str, str], said: str) -> list[str]:
    """Return what is wrong with an answer whatever was asked; `said` is all that the reader wrote."""
    reply = asdict(answer)
    return [*unverified(reply, texts), *(f"loose number {number}" for number in loose_numbers(reply, said))]
