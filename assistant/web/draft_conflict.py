"""Two who change a draft at once: what the slower one is told, and gets back."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.draft.actions import Action, AddLine, Decide, Edit, Move, RemoveAdded
from assistant.draft.values import Draft, Line


@dataclass(frozen=True, slots=True)
class Conflict:
    """What could not be done, for somebody was faster."""

    says: str
    """Who did what, and what to do now."""

    line: Line | None = None
    """The line as it is now; None where it is gone, or it was about none."""

    typed: str = ""
    """What the writer had typed; empty for nothing."""

    fields: tuple[tuple[str, str], ...] = ()
    """What else its form sends, to do it again."""


def is_apart(actions: Sequence[Action], base: Draft, now: Draft) -> bool:
    """Return whether what `actions`, meant for `base`, touch is the same in `now`: they can be done there too."""
    return base.status is now.status and all(_is_apart(action, base, now) for action in actions)


def _is_apart(action: Action, base: Draft, now: Draft) -> bool:
    if isinstance(action, Decide | Edit | RemoveAdded):
        return base.line(action.line_id) == now.line(action.line_id) is not None
    if isinstance(action, AddLine):
        return _headings(base) == _headings(now) and not action.after
    return False


def conflict_of(actions: Sequence[Action], now: Draft, who: str) -> Conflict:
    """Return what a writer is told whose `actions` came after those of `who`, who made `now`."""
    (action,) = actions
    about = action.line_id if isinstance(action, Decide | Edit | RemoveAdded | Move) else ""
    line = now.line(about) if about else None
    if isinstance(action, Edit) and line is not None:
        says = (
            f"{who} saved it as version {now.version}. Nothing of yours is lost: save it over theirs, or keep theirs."
        )
        return Conflict(says, line, action.text, (("line_id", about),))
    if isinstance(action, Edit | AddLine):
        section = action.section if isinstance(action, AddLine) else 0
        says = (
            f"{who} changed the draft to version {now.version}. What you wrote is below; save it as a line of its own."
        )
        return Conflict(says, None, action.text, (("section", str(min(section, len(now.sections) - 1))),))
    return Conflict(
        f"{who} saved version {now.version}, which you see now. Look at it, and do it again if it still fits.", line
    )


def _headings(draft: Draft) -> list[str]:
    return [section.heading for section in draft.sections]
