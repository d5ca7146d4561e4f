"""Marks of a text that are told in another way, or not at all: spans of numbers, "also", what stands for nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.narrate.marks import Mark

_SPANS = {"between": "and", "from": "to"}


def without_also(marks: Iterable[Mark]) -> list[Mark]:
    """Return `marks` without "also", wherever it stands: "is also required"."""
    found: list[Mark] = []
    before = ""
    for mark in marks:
        if mark.key == "also":
            before += mark.before
        else:
            found.append(replace(mark, before=before + mark.before) if before else mark)
            before = ""
    return found


def spanned(marks: Iterator[Mark]) -> Iterator[Mark]:
    """Yield `marks`, of spans of numbers alike ones: "between 2 and 3" and "from 2 to 3" are "2 to 3"."""
    held: list[Mark] = []
    for mark in marks:
        held.append(mark)
        if len(held) == 1 and mark.key in _SPANS:
            continue
        if 1 < len(held) < 4 and (mark.key == _SPANS[held[0].key] if len(held) == 3 else mark.is_number):
            continue
        if len(held) == 4 and mark.is_number:
            held = [replace(held[1], before=held[0].before), replace(held[2], key="to"), mark]
        yield from held
        held = []
    yield from held


def kept(found: Iterable[tuple[Mark, bool]]) -> Iterator[Mark]:
    """The marks that are kept, each with the punctuation of what was left out before it."""
    left_out = ""
    for mark, kept in found:
        if kept:
            yield replace(mark, before=left_out + mark.before) if left_out else mark
            left_out = ""
        else:
            left_out += mark.before
