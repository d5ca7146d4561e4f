"""Answers from class tables: pay, overtime, unit and any column, as of a date, each with its row cited."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Status
from assistant.engine import Assistant
from assistant.opening import open_index
from assistant.service.spreadsheet import rows
from assistant.settings import Settings
from ingest.classtable.importing import TableTask, perform
from tests.assistant.judging import broken
from tests.assistant.service.real import ingested
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary

TABLES = Path(__file__).parent / "data" / "tables"
PAY_2019, GRADES_2020, PAY_2021 = "marlow-pay-2019.csv", "marlow-grades-2020.csv", "marlow-pay-2021.csv"
DATES = {PAY_2019: "2019-07-01", GRADES_2020: "2020-01-01", PAY_2021: "2021-07-01"}

AskIn = Callable[..., Answer]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("tabled") / "data"
    shutil.copytree(ingested().name, folder)
    return Settings(data_dir=folder)


@pytest.fixture(scope="module")
def index(settings: Settings, vocabulary: Vocabulary) -> Iterator[Index]:
    """The examples with three tables of Marlow County."""
    with open_index(settings) as opened:
        for name, day in DATES.items():
            told = perform(TableTask(str(TABLES / name), "Marlow County", day, "month"), opened, vocabulary)
            assert (told.agency, told.refused) == ("MARLOW COUNTY", ())
        yield opened


@pytest.fixture(scope="module")
def asked(index: Index, vocabulary: Vocabulary, settings: Settings) -> AskIn:
    """Ask the last of several messages; what leaves is verified here again."""
    assistant = Assistant(index, vocabulary, settings)

    def ask(*messages: str) -> Answer:
        conversation, answer = None, None
        for message in messages:
            reply = assistant.ask(message, conversation_id=conversation)
            conversation, answer = reply.conversation_id, reply.answer
        assert answer is not None
        texts = {c.source_id: index.catalog.text(c.source_id, Viewer()) or "" for c in answer.citations}
        assert broken(answer, texts, " ".join(messages)) == []
        return answer

    return ask


def lines(answer: Answer) -> list[str]:
    return answer.answer.split("\n")


def test_every_range_is_a_line_of_its_own_with_its_row(asked: AskIn) -> None:
    answer = asked("What is the monthly salary of M2041?")
    assert answer.status is Status.ANSWERED
    assert lines(answer) == [
        "The salary of Accounting Technician:",
        "- Range A: **$3350 to $4190** a month, as of 2021-07-01 [1] [2] [3]",
        "- Range L: **$3434 to $4295** a month, as of 2021-07-01 [4] [5] [6]",
    ]
    first = answer.citations[0]
    assert first.quote == "M2041,ACCOUNTING TECHNICIAN,A,3350,4190,2,F04,L4"
    assert (first.source, first.effective, first.class_code) == (PAY_2021, "2021-07-01", "M2041")
    # In "3350,4190" nobody can tell two amounts from one: each cell is cited.
    assert [citation.quote for citation in answer.citations[1:3]] == ["3350", "4190"]
    assert [(fact.facet, fact.value) for fact in answer.facts] == [
        ("salary", "$3350 to $4190 a month"),
        ("salary", "$3434 to $4295 a month"),
    ]
    assert answer.notice is None


@pytest.mark.parametrize(
    ("question", "source", "says"),
    [
        ("salary of M2041 in 2020", PAY_2019, "Range L: **$3,198.00 to $4,003.00** a month, as of 2019-07-01"),
        ("What did an Accountant II earn in July 2019?", PAY_2019, "**$4,711.00 to $5,898.00** a month"),
        ("previous pay of Accountant II", PAY_2019, "**$4,711.00 to $5,898.00** a month, as of 2019-07-01"),
        ("What does an Accountant II earn?", PAY_2021, "**$5040.50 to $6310** a month, as of 2021-07-01"),
        ("unit of M2049", PAY_2021, "The bargaining unit (“CBID”) of Accountant I (Specialist) is **P03**"),
        ("longevity code of M2041", PAY_2021, "The longevity code of Accounting Technician is **L4**"),
    ],
)
def test_a_table_answers_as_of_its_date(asked: AskIn, question: str, source: str, says: str) -> None:
    answer = asked(question)
    assert answer.status is Status.ANSWERED
    assert says in answer.answer
    tabled = [citation for citation in answer.citations if citation.effective]
    assert {citation.source for citation in tabled} == {source}


def test_before_any_table_nothing_is_stated_and_the_dates_there_are_are_told(asked: AskIn) -> None:
    answer = asked("What did an Accountant II earn in 2015?")
    assert answer.status is Status.NOT_STATED
    assert "“in 2015”" in answer.answer
    assert "there is that of 2019-07-01 and 2021-07-01" in answer.answer
    assert {citation.source for citation in answer.citations} == {PAY_2019, PAY_2021}


def test_a_cell_that_the_table_in_force_leaves_blank_is_not_stated(asked: AskIn) -> None:
    answer = asked("longevity code of M2214")
    assert answer.status is Status.NOT_STATED
    assert lines(answer)[0].startswith("The class table of 2021-07-01 leaves the longevity code of Election Services")
    assert "is **L1**, as of 2019-07-01" in asked("longevity code of M2214 in 2019").answer


def test_what_changed_is_answered_from_two_tables(asked: AskIn) -> None:
    for question in (
        "How did the pay of Accountant II change?",
        "Has the salary of Accountant II increased since August 2019?",
        "pay of Accountant II in August 2019 and in August 2021",
        "salary history of Accountant II",
        "pay of Accountant II in August 2019 and now",
    ):
        answer = asked(question)
        assert [line for line in lines(answer) if line.startswith("- ")] == [
            "- **$4,711.00 to $5,898.00** a month, as of 2019-07-01 [1]",
            "- **$5040.50 to $6310** a month, as of 2021-07-01 [2] [3] [4]",
        ]
        # The newer table has the class, whatever came after the older one.
        assert "any more" not in answer.answer


def test_what_both_spec_and_table_state_is_said_by_both(asked: AskIn) -> None:
    answer = asked("What does an Animal Services Officer earn?")
    assert answer.status is Status.ANSWERED
    assert "**$43,952 to $58,218** a year" in lines(answer)[0]
    assert "**$3,705.00 to $4,640.00** a month, as of 2019-07-01" in lines(answer)[1]
    # The newer table, which took the place of that one, has the class no more.
    assert lines(answer)[2].startswith("The class table of 2021-07-01 has no row of Animal Services Officer any more.")
    assert not answer.citations[0].effective


def test_what_a_table_repeats_is_said_once(asked: AskIn) -> None:
    answer = asked("Is the Accountant II exempt from overtime?")
    assert lines(answer) == ["The FLSA (overtime) status of Accountant II is **Exempt**. [1]"]
    assert not answer.citations[0].effective
    assert len(lines(asked("Is the Accountant I (Specialist) exempt from overtime?"))) == 2


def test_a_row_of_another_title_answers_for_the_code_and_says_so(asked: AskIn) -> None:
    answer = asked("What is the overtime status of M2214?")
    assert "is **Exempt**" in lines(answer)[0]
    assert "is **E**, as of 2021-07-01" in lines(answer)[1]
    assert "the title “ELECTION SERVICES COORDINATOR, REGISTRAR OF VOTERS” for the code of" in lines(answer)[2]


@pytest.mark.parametrize(
    ("question", "amounts"),
    [
        ("What does an Accountant II make a year?", "$60,486.00 to $75,720.00 a year (at 12 months a year)"),
        ("Accountant II pay per hour", "$29.08 to $36.40 an hour (at 2,080 hours a year)"),
    ],
)
def test_another_period_is_calculated_only_where_it_is_asked_for_and_never_as_printed(
    asked: AskIn, question: str, amounts: str
) -> None:
    answer = asked(question)
    assert "**$5040.50 to $6310** a month" in answer.answer
    assert answer.notice is not None and amounts in answer.notice
    assert "Calculated, and printed nowhere" in answer.notice
    (calculated,) = [fact for fact in answer.facts if fact.facet == "salary_calculated"]
    assert amounts.startswith(calculated.value)
    assert amounts.split(" ", 1)[0] not in answer.answer
    assert asked("What year was M2051 established and what does it pay?").notice is None


class TestGrades:
    def test_a_grade_of_a_spec_is_dollars_where_a_table_says_so(self, asked: AskIn) -> None:
        answer = asked("What is the salary of the Emergency Management Coordinator?")
        assert answer.status is Status.ANSWERED
        assert "gives a salary grade or range, **61**. [1]" in lines(answer)[0]
        assert "- Step 3: **$6,593.00** a month, as of 2020-01-01 [2] [5]" in lines(answer)
        assert [citation.source for citation in answer.citations[1:]] == [GRADES_2020] * 4

    def test_a_grade_that_no_table_has_is_a_grade(self, asked: AskIn) -> None:
        answer = asked("What is the salary of M2042?")
        assert answer.status is Status.NOT_STATED
        assert "**24**, and no dollars" in answer.answer

    def test_before_the_table_it_is_not_dollars(self, asked: AskIn) -> None:
        answer = asked("What was the salary of the Water Treatment Operator, Senior in 2018?")
        assert answer.status is Status.NOT_STATED
        assert "there is one of 2020-01-01" in answer.answer

    def test_a_grade_alone_is_asked_for(self, asked: AskIn) -> None:
        answer = asked("What does grade 57 pay?")
        assert answer.status is Status.ANSWERED
        assert "- Step 1: **$5,120.00** a month, as of 2020-01-01 [1] [2]" in lines(answer)
        other = asked("What does grade 99 pay?")
        assert (other.status, other.citations) == (Status.NOT_STATED, ())

    def test_without_a_table_it_is_no_amount(self, assistant: Assistant) -> None:
        answer = assistant.ask("What does grade 57 pay?").answer
        assert answer.status is Status.NOT_STATED
        assert "no class table is loaded" in answer.answer


class TestUnlisted:
    """A class that stands in tables alone."""

    @pytest.mark.parametrize("name", ["a Snowplow Dispatcher", "M8100"])
    def test_its_row_answers_for_it(self, asked: AskIn, name: str) -> None:
        answer = asked(f"What does {name} earn?")
        assert answer.status is Status.ANSWERED
        assert "**$22.90 to $28.62** an hour, as of 2021-07-01" in lines(answer)[0]
        assert "No class spec is loaded for Snowplow Dispatcher" in lines(answer)[1]

    def test_what_its_row_does_not_say_is_not_stated(self, asked: AskIn) -> None:
        for question in ("What does a Snowplow Dispatcher do?", "Does a snowplow dispatcher need a license?"):
            answer = asked(question)
            assert answer.status is Status.NOT_STATED
            assert "No class spec is loaded for Snowplow Dispatcher" in answer.answer
            assert answer.citations[0].quote.startswith("M8100,SNOWPLOW DISPATCHER")

    def test_its_code_is_behind_a_class(self, asked: AskIn) -> None:
        answer = asked("What is M8100?")
        assert answer.status is Status.ANSWERED
        assert "**M8100** is the class **SNOWPLOW DISPATCHER**" in answer.answer

    def test_it_is_gone_on_with(self, asked: AskIn) -> None:
        answer = asked("What does a Snowplow Dispatcher earn?", "and in 2020?")
        assert "**$21.40 to $26.75** an hour, as of 2019-07-01" in answer.answer
        answer = asked("What does a Snowplow Dispatcher earn?", "and the overtime status?")
        assert "is **2**, as of 2021-07-01" in answer.answer

    def test_where_several_fit_it_is_asked_which(self, asked: AskIn) -> None:
        answer = asked("What does a snow painter earn?")
        assert answer.status is Status.AMBIGUOUS
        assert [choice.class_code for choice in answer.choices] == ["M8201", "M8202"]
        assert "**$3500 to $4000**" in asked("What does a snow painter earn?", "the second one").answer

    def test_it_stands_beside_a_class_that_has_a_document(self, asked: AskIn) -> None:
        answer = asked("Compare the pay of a Snowplow Dispatcher and an Accountant II")
        assert "The salary of Snowplow Dispatcher is **$22.90 to $28.62** an hour" in answer.answer
        assert "The salary of Accountant II is **$5040.50 to $6310** a month" in answer.answer
        two = asked("Which pays more, Snow Painter I or Snow Painter II?")
        assert "of Snow Painter I is **$3000" in two.answer and "of Snow Painter II is **$3500" in two.answer

    def test_it_shadows_no_class_that_has_a_document(self, asked: AskIn, assistant: Assistant) -> None:
        for question in (
            "What does a Public Safety Dispatcher I do?",
            "Which class repairs snowplows?",
            "what does the dispatcher earn",
            "salary of a plumber",
        ):
            assert asked(question).status is assistant.ask(question).answer.status, question


def test_a_list_has_the_classes_whose_newest_row_says_so(asked: AskIn) -> None:
    answer = asked("Which classes have CBID P03?")
    assert [(item["class_code"], item["quote"]) for item in answer.items] == [
        ("M2049", "M2049,ACCOUNTANT I (SPECIALIST),,4150,5190,2,P03,"),
        ("M2051", "M2051,ACCOUNTANT II,,5040.50,6310,Exempt,P03,"),
    ]
    assert answer.total == 2
    # The class of an item is the spec's, and the row is cited.
    assert {citation.source for citation in answer.citations} == {PAY_2021}
    assert asked("Which classes have CBID P02?").total == 0


def test_two_classes_are_answered_for_one_after_the_other(asked: AskIn) -> None:
    answer = asked("salary of M2051 and of M2049")
    assert "The salary of Accountant II is **$5040.50 to $6310** a month" in answer.answer
    assert "The salary of Accountant I (Specialist) is **$4150 to $5190** a month" in answer.answer


def test_questions_about_what_tables_do_not_say_are_answered_as_without(asked: AskIn, assistant: Assistant) -> None:
    for question in ("What does M2041 do?", "Does M4720 need a driver's license?", "What is M2051?", "hello"):
        without = assistant.ask(question).answer
        answer = asked(question)
        assert (answer.status, answer.answer.split("[")[0]) == (without.status, without.answer.split("[")[0])


def test_which_of_two_classes_pays_more_is_weighed_by_tables_of_one_date(asked: AskIn) -> None:
    answer = asked("Which pays more, Accountant I (Specialist) or Accountant II?")
    assert answer.status is Status.ANSWERED
    assert lines(answer)[-1].startswith("**Accountant II** pays more")
    assert "pays more" not in asked("What is the salary of Accountant II?").answer


def test_the_spreadsheet_has_what_the_newest_table_says(index: Index) -> None:
    entries = [entry for entry in index.catalog.entries(Viewer()) if entry.spec.class_code == "M2041"]
    head, row = rows(index.catalog, Viewer(), entries)
    told = dict(zip(head, row, strict=True))
    facts = [fact for one in index.catalog.rows_of(entries[0], Viewer())[-1:] for fact in one.facts]
    pay = [fact for fact in facts if fact.facet == "salary" and fact.low is not None]
    assert pay
    assert all(fact.value in told["salary"] for fact in pay)


def test_a_comparison_of_everything_has_what_tables_say(asked: AskIn) -> None:
    answer = asked("Compare Accountant I (Specialist) and Accountant II")
    rows = compared(answer)
    assert {key: rows[key]["result"] for key in ("salary", "unit")} == {"salary": "differs", "unit": "same"}
    assert rows["salary"]["verdict"].startswith("Accountant II pays more")
    values = [value for cell in rows["salary"]["cells"] for value in cell["values"]]
    assert {value["effective"] for value in values} == {DATES[PAY_2021]}
    assert any(line.startswith("- **Salary**: ") and "as of 2021-07-01" in line for line in lines(answer))


def test_what_tables_are_asked_of_two_classes_is_a_comparison_too(asked: AskIn) -> None:
    rows = compared(asked("Compare the pay of Accountant I (Specialist) and Accountant II"))
    assert (list(rows), rows["salary"]["result"]) == (["salary"], "differs")
    # The kinds of a choice are compared, however a table and a document write them.
    overtime = compared(asked("Compare the overtime status of M2051 and M2214"))["overtime"]
    assert overtime["result"] == "same"


def compared(answer: Answer) -> dict[str, Any]:
    assert answer.comparison is not None, answer.answer
    return {row["facet"]: row for row in answer.comparison["rows"]}
