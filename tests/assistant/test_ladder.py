"""What stands above and below a class, from titles, requirements and other words of documents."""

from collections.abc import Iterable, Mapping, Sequence

import pytest

from assistant.ladder import Ladder, Ladders
from tests.assistant.titled import entry, statement
from vectorstore.spec import CatalogEntry, Described, Modality, Statement
from vectorstore.vocabulary import Vocabulary

CLERK, SENIOR, TYPIST = entry("Clerk"), entry("Senior Clerk"), entry("Clerk Typist")
MANAGER, PURSER, OTHERS = entry("Records Manager"), entry("Purser"), entry("Clerk", agency="Inkwell City")


@pytest.fixture
def ladders(vocabulary: Vocabulary) -> "Make":
    return Make(vocabulary)


class Make:
    """Makes ladders of some statements."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def __call__(
        self,
        said: Mapping[str, tuple[CatalogEntry, Sequence[Statement]]],
        described: Iterable[tuple[CatalogEntry, Described]] = (),
    ) -> Ladders:
        rows = [(of, one) for of, statements in said.values() for one in statements]

        def statements(facet: str, words: Sequence[str]) -> list[tuple[CatalogEntry, Statement]]:
            return [
                (of, one)
                for of, one in rows
                if (not facet or facet in one.facets) and all(word in one.text.lower() for word in words)
            ]

        entries = (CLERK, SENIOR, TYPIST, MANAGER, PURSER, OTHERS)
        return Ladders(entries, {}, statements, described, self.vocabulary)


def titles(ladder: Ladder, *, up: bool) -> list[tuple[str, str, bool]]:
    return [(s.title, s.why.value, s.entry is not None) for s in (ladder.above if up else ladder.below)]


def test_series_needs_no_statement_and_takes_no_other_work(ladders: Make) -> None:
    found = ladders({})
    assert titles(found.of(CLERK), up=True) == [("Senior Clerk", "series", True)]
    assert titles(found.of(SENIOR), up=False) == [("Clerk", "series", True)]
    assert (found.of(TYPIST).above, found.of(TYPIST).series) == ((), None)
    assert found.of(OTHERS).above == ()


def test_experience_puts_a_class_above_what_it_names(ladders: Make) -> None:
    text = "Two years as a Senior Clerk, a Dock Officer or a Clerk Typist with the county."
    found = ladders({"": (MANAGER, [statement(text, "requirements", "experience")])})
    assert titles(found.of(MANAGER), up=False) == [
        ("Senior Clerk", "experience", True),
        ("Clerk Typist", "experience", True),
        ("Dock Officer", "experience", False),
    ]
    (step,) = found.of(SENIOR).above
    assert (step.entry, step.proofs[0].printed) == (MANAGER, "Senior Clerk")
    ((above, proof),) = found.above_named("dock officers")
    assert (above, proof.statement and proof.statement.text) == (MANAGER, text)


def test_a_line_goes_by_what_each_asks_for_and_takes_the_nearest(ladders: Make) -> None:
    said = {
        "1": (TYPIST, [statement("One year as a Purser.", "requirements", "experience")]),
        "2": (MANAGER, [statement("Two years as a Clerk Typist or three as a Purser.", "requirements", "experience")]),
    }
    line = ladders(said).line(TYPIST)
    assert line is not None
    assert line.rungs == ((PURSER,), (TYPIST,), (MANAGER,))
    assert ladders({}).line(PURSER) is None


def test_a_requirement_that_is_waived_asks_for_nothing(ladders: Make) -> None:
    text = "This shall not apply in the first year for a person employed as a Senior Clerk."
    assert ladders({"": (MANAGER, [statement(text, "requirements")])}).of(MANAGER).below == ()


@pytest.mark.parametrize(
    "said",
    [
        statement("Ability to work as a Senior Clerk.", "requirements"),
        statement("Files for a year as a Senior Clerk does.", "duties", modality=Modality.DESCRIBED),
        statement("One year as a Senior Clerk is not required.", "requirements", modality=Modality.NOT_REQUIRED),
        statement("One year as a Records Manager.", "requirements", "experience"),
    ],
)
def test_what_asks_for_no_experience_in_another_class_is_no_step(ladders: Make, said: Statement) -> None:
    assert ladders({"": (MANAGER, [said])}).of(MANAGER).below == ()


def test_experience_against_the_order_of_the_series_is_left_out(ladders: Make) -> None:
    said = statement("One year as a Clerk or a Senior Clerk.", "requirements", "experience")
    found = ladders({"clerk": (CLERK, [said]), "senior": (SENIOR, [said])})
    # Each asks for the other: the titles decide.
    assert titles(found.of(CLERK), up=False) == []
    assert titles(found.of(SENIOR), up=False) == [("Clerk", "series", True)]
    assert [p.why.value for p in found.of(SENIOR).below[0].proofs] == ["series", "experience"]


def test_two_classes_that_count_for_each_other_are_side_by_side(ladders: Make) -> None:
    one = statement("One year as a Purser.", "requirements", "experience")
    other = statement("One year as a Records Manager.", "requirements", "experience")
    found = ladders({"": (MANAGER, [one]), "other": (PURSER, [other])})
    assert (found.of(MANAGER).below, found.of(PURSER).below) == ((), ())


def test_words_that_tell_classes_apart(ladders: Make) -> None:
    lower = statement("Differs from the next lower class of Clerk Typist in its scope.", "distinguishing")
    upper = statement("Incumbents promote to Records Manager.", "distinguishing", ordinal=1)
    not_so = statement("Incumbents do not advance to Senior Clerk.", "distinguishing", ordinal=2)
    found = ladders({"": (PURSER, [lower, upper, not_so])})
    assert titles(found.of(PURSER), up=False) == [("Clerk Typist", "named", True)]
    assert titles(found.of(PURSER), up=True) == [("Records Manager", "named", True)]
    assert titles(found.of(MANAGER), up=False) == [("Purser", "named", True)]


def test_class_described_in_passing_is_a_step_without_a_document(ladders: Make) -> None:
    said = statement("Records Page - This class carries boxes.", "distinguishing", modality=Modality.DESCRIBED)
    found = ladders({"": (MANAGER, [said])}, [(MANAGER, Described("Records Page", said.span))])
    assert titles(found.of(MANAGER), up=False) == [("Records Page", "named", False)]


def test_ends_are_what_the_document_says(ladders: Make) -> None:
    top = statement("This is the highest class of the series.", "distinguishing", modality=Modality.DESCRIBED)
    found = ladders({"": (MANAGER, [top])})
    assert found.of(MANAGER).ends == {True: top}
    assert found.of(PURSER).ends == {}


def test_desirable_experience_is_only_preferred(ladders: Make) -> None:
    said = statement("One year as a Purser.", "desirable", "experience")
    (step,) = ladders({"": (MANAGER, [said])}).of(MANAGER).below
    assert step.proofs[0].prefers


def test_the_share_of_named_classes_that_have_a_document_is_of_one_agency(ladders: Make) -> None:
    text = "Two years as a Senior Clerk, a Dock Officer or a Clerk Typist with the county."
    found = ladders({"": (MANAGER, [statement(text, "requirements", "experience")])})
    assert found.share_known(MANAGER.agency) == pytest.approx(2 / 3)
    assert found.share_known(OTHERS.agency) == 0.0
