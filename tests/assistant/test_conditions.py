"""Which classes a question for many asks for: conditions, their tree, an order, groups."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.compose.understood import understood
from assistant.conditions import (
    AllOf,
    AnyOf,
    Asked,
    Compared,
    Counted,
    LastChanged,
    Measured,
    Mentioned,
    Not,
    OfAgency,
    Order,
    Selection,
    Stated,
    Tree,
    Valued,
    leaves,
)
from assistant.literals import Operator
from assistant.question import Frame
from assistant.reading import Reader
from vectorstore.spec import Modality
from vectorstore.vocabulary import Vocabulary

REQUIRED = frozenset({Modality.REQUIRED})


def read(reader: Reader, text: str) -> Selection:
    selection = reader.selector.read(text)
    assert selection is not None, f"{text!r} is not read as a question for a list"
    return selection


def tree(reader: Reader, text: str) -> Tree:
    found = read(reader, text).tree
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Which classes require a commercial driver's license?",
        "what jobs need a CDL",
        "how many classes require a commercial license",
        "list all classes that require a commercial driver's license",
        "name all classes that need a cdl",
        "show me every class that requires a commercial license",
        "is there any class that requires a CDL",
        "are there any positions that need a commercial driver license",
        "who all needs a CDL",
        "give me a count of classes that require a CDL",
        "give me a list of the jobs needing a commercial license",
        "classes that require a commercial license",
        "I want to know which classes must have a commercial license",
        "everyone who needs a CDL",
        "which specs ask for a commercial driver's license",
        "do you have any class that demands a CDL",
    ],
)
def test_one_condition_in_many_wordings(reader: Reader, text: str) -> None:
    found = tree(reader, text)
    assert isinstance(found, Asked)
    assert (found.facet, found.modalities, found.words) == ("license", REQUIRED, "")
    assert "commercial" in found.terms


@pytest.mark.parametrize(
    "text",
    [
        # Work is described, and ranked.
        "which class repairs engines",
        "Which class drives the snow plow and fills potholes?",
        "who inspects restaurants for health problems",
        "which classes repair diesel engines and weld",
        # One class is asked about, or looked up.
        "which license does a Crane Electrician need",
        "which class has code M2042",
        "what is the class code of Accountant II",
        "Someone mentioned class M7312 to me, who's that",
        "what class of license do I need",
        "which requirements does this class have",
        "how many years of experience does a class need",
        # Words are left over that no condition says.
        "which classes require a license and smell of fish",
        "which senior classes require a license",
        "what classes can I promote to",
        "which jobs do I qualify for",
        "Which classes are above grade 50?",
        "which classes have a blank license section",
        "Which classes accept experience in place of education?",
        "which classes work weekends",
        "Which bulletins are still open?",
        "Which classes have the same pay?",
        "what can you do",
        "",
    ],
)
def test_other_questions_ask_for_no_list(reader: Reader, text: str) -> None:
    assert reader.selector.read(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("which classes were established in 1955", Compared("established", Operator.IN, "1955", said="in 1955")),
        (
            "which classes start above $60,000",
            Compared("salary", Operator.MORE_THAN, 60000.0, end="start", said="above $60,000"),
        ),
        (
            "which jobs pay more than $30 an hour",
            Compared("salary", Operator.MORE_THAN, 30.0, "hour", said="more than $30"),
        ),
        (
            "classes where one can earn up to $90,000 a year",
            Compared("salary", Operator.AT_MOST, 90000.0, "year", "top", "up to $90,000"),
        ),
        ("which classes have salary range 45", Compared("grade", Operator.IS, 45.0, said="45")),
        ("which classes have a grade above 50", Compared("grade", Operator.MORE_THAN, 50.0, said="above 50")),
        (
            "which classes require at least 4 years of experience",
            Measured("year", Operator.AT_LEAST, 4.0, "experience", True, said="at least 4 years"),
        ),
        (
            "which classes type faster than 50 words a minute",
            Measured("word a minute", Operator.MORE_THAN, 50.0, said="faster than 50 words a minute"),
        ),
        (
            "which classes lift more than 50 pounds",
            Measured("pound", Operator.MORE_THAN, 50.0, "physical", said="more than 50 pounds"),
        ),
        ("which classes were not revised in 2016", Not(Compared("revised", Operator.IN, "2016", said="in 2016"))),
        ("which specs were not revised since 1990", LastChanged(Operator.BEFORE, "1990", "since 1990")),
        ("how many classes are exempt", Valued("overtime", "exempt", "exempt")),
        ("how many classes are non-exempt", Valued("overtime", "non_exempt", "non-exempt")),
        ("which classes have CBID S06", Valued("unit", "s06", "S06")),
        ("which classes are in bargaining unit R04", Valued("unit", "r04", "R04")),
        ("Which specs were last revised before 2015?", LastChanged(Operator.BEFORE, "2015", "before 2015")),
        ("which class specs have not been updated since 2015", LastChanged(Operator.BEFORE, "2015", "since 2015")),
        ("which classes get overtime", Valued("overtime", "non_exempt", "get overtime")),
        ("Which classes are unclassified?", Valued("staff_type", "unclassified", "unclassified")),
        ("which classes do not mention a license", Not(Asked("license", said="license"))),
        ("which classes have a license requirement", Asked("license", REQUIRED, said="a license")),
        (
            "which classes are exempt and require a valid driver's license",
            AllOf(
                (
                    Valued("overtime", "exempt", "exempt"),
                    Asked("license", REQUIRED, ("driver",), said="a valid driver's license"),
                )
            ),
        ),
        ("Tell me which classes require typing", Asked("testing", REQUIRED, ("typing",), said="typing")),
        ("which specs have no FLSA status", Not(Stated("overtime"))),
        ("which specs are without a class code", Not(Stated("class_code"))),
        ("Which classes require Spanish?", Mentioned("Spanish", REQUIRED)),
        ('which specs mention "asbestos removal"', Mentioned("asbestos removal")),
        ("which specs mention overtime", Mentioned("overtime")),
        ("which classes count my time as an Accountant I", Counted("Accountant I")),
        ("which classes accept experience as an Accounting Technician", Counted("Accounting Technician")),
        ("which classes mention a driver's license", Asked("license", terms=("driver",), said="driver's license")),
        (
            "which classes may require a license",
            Asked("license", frozenset({Modality.MAY_BE_REQUIRED}), said="a license"),
        ),
        (
            "which classes require a pilot certificate",
            Asked("certificate", REQUIRED, (), "pilot", "a pilot certificate"),
        ),
    ],
)
def test_each_kind_of_condition(reader: Reader, text: str, expected: Tree) -> None:
    assert tree(reader, text) == expected


def test_and_and_or_make_a_tree(reader: Reader) -> None:
    both = tree(reader, "which classes were established before 1990 and have salary range 45")
    one = tree(reader, "which classes were established before 1990 or have salary range 45")
    assert isinstance(both, AllOf) and isinstance(one, AnyOf)
    for found in (both, one):
        assert [c.facet for c in leaves(found) if isinstance(c, Compared)] == ["established", "grade"]
    mixed = tree(reader, "which classes require a degree and a license or require a certificate")
    assert isinstance(mixed, AnyOf) and isinstance(mixed.parts[0], AllOf)


def test_what_is_required_is_said_once_of_several(reader: Reader) -> None:
    found = tree(reader, "which classes require a degree and a license")
    assert [(c.facet, c.modalities) for c in leaves(found) if isinstance(c, Asked)] == [
        ("education", REQUIRED),
        ("license", REQUIRED),
    ]


def test_denial_ends_where_something_else_is_said(reader: Reader) -> None:
    license_only = tree(reader, "which classes require a license but no degree")
    assert isinstance(license_only, AllOf)
    assert isinstance(license_only.parts[0], Asked) and isinstance(license_only.parts[1], Not)
    degree_only = tree(reader, "which classes do not need a license but require a degree")
    assert isinstance(degree_only, AllOf)
    assert isinstance(degree_only.parts[0], Not) and isinstance(degree_only.parts[1], Asked)
    for text in (
        "which classes are without a license or certificate",
        "classes that require neither a license nor a degree",
    ):
        neither = tree(reader, text)
        assert isinstance(neither, AllOf) and all(isinstance(part, Not) for part in neither.parts)


def test_decade_and_range_are_two_bounds(reader: Reader) -> None:
    for text in ("which classes were established in the 1980s", "classes established between 1980 and 1989"):
        bounds = [(c.operator, c.value) for c in leaves(tree(reader, text)) if isinstance(c, Compared)]
        assert bounds == [(Operator.SINCE, "1980"), (Operator.UNTIL, "1989")]


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("what is the oldest class", Order("established", False, 1, "oldest")),
        ("which class pays the most", Order("salary", True, 1, "pays the most")),
        ("what are the 3 highest paid classes", Order("salary", True, 3, "highest paid")),
        ("list the five most recently revised specs", Order("revised", True, 5, "most recently revised")),
        ("which classes are the lowest paid", Order("salary", False, None, "lowest paid")),
        ("who is paid most", Order("salary", True, None, "paid most")),
        ("show me the oldest five classes", Order("established", False, 5, "oldest")),
        ("who is paid the most", Order("salary", True, None, "is paid the most")),
        ("Which class was established most recently?", Order("established", True, 1, "established most recently")),
        ("the oldest specs", Order("revised", False, None, "oldest specs")),
    ],
)
def test_superlatives_put_in_order(reader: Reader, text: str, order: Order) -> None:
    assert read(reader, text).order == order


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("how many exempt classes are there by bargaining unit", "unit"),
        ("how many classes per bargaining unit", "unit"),
        ("exempt classes for each agency", "agency"),
        ("list all classes grouped by FLSA status", "overtime"),
    ],
)
def test_groups(reader: Reader, text: str, group: str) -> None:
    assert read(reader, text).group == group


@pytest.mark.parametrize(
    "text", ["list all classes", "how many classes are there?", "how many specs do you have", "show me all the jobs"]
)
def test_no_condition_asks_for_the_catalog(reader: Reader, text: str) -> None:
    assert read(reader, text) == Selection()


def test_an_agency_narrows(reader: Reader) -> None:
    found = tree(reader, "which classes of the Port require a license")
    agencies = [c.agency.casefold() for c in leaves(found) if isinstance(c, OfAgency)]
    assert agencies == ["tern harbor port district"]


def test_frame_is_a_list(reader: Reader) -> None:
    question = reader.read("which classes were revised after 2018")
    assert question.frame is Frame.LIST
    assert question.when is None, "the date is a condition, and asks for no older document"


#: Words that make conditions, and some that make none.
POOL = (
    "which how many list all classes class jobs require may need don't not no without mention a the license degree "
    "class A commercial or and but , neither nor exempt non-exempt by unit per agency oldest 3 top highest paid above "
    "$60,000 at least 4 years of experience since 1990 between 2 50 pounds words minute grade Accountant have in "
    'CBID S06 salary range established revised count my time as fish "fish"'
).split()


@given(st.lists(st.sampled_from(POOL), max_size=14))
@settings(max_examples=300, deadline=None)
def test_any_words_are_read_and_said_again(reader: Reader, vocabulary: Vocabulary, words: list[str]) -> None:
    selection = reader.selector.read(" ".join(words))
    if selection is not None and selection.tree is not None:
        for many in (True, False):
            assert understood(selection.tree, vocabulary, many=many).strip()


@given(st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read(reader: Reader, text: str) -> None:
    reader.selector.read(f"which classes {text}")
