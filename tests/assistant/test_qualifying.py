"""Whether somebody qualifies, asked of the real assistant: each part judged against what a person read."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.engine import Assistant
from tests.assistant.conftest import Ask
from tests.assistant.judging import broken, missed
from vectorstore.index import Index
from vectorstore.spec import Viewer

QUESTIONS = Path(__file__).parent / "data" / "qualifying.jsonl"
ROWS = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]

#: Words that would be a promise, or decide for somebody.
PROMISES = ("you qualify", "you are qualified", "you are eligible", "you do not qualify", "congratulations")


def parts(node: Mapping[str, Any] | None) -> Iterator[Mapping[str, Any]]:
    """Yield a node of the qualification and all below it."""
    if node is not None:
        yield node
        for part in node.get("parts", ()):
            yield from parts(part)


def all_parts(qualification: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [*parts(qualification["tree"]), *qualification["conditions"]]


def state_of(qualification: Mapping[str, Any], words: str) -> str:
    found = [
        one for one in all_parts(qualification) if words in " ".join(one.get("quote", "").replace("’", "'").split())
    ]
    assert found, f"no part says {words!r}"
    return str(found[0]["state"])


def off(standing: Mapping[str, Any], answer: Answer) -> list[str]:
    """Return what of the expected standing an answer does not have."""
    wrong = []
    told = answer.qualification
    if ("result" in standing or "states" in standing) and told is None:
        return ["no qualification"]
    if told is not None and "result" in standing and told["result"] != standing["result"]:
        wrong.append(f"result {told['result']}")
    for words, state in standing.get("states", {}).items():
        assert told is not None
        if (found := state_of(told, words)) != state:
            wrong.append(f"{words!r} {found} instead of {state}")
    codes = {item["class_code"] for item in answer.items}
    wrong += [f"no {code}" for code in standing.get("items_have", ()) if code not in codes]
    wrong += [f"{code}" for code in standing.get("items_lack", ()) if code in codes]
    return wrong


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_question_is_answered_as_read(row: Mapping[str, Any], ask: Ask, example_index: Index) -> None:
    answer = ask(*row["history"], row["question"])
    catalog = example_index.catalog
    texts = {entry.source_id: catalog.text(entry.source_id, Viewer()) or "" for entry in catalog.entries(Viewer())}
    said = " ".join([*row["history"], row["question"]])
    found = [*missed(row["expect"], answer), *broken(answer, texts, said), *off(row.get("standing", {}), answer)]
    assert found == [], answer.answer
    assert not any(promise in answer.answer.lower() for promise in PROMISES)


def test_each_part_is_a_verbatim_quote_with_its_citation(ask: Ask, example_index: Index) -> None:
    for row in ROWS:
        answer = ask(*row["history"], row["question"])
        if answer.qualification is None:
            continue
        cited = {citation.number: citation for citation in answer.citations}
        for part in all_parts(answer.qualification):
            if "quote" in part:
                text = example_index.catalog.text(part["source_id"], Viewer()) or ""
                assert text[part["start"] : part["end"]] == part["quote"]
                assert cited[part["number"]].start == part["start"]
        json.dumps(answer.qualification)


def test_items_say_what_is_missing_with_its_span(ask: Ask, example_index: Index) -> None:
    answer = ask("which classes do I qualify for with a high school diploma?")
    assert answer.total == len(answer.items) > 3
    for item in answer.items:
        text = example_index.catalog.text(item["source_id"], Viewer()) or ""
        assert text[item["start"] : item["end"]] == item["quote"]
        assert all(one["state"] == "cannot_tell" for one in item["missing"])
        assert all(text[one["start"] : one["end"]] == one["quote"] for one in item["missing"])


def test_nothing_said_is_told_so(ask: Ask) -> None:
    answer = ask("Do I qualify for Crane Electrician?")
    assert answer.answer.startswith("You have not said what you bring")
    assert answer.qualification is not None
    assert answer.qualification["said"] == []


def test_a_conversation_of_messages_is_answered_as_a_stored_one(assistant: Assistant) -> None:
    first, second = (
        "I have 2 years as an Accountant I, do I qualify for Accountant II?",
        "and with a bachelor's in accounting?",
    )
    stored = assistant.ask(first)
    told = assistant.ask(second, conversation_id=stored.conversation_id).answer
    assert assistant.ask(second, history=[first]).answer == told
    assert told.qualification is not None
    assert told.qualification["result"] == "met"


def test_who_to_ask_is_always_named(ask: Ask) -> None:
    for question in ("Do I qualify for Accountant II with an AA?", "what jobs can I get with an AA and a GED?"):
        assert "the desk upstairs" in ask(question).answer


@pytest.mark.parametrize(
    "message",
    [
        "I'm 20 and want to be an Information Systems Analyst",
        "masters and 3 years: Information Systems Analyst?",
        "3 years of programming, Information Systems Analyst ok?",
    ],
)
def test_asked_by_a_title_beside_what_one_brings(ask: Ask, message: str) -> None:
    answer = ask(message)
    assert answer.qualification is not None
    assert "Information Systems Analyst" in answer.answer
