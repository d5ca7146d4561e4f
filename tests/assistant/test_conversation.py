"""What a message leaves out is taken from what was said before, and nothing else is."""

import json
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

import pytest

from assistant.answer import Answer, Status
from assistant.conversation import follow
from assistant.engine import Assistant
from assistant.literals import Operator
from assistant.question import Frame, Question
from assistant.reading import Reader
from assistant.remembering import after
from assistant.replaying import folded
from assistant.state import State, state_of
from assistant.when import When
from tests.assistant.conftest import Ask
from vectorstore.index import Index
from vectorstore.spec import CatalogEntry

Follow = Callable[..., Question]


@pytest.fixture(scope="module")
def said(reader: Reader) -> Follow:
    """The last of several messages, read in the light of those before it."""

    def said(*messages: str) -> Question:
        state = State()
        for message in messages:
            question = follow(reader, message, state)
            state = state_of(json.loads(json.dumps(after(state, question).as_data())))
        return question

    return said


def meant(question: Question) -> tuple[str, str]:
    """The class and the first facet of a question."""
    code = question.entries[0].spec.class_code if question.entries else ""
    return code, question.facets[0][0] if question.facets else ""


@pytest.mark.parametrize(
    ("messages", "code", "facet"),
    [
        (("What does a Crane Electrician do?", "What is its class code?"), "4121", "class_code"),
        (("What does a Crane Electrician do?", "and the salary?"), "4121", "salary"),
        (("salary of the Crane Electrician", "and Harbor Patrol Officer?"), "3207", "salary"),
        (("salary of the Crane Electrician", "what about the Permit Technician"), "M6203", "salary"),
        (("salary of the Crane Electrician", "sorry, I meant the Heavy Equipment Mechanic"), "M3110", "salary"),
        (("salary of the Crane Electrician", "no, the Marina Attendant (Seasonal)"), "3019", "salary"),
        # A new question about a new class is a new question.
        (("salary of the Crane Electrician", "and what does the Harbor Patrol Officer do?"), "3207", "duties"),
        (("salary of the Crane Electrician", "license of Harbor Patrol Officer"), "3207", "license"),
        # A level edits the key of the class in play.
        (("code of Water Treatment Operator", "and the senior one?"), "M7312", "class_code"),
        (("code of Water Treatment Operator", "and the supervising one?", "the trainee?"), "M7308", "class_code"),
        (("code of Water Treatment Operator", "what does the senior one earn?"), "M7312", "salary"),
        (("code of Accountant I", "and II?"), "M2051", "class_code"),
        (("code of Accountant I", "II as well please"), "M2051", "class_code"),
        (("code of Accountant II", "and the I?"), "M2048", "class_code"),
        (("code of Accountant I", "what about the second level?"), "M2051", "class_code"),
        (("grade of the Marlow Accounting Technician", "the senior level, I mean"), "M2042", "grade"),
        (("code of Accountant I", "no, the specialist"), "M2049", "class_code"),
        (("what does a dispatcher II need?", "does I need that too?"), "M5205", "requirements"),
        # A level that is named again is the class's own.
        (("what does a dispatcher II need?", "what does II require"), "M5206", "requirements"),
        # Whoever asks is no numeral.
        (("duties of the Permit Technician", "what would I be paid"), "M6203", "salary"),
        # Choosing among what was offered.
        (("Accounting Technician code?", "the Marlow one"), "M2041", "class_code"),
        (("Accounting Technician code?", "3114"), "3114", "class_code"),
        (("Accounting Technician code?", "Tern Harbor"), "3114", "class_code"),
        (("public safety dispatcher pay grade", "level II"), "M5206", "grade"),
        (("public safety dispatcher pay grade", "what license does the II need?"), "M5206", "license"),
    ],
)
def test_follow_up(said: Follow, messages: tuple[str, ...], code: str, facet: str) -> None:
    assert meant(said(*messages)) == (code, facet)


def test_narrower_thing_is_still_asked_for(said: Follow, ask: Ask) -> None:
    question = said("Can someone with a felony be a Public Safety Dispatcher I?", "same question for the II")
    assert "felony" in question.asked
    license = ("Does a Crane Electrician need a commercial license?", "and a Water Treatment Operator?")
    assert ask(*license).status is Status.NOT_STATED
    assert ask("Does a Crane Electrician need a license?", license[1]).status is Status.ANSWERED


@pytest.mark.parametrize(
    ("message", "frame"),
    [
        ("which class patrols the harbor by boat?", Frame.REVERSE),
        ("salary of a Sword Swallower", Frame.FACT),
    ],
)
def test_question_of_its_own_inherits_nothing(said: Follow, message: str, frame: Frame) -> None:
    question = said("salary of the Crane Electrician", message)
    assert (question.frame, question.entries, question.inherited) == (frame, (), False)


def test_what_specs_do_not_say_is_asked_of_the_class_only_if_its_document_has_the_words(said: Follow, ask: Ask) -> None:
    about = "requirements of the Emergency Management Coordinator"
    assert said(about, "is spanish required").is_doubtful
    assert ask(about, "is spanish required").citations[0].quote.startswith("Ability to speak Spanish")
    assert ask(about, "what is the weather tomorrow").status is Status.OUT_OF_SCOPE
    assert ask(about, "what is the weather tomorrow", "and the license?").status is Status.ANSWERED


def test_word_after_an_opening_is_a_class_unless_the_document_has_it(ask: Ask) -> None:
    about = "salary range of the Irrigation Specialist"
    assert ask(about, "and the plumber?").status is Status.UNKNOWN_CLASS
    assert ask(about, "and the nozzles?").citations[0].title == "IRRIGATION SPECIALIST"


def test_level_that_the_class_does_not_have_is_unknown(said: Follow) -> None:
    question = said("code of the Permit Technician", "and the senior one?")
    assert (question.entries, question.choices) == ((), ())
    assert question.mention == "senior PERMIT TECHNICIAN"
    assert [e.spec.class_code for e in question.nearest] == ["M6203"]


@pytest.mark.parametrize(
    ("before", "message", "mention"),
    [
        ("pay grade of the Accountant II", "and III?", "Accountant III"),
        ("code of the Permit Technician", "and 3?", "PERMIT TECHNICIAN III"),
    ],
)
def test_numeral_that_the_class_does_not_have_is_named_as_a_title_is(
    said: Follow, before: str, message: str, mention: str
) -> None:
    question = said(before, message)
    assert (question.entries, question.mention) == ((), mention)
    assert {e.spec.title.split()[0].casefold() for e in question.nearest} == {mention.split()[0].casefold()}


def test_class_that_a_level_and_a_word_name_is_that_class(ask: Ask) -> None:
    answer = ask("duties of the Library Assistant, Senior", "what about the parks lead?")
    assert {citation.title for citation in answer.citations} == {"PARKS MAINTENANCE WORKER, LEAD"}


def test_facet_by_its_own_word_is_asked_of_the_class_in_focus(ask: Ask) -> None:
    before = ("ok election services coordinator", "when revised")
    answer = ask(*before, "what hours near an election")
    assert (answer.status, answer.citations[0].class_code) == (Status.ANSWERED, "M2214")
    assert answer.citations[0].quote.startswith("Sixteen-hour days before and on an election")
    assert ask(*before, "what hours is city hall open").status is Status.OUT_OF_SCOPE


def test_level_stays_within_the_agency(said: Follow) -> None:
    # The Port's technician has no senior; Marlow's is another class.
    question = said("grade of the Port's Accounting Technician", "and the senior one?")
    assert question.entries == ()


def test_bare_pronoun_repeats_the_question(said: Follow) -> None:
    assert meant(said("salary of the Crane Electrician", "tell me that again, what is it?")) == ("4121", "salary")


def test_both_classes_of_a_comparison_are_remembered(reader: Reader) -> None:
    question = follow(reader, "Accountant I or Accountant II: salary range", State())
    state = after(State(), question)
    assert state.focus == state.classes
    assert len(state.classes) == 2
    again = after(state, follow(reader, "and Permit Technician?", state))
    assert again.classes == (state.classes[1], *again.focus)


def test_choice_is_forgotten_once_it_is_made(said: Follow) -> None:
    question = said("Accounting Technician code?", "the Marlow one", "3114")
    assert (question.frame, question.inherited) == (Frame.IDENTIFY, False)


def test_reply_that_fits_two_of_three_choices_leaves_those(said: Follow) -> None:
    assert len(said("dispatcher pay grade").choices) == 3
    question = said("dispatcher pay grade", "the public safety one")
    assert question.facets == said("dispatcher pay grade").facets
    assert question.entries == ()
    assert sorted(e.spec.class_code for e in question.choices) == ["M5205", "M5206"]


def test_class_that_is_gone_is_not_inherited(reader: Reader) -> None:
    question = follow(
        reader, "and its salary?", State(focus=("no such class",), facets=(("salary",),), asked="salary?")
    )
    assert question.entries == ()


def test_state_survives_as_json() -> None:
    state = State(
        ("a",),
        ("a", "b"),
        (("salary", "grade"), ("license",)),
        "asked so",
        "asked so in 2015",
        "so",
        "fact",
        "up",
        ("c",),
        True,
        "d",
        "e",
        When("2015", Operator.SINCE, until="2018", is_range=True, said="from 2015 to 2018"),
    )
    assert state_of(json.loads(json.dumps(state.as_data()))) == state
    assert state_of({}) == State()


def test_unanswerable_turn_changes_nothing_but_what_is_asked() -> None:
    state = State(("a",), ("a",), (("salary",),), "pay?")
    lost = Question("what?", Frame.OUT_OF_SCOPE)
    assert after(state, lost) == state


def test_class_that_was_described_is_what_comes_next_is_about(ask: Ask) -> None:
    answer = ask("who pulls swimmers and kayakers out of the water?", "and their salary grade?")
    assert (answer.status, answer.facts[0].value) == (Status.ANSWERED, "Marine Unit 21")


def test_answers_of_a_conversation(ask: Ask) -> None:
    first: Answer = ask("What is the class code for Water Treatment Operator?")
    senior = ask("What is the class code for Water Treatment Operator?", "And the senior one?")
    assert [a.facts[0].value for a in (first, senior)] == ["M7310", "M7312"]


def test_state_is_a_fold(reader: Reader) -> None:
    messages = ("salary of the Crane Electrician", "and the Wharf Carpenter?", "what is the weather", "license?")
    asked: list[Question] = []

    def shown(question: Question, message: str) -> tuple[CatalogEntry, ...]:
        asked.append(question)
        return ()

    state = State()
    for at, message in enumerate(messages):
        state = after(state, follow(reader, message, state))
        assert folded(reader, messages[: at + 1], shown) == state
    assert len(state.classes) == 2
    assert (state.focus, state.facets[0][0]) == (state.classes[1:], "license")
    assert {question.frame for question in asked} <= {Frame.OUT_OF_SCOPE}


def test_fold_takes_from_the_answer_what_reading_cannot_know(reader: Reader) -> None:
    patrol = next(e for e in reader.lexicon.entries if e.spec.class_code == "3207")
    state = folded(reader, ["who pulls swimmers and kayakers out of the water?"], lambda question, message: [patrol])
    assert (state.focus, state.offered) == ((patrol.class_id,), (patrol.class_id,))


@pytest.mark.parametrize("tail", [(), ("and the senior one?",), ("Wharf Carpenter license", "both?")])
def test_described_work_of_a_history_is_answered_only_where_the_state_needs_it(
    reader: Reader, tail: tuple[str, ...]
) -> None:
    entries = {e.class_id: e for e in reader.lexicon.entries}
    found = [entries[one] for one in sorted(entries)[:5]]
    # What finds nothing, the same class again, and others in between.
    order = (0, 1, 0, 2, 1, 3, None, 3, 4, 3, None)
    messages = [f"which class repairs the cranes and yard gantries at night {n}" for n in range(len(order))]
    classes = {m: () if at is None else (found[at],) for m, at in zip(messages, order, strict=True)}
    asked = list[str]()

    def shown(question: Question, message: str) -> tuple[CatalogEntry, ...]:
        asked.append(message)
        return classes.get(message, ())

    state = State()
    for message in (*messages, *tail):
        question = follow(reader, message, state)
        state = after(state, question, classes.get(message, ()))
    assert folded(reader, (*messages, *tail), shown) == state
    assert asked == [messages[10], messages[9], messages[8]]


def test_correction_takes_a_mistaken_class_out_of_play(reader: Reader) -> None:
    messages = ("Wharf Carpenter salary", "and the Crane Electrician?", "sorry, the Ferry Terminal Agent", "both?")
    state = folded(reader, messages, lambda question, message: ())
    codes = [e.spec.class_code for one in state.classes for e in reader.lexicon.entries if e.class_id == one]
    assert codes == ["4157", "3126"]


def test_many_threads_in_one_conversation_lose_nothing(
    assistant: Assistant, example_index: Index, caplog: pytest.LogCaptureFixture
) -> None:
    begun = assistant.ask("salary of the Crane Electrician").conversation_id
    assert begun is not None
    messages = [f"and the {title}?" for title in ("Wharf Carpenter", "Ferry Terminal Agent", "Permit Technician") * 8]
    with caplog.at_level(logging.INFO, "assistant.engine"), ThreadPoolExecutor(24) as pool:
        replies = list(pool.map(lambda message: assistant.ask(message, conversation_id=begun), messages))
    assert caplog.messages == [], "each message was answered once"
    turns = example_index.conversations.get(begun) or ()
    assert sorted(turn.message_id for turn in turns[1:]) == sorted(reply.message_id for reply in replies)
    # Every turn was read in the light of all before it, in the order in which they are kept.
    again = None
    for turn in turns:
        reply = assistant.ask(turn.question, conversation_id=again)
        again = reply.conversation_id
        assert json.loads(turn.reply) == json.loads(json.dumps(asdict(reply.answer)))


def test_a_lone_numeral_chooses_the_class_that_has_nothing_else(ask: Ask) -> None:
    answer = ask("is an accountant exempt?", "I")
    assert {citation.title for citation in answer.citations} == {"Accountant I"}
    assert {c.title for c in ask("is an accountant exempt?", "I", "and the II?").citations} == {"Accountant II"}
