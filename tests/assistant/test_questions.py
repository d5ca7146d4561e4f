"""Every question of the question files, and those that the README shows, through the real assistant."""

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Status
from assistant.engine import Assistant
from tests.assistant.judging import broken, missed
from vectorstore.index import Index
from vectorstore.spec import Viewer

ROOT = Path(__file__).parents[2]
QUESTIONS = ROOT / "tests" / "examples" / "questions.jsonl"
"""What the examples were written to answer."""
MORE_QUESTIONS = Path(__file__).parent / "data" / "more_questions.jsonl"
"""Asked by somebody else: slips of the pen, fragments, and things that no spec says."""

SHARE, SHARE_OF_A_KIND = 0.95, 0.5

#: The README's sample questions: status, and what the answer or its quotes say.
README_QUESTIONS: Mapping[tuple[str, ...], tuple[Status, str]] = {
    ("What is the class code of the Senior Accounting Technician?",): (Status.ANSWERED, "M2042"),
    ("Does a Senior Accounting Technician need a driver's license?",): (
        Status.ANSWERED,
        "may be required for some positions",
    ),
    ("What is the class code of Accounting Technician?",): (Status.AMBIGUOUS, "Tern Harbor Port District"),
    ("Does a Vessel Traffic Dispatcher need a driver's license?",): (Status.NOT_STATED, "does not state the license"),
    ("How much does a Crane Electrician earn in the Terminal Railway Department?",): (Status.ANSWERED, "$94,273"),
    ("I pull people out of the water and haul boats that broke down back to the pier. What is my class?",): (
        Status.ANSWERED,
        "Harbor Patrol Officer",
    ),
    ("Can I become an Animal Services Officer with a felony conviction?",): (
        Status.ANSWERED,
        "Having no conviction of a felony",
    ),
    ("What is the uniform allowance of a Harbor Patrol Officer?",): (Status.ANSWERED, "$450 a year"),
    ("How many dollars a year does a Senior Accounting Technician get?",): (Status.NOT_STATED, "24"),
    ("What did a Crane Electrician earn in 2015?",): (Status.ANSWERED, "$64,895 to $80,643"),
    ("What changed for the Crane Electrician since 2015?",): (Status.ANSWERED, "heights of up to 140 feet"),
    ("What is the class code for Water Treatment Operator?", "And the senior one?"): (Status.ANSWERED, "M7312"),
    ("What are the minimum qualifications for Land Surveyor II (Hydrographic)?",): (
        Status.ANSWERED,
        "One year of experience with multibeam sonar",
    ),
}


@dataclass(frozen=True)
class Asked:
    """One line of a question file, and what became of it."""

    row: Mapping[str, Any]
    answer: Answer
    missed: tuple[str, ...]
    broken: tuple[str, ...]

    def __str__(self) -> str:
        said = [*self.row["history"], self.row["question"]]
        got = f"[{self.answer.status}] {self.answer.answer[:200]!r}"
        return f"{self.row['id']} {said} missed {[*self.missed, *self.broken]}: {got}"


@pytest.fixture(scope="module", params=[QUESTIONS, MORE_QUESTIONS], ids=["questions", "more questions"])
def asked(request: pytest.FixtureRequest, assistant: Assistant, example_index: Index) -> list[Asked]:
    catalog = example_index.catalog
    texts = {entry.source_id: catalog.text(entry.source_id, Viewer()) or "" for entry in catalog.entries(Viewer())}
    return [_asked(json.loads(line), assistant, texts) for line in request.param.read_text("utf-8").splitlines()]


def _asked(row: Mapping[str, Any], assistant: Assistant, texts: Mapping[str, str]) -> Asked:
    conversation = None
    for message in row["history"]:
        conversation = assistant.ask(message, conversation_id=conversation).conversation_id
    answer = assistant.ask(row["question"], conversation_id=conversation).answer
    said = " ".join([*row["history"], row["question"]])
    return Asked(row, answer, tuple(missed(row["expect"], answer)), tuple(broken(answer, texts, said)))


def test_no_answer_says_what_its_sources_do_not(asked: list[Asked]) -> None:
    assert [str(one) for one in asked if one.broken] == []


def test_nearly_all_questions_are_answered_right(asked: list[Asked]) -> None:
    wrong = [str(one) for one in asked if one.missed]
    assert len(wrong) <= (1 - SHARE) * len(asked), "\n".join([f"{len(wrong)} of {len(asked)} wrong:", *wrong])


def test_no_kind_of_question_fails_as_a_whole(asked: list[Asked]) -> None:
    kinds: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        kinds[one.row["kind"]].append(one)
    for kind, found in kinds.items():
        wrong = [str(one) for one in found if one.missed]
        assert len(wrong) <= (1 - SHARE_OF_A_KIND) * len(found), "\n".join([kind, *wrong])


def test_question_files_are_whole() -> None:
    rows = [json.loads(line) for path in (QUESTIONS, MORE_QUESTIONS) for line in path.read_text("utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) >= 300
    documents = {path.name for path in (ROOT / "ingest" / "examples").iterdir()}
    named = {row["expect"][key] for row in rows for key in ("document", "document_cited") if row["expect"].get(key)}
    assert named <= documents
    statuses = {status for row in rows for status in row["expect"].get("status_in", [row["expect"].get("status")])}
    assert statuses == {status.value for status in Status}


@pytest.mark.parametrize("messages", README_QUESTIONS, ids=lambda messages: messages[-1])
def test_readme_question_is_answered_as_it_says(messages: tuple[str, ...], assistant: Assistant) -> None:
    conversation = None
    for message in messages:
        reply = assistant.ask(message, conversation_id=conversation)
        conversation = reply.conversation_id
    status, words = README_QUESTIONS[messages]
    answer = reply.answer
    assert answer.status is status
    assert words.casefold() in " ".join([answer.answer, *(c.quote for c in answer.citations)]).casefold()


def test_readme_shows_these_questions() -> None:
    table = (ROOT / "README.md").read_text("utf-8").split("## Questions to try")[1].split("\n## ")[0]
    shown = re.findall(r"^\| (?!ask \|)(?!---)(.+?) \|", table, re.MULTILINE)
    assert [row.replace("*", "") for row in shown] == [" — ".join(messages) for messages in README_QUESTIONS]
