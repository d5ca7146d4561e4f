"""A footer of the first page alone: left out where it interrupts a text, read where it does not or says something."""

import pytest

from ingest.readers import read
from tests.ingest.paper import Paper


def printed(
    foot: str, below: str, *, bold: bool = False, footer: str = "Class Code 3863 . . . . . . . . . 06-13-14"
) -> str:
    """Return the running text of two pages: the first with `foot`, the second with the footer that bulletins have."""
    paper = Paper()
    paper.text(72, 60, "GATE KEEPER", 14, bold=True)
    for line in range(20):
        paper.text(72, 100 + 12 * line, f"Opens gate number {line} in the morning and shuts it at night, in any case,")
    paper.text(72, 745, foot, 9)
    paper.turn()
    paper.text(72, 60, below, bold=bold)
    for line in range(20):
        paper.text(72, 84 + 12 * line, f"and keeps the key of gate number {line} where the chief can find it.")
    paper.text(72, 740, footer, 9)
    document = read(paper.content(), "spec.pdf")
    return "|".join(document.quote(span) for span in document.running)


NOTICE = "The port employs without regard to age"
GOES_ON = "whatever the tide may be at that hour of the day or of the night, on both sides,"


def test_one_that_interrupts_a_text_is_left_out() -> None:
    assert printed(NOTICE, GOES_ON).startswith(f"{NOTICE}|Class Code 3863")


@pytest.mark.parametrize("foot", ["Revised: March", "Adopted 01/02/2003", "Board order of 1998"])
def test_one_that_says_what_nothing_else_may_is_read(foot: str) -> None:
    assert foot not in printed(foot, GOES_ON)


def test_one_above_a_page_that_begins_with_a_heading_is_read() -> None:
    assert NOTICE not in printed(NOTICE, "SELECTION PROCESS", bold=True)


def test_the_last_lines_of_a_page_are_none_where_no_footer_stands_at_their_height() -> None:
    assert printed(NOTICE, GOES_ON, footer="The end of all that is to be said of gates.") == ""
