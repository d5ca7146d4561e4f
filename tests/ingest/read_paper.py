"""A page that a test prints, read as PDF."""

from ingest.readers import read
from tests.ingest.paper import Paper
from vectorstore.spec import Document, Place

PROSE = (
    "Keeps the hives of the park and tends the bees in every season of the year, feeds them in hard winters, moves"
    " them to the orchards in bloom and takes the honey in late summer, when the combs are full and sealed by the bees."
)


def document(paper: Paper) -> Document:
    made = read(paper.content(), "spec.pdf")
    assert made.media_type == "application/pdf"
    return made


def printed(paper: Paper) -> list[str]:
    return document(paper).text.split("\n")


def running(made: Document) -> list[str]:
    return [made.quote(span) for span in made.running]


def place(made: Document, words: str) -> Place:
    """Return the only place of `words`."""
    start = made.text.index(words)
    (found,) = made.places_of(made.span(start, start + len(words)))
    return found
