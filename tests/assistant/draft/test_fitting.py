"""What a draft leaves out whatever speaks for it: the work of those who lead, and lines that lean on one not there."""

from dataclasses import replace

import pytest

from assistant.class_view import Spec
from assistant.draft.drawing import Drawn, drawn_on
from assistant.draft.fitting import fitting
from assistant.draft.gather import gathered
from assistant.draft.leaning import leans, with_ground
from assistant.draft.merging import Merged, merged
from assistant.draft.similar_titles import Titles
from assistant.draft.title_height import heights, leads, speaks_of_leading
from assistant.draft.values import Similar, Wanted
from assistant.engine import Assistant
from assistant.standing import Standing
from assistant.titles import title_keys
from tests.assistant.conftest import SpecOf
from vectorstore.spec import Viewer
from vectorstore.vocabulary import load


@pytest.fixture(scope="module")
def standing(assistant: Assistant) -> Standing:
    return assistant.standing(Viewer())


def groups_of(*specs: Spec) -> list[Merged]:
    return merged(gathered(specs, load()), load())


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Ferry Clerk Supervisor", "Ferry Clerk"),
        ("Ferry Clerk", "Ferry Clerk Aide"),
        ("Director of Ferries", "Ferries Manager"),
        ("Ferry Clerk II (Supervisor)", "Ferry Clerk II"),
    ],
)
def test_the_last_word_of_a_title_may_be_a_level_of_its_work(above: str, below: str) -> None:
    high, low = heights(*(title_keys(title, load())[0] for title in (above, below)), load())
    assert (high.work, high.specialty) == (low.work, low.specialty) and high.rank > low.rank


def test_an_end_that_two_titles_share_is_a_word_of_their_work() -> None:
    first, second = (title_keys(title, load())[0] for title in ("Pier Supervisor I", "Pier Supervisor II"))
    lower, higher = heights(first, second, load())
    assert lower.work == higher.work == ("pier", "supervisor") and lower.rank < higher.rank
    assert leads(first, load()) and not leads(title_keys("Pier Clerk", load())[0], load())


def test_a_supervisor_is_a_level_above_whom_it_supervises(standing: Standing, spec_of: SpecOf) -> None:
    lexicon = standing.reader.lexicon
    entry = spec_of("Permit Technician").entry
    below = Titles("Permit Technician Supervisor", lexicon).beside(entry, standing.shelf.entries)
    above = Titles("Permit Technician Aide", lexicon).beside(entry, standing.shelf.entries)
    assert below is not None and above is not None and (below.steps, above.steps) == (-1, 1)


def test_what_a_supervisor_alone_says_is_none_of_a_plain_class(standing: Standing, spec_of: SpecOf) -> None:
    spec = spec_of("Supervising Water Treatment Operator")
    found = groups_of(spec)
    named = Wanted("Water Treatment Helper", similar_to=(spec.entry.spec_id,))
    (kept,) = drawn_on(named, (), standing)
    drawn = [replace(kept, is_named=False)]
    assert drawn[0].is_over and list(fitting(found, drawn, named, load())) == []
    assert fitting(found, [kept], named, load()) == found
    leading = Wanted("Water Treatment Manager", similar_to=named.similar_to)
    assert fitting(found, drawn_on(leading, (), standing), leading, load()) == found


def test_a_helper_takes_no_line_on_leading(spec_of: SpecOf) -> None:
    found = groups_of(spec_of("Water Treatment Operator, Senior"), spec_of("Public Safety Dispatcher II"))
    drawn = [Drawn(spec_of("Water Treatment Operator"), 0.7, False, True) for _ in range(2)]
    text = "Supervises subordinate staff."
    told = replace(found[0].first, statement=replace(found[0].first.statement, text=text))
    assert speaks_of_leading(text, load()) and not speaks_of_leading("Works under close supervision.", load())
    both = [Merged((told,)), *found[1:]]
    assert both[0] not in fitting(both, drawn, Wanted("Water Treatment Aide"), load())
    assert both[0] in fitting(both, drawn, Wanted("Water Treatment Operator"), load())


def test_a_line_that_leans_comes_with_what_it_leans_on(spec_of: SpecOf) -> None:
    found = [one for one in groups_of(spec_of("Accountant II")) if one.kind == "duties"]
    first, second = found[:2]
    told = replace(second.first, statement=replace(second.first.statement, text="However, it may be waived."))
    leaning = Merged((told,))
    assert leans(leaning.first.text, load()) and not leans("Itemizes such accounts.", load())
    every = [first, leaning, *found[2:]]
    assert with_ground([*found[2:], leaning], every, load())[:2] == [first, leaning]
    assert with_ground([leaning, *found[2:]], [leaning, *found[2:]], load()) == found[2:]


@pytest.mark.parametrize(
    ("wanted", "title", "is_akin"),
    [
        ("Harbor Storm Planner", "Permit Technician", False),
        ("Water Meter Reader", "Water Treatment Operator", False),
        ("Land Surveyor III", "Land Surveyor II", True),
        ("Harbor Diver (Hydrographic)", "Land Surveyor II (Hydrographic)", False),
        ("Hydrographic Diver", "Land Surveyor II (Hydrographic)", True),
    ],
)
def test_one_common_word_makes_no_class_akin(
    standing: Standing, spec_of: SpecOf, wanted: str, title: str, is_akin: bool
) -> None:
    ids = (spec_of(title, "Marlow" if title == "Water Treatment Operator" else "").entry.spec_id,)
    (drawn,) = drawn_on(Wanted(wanted, similar_to=ids), (), standing)
    assert drawn.is_akin is is_akin


def test_a_helper_begins_with_the_duties_of_whom_it_helps(standing: Standing, spec_of: SpecOf) -> None:
    entry = spec_of("Permit Technician").entry
    found = Similar(entry.spec_id, entry.spec.title, entry.spec.class_code, entry.agency, 0.5, "")
    helped, other = (
        drawn_on(Wanted(title), (found,), standing)[0] for title in ("Permit Technician Aide", "Permit Clerk")
    )
    assert helped.is_helped and helped.gives("duties")
    assert not other.is_helped and not other.gives("duties")
