"""Cells of a CSV: the same as the standard library reads, and each exactly where its span says."""

import csv
import io
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.classtable.cells import cut, delimiter

# No carriage return: the canonical text has `\n` alone.
CELLS = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]), max_size=12)
TABLES = st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=6)
MARKS = st.sampled_from([",", ";", "\t", "|"])


def written(rows: list[list[str]], mark: str, quoting: int) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=mark, quoting=quoting, lineterminator="\n").writerows(rows)  # type: ignore[arg-type]
    return text.getvalue()


@given(TABLES, MARKS, st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_cells_are_what_was_written_and_stand_where_their_spans_say(
    rows: list[list[str]], mark: str, quoting: int
) -> None:
    text = written(rows, mark, quoting)
    found = list(cut(text, mark))
    assert [[cell.text for cell in row.cells] for row in found] == rows
    for row in found:
        assert text[: row.start].count("\n") + 1 == row.line
        assert text[row.end : row.end + 1] in ("\n", "")
        for cell in row.cells:
            assert text[cell.start : cell.end] == cell.text.replace('"', '""')
            assert row.start <= cell.start <= cell.end <= row.end


@given(st.text(max_size=60).map(lambda text: text.replace("\r", "")), MARKS)
def test_any_text_is_cut_into_rows_that_touch(text: str, mark: str) -> None:
    rows = list(cut(text, mark))
    assert "\n".join(text[row.start : row.end] for row in rows) == text.removesuffix("\n")
    assert all(left.end + 1 == right.start for left, right in pairwise(rows))


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_mark_between_cells_is_told_below_a_title_of_the_table(mark: str) -> None:
    rows = [["code", "title", "pay"], ["A1", "Clerk", "2"], ["A2", "Cook", "3"]]
    assert delimiter("Salaries\n\n" + written(rows, mark, csv.QUOTE_MINIMAL)) == mark


def test_a_quotation_mark_that_is_never_closed_is_told() -> None:
    first, second = cut('code,title\nA1,"Clerk\nA2,Cook\n', ",")
    assert (first.is_open, second.is_open, second.line) == (False, True, 2)
