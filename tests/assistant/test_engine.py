"""From a message to a verified answer, within a conversation that the database keeps."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, Reply, Status
from assistant.conversation import follow
from assistant.engine import Assistant
from assistant.errors import UnknownConversationError
from assistant.opening import open_index
from assistant.question import Question
from assistant.reading import Reader
from assistant.settings import Settings
from assistant.state import State
from tests.assistant.judging import broken
from vectorstore.conversations import Conversations
from vectorstore.errors import ConversationMovedError
from vectorstore.index import Index
from vectorstore.spec import Source, Viewer
from vectorstore.vocabulary import Vocabulary

CODE = "What is the class code of the Crane Electrician?"

#: Words of titles, facets, levels and asking, so that messages come near to meaning something.
_WORDS = (
    "what is the class code salary license of a Senior Accounting Technician Accountant I II III (Specialist) or and"
    " M2042 4121 $71,412 12 sr. lead Crane Electrician who repairs cranes compare versus Marlow County Port one it"
    " 's ? , ; - $$$ does need drive welding nothing story public safety dispatcher"
).split()
anything = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join))

patiently = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], derandomize=False
)


def checked(answer: Answer, index: Index, said: str) -> None:
    assert answer.status in set(Status)
    texts = {c.source_id: index.catalog.text(c.source_id, Viewer()) or "" for c in answer.citations}
    assert broken(answer, texts, said) == []
    # That no class fulfills something is an answer, and cites nothing.
    assert answer.status is not Status.ANSWERED or answer.citations or answer.total == 0
    assert bool(answer.choices) is (answer.status is Status.AMBIGUOUS)
    json.dumps(asdict(answer))


@given(anything)
@settings(patiently, max_examples=60)
def test_any_message_has_a_verified_answer(assistant: Assistant, example_index: Index, message: str) -> None:
    checked(assistant.ask(message).answer, example_index, message)


@given(st.lists(anything, min_size=2, max_size=4))
@settings(patiently, max_examples=20)
def test_any_conversation_has_verified_answers(assistant: Assistant, example_index: Index, messages: list[str]) -> None:
    conversation = assistant.ask(CODE).conversation_id
    for message in messages:
        answer = assistant.ask(message, conversation_id=conversation).answer
        checked(answer, example_index, " ".join([CODE, *messages]))


@pytest.mark.long
@given(st.lists(anything, min_size=1, max_size=5))
@settings(patiently, max_examples=2000)
def test_very_many_messages_have_verified_answers(
    assistant: Assistant, example_index: Index, messages: list[str]
) -> None:
    conversation = None
    for message in messages:
        reply = assistant.ask(message, conversation_id=conversation)
        conversation = reply.conversation_id
        checked(reply.answer, example_index, " ".join(messages))


def test_reply_has_ids_of_its_own(assistant: Assistant) -> None:
    first, second = assistant.ask(CODE), assistant.ask(CODE)
    ids = {first.conversation_id, second.conversation_id, first.message_id, second.message_id}
    assert len(ids) == 4
    assert first.answer == second.answer


def test_turns_are_kept_as_they_were_said(assistant: Assistant, example_index: Index) -> None:
    first = assistant.ask(CODE)
    second = assistant.ask("and the salary?", conversation_id=first.conversation_id)
    turns = example_index.conversations.get(first.conversation_id) or ()
    assert [turn.question for turn in turns] == [CODE, "and the salary?"]
    assert [turn.message_id for turn in turns] == [first.message_id, second.message_id]
    said = [json.loads(json.dumps(asdict(reply.answer))) for reply in (first, second)]
    assert [json.loads(turn.reply) for turn in turns] == said


@pytest.mark.parametrize("conversation", ["nonsense", "", "0" * 32])
def test_conversation_that_was_never_begun_is_unknown(assistant: Assistant, conversation: str) -> None:
    with pytest.raises(UnknownConversationError, match=f"no conversation has the id {conversation!r}"):
        assistant.ask(CODE, conversation_id=conversation)


def test_what_expires_does_so_where_nothing_is_stored_any_more(own_folder: Path, vocabulary: Vocabulary) -> None:
    settings = Settings(data_dir=own_folder, conversation_days=0)
    with open_index(settings) as index:
        assistant = Assistant(index, vocabulary, settings)
        database = index.conversations._database
        # What other tests said in the folder that this one is a copy of; a sweep takes some hundreds.
        while index.conversations.sweep():
            pass
        for history in (None, [], [CODE]):
            Conversations(database).append(Conversations(database).create(), "m1", "wagtail", "{}")
            index.conversations._next_sweep = 0.0
            assistant.ask(CODE, history=history)
            with database.read() as connection:
                assert connection.exec_driver_sql("SELECT count(*) FROM turns").scalar_one() == 0


def test_forgotten_conversation_is_unknown(assistant: Assistant, example_index: Index) -> None:
    reply = assistant.ask(CODE)
    assert example_index.conversations.forget(reply.conversation_id)
    with pytest.raises(UnknownConversationError, match="leave it out to begin a new one"):
        assistant.ask("and the salary?", conversation_id=reply.conversation_id)


def test_conversations_know_nothing_of_each_other(assistant: Assistant) -> None:
    known = assistant.ask(CODE).conversation_id
    other = assistant.ask("hello").conversation_id
    alone = assistant.ask("and its salary?", conversation_id=other).answer
    assert alone == assistant.ask("and its salary?").answer
    assert alone != assistant.ask("and its salary?", conversation_id=known).answer


def test_class_of_another_agency_is_not_inherited(assistant: Assistant) -> None:
    begun = assistant.ask(CODE).conversation_id
    narrowed = assistant.ask("and the salary?", conversation_id=begun, agency="Marlow County").answer
    assert narrowed.citations == ()
    assert assistant.ask("and the salary?", conversation_id=begun).answer.status is Status.ANSWERED


@pytest.fixture
def own_folder(example_folder: Path, tmp_path: Path) -> Path:
    """The examples in a folder that a test may change."""
    return Path(shutil.copytree(example_folder, tmp_path / "data", ignore=shutil.ignore_patterns("*.lock", "owner*")))


def test_restart_keeps_the_conversation(own_folder: Path, vocabulary: Vocabulary) -> None:
    settings = Settings(data_dir=own_folder)
    with open_index(settings) as index:
        begun = Assistant(index, vocabulary, settings).ask("code of Water Treatment Operator")
    with open_index(settings) as index:
        again = Assistant(index, vocabulary, settings)
        follow_up = again.ask("and the senior one?", conversation_id=begun.conversation_id)
    assert follow_up.conversation_id == begun.conversation_id
    assert follow_up.answer.facts[0].value == "M7312"


def alone(index: Index, code: str) -> str:
    """Take the older documents of a class out of an index; return the source of the newest."""
    found = sorted(
        (e for e in index.catalog.entries(Viewer()) if e.spec.class_code == code), key=lambda e: e.spec.revision
    )
    for older in found[:-1]:
        index.remove(older.source_id)
    return found[-1].source_id


def test_spec_is_known_from_the_moment_it_is_put_until_it_is_removed(own_folder: Path, vocabulary: Vocabulary) -> None:
    settings = Settings(data_dir=own_folder)
    with open_index(settings) as index:
        assistant = Assistant(index, vocabulary, settings)
        source_id = alone(index, "4121")
        parsed, source = index.catalog.parsed(source_id, Viewer()), index.catalog.source(source_id, Viewer())
        assert parsed is not None
        assert source is not None
        begun = assistant.ask(CODE)
        assert begun.answer.status is Status.ANSWERED
        index.remove(source_id)
        assert assistant.ask(CODE).answer.status is Status.UNKNOWN_CLASS
        lost = assistant.ask("and the salary?", conversation_id=begun.conversation_id).answer
        assert lost.citations == ()
        index.put(source, parsed, parsing="again")
        assert assistant.ask(CODE).answer == begun.answer


def test_what_only_a_group_may_read_is_not_leaked(own_folder: Path, vocabulary: Vocabulary) -> None:
    settings = Settings(data_dir=own_folder)
    group = Viewer(groups=frozenset({"public", "auditors"}))
    with open_index(settings) as index:
        assistant = Assistant(index, vocabulary, settings)
        source_id = alone(index, "4121")
        parsed, source = index.catalog.parsed(source_id, Viewer()), index.catalog.source(source_id, Viewer())
        assert parsed is not None
        assert source is not None
        index.remove(source_id)
        hidden = Source(source.path, source.name, source.agency, "auditors")
        index.put(hidden, parsed, parsing="again")
        begun = assistant.ask(CODE, viewer=group)
        assert begun.answer.facts[0].value == "4121"
        for message in (CODE, "4121", "Which class repairs ship-to-shore container cranes and yard gantries?"):
            seen = assistant.ask(message).answer
            assert not [c for c in seen.citations if c.class_code == "4121"]
            assert "4121" not in [near.class_code for near in seen.nearest]
        # Somebody else who learned the id of the conversation learns nothing of the class by it.
        followed = assistant.ask("and the salary?", conversation_id=begun.conversation_id).answer
        assert followed.citations == ()
        assert "71,412" not in followed.answer


def test_contact_with_a_number_is_told(example_index: Index, vocabulary: Vocabulary, example_folder: Path) -> None:
    settings = Settings(data_dir=example_folder, hr_contact="HR at 555-0142")
    answer = Assistant(example_index, vocabulary, settings).ask("what is the weather tomorrow?").answer
    assert "HR at 555-0142" in answer.answer


def test_conversation_that_others_go_on_with_each_time_is_given_up(
    assistant: Assistant, example_index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = assistant.ask(CODE).conversation_id
    assert conversation is not None
    tries = list[str]()

    def overtaken(reader: Reader, text: str, state: State) -> Question:
        tries.append(text)
        example_index.conversations.append(conversation, f"{conversation} {len(tries)}", "by another process", "{}")
        return follow(reader, text, state)

    monkeypatch.setattr("assistant.answering.follow", overtaken)
    with pytest.raises(ConversationMovedError):
        assistant.ask("and the salary?", conversation_id=conversation)
    assert len(tries) == 8


def test_several_threads_get_the_same_answers(assistant: Assistant) -> None:
    questions = [CODE, "salary of Permit Technician", "who catches stray dogs", "Accountant II or Accountant I"] * 3
    alone = [assistant.ask(question).answer for question in questions]

    def asked(question: str) -> Reply:
        return assistant.ask(question)

    with ThreadPoolExecutor(4) as pool:
        together = [reply.answer for reply in pool.map(asked, questions)]
    assert together == alone
