"""What a question asks: its frame, its classes, its facets."""

import pytest

from assistant.lexicon import Lexicon
from assistant.question import Frame, Question
from assistant.reading import Reader
from assistant.scan import facet_trie
from vectorstore.vocabulary import Vocabulary


def frame(question: Question) -> str:
    return question.frame.value


def first_facets(question: Question) -> list[str]:
    return [option[0] for option in question.facets]


def titles(question: Question) -> list[str]:
    return [entry.spec.title.title() for entry in question.entries]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What is the salary of a Crane Electrician?", Frame.FACT),
        ("Permit Technician", Frame.OVERVIEW),
        ("tell me about the Permit Technician", Frame.OVERVIEW),
        ("M7314", Frame.IDENTIFY),
        ("The letter about my salary says M7314. Which job is that?", Frame.IDENTIFY),
        ("salary of M7314", Frame.FACT),
        ("Accountant I or Accountant II?", Frame.BOTH),
        ("Which class prunes the trees and grinds the stumps?", Frame.REVERSE),
        ("I weld the buckets of the loaders and straighten blades. My class?", Frame.REVERSE),
        ("We paint the curbs of the docks", Frame.REVERSE),
        # A name is one stretch of words; work that is described stands in several.
        ("I herd geese in the morning and juggle torches at night", Frame.REVERSE),
        ("what is the weather tomorrow", Frame.OUT_OF_SCOPE),
        ("hello", Frame.OUT_OF_SCOPE),
    ],
)
def test_frame(reader: Reader, text: str, expected: Frame) -> None:
    assert reader.read(text).frame is expected


def test_listed_facets_are_all_asked(reader: Reader) -> None:
    question = reader.read("code, salary and license of the Crane Electrician")
    assert first_facets(question) == ["class_code", "salary", "license"]


def test_facets_that_only_stand_together_are_one_question(reader: Reader) -> None:
    # "overtime paid" names two facets, and asks for one thing.
    assert first_facets(reader.read("Is overtime paid to a Crane Electrician?")) == ["overtime"]
    both = reader.read("what education and what license does a Crane Electrician need")
    assert first_facets(both) == ["education", "license"]


def test_meanings_of_a_phrase_are_ordered_by_the_question(reader: Reader) -> None:
    assert reader.read("who oversees the Permit Technician").facets[0][0] == "supervision"
    assert reader.read("does the Permit Technician oversee a crew").facets[0][0] == "supervision_exercised"


def test_named_facet_is_sure_and_a_likely_one_is_not(reader: Reader) -> None:
    named = reader.read("What salary does a Crane Electrician get?")
    assert (first_facets(named), named.sureness) == (["salary"], 1.0)
    likely = reader.read("How rich does one become as Crane Electrician?")
    assert first_facets(likely) == ["salary"]
    assert 0.4 <= likely.sureness < 1.0


def test_what_specs_do_not_say_makes_no_facet_likely(reader: Reader) -> None:
    assert reader.read("How many vacation days does a Crane Electrician have left?").sureness == 0.0


def test_several_classes_are_choices_with_what_was_asked(reader: Reader) -> None:
    question = reader.read("salary grade of public safety dispatcher")
    assert sorted(e.spec.class_code for e in question.choices) == ["M5205", "M5206"]
    assert (question.entries, question.mention) == ((), "public safety dispatcher")
    assert "grade" in question.facets[0]


def test_lone_qualifier_may_be_left_out_and_a_numeral_may_not(reader: Reader, vocabulary: Vocabulary) -> None:
    attendant = reader.read("Are marina attendants paid?")
    assert (titles(attendant), attendant.choices) == (["Marina Attendant (Seasonal)"], ())
    only = tuple(entry for entry in reader.lexicon.entries if entry.spec.class_code == "M2051")
    alone = Reader(vocabulary, Lexicon(only, vocabulary), facet_trie(vocabulary, []), reader.examples)
    assert [e.spec.title for e in alone.read("Are accountants paid?").choices] == ["Accountant II"]


def test_class_that_is_not_there_is_named_with_the_nearest(reader: Reader) -> None:
    question = reader.read("What is the salary of a Principal Permit Technician?")
    assert (question.entries, question.choices) == ((), ())
    assert question.mention == "Principal Permit Technician"
    assert question.nearest[0].spec.title == "PERMIT TECHNICIAN"
    assert reader.read("What is the salary of a Sword Swallower?").mention == "Sword Swallower"


def test_code_that_is_not_there_is_no_amount(reader: Reader) -> None:
    assert reader.read("who is M9999").mention == "M9999"
    assert reader.read("who earns $9,999").mention != "9,999"


def test_side_by_side_prefers_one_agency(reader: Reader) -> None:
    question = reader.read("Compare the Accounting Technician with the Harbor Patrol Officer")
    assert titles(question) == ["Accounting Technician", "Harbor Patrol Officer"]
    assert len({entry.agency.casefold() for entry in question.entries}) == 1


def test_rest_and_words_leave_the_class_out(reader: Reader) -> None:
    question = reader.read("How far must a Harbor Patrol Officer swim in open water?")
    assert question.rest == "How far must a swim in open water"
    assert question.residual.split() == ["swim", "water"]
    assert question.asked == question.text
