"""Phrases that mean another facet by what stands next to them."""

import pytest

from assistant.reading import Reader


@pytest.mark.parametrize(
    ("question", "facet"),
    [
        ("who reports to Accountant II", "supervision_exercised"),
        ("Who answers to the Supervising Water Treatment Operator?", "supervision_exercised"),
        ("who does an Accountant II report to", "supervision"),
        ("Does Animal Services Officer need 12 units?", "education"),
        ("Does Animal Services Officer need twelve units?", "unit"),
        ("Does Animal Services Officer need nine units?", "education"),
        ("which unit is the Animal Services Officer in", "unit"),
    ],
)
def test_phrase_is_read_by_its_place(reader: Reader, question: str, facet: str) -> None:
    assert [option[0] for option in reader.read(question).facets] == [facet]


def test_number_of_what_is_counted_is_explained(reader: Reader) -> None:
    assert reader.read("Does Animal Services Officer need 12 units?").residual == ""
