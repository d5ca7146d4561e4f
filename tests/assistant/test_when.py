"""Which document of a class a question is about."""

import pytest

from assistant.literals import find_literals
from assistant.times import Time, find_time, without, year_beside
from assistant.when import When, compared, of_time, revisions
from vectorstore.spec import CatalogEntry, ClassSpec, DocumentType, Span
from vectorstore.vocabulary import load

VOCABULARY = load()


def entry(title: str, *, revision: str, source: str, class_id: str = "class") -> CatalogEntry:
    spec = ClassSpec(0, title, Span(0, len(title), 1), "M1", revision=revision)
    return CatalogEntry(source, class_id, source, source, source, "Marlow", DocumentType.SPECIFICATION, spec)


DATED = tuple(entry("Clerk", revision=date, source=date) for date in ("2011-02-14", "2015-06", "2018"))


def time(text: str) -> Time:
    return find_time(text, find_literals(text, VOCABULARY), VOCABULARY)


def when(text: str) -> When | None:
    return time(text).when


def dates(text: str) -> list[str]:
    asked = when(text)
    assert asked is not None
    return [found.spec.revision for found in of_time(asked, DATED)]


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
        ("until 2016", "2015-06"),
        ("after 2015", "2018"),
        ("after 2018", None),
        ("what was the previous pay grade", "2015-06"),
        ("old salary", "2015-06"),
        ("former requirements", "2015-06"),
        ("grade before the last revision", "2015-06"),
        ("what was it before?", "2015-06"),
        ("what did it use to pay", "2015-06"),
        ("the original spec", "2011-02-14"),
        ("in 2010", None),
        ("before 2011", None),
        ("since 2019", None),
    ],
)
def test_a_document_is_in_force_until_the_next(text: str, expected: str | None) -> None:
    assert dates(text) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between 2012 and 2014", ["2011-02-14"]),
        ("from 2016 to 2014", ["2011-02-14", "2015-06"]),
        ("between 2016 and 2017", ["2015-06"]),
        ("2012 to 2019", ["2011-02-14", "2015-06", "2018"]),
        ("between 2009 and 2012", ["2011-02-14"]),
        ("between 2008 and 2009", []),
        ("more in 2018 than in 2012", ["2011-02-14", "2018"]),
        ("more in 2016 than in 2015", ["2015-06"]),
    ],
)
def test_two_dates_ask_for_both_and_a_range_for_all_between(text: str, expected: list[str]) -> None:
    assert dates(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "how much prior experience",
        "must I have worked there before?",
        "how old must I be to need a license",
        "I was hired in 2010",
        "In 2010 I was hired as a clerk",
        "my date of birth is 03/04/1990",
        "I've been a clerk since 2005",
        "on 13/45/2015",
        "as of February 30, 2018",
    ],
)
def test_no_time_is_asked_about(text: str) -> None:
    assert when(text) is None


def test_a_date_that_the_calendar_lacks_is_told_and_blanked() -> None:
    found = time("pay as of February 30, 2018")
    assert found.unclear == "February 30, 2018"
    assert without("pay as of February 30, 2018", found.places).split() == ["pay", "as", "of", ";"]


def test_the_words_of_a_time_are_the_readers_own() -> None:
    asked = when("what was paid from 2016 to 2014?")
    assert asked is not None
    assert (asked.iso, asked.until, asked.said) == ("2014", "2016", "from 2016 to 2014")


def test_a_date_of_ones_life_leaves_the_other_one() -> None:
    asked = when("I was born in 1990. What did a Clerk earn in 2015?")
    assert asked is not None
    assert (asked.iso, asked.until) == ("2015", "")


@pytest.mark.parametrize(
    "text",
    [
        "since 2019",
        "after 2018",
        "between 2016 and 2017",
        "before 2012",
        "before 2011",
        "in 2016",
        "in 2009",
        "until 2014",
        "between 2008 and 2012",
    ],
)
def test_nothing_is_compared_of_a_time_without_two_documents(text: str) -> None:
    assert compared(when(text), DATED) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("2015-06", "2018")),
        ("since 2011", ("2011-02-14", "2018")),
        ("between 2012 and 2016", ("2011-02-14", "2015-06")),
        ("from 2016 to 2018", ("2015-06", "2018")),
        ("since 2009", ("2011-02-14", "2018")),
        ("since 2018", ("2015-06", "2018")),
        ("from 2016", ("2015-06", "2018")),
        ("in 2015", ("2011-02-14", "2015-06")),
        ("before 2018", ("2011-02-14", "2015-06")),
        ("from 2018 to 2015", ("2015-06", "2018")),
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
    rest = without(text, time(text).places)
    assert len(rest) == len(text)
    assert rest.split() == ["What", "did", "a", "Clerk", "earn", ";", "?"]
    assert without(text, ()) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Clerk 2015", "2015"),
        ("2015 Clerk pay", "2015"),
        ("Clerk, 2015: pay", "2015"),
        ("Clerk pay 2015", "2015"),
        ("does 2015 suit a Clerk", ""),
        ("Clerk pay 2000 hours", ""),
        ("2000 hours as a Clerk", ""),
        ("2015", ""),
    ],
)
def test_a_bare_year_is_a_date_beside_a_class_or_behind_what_is_asked(text: str, expected: str) -> None:
    places = {
        word: [(text.index(word), text.index(word) + len(word))] if word in text else [] for word in ("Clerk", "pay")
    }
    found = year_beside(text, places["Clerk"], places["pay"], alone=False).when
    assert (found.iso if found else "") == expected


def test_a_bare_year_alone_is_a_date_where_it_may_be() -> None:
    found = year_beside("2015?", [], [], alone=True).when
    assert found is not None
    assert found.iso == "2015"
    assert year_beside("pay 2015?", [], [], alone=True).when is None
