"""Lists over the example specs by bars, silence, periods of pay, years, and words that are looked for as they are."""

import pytest

from assistant.answer import Status
from assistant.conditions import (
    AllOf,
    Asked,
    LastChanged,
    Measured,
    Mentioned,
    Not,
    Order,
    Paid,
    Selection,
    Valued,
    leaves,
)
from assistant.likeness import is_worded
from assistant.literals import Operator
from assistant.question import Frame
from assistant.reading import Reader
from tests.assistant.conftest import Ask
from vectorstore.spec import Modality

MAY = frozenset({Modality.MAY_BE_REQUIRED})


def read(reader: Reader, text: str) -> Selection:
    selection = reader.read(text).selection
    assert selection is not None, f"{text!r} is not read as a question for a list"
    return selection


@pytest.mark.parametrize(
    "text",
    [
        "Which classes may require a driver's license without always doing so?",
        "For which classes may a driver's license be required for some positions only?",
        "For which jobs might a driver's license be needed in some assignments?",
        "which positions could call for a driver's license but not always",
    ],
)
def test_what_may_be_required_is_told_from_what_is(reader: Reader, text: str) -> None:
    asked = next(leaves(read(reader, text).tree))
    assert isinstance(asked, Asked)
    assert asked.modalities == MAY


@pytest.mark.parametrize("text", ["classes with a probation of a year", "which classes have a year of probation?"])
def test_an_article_counts_what_lasts(reader: Reader, text: str) -> None:
    (measured,) = leaves(read(reader, text).tree)
    assert isinstance(measured, Measured)
    assert (measured.facet, measured.value, measured.unit) == ("probation", 1.0, "year")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("which classes work outdoors", "outdoors"),
        ("which jobs are outdoors in bad weather", "outdoors"),
        ("which classes are on call", "on_call"),
        ("which classes are subject to call", "on_call"),
    ],
)
def test_a_condition_of_work_is_listed_by_its_kind(reader: Reader, text: str, kind: str) -> None:
    (asked,) = leaves(read(reader, text).tree)
    assert isinstance(asked, Asked)
    assert (asked.facet, asked.terms) == ("environment", (kind,))


def test_kinds_that_are_named_together_are_one_condition(reader: Reader) -> None:
    (asked,) = leaves(read(reader, "which classes have to be on call on weekends").tree)
    assert isinstance(asked, Asked)
    assert set(asked.terms) == {"on_call", "weekends"}


def test_what_narrows_a_kind_is_looked_for(reader: Reader) -> None:
    (heavy,) = leaves(read(reader, "which jobs involve frequent lifting").tree)
    assert isinstance(heavy, Mentioned)
    assert heavy.phrase == "frequent lifting"


@pytest.mark.parametrize("text", ["Which classes involve heavy lifting?", "Which classes require heavy lifting?"])
def test_what_is_lifted_is_heavy_only_where_a_spec_says_so(ask: Ask, text: str) -> None:
    assert {one["title"] for one in ask(text).items} == {"Harbor Patrol Officer", "Heavy Equipment Mechanic"}


def test_how_heavy_asks_for_what_is_lifted(ask: Ask) -> None:
    answer = ask("How heavy does a Dredge Captain lift?")
    assert (answer.status, "75 pounds" in answer.citations[0].quote) == (Status.ANSWERED, True)


@pytest.mark.parametrize("text", ["which classes need a class A or B license", "jobs that want a class A or a class B"])
def test_each_letter_is_of_a_class_of_license(reader: Reader, text: str) -> None:
    asked = list(leaves(read(reader, text).tree))
    assert all(isinstance(one, Asked) and one.facet == "license" for one in asked)
    assert [
        next(key for key in ("class_a", "class_b") if key in one.terms) for one in asked if isinstance(one, Asked)
    ] == [
        "class_a",
        "class_b",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Which classes say nothing about a driver's license?",
        "which specs don't say anything about a driver's license",
        "classes that are silent on a driver's license",
        "wich classes need no drivers lisence at all, i mean dont say anything",
    ],
)
def test_silence_is_told_from_a_denial(reader: Reader, text: str) -> None:
    tree = read(reader, text).tree
    assert isinstance(tree, Not)
    assert isinstance(tree.part, Asked)
    assert tree.part.modalities == frozenset()


@pytest.mark.parametrize(
    "question",
    ["Which classes say that a driver's license is not required?", "which specs say a driver's license isn't needed"],
)
def test_a_denial_in_words_is_cited(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert "Marina Attendant (Seasonal)" in [item["title"] for item in answer.items]
    assert len(answer.items) == answer.total <= 3
    assert any("not required" in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Which classes bar people convicted of a felony?",
        "felony bar - which classes?",
        "clases were a felony keeps u out",
        "which jobs won't take you with a felony",
        "felons not allowed - which jobs?",
    ],
)
def test_what_keeps_somebody_out_is_a_demand(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert {item["class_code"] for item in answer.items} == {"M4720", "M5205"}


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("Which classes are paid by the hour?", {"M3110", "3019", "4157"}),
        ("gimme every gig that pays by the hour", {"M3110", "3019", "4157"}),
        ("which ones show a monthly salary?", {"M7308", "M7314"}),
        ("Which jobs require you to be at least 18?", {"M4720", "M5205"}),
        ("Which classes require typing faster than 50 words a minute?", set()),
        ("Which classes have salary grade or range 27?", {"M2214", "3229"}),
        ("Which exempt classes do not require a driver's license?", {"M2051", "3229", "3405"}),
        ("port district + exempt", {"3229", "3405"}),
        ("which classes are open to current employees only", {"3862"}),
        ("Which classes have been abolished?", {"M2017"}),
        ("Which classes count time as Public Safety Dispatcher I?", {"M5206"}),
        ("In which classes must a person be able to swim?", {"3207", "3019", "4157"}),
        ("Which specs were last revised in 2019?", {"M2042", "M5310", "M6231", "M7310"}),
    ],
)
def test_every_class_and_no_other(ask: Ask, question: str, codes: set[str]) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.total == len(codes)
    assert {item["class_code"] for item in answer.items} == codes


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("Which class has the lowest hourly pay?", Order("salary", False, 1, "lowest hourly pay", "hour")),
        ("which class was approved most recently?", Order("approved", True, 1, "most recently")),
        ("Which bulletin is the oldest?", Order("revised", False, 1, "oldest")),
        ("which bulletin opened first", Order("opened", False, 1, "opened first")),
    ],
)
def test_an_order_by_what_is_said_beside_it(reader: Reader, text: str, order: Order) -> None:
    assert read(reader, text).order == order


@pytest.mark.parametrize("question", ["How many classes were revised in each year?", "group the specs by year revised"])
def test_dates_are_grouped_by_their_years(ask: Ask, question: str) -> None:
    answer = ask(question)
    years = [group["group"] for group in answer.groups]
    assert years == sorted({year for year in years if year.isdecimal() and len(year) == 4})
    assert sum(group["count"] for group in answer.groups) == answer.total


def test_a_denial_does_not_reach_back(reader: Reader) -> None:
    tree = read(reader, "exempt classes without a degree").tree
    assert isinstance(tree, AllOf)
    assert Valued("overtime", "exempt", "exempt") in tree.parts


def test_only_a_revision_is_a_last_revision(reader: Reader) -> None:
    tree = read(reader, "Which specs were last revised in 2019?").tree
    assert tree == LastChanged(Operator.IN, "2019", "in 2019", revised=True)


def test_pay_for_a_period_is_no_working_hour(reader: Reader) -> None:
    assert read(reader, "which classes are paid by the hour").tree == Paid("hour")


def test_words_that_nothing_explains_are_looked_for_and_said(ask: Ask) -> None:
    answer = ask("What classes have flat-rated pay?")
    assert answer.total
    assert "mention “flat-rated”" in answer.answer.split("\n", 1)[0]


@pytest.mark.parametrize(
    "text", ["which classes bar people from the moon base", "which classes are exempt from gravity and dust"]
)
def test_an_opening_is_no_name_of_a_class(ask: Ask, text: str) -> None:
    assert ask(text).status is not Status.UNKNOWN_CLASS


@pytest.mark.parametrize("text", ["which class repairs engines", "who repairs diesel engines"])
def test_described_work_is_still_described(reader: Reader, text: str) -> None:
    assert reader.read(text).frame is Frame.REVERSE


def test_completion_is_no_described_work(reader: Reader) -> None:
    tree = read(reader, "which classes accept completion of an apprenticeship").tree
    assert tree == Mentioned("apprenticeship")


def test_forms_of_one_verb_are_its_word() -> None:
    assert is_worded("typing", "Type at a speed of 45 words per minute")
    assert not is_worded("typing", "take dictation at 110 words per minute")
