"""What stands below an answer in the content of a message."""

from dataclasses import replace

from assistant.service.openai_content import MOST_NAMED, annotations, beside
from tests.assistant.service.stand_in import ANSWERED, NOT_STATED

ITEMS = tuple(
    {"title": f"Lamp Keeper {number}", "class_code": "", "agency": "Isle of Wicks"} for number in range(1, 2001)
)


def test_nothing_follows_where_the_text_is_all() -> None:
    assert beside(NOT_STATED) == ""
    assert beside(replace(NOT_STATED, items=ITEMS[:8], total=8)) == ""


def test_classes_that_the_text_does_not_show_come_before_the_notice() -> None:
    told = beside(replace(ANSWERED, items=ITEMS[:10], total=10))
    lines = "- Lamp Keeper 9 — Isle of Wicks\n- Lamp Keeper 10 — Isle of Wicks"
    assert told == f"\n\nThe further classes of the list:\n{lines}\n\nThe document is of 2020."


def test_groups_that_the_text_does_not_show_are_counted() -> None:
    groups = tuple({"group": f"Unit {number}", "count": 1000 + number} for number in range(42))
    told = beside(replace(NOT_STATED, groups=groups, items=ITEMS[:9], total=9))
    lines = "- Unit 40: 1,040\n- Unit 41: 1,041"
    assert told.startswith(f"\n\nThe further groups of the list:\n{lines}\n\nThe further classes")


def test_of_very_many_it_is_said_how_many_are_not_named() -> None:
    lines = beside(replace(NOT_STATED, items=ITEMS[:1000], total=2000)).splitlines()
    assert sum(line.startswith("- ") for line in lines) == MOST_NAMED
    assert lines[-1] == f"And {2000 - 8 - MOST_NAMED:,} more, which are in the data of the answer."


def test_a_marker_that_stands_twice_is_marked_twice() -> None:
    answer = replace(ANSWERED, answer="\U0001f525 [1] [3] [1]")
    found = [one.url_citation for one in annotations(answer, "http://127.0.0.1")]
    assert [(one.start_index, one.end_index) for one in found] == [(2, 5), (10, 13)]
