"""The question in a message that tells a story around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.focus import focused
from assistant.reading import Reader

STORY = "We moved here in May. My brother is a Crane Electrician. What does he earn? He will not tell."

POINTING = frozenset({"it", "this"})
#: Words too long for a point behind them to end no sentence; none of them points.
WORDS = st.sampled_from(["harbor", "cranes", "ledgers", "painted"])
TOLD = st.tuples(st.lists(WORDS, min_size=4, max_size=6).map(" ".join), st.sampled_from([".", "!", "?", "\n"]))


def blanked(text: str, *kept: str) -> str:
    """`text` with each stretch beside `kept` blanked but for a mark at its front."""
    found, at = "", 0
    for part in kept:
        start = text.index(part, at)
        found += ";".ljust(start - at) if start > at else ""
        found, at = found + part, start + len(part)
    return found + (";".ljust(len(text) - at) if at < len(text) else "")


def test_what_asks_and_what_names_is_kept() -> None:
    start = STORY.index("Crane")
    kept = focused(STORY, [(start, start + 17)], POINTING)
    assert kept == blanked(STORY, "Crane Electrician", " What does he earn?")
    assert focused(STORY, [], POINTING) == blanked(STORY, " What does he earn?")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I need the code of a Clerk. It is for a form.",
        "What is it paid? And who supervises it?",
        "what does a Sr. Clerk earn?",
        # A short word with a point ends no sentence.
        "what does the Sr. Acct. Technician of St. Alder earn?",
    ],
)
def test_message_in_which_nothing_or_everything_asks_is_left_alone(text: str) -> None:
    assert focused(text, [], POINTING) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("They hired Morgan. what does a Sr. Clerk earn?", [" what does a Sr. Clerk earn?"]),
        ("what does a Clerk earn? Thanks a lot for everything.", ["what does a Clerk earn?"]),
        ("Hello everyone\nwhat does a Clerk earn?\nRegards, from some body", ["what does a Clerk earn?\n"]),
        ("They pay well! Is there more? I doubt that very much.", [" Is there more?"]),
        ("Is one open? They say nothing about weekends. Is one paid?", ["Is one open?", " Is one paid?"]),
        # What a question points to stands before it.
        (
            "We had a flood. A license came up again. When do I need it?",
            [" A license came up again. When do I need it?"],
        ),
        ("That helped nobody. It is pitiful. When do we need one?", [" When do we need one?"]),
        # An afterthought of a few words belongs to the question.
        ("can one work without shots? like rabies. They bite hard here.", ["can one work without shots? like rabies."]),
        ("can one work without shots? like rabies or the mumps", ["can one work without shots?"]),
    ],
)
def test_sentences_that_ask_are_kept_whole(text: str, kept: list[str]) -> None:
    assert focused(text, [], POINTING) == blanked(text, *kept)


@given(st.text(alphabet="aB .?!\n"), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))
def test_every_character_stays_in_its_place_or_is_blank(text: str, named: list[tuple[int, int]]) -> None:
    kept = focused(text, named, POINTING)
    assert len(kept) == len(text)
    assert all(now in (was, " ", ";") for now, was in zip(kept, text, strict=True))
    assert [kept[start:end] for start, end in named] == [text[start:end] for start, end in named]


@given(st.lists(TOLD))
def test_exactly_the_sentences_that_ask_are_kept(sentences: list[tuple[str, str]]) -> None:
    text = "".join(map("".join, sentences))
    asks = [mark == "?" for _, mark in sentences]
    kept = focused(text, [], POINTING)
    if all(asks) or not any(asks):
        assert kept == text
        return
    at = 0
    for (words, mark), ask in zip(sentences, asks, strict=True):
        part = kept[at : at + len(words) + 1]
        assert part == words + mark if ask else not part.strip(" ;")
        at += len(part)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (STORY, blanked(STORY, "Crane Electrician", " What does he earn?")),
        (
            "I have a form here. It is for M7314. What does that earn?",
            blanked("I have a form here. It is for M7314. What does that earn?", "M7314", " What does that earn?"),
        ),
        (
            "I have a letter from Morgan. A Permit Technician has that license. When does one need it?",
            blanked(
                "I have a letter from Morgan. A Permit Technician has that license. When does one need it?",
                " A Permit Technician has that license. When does one need it?",
            ),
        ),
        # No class is named for sure: the story is the description.
        ("I weld buckets. I mend blades. What is my class?", "I weld buckets. I mend blades. What is my class?"),
    ],
)
def test_message_is_read_by_its_question_where_it_names_a_class(reader: Reader, text: str, read: str) -> None:
    _, scan = reader.scan(text)
    assert scan.text == read
    assert [text[token.start : token.end] for token in scan.tokens] == [token.raw for token in scan.tokens]


def test_question_that_only_points_is_read_with_the_sentence_of_its_class(reader: Reader) -> None:
    text = "I need the class code of a Permit Technician. What goes there?"
    assert reader.scan(text)[1].text == text
