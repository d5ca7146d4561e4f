"""What one item asks for and how it is joined, and what several make together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from assistant.qualify.nodes import Leaf, Role, Tree, Unclear, joined, leaves

_ASKING = frozenset({Role.ASKS, Role.LEADS})


@dataclass(frozen=True, slots=True)
class Part:
    """What one item asks for, and how it is joined."""

    tree: Tree
    joint: str = ""
    """`and` or `or` at its end; empty for none."""

    either: bool = False
    """Its end is "and either": what follows is one group."""

    leading: str = ""
    """`and` or `or` at its beginning."""

    listed: bool = False
    """It ends as an item in the middle of a list does, with a semicolon or comma."""

    leads: bool = False
    """A list follows that belongs to it."""

    one_of: bool = False
    """One item of that list is enough."""

    way: bool = False
    """It is one of several ways to qualify, "Either I" and "Or II"."""

    opens: bool = False
    """Its own words begin a way, to which what follows belongs as well."""


def with_remarks(tree: Tree, remarks: Sequence[Leaf]) -> Tree:
    """Return `tree` with more that is printed about it."""
    own = tuple(replace(leaf, remarks=()) for leaf in remarks)
    return replace(tree, remarks=(*tree.remarks, *own))


def combined(parts: Sequence[Part], *, one_of: bool = False, listed: bool = False) -> Part:
    """Return `parts` (one at least) as one part under the joints between them.

    Without a joint, the items of a list of which one is enough are joined by
    "or", an item that ends with a semicolon as the next one that has a joint,
    and sentences by "and". Both joints in one run can be read in two ways.
    """
    about = [part.tree for part in parts if isinstance(part.tree, Leaf) and part.tree.role not in _ASKING]
    asking = [part for part in parts if part.tree not in about]
    if about and asking:
        whole = combined(asking, one_of=one_of, listed=listed)
        return replace(whole, tree=with_remarks(whole.tree, [leaf for one in about for leaf in leaves(one)]))
    parts = _ways_joined(parts)
    either = next((at for at, part in enumerate(parts) if part.either), None)
    if either is not None and either + 1 < len(parts):
        rest = combined(parts[either + 1 :])
        closed = replace(parts[either], either=False)
        return combined([*parts[:either], closed, rest], one_of=one_of, listed=listed)
    joints = _joints(parts, "or" if one_of else "and" if listed else "")
    runs: list[list[int]] = [[0]]
    for at, joint in enumerate(joints):
        if joint:
            runs[-1].append(at + 1)
        else:
            runs.append([at + 1])
    trees = [_run([parts[at].tree for at in run], [joints[at] for at in run[:-1]]) for run in runs]
    last = parts[-1]
    whole = Part(joined(trees, "and"), joint=last.joint, leading=parts[0].leading, listed=last.listed)
    return whole


def _ways_joined(parts: Sequence[Part]) -> list[Part]:
    """Return `parts` with each run of ways made one part, of which one way is enough."""
    found: list[Part] = []
    for way, run in groupby(parts, key=lambda part: part.way):
        several = list(run)
        if not way or len(several) == 1:
            found += several
            continue
        tree = joined([part.tree for part in several], "or")
        found.append(replace(several[-1], tree=tree, leading=several[0].leading, way=False))
    return found


def by_ways(parts: Sequence[Part], *, headed: bool) -> list[Part]:
    """Return `parts` with those that begin a way within the text made one with what follows up to the next way.

    `headed` says that they stand below the heading of a way, which what comes first then is.
    """
    if not any(part.opens for part in parts):
        return list(parts)
    groups: list[list[Part]] = [[]]
    found: list[Part] = []
    for part in parts:
        if part.opens:
            groups.append([part])
        elif part.way:
            found.append(part)
        else:
            groups[-1].append(part)
    first, ways = groups[0], [replace(combined(group), way=True) for group in groups[1:]]
    before = [replace(combined(first), way=True)] if first and headed else first
    return [*before, *ways, *found]


def _joints(parts: Sequence[Part], default: str) -> list[str]:
    joints = [before.joint or after.leading for before, after in pairwise(parts)]
    for at in reversed(range(len(joints))):
        if not joints[at] and parts[at].listed:
            joints[at] = next((joint for joint in joints[at:] if joint), "")
        joints[at] = joints[at] or default
    return joints


def _run(trees: Sequence[Tree], joints: Sequence[str]) -> Tree:
    if len(set(joints)) > 1:
        return Unclear(tuple(trees), tuple(joints))
    return joined(list(trees), joints[0] if joints else "and")
