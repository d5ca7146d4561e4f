"""What a composed answer consists of, line by line: what a model may word, and what stays as it is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.answer import Answer, Status
from assistant.compose.writer import plain

_TITLED = re.compile(r"\*\*(?P<title>[^*]+)\*\*: (?P<section>.+[^:])")
_MARKER = re.compile(r" ?\[(\d+)\]")


class Role(StrEnum):
    """What a line of a composed answer does."""

    CLAIM = "claim"
    """A quote or a fact: what a model may say in other words."""
    LEAD = "lead"
    """A heading, or words that lead to the lines below."""
    REMARK = "remark"
    """What we say of documents or calculated ourselves; it stays as it is."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a composed answer."""

    text: str
    """With its markers."""

    role: Role
    numbers: tuple[int, ...]
    """The citations that it has."""

    states_fact: bool = False
    """It is a claim in our words, not a quote."""

    @property
    def bare(self) -> str:
        """The text without markers, and without the marks of Markdown."""
        return plain(_MARKER.sub("", self.text).strip().removeprefix("- "))

    @property
    def joint(self) -> str:
        """The "or" or "and" at its end, which joins it to the next line; empty for none."""
        last = self.bare.rstrip(" .:").rsplit(maxsplit=1)[-1:]
        return last[0] if last and last[0] in ("or", "and") else ""

    def renumbered(self, numbers: Mapping[int, int]) -> str:
        """Return the text with the citations under other numbers."""
        return _MARKER.sub(lambda found: found[0].replace(found[1], str(numbers[int(found[1])])), self.text)


def lines(answer: Answer) -> tuple[Line, ...]:
    """Return the lines of `answer`, first to last."""
    return tuple(_lines(answer))


def led(answer: Answer, *, is_named: bool) -> Iterator[tuple[Line, tuple[Line, ...]]]:
    """Yield each claim and remark of `answer` with the lines that lead to it.

    The first heading of a class, `**Lock Keeper**: License`, names it with its
    first section. Above a later one that section is not repeated; the class is,
    unless the reader has it before, as `is_named` says, and there is only one.
    """
    several = not is_named or len({citation.title for citation in answer.citations}) > 1
    leads: tuple[Line, ...] = ()
    named = ""
    for line in lines(answer):
        if line.role is not Role.LEAD:
            yield line, leads
        elif (titled := _TITLED.fullmatch(line.text)) is not None:
            named = titled["title"]
            shown = line if several else replace(line, text=f"**{titled['section']}**")
            leads = (shown,)
        elif line.text.startswith("**") and (not leads or leads[0].text.startswith("**")):
            section = line.text.strip("*")
            leads = (replace(line, text=f"**{named}**: {section}") if several and named else line,)
        elif line.text.startswith("**"):
            leads = (leads[0], line)
        else:
            leads = (line,)


def core(told: tuple[Line, ...]) -> Line | None:
    """Return the line that carries the answer: the first that is no lead; None where there is none."""
    return next((line for line in told if line.role is not Role.LEAD), None)


def cited_by_claims(answer: Answer) -> frozenset[int]:
    """Return the citations that a model may word: what only a remark cites is said by the remark."""
    return frozenset(number for line in lines(answer) if line.role is Role.CLAIM for number in line.numbers)


def is_worded(answer: Answer) -> bool:
    """Return whether a model may word `answer`: it states something, and in claims that citations prove.

    A refusal is said in our words. What was calculated over many classes or
    set side by side (a list, a comparison, a ladder, a qualification) is no
    more than its data: no single quote would prove another wording of it.
    """
    data = (answer.comparison, answer.ladder, answer.qualification, answer.total)
    if answer.status is not Status.ANSWERED or answer.items or any(one is not None for one in data):
        return False
    first = core(lines(answer))
    return first is not None and first.role is Role.CLAIM


def _lines(answer: Answer) -> Iterator[Line]:
    quotes = {citation.number: plain(citation.quote) for citation in answer.citations}
    stated = {fact.number for fact in answer.facts}
    for text in answer.answer.split("\n"):
        numbers = tuple(int(found[1]) for found in _MARKER.finditer(text))
        bare = _MARKER.sub("", text).strip()
        if not bare:
            continue
        if not numbers:
            is_lead = bare.endswith(":") or (bare.startswith("**") and not bare.endswith((".", "!", "?")))
            yield Line(text, Role.LEAD if is_lead else Role.REMARK, ())
            continue
        quoted = bare.startswith("- ") and any(plain(bare[2:]) == quotes.get(number) for number in numbers)
        # A value of a fact stands out; what is said of a document as a whole cites facts, too, and does not.
        states = not quoted and "**" in bare and set(numbers) <= stated
        yield Line(text, Role.CLAIM if quoted or states else Role.REMARK, numbers, states)
