"""Conditions that a question puts on classes, and which classes fulfill them for sure."""

import pytest

from assistant.answer import Status
from assistant.conditions import AllOf, AnyOf, Condition, leaves, read_conditions
from assistant.literals import Operator, find_literals
from assistant.reading import Reader
from tests.assistant.conftest import Ask
from vectorstore.index import Index
from vectorstore.spec import Modality, Viewer


def conditions(reader: Reader, text: str) -> Condition | AllOf | AnyOf | None:
    return read_conditions(reader.scanner.scan(text), find_literals(text, reader.vocabulary), reader.vocabulary)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("which classes were established in 1955", Condition("established", Operator.IN, "1955")),
        ("which classes start above $60,000", Condition("salary", Operator.MORE_THAN, 60000.0)),
        ("which classes have salary range 45", Condition("grade", Operator.IS, 45.0)),
        (
            "which classes require a pilot certificate",
            Condition("certificate", words="pilot certificate", modality=Modality.REQUIRED),
        ),
        ("which classes mention a pilot certificate", Condition("certificate", words="mention pilot certificate")),
    ],
)
def test_a_literal_binds_to_the_facet_of_its_type(reader: Reader, text: str, expected: Condition) -> None:
    found = [c for c in leaves(conditions(reader, text) or AllOf(())) if c.facet == expected.facet]
    assert found[0].operator == expected.operator and found[0].value == expected.value
    assert found[0].modality == expected.modality
    assert set(found[0].words.split()) >= set(expected.words.split()) - {"mention"}


def test_and_and_or_make_a_tree(reader: Reader) -> None:
    both = conditions(reader, "which classes were established before 1990 and have salary range 45")
    one = conditions(reader, "which classes were established before 1990 or have salary range 45")
    assert isinstance(both, AllOf) and isinstance(one, AnyOf)
    assert [c.facet for c in leaves(both)] == [c.facet for c in leaves(one)] == ["established", "grade"]


def test_without_denies_what_follows(reader: Reader) -> None:
    (found,) = leaves(conditions(reader, "which classes are without a certificate") or AllOf(()))
    assert found.negated


@pytest.mark.parametrize(
    "question",
    [
        "Which classes were established in 1955?",
        "How many classes ask for a doctorate?",
        "which jobs have salary range 99",
        "What classes start above $300,000 a year?",
    ],
)
def test_none_that_fits_is_an_answer(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert (answer.status, answer.total, answer.items) == (Status.ANSWERED, 0, ())


def test_all_that_fit_are_listed_each_with_its_proof(ask: Ask, example_index: Index) -> None:
    answer = ask("which classes were revised after 2018")
    years = {item["title"]: item["quote"] for item in answer.items}
    assert answer.total == len(answer.items) == 7
    assert all(any(year in quote for year in ("19", "20", "21")) for quote in years.values())
    for item in answer.items:
        text = example_index.catalog.text(item["source_id"], Viewer()) or ""
        assert text[item["start"] : item["end"]] == item["quote"]


def test_pay_is_compared_with_pay_of_the_same_period(ask: Ask) -> None:
    answer = ask("list all classes with salary above $80,000")
    assert [item["title"] for item in answer.items] == ["Crane Electrician"]
    monthly = {item["title"] for item in ask("list all classes with salary above $6,000").items}
    assert "Supervising Water Treatment Operator" in monthly and "Crane Electrician" not in monthly


def test_what_is_told_in_words_is_no_complete_list(ask: Ask) -> None:
    answer = ask("Which classes require a driver's license?")
    assert "not a complete list" in answer.answer and answer.total is None


def test_a_question_over_all_classes_is_of_none_in_play(ask: Ask) -> None:
    answer = ask("What did a Crane Electrician earn in 2015?", "which classes were revised after 2018")
    assert answer.total == 7
