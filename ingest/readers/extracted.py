"""What a reader makes of a file's bytes: the canonical text and the signs of its layout."""

from dataclasses import dataclass

from vectorstore.spec import Mark, Place


@dataclass(frozen=True, slots=True)
class Extracted:
    """A canonical text with what is known of its layout; see `vectorstore.spec.Document`."""

    text: str
    r"""Unicode, `\n` line ends, no invisible characters."""

    marks: tuple[Mark, ...] = ()
    """By start."""

    page_starts: tuple[int, ...] = ()
    """Offset of each page's first character; empty where the format has no pages."""

    running: tuple[tuple[int, int], ...] | None = None
    """Extent of each running line, by start; None where the lines themselves are to tell, see `running`."""

    warnings: tuple[str, ...] = ()
    """What a person should know of how the text was read, one sentence each."""

    wrapped: bool = True
    """Lines may end in mid-sentence; false where each line is a whole paragraph."""

    places: tuple[Place, ...] = ()
    """Where its lines are printed, by start; empty where the format has no pages."""
