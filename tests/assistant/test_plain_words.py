"""Questions in the words of people who do not know how specs are written, over the examples."""

from dataclasses import replace

import pytest

from assistant.answer import Answer, Status
from assistant.examples import Examples
from assistant.lexicon import Lexicon
from assistant.qualify.asking import Qualifier
from assistant.question import Frame
from assistant.reading import Reader
from assistant.scan import facet_trie
from tests.assistant.conftest import Ask
from tests.assistant.titled import entry
from vectorstore.vocabulary import Vocabulary

SQUAD = ("Harbor Squad Captain", "Harbor Squad Sergeant", "Sergeant, Gate Watch", "Senior Dune Planner", "Roofer")


@pytest.fixture(scope="module")
def squad(vocabulary: Vocabulary, examples: Examples) -> Reader:
    lexicon = Lexicon(tuple(entry(title) for title in SQUAD), vocabulary)
    return Reader(vocabulary, lexicon, facet_trie(vocabulary, ()), examples)


def titles(answer: Answer) -> list[str]:
    return [str(item["title"]).title() for item in answer.items]


def facets(reader: Reader, text: str) -> list[str]:
    return [option[0] for option in reader.read(text).facets]


def test_a_yes_or_no_about_work_is_not_answered_by_an_amount(ask: Ask) -> None:
    told = ask("will I handle money as a Ferry Terminal Agent")
    assert "salary" not in told.answer.lower()
    assert "money" in told.citations[0].quote or "cash" in told.citations[0].quote


def test_two_questions_of_one_message_are_both_asked(reader: Reader) -> None:
    assert facets(reader, "what does a Permit Technician do and what does it pay") == ["duties", "salary"]
    assert facets(reader, "is the Permit Technician exempt and who supervises it") == ["overtime", "supervision"]
    three = "what does a Permit Technician do, what does it pay, and who supervises it"
    assert facets(reader, three) == ["duties", "salary", "supervision"]
    # What one half asks is not sure, so the other is asked alone.
    assert facets(reader, "does a Permit Technician need to juggle and what is the salary") == ["salary"]


def test_what_no_spec_says_is_not_answered_by_what_is_like_it(ask: Ask) -> None:
    for question in ("how many people applied for Permit Technician", "is the Marina Attendant job fun"):
        assert ask(question).status is Status.NOT_STATED


def test_a_code_is_looked_up_whatever_word_stands_before_it(ask: Ask) -> None:
    assert "Environmental Compliance Inspector" in ask("decode 3512").citations[0].quote.title()


def test_an_agency_narrows_a_list_wherever_it_stands(ask: Ask) -> None:
    found = titles(ask("Which jobs at the port pay overtime?"))
    assert "Ferry Terminal Agent" in found
    assert "Accounting Technician, Senior" not in found


def test_a_word_is_looked_for_in_its_other_forms(ask: Ask) -> None:
    told = ask("which jobs require swimming")
    assert {"Harbor Patrol Officer", "Marina Attendant (Seasonal)"} <= set(titles(told))
    assert "some form of the word" in told.answer


def test_a_test_is_one_thing_and_no_two_conditions(ask: Ask) -> None:
    told = ask("any class that needs a physical test")
    assert titles(told) == ["Animal Services Officer"]


def test_recruitments_are_listed_by_their_last_day(ask: Ask) -> None:
    assert "Crane Electrician" in titles(ask("which bulletins closed in 2018"))
    assert titles(ask("which bulletins closed in 1999")) == []


def test_who_only_lacks_something_asks_for_a_list(reader: Reader) -> None:
    assert reader.read("what jobs can I get without a degree").frame is Frame.LIST
    assert reader.read("what jobs can I get with a GED and without a license").frame is Frame.ELIGIBLE


def test_a_name_cut_short_is_of_the_class_beside_it(squad: Reader) -> None:
    both = squad.read("does a Harbor Squad Captain outrank a sergeant")
    assert [e.spec.title for e in both.entries] == ["Harbor Squad Captain", "Harbor Squad Sergeant"]
    other = squad.read("compare the Harbor Squad Captain and the Sergeant, Gate Watch")
    assert [e.spec.title for e in other.entries] == ["Harbor Squad Captain", "Sergeant, Gate Watch"]


def test_a_level_is_of_the_work_that_somebody_did(squad: Reader) -> None:
    asked = squad.read("I worked 18 months as an associate dune planner, could I take the senior exam?")
    assert [e.spec.title for e in asked.entries] == ["Senior Dune Planner"]


def test_a_helper_of_a_trade_is_none_of_the_trade(squad: Reader) -> None:
    qualifier = Qualifier(squad.vocabulary, squad.scanner)
    (work,) = qualifier.credentials(("I have 4 years as a roofer helper",)).worked
    assert (work.kind, work.classes) == ("roofer helper", frozenset())
    (own,) = qualifier.credentials(("I have 4 years as a roofer",)).worked
    assert own.title == "Roofer"


def test_a_year_behind_since_is_no_code(vocabulary: Vocabulary, examples: Examples) -> None:
    kept = entry("Lamp Painter")
    coded = replace(kept, spec=replace(kept.spec, class_code="1975"))
    reader = Reader(vocabulary, Lexicon((coded,), vocabulary), facet_trie(vocabulary, ()), examples)
    assert reader.read("which classes were not revised since 1975").frame is Frame.LIST
    assert reader.read("what is the 1975").entries == (coded,)


def test_a_narrower_thing_is_proven_by_nothing_like_it(ask: Ask) -> None:
    # It tells of early, late and holiday shifts.
    assert ask("does a Ferry Terminal Agent ever need weekends?").status is Status.NOT_STATED
    assert ask("does a Public Safety Dispatcher I work weekends?").status is Status.ANSWERED


def test_a_value_names_what_is_asked_for(ask: Ask) -> None:
    assert (
        "schematic code of Emergency Management Coordinator"
        in ask("Is Emergency Management Coordinator in EM10?").answer
    )


def test_who_is_paid_more_is_told_by_pay(reader: Reader) -> None:
    assert facets(reader, "which class is paid more, Permit Technician or Ferry Terminal Agent?") == ["salary"]


def test_what_is_asked_of_applicants_confirms_no_work(ask: Ask) -> None:
    told = ask("does a Permit Technician approve building plans")
    assert not any("years of public counter experience" in citation.quote for citation in told.citations)


def test_units_that_are_counted_are_of_study(reader: Reader) -> None:
    assert facets(reader, "how many chemistry units for Environmental Compliance Inspector I") == ["education"]
    assert facets(reader, "which unit is the Environmental Compliance Inspector I in") == ["unit"]


def test_a_date_is_no_verb(reader: Reader) -> None:
    assert reader.read("does a Permit Technician approve drawings").sureness < 1
    assert facets(reader, "when was the Harbor Patrol Officer approved") == ["approved"]


def test_a_condition_of_the_person_is_found_outside_its_facet(ask: Ask) -> None:
    told = ask("does the Emergency Management Coordinator work nights")
    assert told.status is Status.ANSWERED
    assert "nights, weekends" in told.citations[0].quote


def test_the_job_under_a_class_is_below_it(ask: Ask) -> None:
    ladder = ask("what's the job under Accountant II").ladder
    assert ladder is not None
    assert ladder["below"][0]["title"] == "Accountant I"


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        ("must a Permit Technician be a college grad", "education"),
        ("when did they last update Permit Technician", "revised"),
        ("when was the name changed of Permit Technician", "title_changed"),
        ("what would I start at as a Permit Technician", "salary"),
        ("what's the max for a Permit Technician", "salary"),
    ],
)
def test_plain_words_name_a_facet(reader: Reader, text: str, facet: str) -> None:
    question = reader.read(text)
    assert (question.frame, question.facets[0][0]) == (Frame.FACT, facet)
