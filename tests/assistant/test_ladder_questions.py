"""Questions of ladders and comparisons over the examples, judged by what a person read in them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.engine import Assistant
from tests.assistant.judging import broken, missed
from vectorstore.index import Index
from vectorstore.spec import Viewer

QUESTIONS = Path(__file__).parent / "data" / "ladder.jsonl"
"""As the other question files; `ladder` has the titles of all steps of a way, `compared` what comes of facets."""

ROWS = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
#: Lines that a reader takes in.
MOST_LINES = 25


@pytest.fixture(scope="module")
def texts(example_index: Index) -> Mapping[str, str]:
    catalog = example_index.catalog
    return {entry.source_id: catalog.text(entry.source_id, Viewer()) or "" for entry in catalog.entries(Viewer())}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_question(row: Mapping[str, Any], assistant: Assistant, texts: Mapping[str, str]) -> None:
    conversation = None
    for message in row["history"]:
        conversation = assistant.ask(message, conversation_id=conversation).conversation_id
    answer = assistant.ask(row["question"], conversation_id=conversation).answer
    said = " ".join([*row["history"], row["question"]])
    assert missed(row["expect"], answer) == [], answer.answer
    assert broken(answer, texts, said) == [], answer.answer
    for way, titles in row.get("ladder", {}).items():
        assert answer.ladder is not None, answer.answer
        steps = [step["title"].casefold() for step in answer.ladder[way]]
        assert steps == [title.casefold() for title in titles], answer.answer
    if "compared" in row:
        assert _results(answer).items() >= row["compared"].items(), answer.answer
    assert len(answer.answer.split("\n")) <= MOST_LINES


def _results(answer: Answer) -> dict[str, str]:
    assert answer.comparison is not None, answer.answer
    return {row["facet"]: row["result"] for row in answer.comparison["rows"]}


@pytest.mark.parametrize("row", [row for row in ROWS if "ladder" in row], ids=lambda row: row["id"])
def test_steps_quote_what_they_need_from_the_text(
    row: Mapping[str, Any], assistant: Assistant, texts: Mapping[str, str]
) -> None:
    conversation = None
    for message in [*row["history"], row["question"]]:
        reply = assistant.ask(message, conversation_id=conversation)
        conversation = reply.conversation_id
    ladder = reply.answer.ladder
    assert ladder is not None
    for step in [*ladder["above"], *ladder["below"]]:
        assert step["why"] in ("series", "experience", "named")
        assert step["loaded"] is (step["spec_id"] is not None)
        for need in step["needs"]:
            assert texts[need["source_id"]][need["start"] : need["end"]] == need["quote"] != ""
        numbers = {citation.number for citation in reply.answer.citations}
        assert set(step["numbers"]) <= numbers
