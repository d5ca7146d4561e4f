"""Answers worded by a scripted model over real HTTP: the whole way from a question to what a reader gets."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import httpx
import pytest

from assistant.answer import Answer
from assistant.engine import Assistant
from assistant.evaluate.soundness import loose_numbers, unverified
from assistant.model.opening import open_chat_model
from assistant.narrate.narrator import UNAVAILABLE, UNPROVEN
from assistant.service.app import create_app
from assistant.settings import Settings
from tests.assistant.narrate.parts import Ear
from tests.assistant.scripted import Behavior, ScriptedServer, behaviors, scripted
from tests.assistant.service.real import ingested
from tests.assistant.service.serving import serving
from tests.assistant.service.sse import read
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary

LICENSE = "Does a Senior Accounting Technician need a driver's license?"
LINE = "A valid driver's license and an insured vehicle may be required for some positions"
ASKED = [
    LICENSE,
    "What is the class code of Permit Technician?",
    "What are the minimum qualifications for Land Surveyor II (Hydrographic)?",
    "What is a Crane Electrician?",
    "What does a Harbor Patrol Officer do?",
]
#: What is not worded: refusals, lists, comparisons, ladders.
PLAIN = [
    "What does an Astronaut earn?",
    "What is the class code of Accounting Technician?",
    "Which classes are exempt in Marlow County?",
    "Compare Accountant I and Accountant II",
    "What is above Accountant I?",
]


@pytest.fixture(scope="module")
def server() -> Iterator[ScriptedServer]:
    with scripted(behaviors.well) as server:
        yield server


@pytest.fixture(scope="module")
def worded(example_index: Index, vocabulary: Vocabulary, example_folder: Path, server: ScriptedServer) -> Assistant:
    settings = Settings(
        data_dir=example_folder,
        chat_model="openai:scripted",
        chat_base_url=server.base_url,
        chat_breaker_failures=1000,
        chat_retries=0,
        chat_stall=1,
    )
    return Assistant(example_index, vocabulary, settings, model=open_chat_model(settings))


def stated(answer: Answer) -> set[tuple[str, str, str]]:
    return {(fact.facet, fact.value, fact.modality) for fact in answer.facts}


def quoted(answer: Answer) -> set[tuple[str, int, int]]:
    return {(one.source_id, one.start, one.end) for one in answer.citations}


@pytest.mark.parametrize("question", ASKED)
def test_a_good_model_words_the_answer(
    question: str, worded: Assistant, assistant: Assistant, server: ScriptedServer, example_index: Index
) -> None:
    server.behave(behaviors.well)
    ear = Ear()
    answer = worded.ask(question, history=(), listener=ear).answer
    plain = assistant.ask(question, history=()).answer
    assert answer.composed_by == "scripted"
    assert "".join(ear.heard) == answer.answer
    assert stated(answer) == stated(plain)
    assert quoted(answer) <= quoted(plain)
    reply = asdict(answer)
    texts = {c.source_id: example_index.catalog.text(c.source_id, Viewer()) or "" for c in answer.citations}
    assert not unverified(reply, texts)
    assert not loose_numbers(reply, question)


def test_prose_is_the_models(worded: Assistant, server: ScriptedServer) -> None:
    server.behave(behaviors.well)
    answer = worded.ask(LICENSE, history=()).answer
    assert answer.answer.startswith("Accounting Technician, Senior: ") or LINE in answer.answer
    assert f"{LINE}. [1]" in answer.answer


@pytest.mark.parametrize("question", PLAIN)
def test_refusals_and_what_was_calculated_are_composed(
    question: str, worded: Assistant, assistant: Assistant, server: ScriptedServer
) -> None:
    server.behave(behaviors.well)
    before = len(server.requests)
    answer = worded.ask(question, history=()).answer
    assert answer == assistant.ask(question, history=()).answer
    assert [request for request in server.requests[before:] if request.asked.shape is None] == []


LYING = ["invent_quote", "wrong_id", "unknown_id", "no_ids", "change_number", "drop_not", "require", "obey", "neighbor"]


@pytest.mark.parametrize("name", [*LYING, "language", "inject_link", "nothing"])
def test_no_lie_reaches_the_reader(name: str, worded: Assistant, assistant: Assistant, server: ScriptedServer) -> None:
    server.behave(behaviors.ALL[name])
    for question in ASKED:
        ear, before = Ear(), len(server.requests)
        answer = worded.ask(question, history=(), listener=ear).answer
        plain = assistant.ask(question, history=()).answer
        assert answer.status is plain.status
        assert stated(answer) == stated(plain)
        for request in server.requests[before:]:
            for lie in request.script.lies:
                says = lie.split(" [")[0]
                assert says in plain.answer or says not in answer.answer, lie
        if answer.composed_by == "catalog":
            assert answer.answer == plain.answer
            assert (answer.notice or "").endswith(UNPROVEN)


@pytest.mark.parametrize("name", ["error_500", "malformed", "hang_up"])
def test_a_model_that_fails_costs_no_answer(
    name: str, worded: Assistant, assistant: Assistant, server: ScriptedServer
) -> None:
    server.behave(behaviors.ALL[name])
    answer = worded.ask(LICENSE, history=()).answer
    assert answer.answer == assistant.ask(LICENSE, history=()).answer.answer
    assert answer.notice == UNAVAILABLE


@pytest.mark.parametrize("behavior", [behaviors.stall(3), behaviors.cut(3)])
def test_a_model_that_breaks_off_leaves_a_whole_answer(
    behavior: Behavior, worded: Assistant, assistant: Assistant, server: ScriptedServer
) -> None:
    server.behave(behavior)
    for question in ASKED[:3]:
        ear = Ear()
        answer = worded.ask(question, history=(), listener=ear).answer
        plain = assistant.ask(question, history=()).answer
        assert "".join(ear.heard) == answer.answer
        assert "\ufffd" not in answer.answer
        assert len(answer.citations) == len(plain.citations)


def test_a_conversation_goes_on_as_without_a_model(
    worded: Assistant, assistant: Assistant, server: ScriptedServer
) -> None:
    server.behave(behaviors.well)
    said = ["What does a Crane Electrician do?", "and the license?", "and what about the Permit Technician?"]

    def told(by: Assistant) -> list[Sequence[str]]:
        conversation, found = None, []
        for message in said:
            reply = by.ask(message, conversation_id=conversation)
            conversation = reply.conversation_id
            found.append([reply.answer.status, *sorted(c.quote for c in reply.answer.citations)])
        return found

    assert told(worded) == told(assistant)


def test_the_stream_tells_proven_sentences_one_by_one(server: ScriptedServer) -> None:
    server.behave(behaviors.well)
    settings = Settings(data_dir=Path(ingested().name), chat_model="openai:scripted", chat_base_url=server.base_url)
    with serving(create_app(settings)) as address:
        body = {"message": "What does a Harbor Patrol Officer do?", "stream": True}
        with httpx.stream("POST", f"{address}/v1/chat", json=body, timeout=30) as response:
            received = read(response.iter_lines())
    (reply,) = received.of("data-answer")
    assert received.text == reply["data"]["answer"]
    assert reply["data"]["composed_by"] == "scripted"
    assert [part["type"] for part in received.parts[:2]] == ["start", "text-start"]
