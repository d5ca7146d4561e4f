"""The answer that leaves the assistant: its status, its text, and the evidence under each claim.

The shapes are those of the HTTP contract; `dataclasses.asdict` of an `Answer`
is the JSON reply but for the ids of conversation and message.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """The five outcomes of a question."""

    ANSWERED = "answered"
    NOT_STATED = "not_stated"
    UNKNOWN_CLASS = "unknown_class"
    AMBIGUOUS = "ambiguous"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote of a source and where it stands."""

    number: int
    """The `[number]` that cites it in the answer's text, from 1."""

    spec_id: str
    title: str
    class_code: str
    agency: str
    revision: str
    source_id: str
    source: str
    """Base name of the source's file."""

    source_path: str
    section: str
    """Heading as printed; empty for the text above the first heading."""

    section_path: tuple[str, ...]
    quote: str
    """`text[start:end]` of the source; at most 1,200 characters."""

    start: int
    end: int
    page: int | None
    line: int
    answer_start: int
    """The sentence of the answer that it supports, in code points of the answer."""

    answer_end: int
    url: str
    """Page of the spec, with the span as its fragment."""

    effective: str = ""
    """ISO date from which on it holds, where it is a row of a class table; else empty."""


@dataclass(frozen=True, slots=True)
class AnswerFact:
    """A fact of the answer as data."""

    facet: str
    value: str
    modality: str
    class_code: str
    number: int
    """Number of the citation that states it."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """A class that is close to what was asked for."""

    spec_id: str
    title: str
    class_code: str
    agency: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading of an ambiguous question."""

    spec_id: str
    title: str
    class_code: str
    agency: str
    ask: str
    """The question with this class named."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant says, with everything that a client shows."""

    status: Status
    answer: str
    """Markdown of the narrowest kind: `**bold**`, list items, `[n]` markers."""

    citations: tuple[Citation, ...] = ()
    facts: tuple[AnswerFact, ...] = ()
    items: tuple[dict[str, Any], ...] = ()
    total: int | None = None
    """How many classes a list has in all, be there more than `items`."""

    next: str | None = None
    """Path of the next page of `items`; None on the last."""

    page: str | None = None
    """Path of the page that shows all of a list or of a comparison; None for any other answer."""

    groups: tuple[dict[str, Any], ...] = ()
    """`group` and `count` of each group of a list, in its order."""

    comparison: dict[str, Any] | None = None
    ladder: dict[str, Any] | None = None
    qualification: dict[str, Any] | None = None
    choices: tuple[Choice, ...] = ()
    nearest: tuple[Nearest, ...] = ()
    suggestions: tuple[str, ...] = ()
    composed_by: str = "catalog"
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the classes of a list."""

    items: tuple[dict[str, Any], ...]
    total: int
    next: str | None
    """Path of the next page; None on the last."""

    lead: str = ""
    """How the question was understood, and how many classes it is."""

    notes: tuple[str, ...] = ()
    """What is not counted, and why."""

    groups: tuple[dict[str, Any], ...] = ()
    """`group` and `count` of each group of the list, in its order."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer within its conversation."""

    conversation_id: str | None
    """None where nothing was stored."""

    message_id: str
    answer: Answer
