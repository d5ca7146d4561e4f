"""Tell the writer where no class is near enough to draw on, once and for the whole draft."""

from collections.abc import Sequence

from assistant.draft.values import DraftSection, Wanted
from vectorstore.kinds import DESCRIBING


def notice_of(wanted: Wanted, sections: Sequence[DraftSection]) -> str:
    """Return what the writer is told where nothing that describes the work is from any class; empty elsewhere."""
    if any(line.sources for section in sections if section.kind in DESCRIBING for line in section.lines):
        return ""
    return (
        f"No class of the catalog is near enough to {wanted.title} to take lines from. The draft has the headings "
        "that its agency uses: write under them, or add the lines of a class that is like it in part."
    )
