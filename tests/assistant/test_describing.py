"""What the words mean that neither a class nor a facet explains: work, a name, or nothing that specs say."""

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.confidence import ALWAYS, NEVER, Confidence, Features, calibrated
from assistant.describing import Describer
from assistant.lexicon import Lexicon
from assistant.reading import Reader
from assistant.scanner import Scan
from vectorstore.vocabulary import Vocabulary

Scanned = Callable[[str], Scan]
WORDS = st.lists(
    st.sampled_from(
        ["paints", "Glassblower", "herds", "and", "senior", "my", "who", "I", "salary", "of", "geese", "II"]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)


@pytest.fixture(scope="module")
def scanned(reader: Reader) -> Scanned:
    return reader.scanner.scan


@pytest.fixture(scope="module")
def known(reader: Reader, scanned: Scanned) -> Callable[[str], Features]:
    """What is known of the unexplained words of a question."""

    def known(text: str) -> Features:
        scan = scanned(text)
        return reader.describer.features(scan, scan.residual)

    return known


def describer(reader: Reader, vocabulary: Vocabulary, **judged: Confidence) -> Describer:
    """One that judges by `judged`, and as calibrated what is not among it."""
    table: Mapping[str, Confidence] = {**calibrated(), **judged}
    return Describer(vocabulary, Lexicon(reader.lexicon.entries, vocabulary), reader.scanner, reader.examples, table)


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("who paints curbs and mends nets", True),
        ("which job involves sharpening skates and polishing trophies", True),
        ("I glaze windows and putty frames", True),
        ("pours and smooths sidewalks", True),
        ("repairs clocks", True),
        ("does anybody herd geese at dawn", True),
        ("hydroelectric plant operator", False),
        ("What does a Sword Swallower earn?", False),
        ("Senior Glass Blower", False),
        ("who is the Lion Tamer II", False),
        ("salary of a moon rocket engineer", False),
        ("what is my badge number", False),
    ],
)
def test_work_is_told_from_a_name(reader: Reader, scanned: Scanned, text: str, work: bool) -> None:
    scan = scanned(text)
    assert reader.describer.describes(scan, scan.residual) is work


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("what is my badge number", True),
        ("tell me a joke about geese", True),
        ("who paints curbs and mends nets", False),
        ("What does a Sword Swallower earn?", False),
        ("hydroelectric plant operator", False),
        # A class is named: whether it is somebody's own case.
        ("should I become a Crane Electrician", True),
        ("will they hire my cousin as Permit Technician", True),
        ("How far must a Harbor Patrol Officer swim?", False),
        ("what tools does the Heavy Equipment Mechanic own", False),
    ],
)
def test_what_is_not_for_specs_to_say(reader: Reader, scanned: Scanned, text: str, outside: bool) -> None:
    assert reader.describer.is_outside(scanned(text)) is outside


def test_a_class_that_is_named_is_judged_otherwise(reader: Reader, vocabulary: Vocabulary, scanned: Scanned) -> None:
    named, bare = scanned("should I become a Crane Electrician"), scanned("what is my badge number")
    personal = describer(reader, vocabulary, personal=ALWAYS, outside=NEVER)
    assert (personal.is_outside(named), personal.is_outside(bare)) == (True, False)
    outside = describer(reader, vocabulary, personal=NEVER, outside=ALWAYS)
    assert (outside.is_outside(named), outside.is_outside(bare)) == (False, True)


def test_a_facet_and_nothing_else_asks_of_some_class(reader: Reader, vocabulary: Vocabulary, scanned: Scanned) -> None:
    sure = describer(reader, vocabulary, personal=ALWAYS, outside=ALWAYS)
    assert not sure.is_outside(scanned("salary and license"))
    assert sure.is_outside(scanned("salary of the geese"))


def test_no_word_describes_nothing(reader: Reader, vocabulary: Vocabulary, scanned: Scanned) -> None:
    scan = scanned("salary and license")
    assert not describer(reader, vocabulary, describes=ALWAYS).describes(scan, ())
    assert scan.residual == ()


def test_how_likely_it_is_outside_is_the_judgment_of_the_whole_question(reader: Reader, scanned: Scanned) -> None:
    scan = scanned("what is my badge number")
    features = reader.describer.outside_features(scan)
    assert reader.describer.outside(scan) == calibrated()["outside"].probability(features) > 0.9


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("words", "who paints curbs and mends nets", 4.0),
        ("words", "repairs clocks", 2.0),
        ("joined", "who paints curbs and mends nets", 1.0),
        ("joined", "repairs clocks", 0.0),
        # Words of a title are no sign of a sentence: "of", "and", "for".
        ("function_words", "who paints curbs and mends nets", 0.0),
        ("function_words", "Feeds the seals and scrubs their tank", 2.0),
        ("level", "Senior Glass Blower", 1.0),
        ("level", "who is the Lion Tamer II", 1.0),
        ("level", "hydroelectric plant operator", 0.0),
        # A class of the examples ends in "Operator", none in "Blower".
        ("title_head", "hydroelectric plant operator", 1.0),
        ("title_head", "Senior Glass Blower", 0.0),
        ("person_last", "hydroelectric plant operator", 1.0),
        ("person_last", "who is the otter keeper of pups", 0.0),
        ("person", "who is the otter keeper of pups", 1.0),
        ("person", "repairs clocks", 0.0),
        ("cue", "who paints curbs and mends nets", 1.0),
        ("cue", "I glaze windows and putty frames", 1.0),
        ("cue", "repairs clocks", 0.0),
        ("asks", "salary of a moon rocket engineer", 1.0),
        ("asks", "hydroelectric plant operator", 0.0),
        # The first word of a sentence has its capital anyway.
        ("capitals", "What does a Sword Swallower earn?", 1.0),
        ("capitals", "Feeds the seals and scrubs their tank", 0.0),
        ("capitals", "is there a Sword swallower", 0.5),
        ("verb_first", "who paints curbs and mends nets", 1.0),
        ("verb_first", "hydroelectric plant operator", 0.0),
        ("verb_first", "in the night somebody paints curbs", 0.0),
    ],
)
def test_what_is_known_of_unexplained_words(
    known: Callable[[str], Features], name: str, text: str, value: float
) -> None:
    assert known(text)[name] == value


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("own", "what is my badge number", 1.0),
        ("own", "what is our badge and my locker", 2.0),
        ("self", "am I late", 2.0),
        ("self", "what is my badge number", 0.0),
        ("cue", "I glaze windows and putty frames", 1.0),
        ("asks", "salary and license", 1.0),
        # Nothing is unexplained.
        ("words", "salary and license", 0.0),
        ("masked", "salary and license", 0.0),
    ],
)
def test_what_is_known_of_a_whole_question(
    reader: Reader, scanned: Scanned, name: str, text: str, value: float
) -> None:
    assert reader.describer.outside_features(scanned(text))[name] == value


def test_examples_that_are_alike_are_told_by_what_they_ask(reader: Reader, scanned: Scanned) -> None:
    outside_features = reader.describer.outside_features
    work, joke = outside_features(scanned("which class mends clocks")), outside_features(scanned("tell me a joke"))
    assert joke["outside"] > max(joke["told"], joke["other"])
    assert work["told"] > work["outside"]


@settings(max_examples=40)
@given(WORDS)
def test_what_is_known_lies_within_its_bounds(reader: Reader, text: str) -> None:
    scan = reader.scanner.scan(text)
    known = dict(reader.describer.outside_features(scan))
    if scan.residual:
        known = {**reader.describer.features(scan, scan.residual), **known}
        assert known["words"] == len(scan.residual)
        assert known["person_last"] <= known["person"]
    counted = {"words", "function_words", "joined", "own", "self"}
    assert all(0.0 <= value <= len(scan.tokens) for name, value in known.items() if name in counted)
    similar = {"masked", "told", "other", "outside"}
    assert all(-1.0 <= value <= 1.001 for name, value in known.items() if name in similar)
    assert all(0.0 <= value <= 1.0 for name, value in known.items() if name not in counted | similar)
    assert 0.0 < reader.describer.outside(scan) < 1.0
