"""Answers about a time: the document of then, what changed since, and what a document's age means."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import Answer, Status
from assistant.compose.dated import stale
from assistant.engine import Assistant
from assistant.examples import Examples
from assistant.lexicon import Lexicon
from assistant.reading import Reader
from assistant.scan import facet_trie
from assistant.settings import Settings
from tests.assistant.conftest import Ask
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary

OLD_CRANE, NEW_CRANE = "CRANE ELECTRICIAN 4121 060515.pdf", "CRANE ELECTRICIAN 4121 031618.txt"
OLD_PERMIT, NEW_PERMIT = "Permit Technician M6203 2011.txt", "Permit Technician M6203.txt"


def sources(answer: Answer) -> set[str]:
    return {citation.source for citation in answer.citations}


def said(answer: Answer) -> str:
    return f"{answer.answer} {' '.join(c.quote for c in answer.citations)}"


@pytest.mark.parametrize(
    ("question", "source", "says"),
    [
        ("What did a crane electrician earn in 2015?", OLD_CRANE, "$64,895 to $80,643"),
        ("crane electrician pay as of march 2016", OLD_CRANE, "$64,895 to $80,643"),
        ("crane electrician pay in 2019", NEW_CRANE, "$71,412 to $88,740"),
        (
            "What did the 2011 permit technician spec say about experience?",
            OLD_PERMIT,
            "One (1) year of public counter",
        ),
        ("which pay grade did the permit technician have before 2015", OLD_PERMIT, "42"),
        (
            "what does the old version of the permit technician spec require",
            OLD_PERMIT,
            "One (1) year of public counter",
        ),
        ("crane electrician salary between 2010 and 2016", OLD_CRANE, "$64,895 to $80,643"),
        ("crane electrician salary from 2016 to 2014", OLD_CRANE, "$64,895 to $80,643"),
        ("previous salary of the crane electrician", OLD_CRANE, "$64,895 to $80,643"),
        ("what was the pay grade of the permit technician before the last revision?", OLD_PERMIT, "42"),
        ("what did the crane electrician pay before?", OLD_CRANE, "$64,895 to $80,643"),
        ("What did the first crane electrician spec require?", OLD_CRANE, "Four years"),
        ("old permit technician requirements", OLD_PERMIT, "One (1) year of public counter"),
        ("permit technician pay grade 2012", OLD_PERMIT, "42"),
        ("2012 permit technician pay grade", OLD_PERMIT, "42"),
        ("crane electrician salary in '15", OLD_CRANE, "$64,895 to $80,643"),
        ("crane electrician 2015: what does it pay", OLD_CRANE, "$64,895 to $80,643"),
        ("what does a crane electrician earn in ٢٠١٥", OLD_CRANE, "$64,895 to $80,643"),
        ("experience for permit technician since 2015", NEW_PERMIT, "Two (2) years of public counter"),
    ],
)
def test_the_document_of_the_time_answers_and_says_its_date(ask: Ask, question: str, source: str, says: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert sources(answer) == {source}
    assert says in said(answer)
    assert f"the document of {answer.citations[0].revision}" in answer.answer


def test_the_newest_answers_by_default_and_says_its_date(ask: Ask) -> None:
    answer = ask("How much experience does a Permit Technician need?")
    assert sources(answer) == {NEW_PERMIT}
    assert "the document of 2018-07-09 on Permit Technician, the newest of those loaded" in answer.answer


def test_a_salary_says_its_date_even_where_there_is_one_document_alone(ask: Ask) -> None:
    assert "as of 2017-05-06, is **$" in ask("salary of the Vessel Traffic Dispatcher").answer


def test_no_document_of_that_time_is_said_with_those_that_are_there(ask: Ask) -> None:
    answer = ask("What were the duties of a crane electrician in 2010?")
    assert answer.status is Status.NOT_STATED
    assert sources(answer) == {OLD_CRANE, NEW_CRANE}
    assert "2015-06-05" in answer.answer and "2018-03-16" in answer.answer


def test_a_time_goes_on_with_the_conversation(ask: Ask) -> None:
    answer = ask("How much experience does a Permit Technician need?", "and in 2012?")
    assert sources(answer) == {OLD_PERMIT}
    assert "One (1) year" in said(answer)


@pytest.mark.parametrize(
    ("messages", "source"),
    [
        (("What did a crane electrician earn in 2018?", "in 2015"), OLD_CRANE),
        (("What did a crane electrician earn in 2018?", "as of 2016"), OLD_CRANE),
        (("What did a crane electrician earn in 2018?", "2015?"), OLD_CRANE),
        (("What did the old version of the crane electrician pay?", "and the new one?"), NEW_CRANE),
        (("What did the crane electrician pay in 2015?", "and what license did it need?"), OLD_CRANE),
        (("What did the crane electrician pay in 2015?", "and the license?", "and the experience?"), OLD_CRANE),
        (("What did the crane electrician pay in 2015?", "what license does it need?"), NEW_CRANE),
        (("What did the crane electrician pay in 2015?", "and the license?", "and today?"), NEW_CRANE),
        (("What does the permit technician pay?", "what was it before?"), OLD_PERMIT),
    ],
)
def test_a_follow_up_keeps_or_changes_the_time_and_says_it(ask: Ask, messages: tuple[str, ...], source: str) -> None:
    answer = ask(*messages)
    assert sources(answer) == {source}
    assert f"the document of {answer.citations[0].revision}" in answer.answer


def test_two_dates_are_answered_from_both_documents(ask: Ask) -> None:
    answer = ask("How much more does a crane electrician make in 2018 than in 2015?")
    assert (answer.status, sources(answer)) == (Status.ANSWERED, {OLD_CRANE, NEW_CRANE})
    assert "as of 2015-06-05, is **$64,895" in answer.answer and "as of 2018-03-16, is **$71,412" in answer.answer


def test_two_classes_are_answered_from_the_documents_of_the_time(ask: Ask) -> None:
    answer = ask("crane electrician and permit technician salary in 2016")
    assert (answer.status, sources(answer)) == (Status.ANSWERED, {OLD_CRANE, OLD_PERMIT})
    assert "**42**" in answer.answer and "the document of 2011-02-14 on Permit Technician" in answer.answer


def test_of_two_classes_the_one_without_a_document_then_is_said_to_lack_it(ask: Ask) -> None:
    answer = ask("the license for accountant II and crane electrician in 2015")
    assert answer.status is Status.ANSWERED
    assert "No document is loaded on Accountant II that was there then (“in 2015”)" in answer.answer
    assert "Class A" not in said(answer)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("what changed for the crane electrician since 2019", "No newer document is loaded on Crane Electrician"),
        ("what changed for the crane electrician between 2016 and 2017", "No two documents"),
        ("what changed for the permit technician before 2012?", "No two documents"),
        ("has the accountant I changed since 2016?", "No other document is loaded on Accountant I; the only one is of"),
        ("what changed for the microfilm technician since 2009", "the only one has no date"),
    ],
)
def test_what_changed_at_another_time_is_not_told(ask: Ask, question: str, says: str) -> None:
    answer = ask(question)
    assert answer.status is Status.NOT_STATED
    assert says in answer.answer and answer.comparison is None


def test_a_bare_year_that_is_a_code_stays_one(example_index: Index, vocabulary: Vocabulary, examples: Examples) -> None:
    entries = example_index.catalog.entries(Viewer())
    crane = next(one for one in entries if one.spec.class_code == "4121")
    renumbered = replace(crane, class_id="other", spec=replace(crane.spec, title="Rigger", class_code="2015"))
    reader = Reader(vocabulary, Lexicon((*entries, renumbered), vocabulary), facet_trie(vocabulary, ()), examples)
    question = reader.read("Rigger 2015 pay")
    assert question.when is None
    assert [entry.spec.class_code for entry in question.entries] == ["2015"]
    assert reader.read("Crane Electrician 2015 pay").when is None
    dated = reader.read("Crane Electrician 2016 pay").when
    assert dated is not None
    assert dated.iso == "2016"


def test_the_time_of_an_earlier_message_is_said_again(ask: Ask) -> None:
    answer = ask("What did a Crane Electrician earn in 2015?", "and Accountant II?")
    assert answer.status is Status.NOT_STATED
    assert "No document is loaded on Accountant II that was there then (“in 2015”)" in answer.answer


def test_whether_something_was_different_before_compares_two_documents(ask: Ask) -> None:
    answer = ask("was the permit technician's pay grade different before?")
    assert sources(answer) == {OLD_PERMIT, NEW_PERMIT}
    assert "was “42”" in answer.answer and "is now “45”" in answer.answer


def test_something_asked_of_one_date_is_no_comparison(ask: Ask) -> None:
    answer = ask("Was a TWIC required of crane electricians in 2015?")
    assert (answer.status, sources(answer), answer.comparison) == (Status.NOT_STATED, {OLD_CRANE}, None)


def test_a_date_that_the_calendar_lacks_is_said_to_be_left_out(ask: Ask) -> None:
    answer = ask("crane electrician salary as of February 30, 2018")
    assert sources(answer) == {NEW_CRANE}
    assert answer.notice == "“February 30, 2018” is no date of the calendar, so it was left out."


@pytest.mark.parametrize(
    "question",
    [
        "I was hired in 2010 as an Accountant I, what are my duties?",
        "I was born on 03/04/1990. What does accountant I require?",
    ],
)
def test_a_date_of_the_readers_life_is_no_time_of_the_question(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert "there then" not in answer.answer


def test_a_document_without_a_date_is_told_with_that(ask: Ask) -> None:
    answer = ask("What was a Microfilm Technician in 2010?")
    assert answer.status is Status.ANSWERED
    assert "abolished on June 30, 2011" in answer.answer
    assert "has no date: whether it held then (“in 2010”) is not known" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "What changed for the Crane Electrician between 2015 and 2018?",
        "what's new in the latest crane electrician bulletin",
        "compare the 2015 and the 2018 bulletin of crane electrician",
        "how has the crane electrician changed since the previous bulletin",
        "did anything change for crane electrician?",
        "what is the difference between the 2015 and 2018 crane electrician?",
        "how does the 2015 crane electrician bulletin compare to the current one",
        "how does the 2016 crane electrician bulletin compare to the current one",
    ],
)
def test_what_changed_cites_both_documents_line_by_line(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert "was “$64,895 to $80,643” [3], is now “$71,412 to $88,740" in answer.answer
    assert "heights of up to 110 feet" in answer.answer and "heights of up to 140 feet" in answer.answer
    assert sources(answer) == {OLD_CRANE, NEW_CRANE}
    assert answer.comparison is not None
    assert (answer.comparison["kind"], len(answer.comparison["rows"])) == ("revision", answer.total)


def test_every_change_as_data_is_what_the_documents_say(ask: Ask, example_index: Index) -> None:
    answer = ask("what changed in permit technician")
    assert answer.comparison is not None
    texts = {
        side: example_index.catalog.text(answer.comparison[end]["source_id"], Viewer()) or ""
        for side, end in (("before", "from"), ("after", "to"))
    }
    parts = [(side, p) for row in answer.comparison["rows"] for side in texts for p in row[side]]
    assert len(parts) > 20
    assert all(texts[side][p["start"] : p["end"]].strip() for side, p in parts)
    new = [row for row in answer.comparison["rows"] if not row["before"]]
    assert any("flood zone" in texts["after"][p["start"] : p["end"]] for row in new for p in row["after"])


def test_what_changed_of_one_facet_leaves_out_the_others(ask: Ask) -> None:
    answer = ask("how has the pay of the crane electrician changed")
    assert answer.total == 1
    assert "$64,895 to $80,643" in answer.answer and "feet" not in answer.answer


def test_what_did_not_change_is_said_to_be_the_same_with_its_evidence(ask: Ask) -> None:
    answer = ask("did the FLSA status of the permit technician change?")
    assert (answer.status, answer.total) == (Status.ANSWERED, 0)
    assert "is the same" in answer.answer and "Non-Exempt" in said(answer)


def test_one_document_alone_tells_no_change(ask: Ask) -> None:
    answer = ask("What changed in Harbor Patrol Officer?")
    assert answer.status is Status.NOT_STATED
    assert "No older document is loaded" in answer.answer


@pytest.mark.parametrize(
    "question", ["Can I still apply for crane electrician?", "tell me about the crane electrician"]
)
def test_a_recruitment_that_is_over_is_said_to_be(ask: Ask, question: str) -> None:
    assert "this recruitment is over: its last day to apply was MARCH 30, 2018" in ask(question).answer


def test_a_duty_is_no_change(ask: Ask) -> None:
    assert "changed" not in ask("Does a Heavy Equipment Mechanic change oil?").answer


def test_an_old_document_is_said_to_be_old(example_index: Index, vocabulary: Vocabulary) -> None:
    def notice(years: int) -> str | None:
        assistant = Assistant(example_index, vocabulary, Settings(stale_years=years, hr_contact="the desk upstairs"))
        return assistant.ask("What does a Survey Aide do?").answer.notice

    assert notice(10) == "This document is of 1991-04-02: ask the desk upstairs whether it still holds."
    assert notice(0) is None


def test_a_document_is_old_by_its_year() -> None:
    today = date(2026, 7, 1)
    assert stale("2015-12-31", today, 10)
    assert not stale("2016-01-01", today, 10)
    assert not stale("", today, 10)
