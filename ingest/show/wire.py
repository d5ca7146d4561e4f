"""What goes to the process that shows documents and what comes back, as bytes."""

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from ingest.apart.door import Problem
from ingest.show.tags import ATTRIBUTES, TAGS
from vectorstore.spec import Place

_HEAD = struct.Struct(">BII")

#: What an answer that is no refusal begins with.
_DONE, _REFUSED = b"+", b"-"

#: Points that a page may be wide or high at most.
_LONGEST = 1_000_000.0


class Wanted(Enum):
    """What is asked for."""

    SIZES = 1
    """Width and height of each page of a PDF."""

    PICTURE = 2
    """One page of a PDF as PNG."""

    MARKUP = 3
    """The content of a web page."""

    WORDS = 4
    """Where the words of a PDF's canonical text are printed."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a file."""

    wanted: Wanted
    content: bytes
    first: int = 0
    """Of a picture the page, from 1."""

    second: int = 0
    """Of a picture its width in pixels."""


@dataclass(frozen=True, slots=True)
class Open:
    """An element begins."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Close:
    """The innermost element ends."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the canonical text, with the white space before it."""

    start: int
    end: int


Token = Open | Close | Piece


@dataclass(frozen=True, slots=True)
class Markup:
    """The content of a web page, as elements around stretches of its canonical text."""

    text: str
    """The canonical text: what a reader of documents makes of the page."""

    tokens: tuple[Token, ...]
    """In order; the pieces do not overlap, and what they leave out is white space."""


@dataclass(frozen=True, slots=True)
class Printed:
    """Where words of a PDF are printed."""

    digest: str
    """SHA-256 of the canonical text as it is read now: of another text the offsets say nothing."""

    length: int
    """Code points of that text."""

    words: tuple[Place, ...]
    """The words, by start."""


#: Width and height of each page, in points.
Sizes = tuple[tuple[float, float], ...]


def asked(question: Question) -> bytes:
    """Return the frame of `question`."""
    return _HEAD.pack(question.wanted.value, question.first, question.second) + question.content


def question(frame: bytes) -> Question:
    """Return the question in `frame`."""
    wanted, first, second = _HEAD.unpack_from(frame)
    return Question(Wanted(wanted), frame[_HEAD.size :], first, second)


def done(payload: bytes) -> bytes:
    """Return the frame of an answer."""
    return _DONE + payload


def refused(problem: str, detail: str = "") -> bytes:
    """Return the frame of a refusal."""
    return _REFUSED + json.dumps([problem, detail]).encode()


def answered(frame: bytes) -> bytes | Problem:
    """Return what an answer holds, or the problem and its detail.

    Raises:
        ValueError: it makes no sense.
    """
    if frame.startswith(_DONE):
        return frame[1:]
    match json.loads(frame[1:]):
        case [str(problem), str(detail)]:
            return problem, detail
    raise ValueError("an answer that makes no sense")


def encoded_sizes(sizes: Sizes) -> bytes:
    """Return `sizes` as bytes."""
    return json.dumps(sizes).encode()


def sizes(payload: bytes) -> Sizes:
    """Return the sizes in `payload`; raises ValueError where they make no sense."""
    found = json.loads(payload)
    if not isinstance(found, list):
        raise ValueError("sizes that are no list")
    return tuple((_length(width), _length(height)) for width, height in found)


def encoded_printed(printed: Printed) -> bytes:
    """Return `printed` as bytes."""
    words = [[word.start, word.end, word.page, *word.box] for word in printed.words]
    return json.dumps([printed.digest, printed.length, words]).encode()


def printed(payload: bytes) -> Printed:
    """Return the words in `payload`; raises ValueError where they make no sense."""
    match json.loads(payload):
        case [str(digest), int(length), list(words)]:
            return Printed(digest, length, tuple(_word(*word) for word in words))
    raise ValueError("words that make no sense")


def _word(start: int, end: int, page: int, *edges: float) -> Place:
    left, top, right, bottom = (float(edge) for edge in edges)
    return Place(int(start), int(end), int(page), (left, top, right, bottom))


def _length(value: object) -> float:
    if not isinstance(value, (int, float)) or not 0 < value <= _LONGEST:
        raise ValueError(f"a page {value!r} points long")
    return float(value)


def encoded_markup(markup: Markup) -> bytes:
    """Return `markup` as bytes."""
    return json.dumps([markup.text, [_cell(token) for token in markup.tokens]]).encode()


def _cell(token: Token) -> object:
    match token:
        case Open(tag, attributes):
            return [tag, dict(attributes)]
        case Piece(start, end):
            return [start, end]
    return 0


def markup(payload: bytes) -> Markup:
    """Return the markup in `payload`; raises ValueError where it makes no sense, or has what is not to be shown."""
    found = json.loads(payload)
    match found:
        case [str(text), list(cells)]:
            return Markup(text, tuple(_tokens(cells, len(text))))
    raise ValueError("markup that makes no sense")


def _tokens(cells: list[Any], length: int) -> Iterator[Token]:
    """Yield the tokens of `cells`, each checked: whoever took over the process could not bring other markup in."""
    at = depth = 0
    for cell in cells:
        match cell:
            case 0:
                depth -= 1
                token: Token = Close()
            case [str(tag), dict(attributes)] if tag in TAGS:
                depth += 1
                token = Open(tag, tuple(_checked(attributes)))
            case [int(start), int(end)] if at <= start < end <= length:
                at = end
                token = Piece(start, end)
            case _:
                raise ValueError(f"{cell!r:.60} is no part of a page")
        if depth < 0:
            raise ValueError("an end without a beginning")
        yield token
    if depth:
        raise ValueError("a beginning without an end")


def _checked(attributes: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in attributes.items():
        allowed = ATTRIBUTES.get(name)
        if allowed is None or not isinstance(value, str) or not allowed.fullmatch(value):
            raise ValueError(f"{name}={value!r:.60} is no attribute that is shown")
        yield name, value
