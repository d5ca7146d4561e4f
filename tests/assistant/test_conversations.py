"""Whole conversations in people's own words, judged at every turn; and the same ones sent as a history."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from assistant.answer import Answer, Status
from assistant.engine import Assistant
from tests.assistant.judging import broken, missed
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary

CONVERSATIONS = Path(__file__).parent / "data" / "conversations.jsonl"
"""What is said, and what the documents, read by a person, have on it: `cites` are the titles of all that is cited,
`choices` and `nearest` the codes offered, `lacks` what is not said; the rest as in the question files."""

OVER_MANY = Path(__file__).parent / "data" / "many_conversations.jsonl"
"""The same over lists, comparisons, ladders and the reader's own qualification, with what `many_judging` judges."""

SHARE = 0.95
_OWN = {"say", "cites", "choices", "nearest", "lacks"}


@dataclass(frozen=True)
class Turn:
    """One message of a conversation, and what became of it."""

    conversation: str
    expected: Mapping[str, Any]
    stored: Answer
    replayed: Answer
    said: str
    """All that the reader wrote until then."""


@pytest.fixture(scope="module")
def turns(assistant: Assistant) -> tuple[Turn, ...]:
    return tuple(turn for row in _rows(CONVERSATIONS) for turn in _held(assistant, row))


@pytest.fixture(scope="module")
def turns_over_many(assistant: Assistant) -> tuple[Turn, ...]:
    return tuple(turn for row in _rows(OVER_MANY) for turn in _held(assistant, row))


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def _held(assistant: Assistant, row: Mapping[str, Any]) -> Iterator[Turn]:
    conversation, history = None, list[str]()
    for expected in row["turns"]:
        message = expected["say"]
        reply = assistant.ask(message, conversation_id=conversation)
        replayed = assistant.ask(message, history=history)
        assert replayed.conversation_id is None
        conversation = reply.conversation_id
        history.append(message)
        yield Turn(row["id"], expected, reply.answer, replayed.answer, " ".join(history))


def _misses(expected: Mapping[str, Any], answer: Answer) -> list[str]:
    common = {name: value for name, value in expected.items() if name not in _OWN}
    found = missed(common, answer) if common else []
    wanted = {title.casefold() for title in expected.get("cites", ())}
    cited = {citation.title.casefold() for citation in answer.citations}
    bare = answer.status is Status.NOT_STATED and not cited and all(w in answer.answer.casefold() for w in wanted)
    if "cites" in expected and cited != wanted and not bare:
        found.append(f"cites {sorted(cited)}")
    if "choices" in expected and {c.class_code for c in answer.choices} != set(expected["choices"]):
        found.append("choices")
    if not set(expected.get("nearest", ())) <= {n.class_code for n in answer.nearest}:
        found.append("nearest")
    return found + [f"has {lacking}" for lacking in expected.get("lacks", ()) if lacking in answer.answer]


def test_turns_are_right(turns: tuple[Turn, ...]) -> None:
    wrong = [
        (turn.conversation, turn.expected["say"], misses, turn.stored.answer[:200])
        for turn in turns
        if (misses := _misses(turn.expected, turn.stored))
    ]
    right = 1 - len(wrong) / len(turns)
    print(f"\n{right:.3f} of {len(turns)} turns right", *wrong, sep="\n")
    assert right >= SHARE, wrong


def test_turns_over_many_classes_are_right(turns_over_many: tuple[Turn, ...], example_index: Index) -> None:
    assert len(turns_over_many) >= 70
    wrong = [
        (turn.conversation, turn.expected["say"], misses, turn.stored.answer[:200])
        for turn in turns_over_many
        if (misses := _misses(turn.expected, turn.stored))
    ]
    assert 1 - len(wrong) / len(turns_over_many) >= SHARE, wrong
    assert [turn.expected["say"] for turn in turns_over_many if turn.stored != turn.replayed] == []
    texts = {
        citation.source_id: example_index.catalog.text(citation.source_id, Viewer()) or ""
        for turn in turns_over_many
        for citation in turn.stored.citations
    }
    assert [found for turn in turns_over_many for found in broken(turn.stored, texts, turn.said)] == []


def test_file_is_worth_its_name(turns: tuple[Turn, ...]) -> None:
    lengths = [sum(turn.conversation == name for turn in turns) for name in {turn.conversation for turn in turns}]
    assert len(lengths) >= 25
    assert min(lengths) >= 4
    assert {turn.stored.status for turn in turns} == set(Status)


def test_history_gets_the_very_answers_of_a_stored_conversation(turns: tuple[Turn, ...]) -> None:
    assert [(turn.conversation, turn.expected["say"]) for turn in turns if turn.stored != turn.replayed] == []


#: What else people send: nothing, half sentences, pointers at nothing.
ODD = (
    "?",
    "2",
    "🐝",
    "not the",
    "no no no",
    "both of the second",
    "i",
    "vs the",
    "the first one of the other one",
    "[1]",
)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in (1, 2, 3))])
def test_messages_in_any_order_are_answered_alike_and_verified(
    assistant: Assistant, example_index: Index, vocabulary: Vocabulary, seed: int
) -> None:
    said = [turn["say"] for file in (CONVERSATIONS, OVER_MANY) for row in _rows(file) for turn in row["turns"]]
    steering = [phrase for phrases in vocabulary.steer.values() for phrase in phrases]
    chosen = Random(seed)
    messages = [chosen.choice(chosen.choice((said, said, steering, ODD))) for _ in range(30)]
    conversation, history = None, list[str]()
    for message in messages:
        reply = assistant.ask(message, conversation_id=conversation)
        assert assistant.ask(message, history=history).answer == reply.answer, (history, message)
        conversation = reply.conversation_id
        history.append(message)
        cited = {citation.source_id for citation in reply.answer.citations}
        texts = {source_id: example_index.catalog.text(source_id, Viewer()) or "" for source_id in cited}
        assert broken(reply.answer, texts, " ".join(history)) == [], (history, message)


def test_every_answer_is_verified(turns: tuple[Turn, ...], example_index: Index) -> None:
    texts = {
        citation.source_id: example_index.catalog.text(citation.source_id, Viewer()) or ""
        for turn in turns
        for citation in turn.stored.citations
    }
    assert [found for turn in turns for found in broken(turn.stored, texts, turn.said)] == []
