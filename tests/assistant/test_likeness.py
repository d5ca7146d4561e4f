"""What of a document is like the words of a question."""

from dataclasses import replace

import pytest

from assistant.likeness import Alike, own_names, own_statements, rank, saying, shared
from tests.assistant.conftest import SpecOf
from vectorstore.embedder import Embedder
from vectorstore.spec import Span, Statement

STATEMENT = Statement(0, 0, (Span(0, 4, 1),), "text")


@pytest.mark.parametrize(
    ("asked", "text", "share"),
    [
        ("waive fines", "resolves complaints about fines, waiving up to $20", 1.0),
        ("appointed", "within one year of appointment", 1.0),
        ("weld boats", "welds buckets", 0.5),
        ("story", "the story hour", 1.0),
        ("juggle", "welds buckets", 0.0),
        ("to be", "to be or not", 0.0),  # words of two letters tell nothing
        ("", "anything", 0.0),
    ],
)
def test_words_are_shared_by_their_stems(asked: str, text: str, share: float) -> None:
    assert shared(asked, text) == share


@pytest.mark.parametrize(
    ("cosine", "share", "told", "confirmed"),
    [
        (0.7, 0.0, True, True),
        (0.5, 0.0, True, False),
        (0.5, 0.6, True, True),
        (0.4, 0.6, False, False),
        (0.25, 1.0, True, True),
        (0.1, 1.0, False, False),
    ],
)
def test_yes_takes_more_than_a_telling(cosine: float, share: float, told: bool, confirmed: bool) -> None:
    alike = Alike(STATEMENT, cosine, share)
    assert (alike.answers(polar=False), alike.answers(polar=True)) == (told, confirmed)


def test_statement_that_says_it_is_first(spec_of: SpecOf, embedder: Embedder) -> None:
    found = rank(spec_of("HARBOR PATROL OFFICER"), "how far must a swim", "swim", embedder)
    assert "swim 500 yards" in found[0].statement.text
    assert [a.cosine + a.share for a in found] == sorted((a.cosine + a.share for a in found), reverse=True)
    assert len(found) <= 12


def test_statement_of_a_word_or_two_answers_nothing(spec_of: SpecOf, embedder: Embedder) -> None:
    found = rank(spec_of("Information Systems Analyst"), "none specified", "none specified", embedder)
    assert all(len(alike.statement.text.split()) > 2 for alike in found)


def test_own_statements_speak_of_the_class_and_are_no_boilerplate(spec_of: SpecOf) -> None:
    spec = spec_of("PERMIT TECHNICIAN")
    first, second, third = spec.parsed.statements[:3]
    statements = (replace(first, boilerplate=True), replace(second, applies_to=(1,)), replace(third, applies_to=(0,)))
    assert own_statements(replace(spec, parsed=replace(spec.parsed, statements=statements))) == [statements[2]]


def test_saying_takes_all_of_the_words(spec_of: SpecOf) -> None:
    found = own_statements(spec_of("HARBOR PATROL OFFICER"))
    assert [s.text.split()[0] for s in saying(found, "lines swimmers")] == ["Throws"]
    assert saying(found, "swimmers juggling") == []


@pytest.mark.parametrize(
    ("title", "words", "names"),
    [
        ("HARBOR PATROL OFFICER", "money uniforms", ("label:uniform allowance",)),
        ("Heavy Equipment Mechanic", "tools", ("label:tool allowance",)),
        ("PERMIT TECHNICIAN", "money uniforms", ()),
        ("HARBOR PATROL OFFICER", "money", ()),
        ("HARBOR PATROL OFFICER", "", ()),
    ],
)
def test_own_label_is_known_by_half_of_its_name(
    spec_of: SpecOf, title: str, words: str, names: tuple[str, ...]
) -> None:
    assert own_names(spec_of(title), words) == names
