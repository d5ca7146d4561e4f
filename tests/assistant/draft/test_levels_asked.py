"""What a draft asks where its class is of another level than its sources, and names that mean another thing."""

import pytest

from assistant.draft.beginning import begun
from assistant.draft.compose import composed, revised
from assistant.draft.slot_words import in_style, named_in, short_forms
from assistant.draft.values import ChangeKind, DraftSection, Line, Provenance, Similar, Wanted
from assistant.engine import Assistant
from assistant.scan import PhraseTrie, tokenize
from assistant.standing import Standing
from tests.assistant.conftest import SpecOf
from vectorstore.spec import Viewer
from vectorstore.vocabulary import load

COUNTY, PORT = "Marlow County", "Tern Harbor Port District"


@pytest.fixture(scope="module")
def standing(assistant: Assistant) -> Standing:
    return assistant.standing(Viewer())


def drafted(wanted: Wanted, standing: Standing, spec_of: SpecOf, *titles: str) -> tuple[DraftSection, ...]:
    entries = [spec_of(title).entry for title in titles]
    similar = tuple(
        Similar(e.spec_id, e.spec.title, e.spec.class_code, e.agency, 0.9 - at / 20, "") for at, e in enumerate(entries)
    )
    return composed(wanted, similar, standing)


def lines(sections: tuple[DraftSection, ...], *kinds: str) -> list[Line]:
    return [line for section in sections if not kinds or section.kind in kinds for line in section.lines]


def test_experience_one_level_below_is_that_of_the_next_level_and_is_asked(standing: Standing, spec_of: SpecOf) -> None:
    made = drafted(Wanted("Accountant III", agency=COUNTY), standing, spec_of, "Accountant II", "Accountant I")
    line = next(line for line in lines(made, "experience") if "eighteen months" in line.text)
    assert "eighteen months as Accountant II with" in line.text
    assert [(c.before, c.after, c.kind) for c in line.changes] == [("I", "II", ChangeKind.LEVEL)]
    assert "how much experience as Accountant II does Accountant III need?" in line.question
    assert not any(one.provenance is Provenance.NEEDS_INPUT for one in lines(made, "experience", "requirements"))


def test_a_name_that_is_cut_short_is_that_of_its_class(standing: Standing, spec_of: SpecOf) -> None:
    wanted = Wanted("Public Safety Dispatcher III", agency=COUNTY)
    titles = "Public Safety Dispatcher II", "Public Safety Dispatcher I"
    made = drafted(wanted, standing, spec_of, *titles)
    line = next(line for line in lines(made, "experience") if line.text.startswith("Eighteen months"))
    assert line.text.startswith("Eighteen months as Public Safety Dispatcher II with") and line.question
    told = lines(made, "definition", "distinguishing")
    assert {origin.class_code for line in told for origin in line.sources} == {"M5206"}
    own = next(line for line in told if line.text == "Public Safety Dispatcher III is the full working level.")
    assert own.question.startswith("Says of which level")
    led = next(line for line in lines(made, "supervision") if line.text.startswith("Trains and gives"))
    assert "supervises" not in led.question and "Dispatcher I" in led.question


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("Wharf Carpenter II", "one level above WHARF CARPENTER, which asks for this: how much experience"),
        ("Wharf Carpenter Trainee", "one level below WHARF CARPENTER, which asks for this: what of it"),
        ("Dock Carpenter", ""),
    ],
)
def test_requirements_of_another_level_are_not_taken_unasked(
    title: str, asked: str, standing: Standing, spec_of: SpecOf
) -> None:
    made = lines(drafted(Wanted(title, agency=PORT), standing, spec_of, "Wharf Carpenter"), "experience")
    assert made[-1].text.startswith("Completion of an apprenticeship")
    assert [asked in line.question for line in made[:-1]] == [True] * bool(asked)


@pytest.mark.parametrize(
    ("title", "lines_asked", "asks"),
    [("Permit Technician Aide", 1, "one level below"), ("Permit Aide", 1, "what of it"), ("Permit Clerk", 0, "")],
)
def test_the_work_of_whom_a_helper_helps_is_not_taken_unasked(
    title: str, lines_asked: int, asks: str, standing: Standing, spec_of: SpecOf
) -> None:
    made = drafted(Wanted(title, agency=COUNTY), standing, spec_of, "Permit Technician")
    told = [line for line in lines(made) if line.question.endswith(f"helps others or learns: is that so of {title}?")]
    assert [bool(line.text and line.sources) for line in told] == [True] * lines_asked
    asked = [line.question for line in lines(made, "experience", "requirements") if not line.text]
    assert [asks in one for one in asked] == [True] * bool(asks)


def test_a_revision_under_another_level_is_not_asked_for_experience_in_itself(
    standing: Standing, spec_of: SpecOf
) -> None:
    spec = spec_of("Wharf Carpenter")
    draft = begun("d", Wanted("Wharf Carpenter II", revises=spec.entry.spec_id), standing)
    (asked,) = [line.question for line in draft.lines if "one level above" in line.question]
    assert asked.endswith("WHARF CARPENTER, as the class is called now: does it still ask for this?")


def test_the_word_for_a_person_of_another_class_is_asked_about(standing: Standing, spec_of: SpecOf) -> None:
    for title, asked in (("Animal Services Technician", True), ("Senior Animal Services Officer", False)):
        made = drafted(Wanted(title, agency=COUNTY), standing, spec_of, "Animal Services Officer")
        (line,) = [line for section in made for line in section.lines if "as long as the officer" in line.text]
        assert ("Speaks of “officer”" in line.question) is asked


def test_a_value_that_ends_in_a_full_stop_ends_its_question(standing: Standing, spec_of: SpecOf) -> None:
    made = drafted(
        Wanted("Public Safety Dispatcher III", agency=COUNTY), standing, spec_of, "Public Safety Dispatcher II"
    )
    (asked,) = [line.question for section in made for line in section.lines if line.label == "Shift Differential"]
    assert asked.endswith("between 6 p.m. and 6 a.m.")


def test_who_supervises_and_where_is_never_lost(standing: Standing, spec_of: SpecOf) -> None:
    wanted = Wanted("Dock Carpenter", agency=PORT, unit="Dredging", supervisor="Wharf Foreman")
    header = drafted(wanted, standing, spec_of, "Wharf Carpenter")[0]
    assert {"Dredging", "Wharf Foreman"} <= {line.text for line in header.lines}
    spec = spec_of("Wharf Carpenter")
    revision = Wanted(spec.entry.spec.title, revises=spec.entry.spec_id, supervisor="Wharf Foreman", agency=PORT)
    assert [line.text for line in revised(revision, spec, standing)[0].lines if line.facet == "supervision"] == [
        "Wharf Foreman"
    ]


def test_where_no_class_is_near_nothing_of_their_work_is_proposed(standing: Standing, spec_of: SpecOf) -> None:
    entries = [spec_of(title).entry for title in ("Land Surveyor I", "Permit Technician", "Accountant I")]
    far = tuple(Similar(e.spec_id, e.spec.title, "", e.agency, 0.3, "") for e in entries)
    made = composed(Wanted("Falconer", agency=COUNTY), far, standing)
    assert not any(line.sources for line in lines(made, "duties", "experience", "license", "definition"))
    assert any(line.question for line in lines(made, "duties"))


def test_the_notes_of_a_revision_are_asked_about(standing: Standing, spec_of: SpecOf) -> None:
    spec = spec_of("Wharf Carpenter")
    notes = "The swim test is dropped. Payroll records are kept for the crew."
    draft = begun("d", Wanted("", notes, revises=spec.entry.spec_id), standing)
    asked = [line for line in draft.lines if "The notes say" in line.question]
    test, new = sorted(asked, key=lambda line: line.provenance is Provenance.NEEDS_INPUT)
    assert test.text.startswith("A swim test") and test.provenance is Provenance.TAKEN
    assert not new.text and "Payroll records" in new.question


def test_a_name_goes_over_no_parenthesis_and_takes_its_own_along() -> None:
    vocabulary, trie = load(), PhraseTrie()
    for title in ("Elevator Mechanic", "Analyst II (General)"):
        trie.add(title, title)
    for text, named in (
        ("a Competent Conveyance (Elevator) Mechanic certificate", []),
        ("one year as Analyst II (General) or more", ["Analyst II (General)"]),
        ("an Elevator Mechanic of the city", ["Elevator Mechanic"]),
    ):
        found = named_in(text, tokenize(text), trie, vocabulary)
        assert [text[one.start : one.end] for one in found] == named


def test_a_name_keeps_its_numeral_and_is_of_many_where_the_other_was() -> None:
    vocabulary = load()
    for printed, put in (
        ("elevator mechanic", "dock rigger II"),
        ("Elevator Mechanics", "Dock Riggers II"),
        ("Elevator Mechanics III", "Dock Riggers II"),
    ):
        assert in_style("Dock Rigger II", printed, tokenize(printed), vocabulary) == put
    assert list(short_forms("Public Safety Dispatcher II")) == ["Safety Dispatcher II", "Dispatcher II"]
    assert not list(short_forms("Accountant II")) and not list(short_forms("Wharf Carpenter"))
