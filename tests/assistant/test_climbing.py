"""Which way along a ladder a question goes, if any."""

import pytest

from assistant.climbing import Climb, Climbing
from assistant.reading import Reader

UP, DOWN, ALL = Climb.UP, Climb.DOWN, Climb.ALL


@pytest.fixture(scope="module")
def climbing(reader: Reader) -> Climbing:
    return Climbing(reader.vocabulary)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("what's above Accountant I and what do I need", UP),
        ("Next class up from the Survey Aide?", UP),
        ("what can a Dredge Deckhand promote to", UP),
        ("what can I promote to from Accountant I", UP),
        ("is there anything above the Wharf Carpenter", UP),
        ("what comes after it", UP),
        ("above?", UP),
        ("the one above", UP),
        ("what is below Accountant II", DOWN),
        ("which classes promote to Accountant II", DOWN),
        ("where do Wharf Carpenters come from", DOWN),
        ("and below", DOWN),
        ("the ladder of the Land Surveyor series", ALL),
        ("career ladder of Accountant I", ALL),
        ("What's the next step for a Survey Aide?", UP),
        ("what could a Dredge Deckhand become", UP),
        ("Where does a Wharf Carpenter go next?", UP),
        ("show the whole Land Surveyor series", ALL),
        ("list all levels of Accountant", ALL),
        ("the series from Dredge Deckhand to the top", ALL),
        ("what are the duties of the whole Land Surveyor series", None),
        ("what must the entire Land Surveyor series have", None),
        ("can a Survey Aide become permanent", None),
        ("do I climb a ladder as a Wharf Carpenter", None),
        ("can a Wharf Carpenter lift anything above 50 pounds", None),
        ("What do I need to promote to Accountant II?", None),
        ("Is HR going to approve my promotion to Accountant II?", None),
        ("is the Accountant II exam promotional", None),
        ("how does an Accountant II differ from the lower class", None),
        ("which classes start above $60,000", None),
    ],
)
def test_way(reader: Reader, climbing: Climbing, text: str, way: Climb | None) -> None:
    assert climbing.of(reader.scanner.scan(text)) is way
