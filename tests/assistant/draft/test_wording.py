"""Every word that a line changes is told, and every number, level, license and requirement among them is marked."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.draft.taking import said
from assistant.draft.values import Change, ChangeKind, Line, Origin, Provenance
from assistant.draft.wording import after_edit, changes
from ingest.readers.docx.numerals import numeral
from vectorstore.vocabulary import Vocabulary, load

_COUNTING = [numeral(number, "cardinalText").lower() for number in range(1, 60)]
_COUNTED = [numeral(number, "ordinalText").lower() for number in range(1, 40)]
_PARTS = ["half", "third", "quarter", "hundred", "thousand", "dozen", "twice", "once"]
_WORDS = "the clerk prepares reviews of and to accounts in an office with records for experience work".split()
_VOCABULARY = load()

#: A number as this test knows one, by no row of the project's.
_NUMBER = re.compile(rf"[\d½¾⅓%$]|\b(?:{'|'.join([*_COUNTING, *_COUNTED, *_PARTS])}|[IVX]{{2,}})\b", re.IGNORECASE)

_amounts = st.integers(min_value=1, max_value=39)
_numbers = st.one_of(
    st.sampled_from([*_COUNTING, *_COUNTED, *_PARTS, "one-half", "two-thirds", "1/2", "3/4", "½", "2½", "2.5", "5+"]),
    _amounts.map(lambda n: numeral(n, "upperRoman")),
    _amounts.map(lambda n: f"{numeral(n, 'cardinalText').lower()} ({n})"),
    _amounts.map(lambda n: numeral(n, "ordinal")),
    st.integers(1, 99_999).map("{:,}".format),
    st.integers(1, 99_999).map("${:,}".format),
    st.integers(1, 99).map("{}%".format),
    st.integers(1, 99).map("{} percent".format),
    st.integers(1, 9).map("{}-year".format),
    st.integers(1, 9).map("B{}".format),
)
_words = st.lists(st.sampled_from(_WORDS), max_size=5).map(" ".join)


def _sentence(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _back(after: str, found: tuple[Change, ...]) -> str:
    """`after` with each change taken back, without white space."""
    for change in reversed(found):
        after = f"{after[: change.start]} {change.before} {after[change.start + len(change.after) :]}"
    return re.sub(r"\s", "", after)


@given(_words, _numbers, _words, _numbers, _words, _numbers)
def test_a_changed_number_is_marked(head: str, first: str, mid: str, second: str, tail: str, other: str) -> None:
    before, after = _sentence(head, first, mid, second, tail), _sentence(head, other, mid, second, tail)
    found = changes(before, after, _VOCABULARY)
    assert _back(after, found) == re.sub(r"\s", "", before)
    assert bool(found) == (first != other)
    marked = {ChangeKind.NUMBER, ChangeKind.LEVEL}
    if first.casefold() != other.casefold():
        assert {change.kind for change in found} & marked
        assert not [c for c in found if c.kind not in marked and _NUMBER.search(f"{c.before} {c.after}")]


_sentences = st.builds(_sentence, _words, _numbers, _words, _numbers, _words)


@settings(max_examples=60)
@given(_sentences, _sentences)
def test_no_number_hides_among_other_changes(before: str, after: str) -> None:
    found = changes(before, after, _VOCABULARY)
    assert _back(after, found) == re.sub(r"\s", "", before)
    for change in found:
        if _NUMBER.search(f"{change.before} {change.after}") and change.before.casefold() != change.after.casefold():
            assert change.kind in (ChangeKind.NUMBER, ChangeKind.LEVEL), change


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Two years as a clerk", "Two months as a clerk", [("years", "months", "number")]),
        ("A rate of $40 a month", "A rate of $40 an hour", [("a month", "an hour", "number")]),
        ("5+ years", "5 years", [("+", "", "number")]),
        ("10 percent", "10%", [("percent", "%", "number")]),
        ("An Accountant II leads", "An Accountant III leads", [("II", "III", "level")]),
        ("the Senior Clerk", "the Lead Clerk", [("Senior", "Lead", "level")]),
        ("Supervises staff", "Supervises employees", [("staff", "employees", "word")]),
        ("A Class B license", "A Class C license", [("B", "C", "license")]),
        ("License is not required", "License is required", [("not", "", "requirement")]),
        ("must type", "may type", [("must", "may", "requirement")]),
        ("a degree and a year", "a degree or a year", [("and", "or", "requirement")]),
        ("A bachelor's degree", "A master's degree", [("bachelor's", "master's", "requirement")]),
        ("the clerk's desk", "the clerk’s desk", [("clerk's", "clerk’s", "word")]),
        ("Works for Marlow County", "Works for Tern Harbor", [("Marlow County", "Tern Harbor", "title")]),
        (
            "Two years as Accountant",
            "Three weeks in Payroll",
            [("Two years", "Three weeks", "number"), ("as", "in", "word"), ("Accountant", "Payroll", "title")],
        ),
    ],
)
def test_what_a_changed_word_is(
    before: str, after: str, told: list[tuple[str, str, str]], vocabulary: Vocabulary
) -> None:
    found = changes(before, after, vocabulary)
    assert [(c.before, c.after, c.kind.value) for c in found] == told
    assert all(after[c.start : c.start + len(c.after)] == c.after for c in found)


def test_a_name_that_is_told_is_one_without_capitals(vocabulary: Vocabulary) -> None:
    found = changes("assists the harbor unit", "assists the payroll desk", vocabulary, ["harbor unit", "payroll desk"])
    assert [(c.before, c.after, c.kind.value) for c in found] == [("harbor unit", "payroll desk", "title")]


def _origin(spec_id: str, quote: str) -> Origin:
    return Origin(spec_id, f"source-{spec_id}", "Clerk", "C1", "Marlow County", "", "c.txt", "DUTIES", quote, 0, 1, 1)


def _line(*origins: Origin) -> Line:
    return Line("d1", said(origins[:1]), Provenance.TAKEN, origins)


def test_an_edit_that_says_a_source_again_is_taken(vocabulary: Vocabulary) -> None:
    line = _line(_origin("a", "Files two\nreports a day."), _origin("b", "Files three reports a day."))
    edited = after_edit(line, "Files  nine reports a day.", "writer", vocabulary)
    assert (edited.provenance, edited.author) == (Provenance.ADAPTED, "writer")
    assert [(c.before, c.after, c.kind) for c in edited.changes] == [("two", "nine", ChangeKind.NUMBER)]
    assert after_edit(edited, "Files two reports a day.", "writer", vocabulary) == line
    other = after_edit(edited, "Files three reports a day.", "writer", vocabulary)
    assert (other.provenance, [o.spec_id for o in other.sources], other.changes) == (Provenance.TAKEN, ["b", "a"], ())


def test_an_edit_far_from_its_source_is_new(vocabulary: Vocabulary) -> None:
    edited = after_edit(_line(_origin("a", "Files two reports a day.")), "Waters the plants.", "writer", vocabulary)
    assert (edited.provenance, edited.sources, edited.changes, edited.author) == (Provenance.NEW, (), (), "writer")


def test_another_value_of_a_label_is_a_change_of_it(vocabulary: Vocabulary) -> None:
    grade = replace(_line(_origin("a", "23")), label="Grade", facet="grade")
    edited = after_edit(grade, "Range 52", "writer", vocabulary)
    assert edited.provenance is Provenance.ADAPTED
    told = [(c.before, c.after, c.kind.value) for c in edited.changes]
    assert told == [("", "Range", "word"), ("23", "52", "number")]


def test_what_is_emptied_is_asked_again_and_an_answer_settles_the_question(vocabulary: Vocabulary) -> None:
    asked = Line("h1", "", Provenance.NEEDS_INPUT, question="Which grade?", label="Grade", facet="grade")
    told = after_edit(asked, "Grade\u200b 12", "writer", vocabulary)
    assert (told.text, told.provenance, told.question, told.label) == ("Grade 12", Provenance.NEW, "", "Grade")
    assert after_edit(told, " ", "writer", vocabulary).provenance is Provenance.NEEDS_INPUT
