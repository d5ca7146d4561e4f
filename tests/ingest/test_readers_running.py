"""Which lines the reader takes for page headers and footers, on documents made up here."""

from pathlib import Path

import pytest

from ingest.readers import read
from ingest.readers.running import running_lines

CORPORA = Path(__file__).parents[2].parent / "shared" / "corpora"

HEADER = "PARK RANGER, SENIOR\n\nClass Code\tGrade\tPages\n\t41\t{page} of 3\n"
PAGES = [
    "\nDEFINITION\n\nLeads the rangers.\n\nDUTIES\n\n- Walks the trails.\n- Keeps records.\n\n\n",
    "\n- Meets visitors.\n- Keeps records.\n\nNOTES:\n\n1. Works on Sundays.\n\n\n",
    "\n- Mends fences.\n\nNOTES:\n\n1. Works on Sundays.\n",
]


def running(text: str, page_starts: tuple[int, ...] = ()) -> list[str]:
    return [text[start:end] for start, end in running_lines(text, page_starts)]


def test_a_header_row_that_counts_pages_repeats_but_its_first_occurrence_stays() -> None:
    text = "".join(HEADER.format(page=page) + body for page, body in enumerate(PAGES, start=1))
    found = running_lines(text)
    assert [text[start:end] for start, end in found] == [
        *("PARK RANGER, SENIOR", "Class Code\tGrade\tPages", "\t41\t2 of 3"),
        *("PARK RANGER, SENIOR", "Class Code\tGrade\tPages", "\t41\t3 of 3"),
    ]
    assert found[0][0] > text.index("1 of 3")


def test_a_markdown_table_as_a_header_repeats_too() -> None:
    header = "**PARK RANGER**\n\n| Code | Pages |\n|---|---|\n| R12 | {page} of 2 |\n"
    text = header.format(page=1) + "\nWalks.\n\n" + header.format(page=2) + "\nMends.\n"
    assert running(text) == ["**PARK RANGER**", "| Code | Pages |", "|---|---|", "| R12 | 2 of 2 |"]


def test_a_header_whose_counter_begins_again_is_another_documents_own() -> None:
    text = "RANGER I\n\tR1\t1 of 2\nWalks.\nRANGER I\n\tR1\t2 of 2\nMends.\nRANGER II\n\tR1\t1 of 2\nLeads.\n"
    assert running(text) == ["RANGER I", "\tR1\t2 of 2"]


@pytest.mark.parametrize(
    "line",
    [
        "Class Code 1234 CONT . . . . . . . . . . . . 03-09-18",
        "Class Code 1234CONT. . . . . . . . . . . . . .03-09-18 REV 04-10-18",
        "Code No. 1234 . . . . . . . . . . . . ",
        "Job Code: B1234 ............... 3/9/2018",
    ],
)
def test_a_code_line_with_a_leader_is_a_footer_wherever_it_stands(line: str) -> None:
    text = f"RANGER\n\n1. Walks; and\n{line}\n2. Mends.\n"
    assert running(text) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Class Code . . . . . . . . . . . . 1234",
        "Weight: Essay . . . . . . . . . . . . 100%",
        "Interview . . . . . . . . . . . . Advisory",
        "Class Code 1234 . . . . . . . . . . . . Ranger",
        "2 of 3 references must be from an employer.",
        "You must pass at least 2 of 3 tests",
        "The scale is explained on page 2.",
    ],
)
def test_a_line_that_states_something_is_no_footer(line: str) -> None:
    assert running(f"RANGER\n\nWalks.\n{line}\nMends.\n{line}\nLeads.\n") == []


def test_lines_that_merely_recur_are_read() -> None:
    text = "RANGER\n\nNOTES:\n\n1. Walks.\n\nDUTIES\n\n- Keeps records.\n\nNOTES:\n\n1. Walks.\n\n- Keeps records.\n"
    assert running(text) == []


def test_page_numbers_on_their_own_lines_are_running() -> None:
    text = "RANGER\nWalks.\nPage 1 of 2\nMends.\n- 2 -\nLeads.\nPage 2 of 2\n"
    assert running(text) == ["Page 1 of 2", "- 2 -", "Page 2 of 2"]


def test_a_footer_takes_the_line_above_each_counter_and_no_item() -> None:
    body = "\n".join(f"Walks trail {number}." for number in range(25))
    footer = "\n- Keeps records.\nParks District\nPage {page}\n"
    text = f"RANGER\n{body}{footer.format(page=1)}{body}{footer.format(page=2)}Mends.\n"
    assert running(text) == ["Parks District", "Page 1", "Parks District", "Page 2"]


def test_the_last_footer_stays_where_it_has_a_date() -> None:
    body = "\n".join(f"Walks trail {number}." for number in range(25))
    text = f"RANGER\n{body}\nRevised 3/9/2018  Page 1 of 2\n{body}\nRevised 3/9/2018  Page 2 of 2\n"
    assert running(text) == ["Revised 3/9/2018  Page 1 of 2"]


def test_a_title_with_a_page_number_or_continued_is_running() -> None:
    text = "RANGER\nDistrict of Elm\nWalks.\nRANGER - Page 2\nMends.\nRANGER (continued)\nLeads.\n"
    assert running(text) == ["RANGER - Page 2", "RANGER (continued)"]


def test_the_first_two_lines_again_are_running_and_one_alone_is_not() -> None:
    text = "RANGER\nDistrict of Elm\nWalks.\nRANGER\nDistrict of Elm\nMends.\nRANGER\nLeads.\n"
    found = running_lines(text)
    assert [text[start:end] for start, end in found] == ["RANGER", "District of Elm"]
    assert found[0][0] == text.index("RANGER", 1)


def test_form_feeds_tell_where_a_title_and_a_bare_number_are_of_the_page() -> None:
    document = read(b"RANGER\nWalks 1.\n1\n\fRANGER\nMends.\n2\nLeads.\n2\n", "ranger.txt")
    assert [document.quote(span) for span in document.running] == ["1", "RANGER", "2"]
    assert [span.page for span in document.running] == [1, 2, 2]
    assert document.running[-1].line == document.text.rstrip().count("\n") + 1


@pytest.mark.skipif(not CORPORA.is_dir(), reason="../shared/corpora is absent")
def test_real_documents_keep_their_weights_and_lose_their_footers() -> None:
    paths = sorted((CORPORA / "la_bulletins").glob("*.txt"))
    assert len(paths) > 50
    for path in paths:
        document = read(path.read_bytes(), path.name)
        quotes = [document.quote(span) for span in document.running]
        assert quotes, path.name
        assert all(". . ." in quote and "%" not in quote and "NOTES" not in quote for quote in quotes), path.name


@pytest.mark.skipif(not CORPORA.is_dir(), reason="../shared/corpora is absent")
def test_the_real_header_of_three_pages_is_read_once() -> None:
    repeated = []
    for path in sorted((CORPORA / "seeds").glob("*.txt")):
        document = read(path.read_bytes(), path.name)
        repeated.append([document.quote(span)[-6:] for span in document.running])
    counted = [quotes for quotes in repeated if quotes]
    assert [len(quotes) for quotes in counted] == [6]
    assert (counted[0][2], counted[0][5]) == ("2 of 3", "3 of 3")
