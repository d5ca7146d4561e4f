"""Ask the process that opens documents for what is shown of them; all of it blocks.

Two processes: a page that takes long to draw must not keep the pages of
others from being laid out.
"""

from collections.abc import Callable
from typing import TypeVar

from ingest.apart.door import Door, Problem
from ingest.show import limits, wire
from ingest.show.wire import Markup, Printed, Question, Sizes, Wanted

T = TypeVar("T")

_MODULE = "ingest.show.worker"

# A character takes up to 12 bytes as JSON, and an element some 40.
_LONGEST_MARKUP = 64 * 1024 * 1024


class NotShownError(Exception):
    """A document cannot be shown; `problem` says why, in a word.

    `page`: it has no such page; `damaged`: it cannot be opened; `large`,
    `time`, `memory`: it costs too much; `crash`, `failed`: whoever opened it
    could not cope with it.
    """

    def __init__(self, problem: str, detail: str = "") -> None:
        super().__init__(f"{problem}: {detail}" if detail else problem)
        self.problem = problem
        self.detail = detail


def door(seconds: float = limits.SECONDS, module: str = _MODULE) -> Door[bytes]:
    """Return a door to a process of its own; `seconds` is what one question may take."""
    return Door(module, wire.answered, seconds=seconds, most=_LONGEST_MARKUP)


LOOKING = door()
DRAWING = door()


def sizes(content: bytes, ask: Door[bytes] = LOOKING) -> Sizes:
    """Return width and height of each page of the PDF `content`, in points, as shown.

    Raises:
        NotShownError: it cannot be shown.
    """
    return _asked(Question(Wanted.SIZES, content), ask, wire.sizes)


def picture(content: bytes, page: int, width: int, ask: Door[bytes] = DRAWING) -> bytes:
    """Return the page `page`, from 1, of the PDF `content` as PNG, `width` pixels wide or, of a long one, less.

    Raises:
        NotShownError: it cannot be shown, or there is no such page.
    """
    return _asked(Question(Wanted.PICTURE, content, page, width), ask, _png)


def printed(content: bytes, ask: Door[bytes] = LOOKING) -> Printed:
    """Return where each word of the canonical text of the PDF `content` is printed.

    Raises:
        NotShownError: it cannot be told.
    """
    return _asked(Question(Wanted.WORDS, content), ask, wire.printed)


def markup(content: bytes, ask: Door[bytes] = LOOKING) -> Markup:
    """Return the content of the web page `content` as plain structure.

    Raises:
        NotShownError: it cannot be shown.
    """
    return _asked(Question(Wanted.MARKUP, content), ask, wire.markup)


def _asked(question: Question, ask: Door[bytes], read: Callable[[bytes], T]) -> T:
    answer: bytes | Problem = ask.ask(wire.asked(question))
    if isinstance(answer, tuple):
        raise NotShownError(*answer)
    try:
        return read(answer)
    except (ValueError, TypeError) as error:
        raise NotShownError("failed", str(error)) from error


def _png(payload: bytes) -> bytes:
    if not payload.startswith(b"\x89PNG\r\n") or len(payload) > limits.PICTURE:
        raise ValueError("no picture, or too large a one")
    return payload
