"""Which gathered lines are likely to be so of the class wanted, and which of them are proposed."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.class_view import Spec
from assistant.draft.drawing import Drawn, drawn_on
from assistant.draft.gather import gathered
from assistant.draft.merging import ASKING, Merged, merged
from assistant.draft.sifting import Sieve
from assistant.draft.values import Wanted
from assistant.draft.weighing import asking_facets, likely
from assistant.engine import Assistant
from assistant.likeness import own_statements
from assistant.standing import Standing
from tests.assistant.conftest import SpecOf
from vectorstore.spec import Viewer
from vectorstore.vocabulary import load


@pytest.fixture(scope="module")
def standing(assistant: Assistant) -> Standing:
    return assistant.standing(Viewer())


@pytest.fixture
def specs(spec_of: SpecOf) -> list[Spec]:
    return [spec_of("Accountant I"), spec_of("Accountant II")]


@pytest.fixture
def groups(specs: list[Spec]) -> list[Merged]:
    return merged(gathered(specs, load()), load())


def drawn(specs: list[Spec], **changes: float) -> list[Drawn]:
    return [replace(Drawn(spec, 0.6, False, True, told=0.5, apart=1.0), **changes) for spec in specs]


def sieve(groups: list[Merged], classes: list[Drawn], chance: float) -> Sieve:
    weighed = asking_facets(load()) | {"duties"}
    return Sieve(groups, classes, np.full(len(groups), chance), weighed)


@pytest.mark.parametrize(
    ("change", "is_more"), [({"score": 0.8}, True), ({"told": 0.9}, True), ({"apart": 3.0}, False)]
)
def test_a_line_is_likelier_the_nearer_its_class_is(
    specs: list[Spec], groups: list[Merged], change: dict[str, float], is_more: bool
) -> None:
    before, after = (likely(groups, classes, {}) for classes in (drawn(specs), drawn(specs, **change)))
    assert ((after > before) if is_more else (after < before)).all()


def test_a_line_is_likelier_where_two_documents_say_it(specs: list[Spec], groups: list[Merged]) -> None:
    both = [one for one in groups if len(one.clauses) == 2]
    alone = [Merged(one.clauses[:1]) for one in both]
    assert both and (likely(both, drawn(specs), {}) > likely(alone, drawn(specs), {})).all()
    assert likely([], drawn(specs), {}).shape == (0,)


def test_a_class_tells_the_notes_that_are_its_own_words(standing: Standing, specs: list[Spec]) -> None:
    said = next(one.text for one in own_statements(specs[0]) if len(one.text) > 60)
    ids = tuple(spec.entry.spec_id for spec in specs)
    own, other = drawn_on(Wanted("Accountant III", said, similar_to=ids), (), standing)
    assert own.told == pytest.approx(1) and other.told < 0.9
    assert (own.apart, other.apart) == (2, 1)
    without, _ = drawn_on(Wanted("Accountant III", similar_to=ids), (), standing)
    assert 0.3 < without.told < 0.9


def test_of_unlikely_lines_a_writer_has_a_few_to_begin_with(specs: list[Spec], groups: list[Merged]) -> None:
    duties = {at for at, one in enumerate(groups) if one.kind == "duties"}
    few = sieve(groups, drawn(specs), 0.01).holding(duties)
    assert len(few) == 3 and {groups[at].first.rank for at in few} == {0}
    assert sieve(groups, drawn(specs), 0.07).holding(duties) == duties
    named = [replace(one, is_named=True) for one in drawn(specs)]
    assert sieve(groups, named, 0.01).holding(duties) == duties


def test_what_one_class_asks_for_is_not_taken_apart(specs: list[Spec], groups: list[Merged]) -> None:
    asked = {at for at, one in enumerate(groups) if one.family == ASKING}
    assert len(asked) > 3 and sieve(groups, drawn(specs), 0.01).holding(asked) == asked
    assert not sieve(groups, drawn(specs), 0.9).likely(asked)


def test_lines_of_one_more_class_are_likely_if_that_is_a_peer(specs: list[Spec], groups: list[Merged]) -> None:
    duties = {at for at, one in enumerate(groups) if one.kind == "duties"}
    agreed = {at for at in duties if groups[at].documents > 1}
    above = [replace(one, is_of_one_work=True) for one in drawn(specs)]
    assert not sieve(groups, above, 0.9).likely(duties)
    one_of_level = [above[0], replace(above[1], apart=0.0, is_of_one_work=False)]
    assert sieve(groups, one_of_level, 0.9).likely(duties) == agreed < duties
    peers = [replace(one, apart=0.0) for one in above]
    assert sieve(groups, peers, 0.9).likely(duties) == duties
    assert not sieve(groups, peers, 0.01).likely(duties)


def test_schooling_is_that_of_the_class_whose_lines_are_likeliest(specs: list[Spec], groups: list[Merged]) -> None:
    chances = np.array([0.9 if one.clauses[-1].rank == 1 else 0.1 for one in groups])
    near = replace(sieve(groups, drawn(specs), 0), chances=chances)
    assert near.asking(0) == 1 and near.asking(None) == 1
    far = replace(near, drawn=[near.drawn[0], replace(near.drawn[1], apart=2.0)])
    assert far.asking(0) == 0
    named = replace(near, drawn=[replace(near.drawn[0], is_named=True), near.drawn[1]])
    assert named.asking(0) == 0
    assert sieve(groups, drawn(specs), 0.01).asking(None) is None
    led = next(one for one in groups if len(one.clauses) == 2)
    assert led.led_by(1).first.rank == 1 and led.led_by(1).led_by(0) == led
