"""How a tree of conditions stands: met, not met, or it cannot be told, combined by three-valued logic."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.qualify.nodes import All, Any, Leaf, Role, Tree, Unclear
from assistant.qualify.offers import Taken
from assistant.qualify.verdicts import State, Verdict
from vectorstore.spec import Modality

_NOT_ASKED = {
    Modality.PREFERRED: "preferred, which is less than required",
    Modality.NOT_REQUIRED: "not required",
    Modality.STATED: "nothing is asked for here",
}

#: Why a condition is not counted that only some positions have.
SOMETIMES = "asked for in some positions only; you do not say whether you have it"

Compare = Callable[[Leaf], Verdict]
"""How one condition stands by itself."""

Substitute = Callable[[Tree, Sequence[Leaf], State], Taken | None]
"""How a part that stands so by itself stands with what may be substituted for it; None where that changes nothing."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One part of a tree, and how it stands."""

    node: Tree
    state: State
    reason: str
    said: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    agrees: bool = False
    parts: tuple["Judged", ...] = ()
    offered: tuple[Leaf, ...] = ()
    """What of that which may be substituted for it bears on how it stands."""


def both(states: Sequence[State]) -> State:
    """Return how parts stand that are all asked for; `NOT_ASKED` for none."""
    return _first(states, (State.NOT_MET, State.CANNOT_TELL, State.MET))


def either(states: Sequence[State]) -> State:
    """Return how parts stand of which one is enough; `NOT_ASKED` for none."""
    return _first(states, (State.MET, State.CANNOT_TELL, State.NOT_MET))


def _first(states: Sequence[State], order: Sequence[State]) -> State:
    return next((state for state in order if state in states), State.NOT_ASKED)


def judge(tree: Tree, compare: Compare, substitute: Substitute) -> Judged:
    """Return how `tree` stands, each leaf compared once by `compare`, and what may stand in for it by `substitute`."""
    if isinstance(tree, Leaf):
        return _substituted(_leaf(tree, compare), substitute)
    parts = tuple(judge(part, compare, substitute) for part in tree.parts)
    states = [part.state for part in parts]
    if isinstance(tree, Unclear):
        return _substituted(_unclear(tree, parts), substitute)
    state = both(states) if isinstance(tree, All) else either(states)
    return _substituted(Judged(tree, state, _REASONS[type(tree), state], parts=parts), substitute)


_REASONS = {
    (All, State.MET): "every part is met",
    (All, State.NOT_MET): "a part is not met",
    (All, State.CANNOT_TELL): "a part cannot be told",
    (All, State.NOT_ASKED): "nothing is required",
    (Any, State.MET): "one of the ways is met",
    (Any, State.NOT_MET): "none of the ways is met",
    (Any, State.CANNOT_TELL): "no way is met for sure, and not every one is missed",
    (Any, State.NOT_ASKED): "nothing is required",
}


def _leaf(leaf: Leaf, compare: Compare) -> Judged:
    if leaf.role is not Role.ASKS:
        return Judged(leaf, State.NOT_ASKED, "a remark")
    if leaf.modality in _NOT_ASKED:
        return Judged(leaf, State.NOT_ASKED, _NOT_ASKED[leaf.modality])
    found = compare(leaf)
    if found.sometimes and not found.said:
        return Judged(leaf, State.NOT_ASKED, SOMETIMES)
    if leaf.modality is Modality.MAY_BE_REQUIRED and found.state is not State.MET:
        return Judged(leaf, State.CANNOT_TELL, "it depends: not every case asks for it", found.said)
    return Judged(leaf, found.state, found.reason, found.said, found.unsaid, found.agrees)


def _unclear(tree: Unclear, parts: tuple[Judged, ...]) -> Judged:
    """Told only where both readings agree."""
    states = {id(part.node): part.state for part in parts}
    first, second = (_read(reading, states) for reading in tree.readings)
    state = first if first is second else State.CANNOT_TELL
    return Judged(tree, state, "it is printed so that it can be read in two ways", parts=parts)


def _read(tree: Tree, states: dict[int, State]) -> State:
    if id(tree) in states:
        return states[id(tree)]
    inner = [_read(part, states) for part in tree.parts] if not isinstance(tree, Leaf) else []
    return both(inner) if isinstance(tree, All) else either(inner)


def _substituted(judged: Judged, substitute: Substitute) -> Judged:
    """What is not met as it stands, with what may be substituted for it."""
    if not judged.node.remarks:
        return judged
    offered = [leaf for leaf in judged.node.remarks if leaf.role is Role.SUBSTITUTES]
    if not offered or judged.state not in (State.NOT_MET, State.CANNOT_TELL):
        return judged
    taken = substitute(judged.node, offered, judged.state)
    if taken is None:
        return judged
    reason = taken.reason if taken.state is State.MET else f"{judged.reason}, but {taken.reason}"
    said = tuple(dict.fromkeys((*judged.said, *taken.said)))
    return replace(judged, state=taken.state, reason=reason, said=said, unsaid=(), offered=taken.leaves)


def missing(judged: Judged) -> Iterator[Judged]:
    """Yield the conditions that keep a tree from being met: those not met, else those that cannot be told.

    Of alternatives, those of the one that lacks least.
    """
    if judged.state in (State.MET, State.NOT_ASKED):
        return
    if not judged.parts or isinstance(judged.node, Unclear):
        yield judged
    elif isinstance(judged.node, All):
        for part in judged.parts:
            yield from missing(part)
    else:
        open_parts = [part for part in judged.parts if part.state is not State.NOT_ASKED]
        yield from min((list(missing(part)) for part in open_parts), key=_weight)


def _weight(lacking: Sequence[Judged]) -> tuple[int, int]:
    return sum(one.state is State.NOT_MET for one in lacking), len(lacking)
