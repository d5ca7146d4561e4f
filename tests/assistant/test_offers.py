"""What may be substituted, read in sentences as they are printed and held against what readers say."""

import pytest

from assistant.qualify.asking import Qualifier
from assistant.qualify.credentials import Credentials
from assistant.qualify.more_of_it import more_months
from assistant.qualify.need import Kind, Need, Needs
from assistant.qualify.nodes import Leaf, Role
from assistant.qualify.offers import Offer, offer_of, reaches, taken
from assistant.qualify.titles import Titles
from assistant.qualify.verdicts import State
from assistant.reading import Reader
from tests.ingest.parsing import words
from vectorstore.spec import Modality, Span
from vectorstore.words import stems

CPA = "Possession of a Certified Public Accountant license may be substituted for the required education."
COUNTED = "An associate degree in water technology may be counted as one year of the experience."
BASIS = "Additional experience may be substituted for the required education on a year-for-year basis."
BOTH = "(Possession of a master's degree may be substituted for the required education and experience.)"
MOST = "A master's degree may be substituted for up to two years of the required experience."

EDUCATION, EXPERIENCE = frozenset({Kind.EDUCATION}), frozenset({Kind.EXPERIENCE})
DEGREE = Needs((Need(Kind.EDUCATION, 40, level="bachelor's degree"),), only=True)
FIVE_YEARS = Needs((Need(Kind.EXPERIENCE, 60, words=stems("filing")),), only=True)


@pytest.fixture(scope="module")
def qualifier(reader: Reader) -> Qualifier:
    return reader.qualifier


def leaf(text: str) -> Leaf:
    return Leaf(text, (Span(0, len(text), 1),), text, 0, 0, (), Modality.DESCRIBED, role=Role.SUBSTITUTES)


def offer(text: str) -> Offer:
    return offer_of(leaf(text), words(), Titles(()), "Marlow County")


def stands(needs: Needs, text: str, before: State, said: Credentials) -> State:
    found = taken((needs,), [(leaf(text), offer(text))], before, said, lone=True)
    return before if found is None else found.state


@pytest.mark.parametrize(
    ("text", "of", "months", "most"),
    [
        (CPA, EDUCATION, None, False),
        (COUNTED, EXPERIENCE, 12, False),
        (BASIS, frozenset(), None, False),
        (BOTH, EDUCATION | EXPERIENCE, None, False),
        (MOST, EXPERIENCE, 24, True),
    ],
)
def test_what_is_offered_stands_for_what_is_printed(
    text: str, of: frozenset[Kind], months: float | None, most: bool
) -> None:
    found = offer(text)
    assert (found.of, found.months, found.most) == (of, months, most)


@pytest.mark.parametrize(
    ("text", "said", "state"),
    [
        (CPA, "I am a CPA", State.MET),
        (CPA, "I have an AA", State.NOT_MET),
        (COUNTED, "I have an AA in water technology", State.MET),
        (COUNTED, "I have a GED", State.NOT_MET),
        (COUNTED, "I have an AA in history", State.CANNOT_TELL),
        (BASIS, "I have an AA", State.NOT_MET),
        (BASIS, "I have five years of filing", State.CANNOT_TELL),
        (BOTH, "I have a master's degree", State.MET),
    ],
)
def test_a_reader_has_it_or_surely_not_by_what_they_say(
    qualifier: Qualifier, text: str, said: str, state: State
) -> None:
    assert reaches(offer(text), qualifier.credentials((said,))) is state


@pytest.mark.parametrize(
    ("needs", "text", "said", "state"),
    [
        (DEGREE, CPA, "I am a CPA", State.MET),
        (DEGREE, CPA, "I have an AA", State.NOT_MET),
        (DEGREE, BASIS, "I have an AA and 9 years of filing", State.CANNOT_TELL),
        (FIVE_YEARS, COUNTED, "4 years of filing, AA in water technology", State.MET),
        (FIVE_YEARS, COUNTED, "3 years of filing, AA in water technology", State.NOT_MET),
        (FIVE_YEARS, MOST, "4 years of filing and a master's degree", State.CANNOT_TELL),
        (FIVE_YEARS, MOST, "2 years of filing and a master's degree", State.NOT_MET),
        (FIVE_YEARS, CPA, "4 years of filing, I am a CPA", State.CANNOT_TELL),
    ],
)
def test_a_condition_stands_with_what_is_offered_for_it(
    qualifier: Qualifier, needs: Needs, text: str, said: str, state: State
) -> None:
    assert stands(needs, text, State.NOT_MET, qualifier.credentials((said,))) is state


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("an additional year of the experience described above.", 12),
        ("Two additional years of such experience", 24),
        ("One more month of the required experience", 1),
        ("two years of experience", None),
        ("an additional year of college", None),
    ],
)
def test_more_of_the_same_experience(text: str, months: float | None) -> None:
    assert more_months(text) == months
