"""Whether sentences say all that binds of what they cite."""

import pytest

from assistant.answer import AnswerFact
from assistant.narrate.coverage import covers, names
from assistant.narrate.exhibit import Exhibit, Unit, exhibits
from tests.assistant.narrate.parts import citation, composed
from vectorstore.spec import Modality

YEARS = Unit("Two years of experience as a clerk are required.", Modality.REQUIRED)
LICENSE = Unit("A valid driver's license may be required for some positions.", Modality.MAY_BE_REQUIRED)
SWEEPS = tuple(Unit(f"Sweeps the {place} of the lock.", Modality.DESCRIBED) for place in ("stairs", "walls", "gates"))
DUTY = Unit("Opens and closes the lock at all hours of the day and night.", Modality.DESCRIBED)


def exhibit(*units: Unit) -> Exhibit:
    return Exhibit("k7qd", citation(1), units)


@pytest.mark.parametrize(
    ("units", "sentences", "expected"),
    [
        ((YEARS,), ["Two years of experience as a clerk are required."], True),
        ((YEARS, LICENSE), ["Two years of experience as a clerk are required."], False),
        (
            (YEARS, LICENSE),
            ["Two years of experience as a clerk are needed.", "A valid driver's license may be required for some."],
            True,
        ),
        (
            (YEARS, LICENSE),
            ["Two years of experience as a clerk are required; a valid driver's license may be for some positions."],
            True,
        ),
        ((DUTY,), ["The Lock Keeper opens and closes the lock."], True),
        ((DUTY,), ["The Lock Keeper opens."], False),
        ((DUTY, *SWEEPS), ["The Lock Keeper sweeps."], False),
        ((DUTY, YEARS), ["The Lock Keeper opens the lock."], False),
        ((DUTY,), [], False),
        ((YEARS,), ["2 years of experience as a clerk are required."], True),
    ],
)
def test_what_binds_must_be_told_whole(units: tuple[Unit, ...], sentences: list[str], expected: bool) -> None:
    assert covers(exhibit(*units), sentences) is expected


def test_what_is_described_must_be_told_whole_where_a_part_was_not_proven() -> None:
    assert covers(exhibit(DUTY), ["The Lock Keeper opens and closes the lock."], whole=True) is False
    assert covers(exhibit(DUTY), [f"The Lock Keeper {DUTY.text.lower()}"], whole=True) is True


def test_only_a_title_is_named() -> None:
    assert names(citation(1, "LOCK KEEPER"), ["A Lock Keeper opens the lock."])
    assert not names(citation(1, "LOCK KEEPER"), ["A Keeper opens the gate."])
    assert not names(citation(1, "LOCK KEEPER: L100"), ["A Lock Keeper opens the lock."])


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Lock Keeper earns $40,000 to $50,000 a year, as of 2019-03.", True),
        ("The salary of the Lock Keeper is $40,000 to $50,000 a year.", True),
        ("Lock Keeper: $40,000 to $50,000.", False),
    ],
)
def test_an_amount_alone_is_not_all_that_the_catalog_states_by_it(sentence: str, expected: bool) -> None:
    states = "The salary of Lock Keeper, as of 2019-03, is $40,000 to $50,000 a year."
    of_salary = Exhibit("k7qd", citation(1), (Unit("$40,000 to $50,000", Modality.STATED),), (states,))
    assert covers(of_salary, [sentence]) is expected


def test_a_row_of_a_table_is_told_by_what_it_states() -> None:
    line = "The salary of Lock Keeper is **$4,000 to $5,000** a month. [1]"
    row = citation(1, 'L100,"$4,000","$5,000"', effective="2024-07-01")
    answer = composed(line, row, facts=[AnswerFact("salary", "4000-5000", "stated", "L100", 1)])
    (shown,) = exhibits(answer, lambda _: None, "salt")
    assert [unit.text for unit in shown.units] == ["The salary of Lock Keeper is $4,000 to $5,000 a month."]
