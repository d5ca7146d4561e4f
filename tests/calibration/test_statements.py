"""Which statements are collected beside a question, and which of them answers."""

from pathlib import Path

import pytest

from assistant.confidence import calibrated
from tests.calibration.conftest import row, written
from tests.calibration.statements import Compared, compared

SWIM, OFFICER = "How far must a Harbor Patrol Officer swim?", "harbor-patrol-officer.md"
AUTOPSY = "Does a Permit Technician perform autopsies?"
TORN = "what happens with torn pages, Library Assistant, Senior"


@pytest.fixture(scope="module")
def told(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Compared]]:
    """What is collected, by its question."""
    file = written(
        tmp_path_factory.mktemp("questions") / "mine.jsonl",
        row(SWIM, {"status": "answered", "contains": ["500  Yards"], "document": OFFICER}),
        row(TORN, {"status": "answered", "quote_matches": r"Mends torn \w+ and"}),
        row(AUTOPSY, {"status": "not_stated"}),
        # The file means another document, or more than the statements say, or goes on with a conversation.
        row(
            "How far must the Harbor Patrol Officer swim?", {"status": "answered", "contains": ["500"], "document": "x"}
        ),
        row("How far do Harbor Patrol Officers swim?", {"status": "answered", "contains": ["9,000 yards"]}),
        row("How long does a Harbor Patrol Officer swim?", {"status": "answered", "contains": ["500 yards"]}, SWIM),
        # No class, several, or nothing but a facet.
        row("Which class prunes the trees?", {"status": "answered", "contains": ["prunes"]}),
        row("What does an Accountant juggle?", {"status": "ambiguous"}),
        row("What is the salary of a Crane Electrician?", {"status": "answered", "money": ["71,412"]}),
    )
    rows = list(compared(corpus, [file]))
    assert all(len({one.question for one in found}) == 1 for found in rows)
    return {found[0].question: found for found in rows}


def test_questions_on_one_class_beyond_its_facets_are_collected(told: dict[str, list[Compared]]) -> None:
    assert list(told) == [SWIM, TORN, AUTOPSY]


@pytest.mark.parametrize(("question", "answering", "stated"), [(SWIM, 1, True), (TORN, 1, True), (AUTOPSY, 0, False)])
def test_statement_answers_that_says_what_the_file_expects(
    told: dict[str, list[Compared]], question: str, answering: int, stated: bool
) -> None:
    assert sum(one.answers for one in told[question]) == answering
    assert {one.stated for one in told[question]} == {stated}
    assert len(told[question]) > 5


def test_document_is_that_of_the_class(told: dict[str, list[Compared]]) -> None:
    assert {one.document for one in told[SWIM]} == {f"examples {OFFICER}"}


def test_all_that_is_judged_is_known_of_a_statement(told: dict[str, list[Compared]]) -> None:
    for one in told[SWIM]:
        assert set(one.features) == set(calibrated()["says"].weights) == set(calibrated()["answers"].weights)
    best = max(told[SWIM], key=lambda one: calibrated()["says"].probability(one.features))
    assert best.answers
