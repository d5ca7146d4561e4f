"""The text of a line cut at its changes, so that a reader sees what was left out and what was put in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.draft.values import Change, ChangeKind

#: What a marked change is called.
_CALLED = {
    ChangeKind.NUMBER: "Number",
    ChangeKind.LEVEL: "Level",
    ChangeKind.LICENSE: "License",
    ChangeKind.REQUIREMENT: "Requirement",
    ChangeKind.TITLE: "Name",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters that are kept, left out or put in."""

    text: str
    tag: str = ""
    """`del` for what was left out, `ins` for what was put in; empty for what both have."""

    is_marked: bool = False
    """It is more than a word: a number, a level, a license, a requirement, a name."""


def marks(text: str, changes: Sequence[Change]) -> tuple[Mark, ...]:
    """Return `text`, a line's, with its `changes` in place."""
    return tuple(mark for mark in _marks(text, changes) if mark.text)


def _marks(text: str, changes: Sequence[Change]) -> Iterator[Mark]:
    at = 0
    for change in sorted(changes, key=lambda one: one.start):
        is_marked = change.kind is not ChangeKind.WORD
        yield Mark(text[at : change.start])
        yield Mark(change.before, "del", is_marked)
        yield Mark(change.after, "ins", is_marked)
        at = max(at, change.start + len(change.after))
    yield Mark(text[at:])


def said(changes: Sequence[Change]) -> tuple[str, ...]:
    """Return the changes that a reader must not miss, in words: "Number: two → three", "Level added: Senior"."""
    return tuple(_said(_CALLED[one.kind], one) for one in changes if one.kind in _CALLED)


def _said(called: str, change: Change) -> str:
    if not change.before:
        return f"{called} added: {change.after}"
    return f"{called}: {change.before} → {change.after}" if change.after else f"{called} left out: {change.before}"
