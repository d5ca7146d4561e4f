"""Similar classes: found by title and work, told with the reason, and flagged where the class exists."""

from dataclasses import replace

import pytest

from assistant.draft.similar import About, about_spec, about_wanted, find_similar
from assistant.draft.similar_parts import MOST_LINES
from assistant.draft.similar_titles import Titles
from assistant.draft.values import Similar, Wanted
from assistant.engine import Assistant
from assistant.standing import Standing
from tests.assistant.conftest import SpecOf
from vectorstore.spec import Viewer


@pytest.fixture(scope="module")
def standing(assistant: Assistant) -> Standing:
    return assistant.standing(Viewer())


def titles(found: tuple[Similar, ...]) -> list[str]:
    return [similar.title for similar in found]


def test_the_levels_of_a_wanted_class_come_first_and_are_told(standing: Standing) -> None:
    found = find_similar(About("Accountant III"), standing)
    assert titles(found)[:2] == ["Accountant II", "Accountant I"]
    assert found[0].why == "one level below"
    assert found[1].why == "two levels below"
    assert not any(similar.is_duplicate for similar in found)


def test_a_class_is_found_by_what_it_does_whatever_it_is_called(standing: Standing) -> None:
    wanted = Wanted(
        "Quay Helper", notes="Collects mooring fees from visiting boats.\n- Ties up boats at the guest dock."
    )
    about = about_wanted(wanted)
    assert about.sentences == ("Collects mooring fees from visiting boats.", "Ties up boats at the guest dock.")
    assert "MARINA ATTENDANT (SEASONAL)" in titles(find_similar(about, standing, limit=3))


def test_of_very_many_lines_the_first_are_compared(standing: Standing) -> None:
    notes = "\n".join(f"- Paints the {at}. buoy." for at in range(2 * MOST_LINES))
    found = find_similar(about_wanted(Wanted("Quay Helper", notes)), standing, limit=1)
    assert found[0].parts[0].total == MOST_LINES


def test_a_class_that_exists_is_flagged_by_its_title_however_it_is_written(standing: Standing) -> None:
    found = find_similar(About("Senior Accounting Technician"), standing)
    assert [similar.title for similar in found if similar.is_duplicate] == ["Accounting Technician, Senior"]
    assert "the same title" in found[0].why


def test_a_class_that_exists_is_flagged_by_its_work_under_another_title(standing: Standing, spec_of: SpecOf) -> None:
    about = replace(about_spec(spec_of("Permit Technician")), title="Counter Specialist", source_id="")
    first = find_similar(about, standing)[0]
    assert (first.title, first.is_duplicate) == ("PERMIT TECHNICIAN", True)
    duties = next(part for part in first.parts if part.kind == "duties")
    assert duties.alike == duties.total > 2
    assert f"{duties.alike} of {duties.total} duties alike" in first.why


def test_a_number_makes_another_line(standing: Standing, spec_of: SpecOf) -> None:
    about = about_spec(spec_of("Accountant II"))
    changed = replace(about, lines=tuple((kind, f"{text} on 47 sites") for kind, text in about.lines))
    own = {spec_of("Accountant II").entry.spec_id}
    told = {s.spec_id: s for s in find_similar(changed, standing)}
    assert own <= told.keys()
    assert all(part.alike == 0 for part in told[own.pop()].parts)


def test_only_the_classes_of_an_agency_are_found_and_none_that_is_left_out(standing: Standing, spec_of: SpecOf) -> None:
    spec = spec_of("Accountant II")
    found = find_similar(about_spec(spec), standing, agency=spec.entry.agency, without={spec.entry.spec_id})
    assert found
    assert {similar.agency.casefold() for similar in found} == {spec.entry.agency.casefold()}
    assert "Accountant II" not in titles(found)
    assert len(find_similar(About("Accountant"), standing, limit=2)) == 2


def test_of_a_class_only_its_newest_document_is_found(standing: Standing) -> None:
    shelf = standing.shelf
    found = find_similar(About("Crane Electrician"), standing)[0]
    dated = shelf.documents(next(entry for entry in shelf.entries if entry.spec_id == found.spec_id))
    assert len(dated) > 1
    assert dated[-1].spec_id == found.spec_id


def test_a_numeral_makes_no_class_similar(standing: Standing) -> None:
    numbered, plain = (find_similar(About(title), standing) for title in ("Beekeeper II", "Beekeeper"))
    assert [(one.title, one.score) for one in numbered] == [(one.title, one.score) for one in plain]
    assert titles(find_similar(About("II"), standing))


def test_a_word_that_says_no_work_makes_no_class_similar(standing: Standing) -> None:
    notes = "Keeps records and prepares reports."
    found = titles(find_similar(about_wanted(Wanted("Budget Specialist", notes)), standing, limit=3))
    assert not any("specialist" in title.lower() for title in found)
    assert titles(find_similar(About("Irrigation Specialist"), standing))[0] == "IRRIGATION SPECIALIST"


def test_a_word_that_is_twice_in_a_title_is_told_once(standing: Standing, spec_of: SpecOf) -> None:
    entry = spec_of("Land Surveyor II").entry
    twice = replace(entry, spec=replace(entry.spec, title="Land Surveyor, Land Office"))
    assert Titles("Land Surveyor", standing.reader.lexicon).common(twice) == ("Surveyor", "Land")
