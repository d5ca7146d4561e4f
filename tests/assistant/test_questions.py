"""Every question of the question files, and those that the README shows, through the real assistant."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Status
from assistant.engine import Assistant
from assistant.examples import masked
from assistant.opening import open_index
from assistant.reading import Reader
from assistant.settings import Settings
from ingest.pipeline import ingest
from tests.assistant.judging import broken, missed
from tests.assistant.service.real import ready
from vectorstore.folding import fold
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary, load

ROOT = Path(__file__).parents[2]
QUESTIONS = ROOT / "tests" / "examples" / "questions.jsonl"
"""What the examples were written to answer."""
MORE_QUESTIONS = Path(__file__).parent / "data" / "more_questions.jsonl"
"""Asked by somebody else: slips of the pen, fragments, and things that no spec says."""
ANYONES_WORDS = Path(__file__).parent / "data" / "anyones_words.jsonl"
"""Asked in the words of many people, by somebody who had read the examples and not the vocabulary."""
FILES = (QUESTIONS, MORE_QUESTIONS, ANYONES_WORDS)

#: Whose documents a question is about: the examples alone, or other people's specs beside them.
EXAMPLES, WITH_SEEDS = "examples", "seeds+examples"

#: A revision that is packed into `older-revisions.zip`.
ZIPPED = "Permit Technician M6203 2011.txt"

SHARE, SHARE_OF_A_KIND = 0.95, 0.5
#: What is reached so far in the hardest words: stories, slang, four turns, statuses of every kind.
SHARE_OF_ANYONES = 0.9

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
    ("Which classes are exempt in Marlow County?", "And in Tern Harbor?", "Which of those need a degree?"): (
        Status.ANSWERED,
        "Berthing Coordinator",
    ),
    ("What are the minimum qualifications for Land Surveyor II (Hydrographic)?",): (
        Status.ANSWERED,
        "One year of experience with multibeam sonar",
    ),
    ("Which exempt classes do not require a driver's license?",): (Status.ANSWERED, "Information Systems Analyst"),
    ("Compare Accountant I and Accountant II",): (Status.ANSWERED, "Accountant II has the higher grade"),
    ("What is above Accountant I and what do I need?",): (Status.ANSWERED, "eighteen months as"),
    ("I have a bachelor's in accounting and 18 months as Accountant I. Do I qualify for Accountant II?",): (
        Status.ANSWERED,
        "eighteen months as",
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


@pytest.fixture(scope="module", params=FILES, ids=["questions", "more questions", "anyone's words"])
def asked(request: pytest.FixtureRequest, assistant: Assistant, example_index: Index) -> list[Asked]:
    return _all_asked(_rows(request.param, EXAMPLES), assistant, example_index)


@pytest.fixture(scope="module")
def asked_with_seeds(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Asked]]:
    """What was asked of the examples and the seeds in one index."""
    settings = Settings(data_dir=ready(tmp_path_factory.mktemp("seeds and examples")))
    vocabulary = load()
    with open_index(settings) as index:
        report = ingest([ROOT / "ingest" / "examples", corpora / "seeds"], index, vocabulary)
        assert not report.refused, report
        yield _all_asked(_rows(ANYONES_WORDS, WITH_SEEDS), Assistant(index, vocabulary, settings), index)


def _rows(path: Path, corpus: str) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [row for row in rows if row["corpus"] == corpus]


def _all_asked(rows: list[dict[str, Any]], assistant: Assistant, index: Index) -> list[Asked]:
    catalog = index.catalog
    texts = {entry.source_id: catalog.text(entry.source_id, Viewer()) or "" for entry in catalog.entries(Viewer())}
    return [_asked(row, assistant, texts) for row in rows]


def _asked(row: Mapping[str, Any], assistant: Assistant, texts: Mapping[str, str]) -> Asked:
    conversation = None
    for message in row["history"]:
        conversation = assistant.ask(message, conversation_id=conversation).conversation_id
    answer = assistant.ask(row["question"], conversation_id=conversation).answer
    said = " ".join([*row["history"], row["question"]])
    return Asked(row, answer, tuple(missed(row["expect"], answer)), tuple(broken(answer, texts, said)))


def _check_share(asked: list[Asked]) -> None:
    wrong = [str(one) for one in asked if one.missed]
    share = SHARE_OF_ANYONES if asked[0].row["id"].startswith("any-") else SHARE
    assert len(wrong) <= (1 - share) * len(asked), "\n".join([f"{len(wrong)} of {len(asked)} wrong:", *wrong])


def test_no_answer_says_what_its_sources_do_not(asked: list[Asked]) -> None:
    assert [str(one) for one in asked if one.broken] == []


def test_nearly_all_questions_are_answered_right(asked: list[Asked]) -> None:
    _check_share(asked)


@pytest.mark.long
def test_two_employers_of_one_title_are_told_apart(asked_with_seeds: list[Asked]) -> None:
    assert [str(one) for one in asked_with_seeds if one.broken] == []
    _check_share(asked_with_seeds)


def test_no_question_is_an_example_of_the_vocabulary(reader: Reader, vocabulary: Vocabulary) -> None:
    # A question that stands in the vocabulary would show that it was copied, not that it was understood.
    sets = [entry.examples for entry in (*vocabulary.facets.values(), *vocabulary.frames.values())]
    known = {fold(masked(text)) for examples in sets for text in examples}
    rows = [json.loads(line) for line in ANYONES_WORDS.read_text("utf-8").splitlines()]
    scanner = reader.scanner
    assert known
    assert [q for row in rows if fold(scanner.masked(scanner.scan(q := row["question"]))) in known] == []


def test_no_kind_of_question_fails_as_a_whole(asked: list[Asked]) -> None:
    kinds: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        kinds[one.row["kind"]].append(one)
    for kind, found in kinds.items():
        wrong = [str(one) for one in found if one.missed]
        assert len(wrong) <= (1 - SHARE_OF_A_KIND) * len(found), "\n".join([kind, *wrong])


def test_question_files_are_whole() -> None:
    rows = [json.loads(line) for path in FILES for line in path.read_text("utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) >= 300
    documents = {path.name for path in (ROOT / "ingest" / "examples").iterdir()} | {ZIPPED}
    own = [row for row in rows if row["corpus"] == EXAMPLES]
    named = {row["expect"][key] for row in own for key in ("document", "document_cited") if row["expect"].get(key)}
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
