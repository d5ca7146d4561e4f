"""Lists over the example specs: complete, each class with its proof, and as the answer on one class would say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.class_view import Spec
from assistant.compose.items import MOST_ITEMS, page_of
from assistant.conditions import Asked
from assistant.demands import Demands
from assistant.engine import Assistant
from assistant.evidence import gather
from assistant.identity import newest
from assistant.proof import Proof
from assistant.settings import Settings
from assistant.shelf import Shelf
from assistant.terms import names_each, patterns
from tests.assistant.conftest import Ask
from tests.assistant.judging import broken
from tests.ingest.parsing import parsed
from tests.vectorstore.fakes import WordHashes
from vectorstore.index import Index
from vectorstore.spec import Modality, Source, Viewer
from vectorstore.vocabulary import Vocabulary

#: Classes that a driver's license is required of, read from the example documents one by one.
DRIVERS = {
    "Accountant I (Specialist)", "Animal Services Officer", "Crane Electrician", "Election Services Coordinator",
    "Emergency Management Coordinator", "Environmental Compliance Inspector I",
    "Environmental Compliance Inspector II", "Harbor Patrol Officer", "Heavy Equipment Mechanic",
    "Irrigation Specialist", "Land Surveyor I", "Land Surveyor II", "Land Surveyor II (Hydrographic)", "Survey Aide",
    "Parks Maintenance Worker, Lead", "Supervising Water Treatment Operator", "Water Treatment Operator Trainee",
    "Water Treatment Operator, Senior", "Wharf Carpenter",
}  # fmt: skip
EXEMPT = {
    "Accountant II", "Berthing Coordinator", "Election Services Coordinator", "Emergency Management Coordinator",
    "Information Systems Analyst", "Supervising Water Treatment Operator",
}  # fmt: skip
DIPLOMA = {
    "Accounting Technician", "Ferry Terminal Agent", "Harbor Patrol Officer", "Permit Technician",
    "Public Safety Dispatcher I", "Public Safety Dispatcher II", "Water Treatment Operator Trainee",
    "Water Treatment Operator, Senior",
}  # fmt: skip


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("Which classes require a driver's license?", DRIVERS),
        ("who all needs a driver's license", DRIVERS),
        ("which classes require a commercial license", {"Heavy Equipment Mechanic", "Parks Maintenance Worker, Lead"}),
        ("which classes require a class A license", {"Heavy Equipment Mechanic"}),
        ("which classes may require a class A license", {"Crane Electrician"}),
        (
            "which classes may require a license",
            {
                "Accounting Technician, Senior",
                "Crane Electrician",
                "Library Assistant, Senior",
                "Water Treatment Operator",
            },
        ),
        ("how many classes are exempt", EXEMPT),
        ("which exempt classes require a driver's license", EXEMPT & DRIVERS),
        ("which classes are exempt but don't require a driver's license", EXEMPT - DRIVERS),
        ("which classes need a high school diploma", DIPLOMA),
        (
            "which classes require a degree",
            # A degree is one of several ways for three more.
            {"Accountant I", "Accountant I (Specialist)", "Accountant II"},
        ),
        ("which specs have no class code", {"Library Assistant, Senior", "Parks Maintenance Worker, Lead"}),
        ("which jobs pay more than $30 an hour", {"Wharf Carpenter"}),
        # Of one the pay is printed by the month.
        ("Which classes start above $60,000?", {"Crane Electrician", "Supervising Water Treatment Operator"}),
        ("which classes have salary range 45", {"Permit Technician"}),
        ("which classes require a polygraph", {"Public Safety Dispatcher I"}),
        ("which classes count my time as an Accountant I", {"Accountant II"}),
        ("which classes accept experience as an Accounting Technician", {"Accounting Technician, Senior"}),
        (
            "which classes require chemistry",
            {"Environmental Compliance Inspector I", "Water Treatment Operator Trainee"},
        ),
        ("which specs mention overtime", {"Accounting Technician, Senior", "Supervising Water Treatment Operator"}),
        ("which classes are in MCEA Local 9", {"Library Assistant, Senior", "Permit Technician"}),
        ("what is the oldest class", {"Heavy Equipment Mechanic"}),
        ("which class pays the most", {"Crane Electrician"}),
        ("which classes were established in the 1980s", {"Accountant I", "Accountant II"}),
        ("list everything in the Administrative unit", {"Election Services Coordinator"}),
        ("probation longer than 6 months", {"Harbor Patrol Officer"}),
        ("which classes have a one year probation", {"Harbor Patrol Officer"}),
        ("jobs not open to the public", {"Vessel Traffic Dispatcher"}),
        ("which exams are closed to outsiders", {"Vessel Traffic Dispatcher"}),
        ("which accountant jobs are exempt", {"Accountant II"}),
        ("which dispatcher jobs need certification", {"Public Safety Dispatcher II"}),
        ("which classes are unrepresented", {"Marina Attendant (Seasonal)"}),
    ],
)
def test_list_is_complete(ask: Ask, question: str, titles: set[str]) -> None:
    answer = ask(question)
    assert {item["title"] for item in answer.items} == titles
    assert (answer.status, answer.total, answer.next) == (Status.ANSWERED, len(answer.items), None)


@pytest.mark.parametrize(
    "question",
    [
        "Which classes were established in 1955?",
        "How many classes ask for a doctorate?",
        "which jobs have salary range 99",
        "What classes start above $300,000 a year?",
        "which classes require a pilot's license",
        "which specs mention zeppelins",
    ],
)
def test_none_that_fits_is_an_answer(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert (answer.status, answer.total, answer.items) == (Status.ANSWERED, 0, ())
    assert answer.answer.startswith("No loaded class spec ")


@pytest.mark.parametrize(
    "question",
    [
        "which classes were revised after 2018",
        "Which classes require a driver's license?",
        "how many classes per bargaining unit",
        "list all classes",
        "which specs were not revised since 2016",
        "what are the 3 highest paid classes",
        "which classes require at least 4 years of experience",
    ],
)
def test_every_item_and_citation_is_verbatim(ask: Ask, example_index: Index, question: str) -> None:
    answer = ask(question)
    texts = {
        e.source_id: example_index.catalog.text(e.source_id, Viewer()) or ""
        for e in example_index.catalog.entries(Viewer())
    }
    assert answer.total == len(answer.items) > 0
    for item in answer.items:
        assert texts[item["source_id"]][item["start"] : item["end"]] == item["quote"] != ""
    assert broken(answer, texts, question) == []


def test_first_sentence_says_how_it_was_understood(ask: Ask) -> None:
    assert ask("who all needs a CDL").answer.startswith("2 loaded class specs require a CDL:")
    assert ask("which jobs pay more than $30 an hour").answer.startswith(
        "1 loaded class spec pays more than $30 an hour:"
    )
    spoken = ask("which specs were not revised since 2016").answer
    assert "last revised, or else established, before 2016" in spoken.splitlines()[0]


def test_one_of_several_ways_is_told_apart(ask: Ask) -> None:
    answer = ask("which classes require a degree")
    (told,) = [line for line in answer.answer.splitlines() if line.startswith("Not counted")]
    assert "three for which it is only one of several ways to qualify" in told
    assert all(title in told for title in ("Berthing Coordinator", "Information Systems Analyst"))


def test_what_is_said_not_to_be_required_is_among_those_without(ask: Ask) -> None:
    without = {item["title"]: item["quote"] for item in ask("which classes do not require a license").items}
    assert without["Public Safety Dispatcher II"] == "Not required."
    assert "Accounting Technician" in without, "a blank says nothing"
    assert not without.keys() & (DRIVERS | {"Berthing Coordinator", "Crane Electrician"})


def test_groups_are_counted_and_stand_with_the_items(ask: Ask) -> None:
    answer = ask("how many exempt classes are there by bargaining unit")
    counts = {group["group"]: group["count"] for group in answer.groups}
    assert counts == {"Administrative": 1, "Operations Supervisors": 1, "Professional": 1, "not stated": 3}
    assert {item["title"] for item in answer.items if item["group"] == "Professional"} == {"Accountant II"}
    assert "- not stated: three classes" in answer.answer


def test_order_shows_the_first_and_tells_what_has_no_value(ask: Ask) -> None:
    answer = ask("what are the 3 highest paid classes")
    assert [item["title"] for item in answer.items] == [
        "Crane Electrician",
        "Water Treatment Operator",
        "Vessel Traffic Dispatcher",
    ]
    assert "with no salary of that period" in answer.answer


def test_one_spec_is_listed_of_each_class(ask: Ask, example_index: Index) -> None:
    answer = ask("list all classes")
    current = newest(example_index.catalog.entries(Viewer()))
    assert [item["spec_id"] for item in answer.items] == [entry.spec_id for entry in current]
    assert answer.total == 38


def test_only_one_agency_is_listed_where_it_is_asked_for(ask: Ask) -> None:
    by_words = ask("which classes of the Port District require a driver's license")
    by_field = ask("which classes require a driver's license", agency="Tern Harbor Port District")
    assert {item["spec_id"] for item in by_words.items} == {item["spec_id"] for item in by_field.items}
    assert 0 < len(by_field.items) < len(DRIVERS)


def test_a_list_is_of_no_class_in_play(ask: Ask) -> None:
    assert ask("What did a Crane Electrician earn in 2015?", "which classes were revised after 2018").total == 7


@pytest.mark.parametrize(
    "question",
    [
        "Which classes require a license and smell of fish?",
        # It may be asked for in other words.
        "Are there classes that require Spanish?",
    ],
)
def test_what_is_not_understood_is_no_complete_list(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.total is None and answer.items == ()


def binding(vocabulary: Vocabulary) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every facet that binds, alone and with each of its narrower kinds."""
    for facet in vocabulary.facets.values():
        if facet.binds:
            yield facet.key, ()
            yield from ((facet.key, (term,)) for term in facet.terms)


def test_list_agrees_with_the_answer_on_each_class(example_index: Index, vocabulary: Vocabulary) -> None:
    """For every class, facet and kind: it is in the list exactly if its own evidence asks for it so."""
    catalog, viewer = example_index.catalog, Viewer()
    entries = {entry.spec_id: entry for entry in newest(catalog.entries(viewer))}
    compared = 0
    for facet, terms in binding(vocabulary):
        asked = Asked(facet, frozenset({Modality.REQUIRED}), terms)
        demands = Demands(asked, catalog, viewer, vocabulary)
        listed = demands.among(entries, lambda line: line.statement.modality is Modality.REQUIRED)
        having = {one.entry.spec_id for one in listed}
        needed = patterns(vocabulary.facets[facet], terms)
        words = vocabulary.facets[facet].terms[terms[0]][0] if terms else ""
        for spec_id, entry in entries.items():
            document = catalog.parsed(entry.source_id, viewer)
            assert document is not None
            told = gather(Spec(entry, document), (facet,), words, vocabulary)
            own = any(
                s.modality is Modality.REQUIRED
                and facet in s.facets
                and names_each(document.sections[s.section].heading, s, needed)
                for s in (told.statements if told.found == "statements" else ())
            )
            assert (spec_id in having) == own, (facet, terms, entry.spec.title)
            compared += 1
    assert compared > 1000


CLERK = """{title}
Class Code: {code}

DUTIES
Files letters.

REQUIREMENTS
A valid driver's license is required.
"""


@pytest.fixture
def small(tmp_path: Path, vocabulary: Vocabulary) -> Iterator[Assistant]:
    """Two classes that anybody may read, and one for those of a group."""
    with Index.open(tmp_path / "data", WordHashes()) as index:
        for title, code, audience in (
            ("Mail Clerk", "C1", "public"),
            ("Map Clerk", "C2", "public"),
            ("Spy", "C9", "hr"),
        ):
            source = Source(f"{code}.txt", f"{code}.txt", "Town of Wren", audience=audience)
            index.put(source, parsed(CLERK.format(title=title, code=code)), parsing="p1")
        yield Assistant(index, vocabulary, Settings(data_dir=tmp_path / "data"))


@pytest.mark.parametrize(
    "question", ["which classes require a driver's license", "list all classes", 'which specs mention "files letters"']
)
def test_hidden_classes_are_not_counted(small: Assistant, question: str) -> None:
    seen = small.ask(question, history=[]).answer
    assert (seen.total, {item["title"] for item in seen.items}) == (2, {"Mail Clerk", "Map Clerk"})
    insider = Viewer(groups=frozenset({"public", "hr"}))
    assert small.ask(question, history=[], viewer=insider).answer.total == 3


def test_pages_follow_one_another(assistant: Assistant, ask: Ask) -> None:
    question = "Which classes require a driver's license?"
    pages = [assistant.items(question, offset=offset, limit=5) for offset in range(0, 20, 5)]
    assert all(page is not None and page.total == 19 for page in pages)
    found = [item for page in pages if page is not None for item in page.items]
    assert found == list(ask(question).items)
    last = pages[-1]
    assert last is not None and last.next is None
    assert assistant.items("What does an Accountant I do?") is None


def test_a_page_has_a_thousand_classes_and_leads_on(example_index: Index, vocabulary: Vocabulary) -> None:
    shelf = Shelf(example_index, vocabulary, Viewer())
    proofs = [Proof(shelf.entries[0])] * (MOST_ITEMS + 1)
    page = page_of(shelf, proofs, "list all classes")
    assert (len(page.items), page.total) == (1000, 1001)
    assert page.next == "/v1/items?question=list+all+classes&offset=1000&limit=1000"
    assert page_of(shelf, proofs, "list all classes", 1000).next is None


def test_who_supervises_nobody_is_not_listed_as_supervising(ask: Ask) -> None:
    none = {item["title"] for item in ask("which classes supervise no one").items}
    some = {item["title"] for item in ask("which classes supervise others").items}
    assert "Water Treatment Operator Trainee" in none
    assert "Supervising Water Treatment Operator" in some
    assert not none & some


def test_what_only_mentions_a_license_asks_for_none(ask: Ask) -> None:
    assert "require a clean driving" not in ask("which jobs need a clean driving record").answer


def test_nothing_named_before_is_asked_for(ask: Ask) -> None:
    for question in ("which of these need a degree?", "does it need a license?"):
        answer = ask(question)
        assert (answer.status, answer.items, answer.citations) == (Status.UNKNOWN_CLASS, (), ())
    assert ask("which classes are exempt", "which of these need a degree?").total


def test_a_bound_alone_is_of_the_class_in_play(ask: Ask) -> None:
    answer = ask("What is the salary of Crane Electrician?", "probation over 3 months")
    assert not answer.items
