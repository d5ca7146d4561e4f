"""How trees of conditions stand: three values, whatever their shape."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.qualify.judged import Judged, Substitute, both, either, judge, missing
from assistant.qualify.nodes import All, Any, Leaf, Role, Tree, Unclear, leaves
from assistant.qualify.offers import Taken
from assistant.qualify.verdicts import State, Verdict
from vectorstore.spec import Modality, Span

_TOLD = (State.MET, State.NOT_MET, State.CANNOT_TELL)


def leaf(number: int, modality: Modality = Modality.REQUIRED, remarks: tuple[Leaf, ...] = ()) -> Leaf:
    span = Span(number, number + 1, 1)
    return Leaf("x", (span,), "x", number, 0, ("experience",), modality, remarks=remarks)


def numbered(shape: object) -> Tree:
    """Return a tree of leaves with numbers of their own out of nested ("all", [...]) shapes."""
    count = iter(range(10_000))

    def made(part: object) -> Tree:
        if part is None:
            return leaf(next(count))
        kind, parts = part  # type: ignore[misc]
        inner = tuple(map(made, parts))
        return All(inner) if kind == "all" else Any(inner)

    return made(shape)


SHAPES = st.recursive(
    st.none(),
    lambda inner: st.tuples(st.sampled_from(["all", "any"]), st.lists(inner, min_size=1, max_size=4)),
    max_leaves=8,
)


def nothing(node: Tree, offered: Sequence[Leaf], state: State) -> Taken | None:
    del node, offered, state
    return None


def stands(tree: Tree, states: Mapping[int, State], substitute: Substitute = nothing) -> Judged:
    return judge(tree, lambda one: Verdict(states[one.statement], "so"), substitute)


@st.composite
def told(draw: st.DrawFn) -> tuple[Tree, dict[int, State]]:
    tree = numbered(draw(SHAPES))
    return tree, {one.statement: draw(st.sampled_from(_TOLD)) for one in leaves(tree)}


def holds(tree: Tree, states: Mapping[int, bool]) -> bool:
    if isinstance(tree, Leaf):
        return states[tree.statement]
    parts = [holds(part, states) for part in tree.parts]
    return all(parts) if isinstance(tree, All) else any(parts)


@given(told())
def test_what_is_told_holds_whatever_the_untold_leaves_are(drawn: tuple[Tree, dict[int, State]]) -> None:
    tree, states = drawn
    state = stands(tree, states).state
    for untold in (True, False):
        fixed = {n: untold if s is State.CANNOT_TELL else s is State.MET for n, s in states.items()}
        if state is State.MET:
            assert holds(tree, fixed)
        if state is State.NOT_MET:
            assert not holds(tree, fixed)


@given(told())
def test_without_anything_untold_it_is_told(drawn: tuple[Tree, dict[int, State]]) -> None:
    tree, states = drawn
    settled = {number: State.MET if state is State.MET else State.NOT_MET for number, state in states.items()}
    wanted = holds(tree, {number: state is State.MET for number, state in settled.items()})
    assert stands(tree, settled).state is (State.MET if wanted else State.NOT_MET)


@given(told())
def test_making_up_for_what_is_missing_meets_the_tree(drawn: tuple[Tree, dict[int, State]]) -> None:
    tree, states = drawn
    lacking = {one.statement for judged in missing(stands(tree, states)) for one in leaves(judged.node)}
    made_up = {number: State.MET if number in lacking else state for number, state in states.items()}
    assert stands(tree, made_up).state is State.MET


@given(told())
def test_nothing_is_missing_of_what_is_met(drawn: tuple[Tree, dict[int, State]]) -> None:
    judged = stands(*drawn)
    assert (list(missing(judged)) == []) is (judged.state is State.MET)


def test_preferred_parts_count_for_nothing() -> None:
    tree = All((leaf(1), leaf(2, Modality.PREFERRED)))
    assert stands(tree, {1: State.MET, 2: State.NOT_MET}).state is State.MET
    assert stands(All((leaf(2, Modality.PREFERRED),)), {2: State.MET}).state is State.NOT_ASKED


def test_what_may_be_required_cannot_be_told_unless_met() -> None:
    tree = leaf(1, Modality.MAY_BE_REQUIRED)
    assert [stands(tree, {1: state}).state for state in _TOLD] == [State.MET, State.CANNOT_TELL, State.CANNOT_TELL]


@pytest.mark.parametrize("state", [State.MET, State.CANNOT_TELL])
def test_a_substitution_makes_what_is_missing_met_or_untold(state: State) -> None:
    def taken(node: Tree, offered: Sequence[Leaf], before: State) -> Taken | None:
        assert (node, before) == (tree, State.NOT_MET)
        return Taken(state, "stands in for it", tuple(offered))

    offered = Leaf("may be", (Span(9, 10, 1),), "may be", 9, 0, (), Modality.DESCRIBED, role=Role.SUBSTITUTES)
    tree = leaf(1, remarks=(offered,))
    judged = stands(tree, {1: State.NOT_MET}, taken)
    assert (judged.state, judged.offered) == (state, (offered,))
    assert stands(tree, {1: State.MET}, taken).offered == ()
    assert stands(tree, {1: State.NOT_MET}).state is State.NOT_MET


@given(st.lists(st.sampled_from(_TOLD), min_size=3, max_size=3))
def test_an_unclear_mix_is_told_only_where_both_readings_agree(states: list[State]) -> None:
    tree = Unclear((leaf(0), leaf(1), leaf(2)), ("or", "and"))
    one, two, three = states
    first, second = either([one, both([two, three])]), both([either([one, two]), three])
    wanted = first if first is second else State.CANNOT_TELL
    assert stands(tree, dict(enumerate(states))).state is wanted
