"""Which document of a class a question is about."""

import pytest

from assistant.literals import find_literals
from assistant.when import When, chosen, compared, find_when, revisions, without
from vectorstore.spec import CatalogEntry, ClassSpec, DocumentType, Span
from vectorstore.vocabulary import load

VOCABULARY = load()


def entry(title: str, *, revision: str, source: str, class_id: str = "class") -> CatalogEntry:
    spec = ClassSpec(0, title, Span(0, len(title), 1), "M1", revision=revision)
    return CatalogEntry(source, class_id, source, source, source, "Marlow", DocumentType.SPECIFICATION, spec)


DATED = tuple(entry("Clerk", revision=date, source=date) for date in ("2011-02-14", "2015-06", "2018"))


def when(text: str) -> When | None:
    return find_when(text, find_literals(text, VOCABULARY), VOCABULARY)


def revision(text: str) -> str | None:
    asked = when(text)
    assert asked is not None
    found = chosen(asked, DATED)
    return found.spec.revision if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 2015", "2015-06"),
        ("in 2016", "2015-06"),
        ("in 2014", "2011-02-14"),
        ("in May 2015", "2011-02-14"),
        ("as of June 2015", "2015-06"),
        ("before 2015", "2011-02-14"),
        ("before 2018", "2015-06"),
        ("since 2016", "2018"),
        ("the 2011 spec", "2011-02-14"),
        ("the old version", "2015-06"),
        ("the very first version", "2011-02-14"),
        ("in 2010", None),
        ("before 2011", None),
        ("since 2019", None),
    ],
)
def test_a_document_is_in_force_until_the_next(text: str, expected: str | None) -> None:
    assert revision(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("2015-06", "2018")),
        ("since 2011", ("2011-02-14", "2018")),
        ("between 2012 and 2016", ("2011-02-14", "2015-06")),
        ("from 2016 to 2018", ("2015-06", "2018")),
        ("since 2009", ("2011-02-14", "2018")),
        ("from the previous version", ("2015-06", "2018")),
        ("since the first version", ("2011-02-14", "2018")),
    ],
)
def test_what_changed_is_asked_of_two_documents(text: str, expected: tuple[str, str]) -> None:
    pair = compared(when(text), DATED)
    assert pair is not None
    assert tuple(one.spec.revision for one in pair) == expected


def test_one_document_has_nothing_to_be_compared_with() -> None:
    assert compared(None, DATED[:1]) is None


def test_one_document_of_each_date_counts_and_none_without() -> None:
    twin = entry("Clerk", revision="2018", source="twin")
    undated = entry("Clerk", revision="", source="undated")
    other = entry("Cook", revision="2017", source="cook", class_id="cook")
    assert revisions(DATED[0], [*DATED, twin, undated, other]) == DATED


def test_the_words_of_a_time_are_blanked_and_nothing_moves() -> None:
    text = "What did a Clerk earn in 2015?"
    rest = without(text, when(text))
    assert len(rest) == len(text)
    assert rest.split() == ["What", "did", "a", "Clerk", "earn", ";", "?"]
    assert without(text, None) == text
