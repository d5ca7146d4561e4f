"""Conditions that ask for more of what another one asks for: "an additional year of the experience above"."""

import re
from dataclasses import replace

from assistant.qualify.need import Kind, Needs
from assistant.qualify.work_needs import MONTHS
from ingest.numbers import find_numbers

_MORE = re.compile(
    r"\b(?:an?|one|(?P<count>[\w-]+(?: \(\d+\))?))\s+(?:additional|more|further)\s+(?P<unit>year|month)s?"
    r"(?: \(\d+ \w+\))?\s+of\s+(?:the|this|that|such|said|qualifying)\s+(?:\w+\s+){0,3}?experience\b"
)


def more_months(text: str) -> float | None:
    """Return how many months more of the experience before it a condition asks for; None where it asks for no more."""
    match = _MORE.search(text.lower())
    if match is None:
        return None
    number = next(find_numbers(f"{match['count']} {match['unit']}s"), None) if match["count"] else None
    if match["count"] and number is None:
        return None
    return (number.value if number else 1.0) * MONTHS[match["unit"]]


def with_more(needs: Needs, months: float) -> Needs:
    """Return what asks for so many months more of what `needs` asks for, its parts as they are."""
    first = needs.each[0]
    return Needs((replace(first, amount=first.amount + months), *needs.each[1:]), needs.only)


def asks_for_work(needs: Needs) -> bool:
    """Return whether experience comes first of what is asked for."""
    return bool(needs.each) and needs.each[0].kind is Kind.EXPERIENCE
