"""Tell the writer where no class is near enough to draw on, once and for the whole draft."""

from collections.abc import Container, Sequence

from assistant.draft.values import DraftSection, Wanted
from ingest.boilerplate import paragraph
from vectorstore.kinds import DESCRIBING


def notice_of(wanted: Wanted, sections: Sequence[DraftSection], common: Container[str], lender: str | None) -> str:
    """Return what the writer is told of a new draft as a whole; empty where there is nothing to tell.

    `common` are the paragraphs, folded, that much of the agency has: they tell
    of no work. `lender` is the agency whose headings it has, where its own has
    no document; None where it has.
    """
    return " ".join((*_of_agency(wanted, lender), *_of_work(wanted, sections, common, lender)))


def _of_agency(wanted: Wanted, lender: str | None) -> tuple[str, ...]:
    if lender is None:
        return ()
    whose = lender or "documents that name no agency"
    return (f"No document of {wanted.agency} is loaded: the draft has the headings of {whose}.",)


def _of_work(
    wanted: Wanted, sections: Sequence[DraftSection], common: Container[str], lender: str | None
) -> tuple[str, ...]:
    """What is told where nothing that describes the work is from any class."""
    telling = (line for section in sections if section.kind in DESCRIBING for line in section.lines if line.sources)
    if any(paragraph(line.sources[0].quote) not in common for line in telling):
        return ()
    far = f"No class of the catalog is near enough to {wanted.title} to take its work from."
    headings = (
        "The draft has the headings that its agency uses: write under them" if lender is None else "Write under them"
    )
    said = [far, f"{headings}, or add the lines of a class that is like it in part."]
    if any(line.sources and not line.label for section in sections for line in section.lines):
        said.append("The other lines are of many classes, or of some that are less alike: see whether each fits.")
    return tuple(said)
