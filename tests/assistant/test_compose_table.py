"""Lines about the rows of a class table, each number of which stands in what it cites."""

from pathlib import PurePath

import pytest

from assistant.answer import Status
from assistant.citations import verified
from assistant.compose.table import write_tabled
from assistant.compose.writer import Writer
from assistant.tabled import Tabled
from ingest.classtable.reading import read_table
from vectorstore.classtables import TableRow
from vectorstore.spec import CatalogEntry, ClassSpec, DocumentType, Span
from vectorstore.vocabulary import Vocabulary

NOWHERE = Span(0, 0, 1)


def rows(text: str, vocabulary: Vocabulary) -> tuple[TableRow, ...]:
    parsed = read_table(
        text.encode(), "pay.csv", vocabulary, agency="Elm", effective="2020-07-01", period="month", columns={}
    ).parsed
    facets = frozenset(fact.facet for fact in parsed.facts)
    return tuple(
        TableRow(
            CatalogEntry(f"r{spec.ordinal}", "c", "t", "pay.csv", "pay.csv", "Elm", DocumentType.TABLE, spec),
            parsed,
            tuple(fact for fact in parsed.facts if spec.ordinal in fact.applies_to),
            facets,
        )
        for spec in parsed.specs
    )


def written(text: str, facet: str, vocabulary: Vocabulary, title: str = "Park Ranger") -> list[str]:
    """What is said of a class of that title, verified as it would be before it leaves."""
    found = rows(text, vocabulary)
    spec = ClassSpec(0, title, NOWHERE, "A1")
    entry = CatalogEntry("s", "c", "d", "spec.txt", str(PurePath("spec.txt")), "Elm", DocumentType.SPECIFICATION, spec)
    writer = Writer()
    assert write_tabled(writer, entry, Tabled(facet, found, found[:1]), None, vocabulary)
    answer = verified(writer.answer(Status.ANSWERED), {"t": found[0].parsed.document.text}, "")
    assert answer.answer == "\n".join(writer.lines)
    return writer.lines


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code,low,high\nA1,3000,3500\n", ["The salary of {} is **$3000 to $3500** a month, {}. [1] [2] [3]"]),
        ("code,low,high\nA1,3000,3000\n", ["The salary of {} is **$3000** a month, {}. [1] [2]"]),
        ("code,range,pay\nA1,7,19.5\nA1,8,20\n", [
            "The salary of {}:",
            "- Range 7: **$19.5** an hour, {} [1] [2] [3]",
            "- Range 8: **$20** an hour, {} [4] [5] [6]",
        ]),
        ("code,Step 1,Step 2\nA1,3000,3100\n", [
            "The salary of {}:",
            "- Step 1: **$3000** a month, {} [1] [2] [3]",
            "- Step 2: **$3100** a month, {} [1] [4] [5]",
        ]),
        ("code,range,wwg\nA1,1,2\nA1,3,2\nA1,5,4\n", [
            "The FLSA (overtime) status (“wwg”) of {} (range 1, range 3) is **2**, {}. [1] [2] [3] [4] [5] [6]",
            "The FLSA (overtime) status (“wwg”) of {} (range 5) is **4**, {}. [7] [8] [9]",
        ]),
        ('code,wwg\nA1,"over  1,5 2"\n', ["The FLSA (overtime) status (“wwg”) of {} is **over 1,5 2**, {}. [1]"]),
    ],
)  # fmt: skip
def test_each_number_stands_in_what_its_line_cites(text: str, said: list[str], vocabulary: Vocabulary) -> None:
    facet = "overtime" if "wwg" in text else "salary"
    found = written(text, facet, vocabulary)
    assert [line.replace("Park Ranger", "{}").replace("as of 2020-07-01", "{}") for line in found] == said


def test_a_class_is_called_as_its_row_does_where_its_title_has_a_number_that_the_row_has_not(
    vocabulary: Vocabulary,
) -> None:
    text = "code,title,pay\nA1,RANGER II,3000\n"
    assert written(text, "salary", vocabulary, "Ranger 2") == [
        "The salary of Ranger II is **$3000** a month, as of 2020-07-01. [1]"
    ]
