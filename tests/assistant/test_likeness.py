"""What of a document is like the words of a question."""

from dataclasses import replace

import pytest

from assistant.likeness import own_names, own_statements, saying, shared
from tests.assistant.conftest import SpecOf


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
