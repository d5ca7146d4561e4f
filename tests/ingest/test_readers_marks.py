"""What the layout of text and Markdown says: headings, items, emphasis, each at its offsets."""

import pytest

from ingest.readers.markdown import marks
from ingest.readers.strong import strong_marks
from vectorstore.spec import MarkKind

SPEC = """\
PARK RANGER
===========

## Class Code: **R12** ##

A paragraph of
two lines with a rule below
---

### Duties

1. Walks the trails
   in any weather.
   - Mends fences
     with care.
     * Oak fences
   - Counts deer
2) Leads.

    10. Indented by a word processor.

- - Twice at once

> #### Quoted

#hashtag
"""


def found(kind: MarkKind) -> list[tuple[str, int]]:
    return [(SPEC[mark.start : mark.end], mark.level) for mark in marks(SPEC) if mark.kind is kind]


def test_headings_with_levels_and_without_their_signs() -> None:
    assert found(MarkKind.HEADING) == [
        ("PARK RANGER", 1),
        ("Class Code: **R12**", 2),
        ("Duties", 3),
        ("Quoted", 4),
    ]


def test_items_at_their_depth_end_where_their_own_lists_begin() -> None:
    assert found(MarkKind.ITEM) == [
        ("Walks the trails\n   in any weather.", 1),
        ("Mends fences\n     with care.", 2),
        ("Oak fences", 3),
        ("Counts deer", 2),
        ("Leads.", 1),
        ("Indented by a word processor.", 2),
        ("Twice at once", 2),
    ]


def test_strong_within_a_heading_is_marked_too() -> None:
    assert found(MarkKind.STRONG) == [("R12", 1)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("**Experience** Three years.", ["Experience"]),
        ("**Experience:** Three. **Education:** Two.", ["Experience:", "Education:"]),
        ("__Definition__", ["Definition"]),
        ("***Both***", ["Both"]),
        ("**Skills,\nKnowledge**", ["Skills,\nKnowledge"]),
        ("**4 * 5**", ["4 * 5"]),
        ("__a_b__", ["a_b"]),
        ("Name: ____________ Date: ________", []),
        ("snake__case__name", []),
        ("** not strong **", []),
        (r"\**not\**", []),
        ("**One paragraph\n\nand another**", []),
        ("****", []),
    ],
)
def test_strong_stretches(text: str, inner: list[str]) -> None:
    assert [text[mark.start : mark.end] for mark in strong_marks(text)] == inner
