"""Which status when: every row that a question about one class, several, or none can come to."""

import pytest

from assistant.answer import Status
from tests.assistant.conftest import Ask
from vectorstore.spec import Viewer


@pytest.mark.parametrize(
    ("question", "says"),
    [
        # A value with its span.
        ("class code of Permit Technician", "M6203"),
        ("What is M4720?", "Animal Services Officer"),
        # "None specified", "None required": answered, in those words.
        ("What education does the Marina Attendant (Seasonal) need?", "None Specified"),
        ("What licenses does Accountant II require?", "None required"),
        # A value that only a label of the document's own has.
        ("tool allowance of the Heavy Equipment Mechanic", "$600 a year"),
        ("Do harbor patrol officers get money for uniforms?", "$450 a year"),
        ("remote work for Information Systems Analyst", "Up to two days a week"),
        # An abolished class: its stub.
        ("Does the Microfilm Technician class still exist?", "abolished on June 30, 2011"),
        ("Microfilm Technician", "abolished on June 30, 2011"),
        # A series: what all its levels share.
        ("does the environmental compliance inspector need a driver's license", "A valid driver's license is required"),
        # Words beside a facet that none of its statements has, and another statement does.
        (
            "Would I handle noise or taste complaints from customers as a Senior Water Treatment Operator?",
            "taste and odor",
        ),
        ("Does a Public Safety Dispatcher I give CPR instructions over the phone?", "instructions for CPR"),
        ("What score must one get on the Crane Electrician written test?", "less than 70%"),
        # Words that no facet covers, in the document's own statements.
        ("what happens with torn pages, Library Assistant, Senior", "Mends torn pages"),
        ("How far must a Harbor Patrol Officer swim?", "swim 500 yards"),
        # A class that is nearly described.
        ("Which class prunes trees from an aerial lift and grinds stumps?", "Parks Maintenance Worker, Lead"),
    ],
)
def test_answered(ask: Ask, question: str, says: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    said = f"{answer.answer} {' '.join(c.quote for c in answer.citations)}"
    assert says.casefold() in said.casefold()
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        # A heading or label with nothing after it, cited.
        ("class code of Library Assistant, Senior", "Class Code"),
        ("clearances of Marina Attendant (Seasonal)", "Clearances"),
        ("Is a license required for Public Safety Dispatcher I?", "License"),
        # Dollars, and the spec has only a grade.
        ("How many dollars a year does a Senior Accounting Technician get?", "24"),
        # A mention is no requirement.
        ("Does a Vessel Traffic Dispatcher need a driver's license?", "Proof of identity"),
        # "Is X in my duties?", and only something near is.
        ("Does the Crane Electrician repair the engines of ships?", "Crane Electrician"),
        # What is not in the stub of an abolished class.
        ("salary of the Microfilm Technician", "abolished"),
    ],
)
def test_not_stated_cites_what_was_looked_at(ask: Ask, question: str, quoted: str) -> None:
    answer = ask(question)
    assert answer.status is Status.NOT_STATED
    assert any(quoted.casefold() in c.quote.casefold() for c in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "What physical demands does the Permit Technician have?",
        "uniform allowance of the Permit Technician",
        "Is a Crane Electrician exempt from overtime?",
        "How many vacation days does a Crane Electrician get?",
        "dress code for Permit Technician",
        "Does a Permit Technician perform autopsies?",
    ],
)
def test_nothing_on_it_is_never_no(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status is Status.NOT_STATED
    assert answer.answer.startswith("The document on ")
    assert not answer.answer.lower().startswith("no")


@pytest.mark.parametrize(
    ("question", "choices"),
    [
        ("class code of Accounting Technician", ["3114", "M2041"]),
        ("What does an Accountant do?", ["M2048", "M2049", "M2051"]),
        ("salary grade of public safety dispatcher", ["M5205", "M5206"]),
        ("class code of the Environmental Compliance Inspector", ["3511", "3512"]),
    ],
)
def test_several_classes_are_choices(ask: Ask, question: str, choices: list[str]) -> None:
    answer = ask(question)
    assert answer.status is Status.AMBIGUOUS
    assert sorted(choice.class_code for choice in answer.choices) == choices
    for choice in answer.choices:
        assert ask(choice.ask).status is not Status.AMBIGUOUS


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        ("What is the salary of Accountant III?", "M2048"),
        ("class code of Senior Crane Electrician", "4121"),
        ("duties of a Principal Permit Technician", "M6203"),
        ("What does a Sword Swallower earn?", None),
        ("What is M9999?", None),
        # The footer of one bulletin has this code, and no class does.
        ("Which class has code 3826?", None),
    ],
)
def test_unknown_class_offers_the_nearest(ask: Ask, question: str, nearest: str | None) -> None:
    answer = ask(question)
    assert answer.status is Status.UNKNOWN_CLASS
    assert answer.citations == ()
    if nearest:
        assert nearest in [near.class_code for near in answer.nearest]


@pytest.mark.parametrize(
    ("question", "agency", "name"),
    [
        ("Does Marlow County have a crane electrician?", "marlow county", "crane electrician"),
        ("Marlow harbor patrol officer duties", "marlow county", "harbor patrol officer"),
        ("Water Treatment Operator at Tern Harbor salary", "tern harbor port district", "water treatment operator"),
    ],
)
def test_class_of_another_agency_is_said_to_be_unknown_there(ask: Ask, question: str, agency: str, name: str) -> None:
    answer = ask(question)
    assert answer.status is Status.UNKNOWN_CLASS
    assert answer.answer.casefold().startswith(f"no loaded class spec of {agency} is of “{name}”")


def test_class_that_is_only_described_is_quoted_and_still_unknown(ask: Ask) -> None:
    answer = ask("What does a Library Page do?")
    assert answer.status is Status.UNKNOWN_CLASS
    assert "shelves returned materials" in answer.citations[0].quote


@pytest.mark.parametrize(
    "question",
    ["What is the weather tomorrow?", "Will my reclassification be approved?", "please write me a poem", "?"],
)
def test_what_specs_do_not_say_goes_to_the_contact(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status is Status.OUT_OF_SCOPE
    assert "the desk upstairs" in answer.answer
    assert answer.citations == ()


def test_work_that_no_class_does_is_out_of_scope(ask: Ask) -> None:
    answer = ask("Which class choreographs ballets and conducts the symphony orchestra?")
    assert (answer.status, answer.citations) == (Status.OUT_OF_SCOPE, ())


def test_suggestions_are_answered_by_the_same_document(ask: Ask) -> None:
    answer = ask("class code of Crane Electrician")
    assert 1 <= len(answer.suggestions) <= 3
    for suggestion in answer.suggestions:
        assert suggestion.startswith(suggestion[0].upper())
        assert ask(suggestion).status is Status.ANSWERED, suggestion
    assert not any("an Crane" in s or "a Accountant" in s for s in answer.suggestions)
    assert any("an Accountant" in s for s in ask("grade of Accountant II").suggestions)


def test_classes_that_a_viewer_may_not_see_are_unknown(ask: Ask) -> None:
    nobody = Viewer(groups=frozenset({"auditors"}))
    for question in ("salary of Crane Electrician", "What is 4121?", "Which class repairs container cranes?"):
        answer = ask(question, viewer=nobody)
        assert answer.status in {Status.UNKNOWN_CLASS, Status.OUT_OF_SCOPE}
        assert (answer.citations, answer.nearest, answer.choices) == ((), (), ())
        assert "71,412" not in answer.answer


def test_agency_narrows_every_kind_of_question(ask: Ask) -> None:
    assert ask("class code of Accounting Technician", agency="Marlow County").facts[0].value == "M2041"
    assert ask("salary of Crane Electrician", agency="Marlow County").status is Status.UNKNOWN_CLASS
    ranked = ask("Which class keeps ledgers and prepares invoices?", agency="Tern Harbor Port District")
    assert {c.agency.casefold() for c in ranked.citations} == {"tern harbor port district"}


def test_document_of_an_abolished_class_is_told_whole(ask: Ask) -> None:
    answer = ask("What are the duties of a Microfilm Technician?")
    assert answer.status is Status.NOT_STATED
    assert "were assigned to Records Clerk" in answer.answer
    # The letterhead says nothing of the class.
    assert "Human Resources" not in answer.answer


def test_who_does_the_work_of_an_abolished_class_is_told(ask: Ask) -> None:
    answer = ask("Who does the Microfilm Technician's work now?")
    assert answer.status is Status.ANSWERED
    assert "were assigned to Records Clerk" in answer.answer


@pytest.mark.parametrize(
    ("question", "near"),
    [
        ("Does a Public Safety Dispatcher II need a polygraph?", "hearing test"),
        ("Does a Public Safety Dispatcher II need a psychological evaluation?", "hearing test"),
        ("Does a Harbor Patrol Officer need a firearm license?", "driver's license"),
        ("Does Land Surveyor I need a professional land surveyor license?", "Class C driver license"),
        ("Does an Irrigation Specialist need a college certificate?", "may be substituted"),
    ],
)
def test_another_kind_does_not_confirm_the_one_that_is_asked_for(ask: Ask, question: str, near: str) -> None:
    answer = ask(question)
    assert answer.status is Status.NOT_STATED
    assert "does not say that in these words" in answer.answer
    assert near in answer.answer


def test_who_reports_to_a_class_is_led_by_it(ask: Ask) -> None:
    assert "technical supervision over Accountant I" in ask("Who reports to Accountant II?").answer
    assert "supervision from an Accounting Manager" in ask("Who does an Accountant II report to?").answer


def test_word_for_a_document_is_no_part_of_a_title(ask: Ask) -> None:
    answer = ask("What is the grade in the Accountant I spec?")
    assert {citation.title for citation in answer.citations} == {"Accountant I"}


@pytest.mark.parametrize("thing", ["a take-home car", "paid vacation", "a paid parrot"])
def test_word_of_pay_before_a_thing_asks_for_the_thing(ask: Ask, thing: str) -> None:
    answer = ask(f"Does a Marina Attendant (Seasonal) get {thing}?")
    assert answer.status is Status.NOT_STATED
    assert "$" not in answer.answer
