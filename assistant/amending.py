"""Amend the conditions of a list by those of the message that follows it."""

from collections.abc import Iterator
from dataclasses import replace

from assistant.conditions import (
    AllOf,
    AnyOf,
    Asked,
    Compared,
    Condition,
    LastChanged,
    Measured,
    Not,
    Stated,
    Tree,
    leaves,
)


def told(tree: Tree | None, denied: bool = False) -> Iterator[tuple[Condition, bool]]:
    """Yield the conditions of a tree, each with whether it is denied."""
    if isinstance(tree, Not):
        yield from told(tree.part, not denied)
    elif isinstance(tree, AllOf | AnyOf):
        for part in tree.parts:
            yield from told(part, denied)
    elif tree is not None:
        yield tree, denied


def parts_of(tree: Tree) -> list[Tree]:
    """Return what must hold, part by part; the two ends of a range are one part."""
    if not isinstance(tree, AllOf):
        return [tree]
    alike = {kind for part in tree.parts for kind in kinds_of(part)}
    return [tree] if len(alike) == 1 else list(tree.parts)


def kinds_of(tree: Tree, *, verbless: bool = False) -> frozenset[tuple[str, str]]:
    """Return what the conditions of a part are of; all that is asked for is one thing where nothing says how."""
    return frozenset(_kind(one, verbless) for one in leaves(tree))


def _kind(condition: Condition, verbless: bool) -> tuple[str, str]:
    if isinstance(condition, Asked | Stated):
        return "asked", "" if verbless else condition.facet
    if isinstance(condition, LastChanged):
        return "value", "revised"
    if isinstance(condition, Measured):
        return "measured", condition.unit
    return ("value", condition.facet) if hasattr(condition, "facet") else (type(condition).__name__, "")


def like(part: Tree, before: Tree, named: frozenset[str]) -> Tree:
    """Return a part of a message, of the facet that was spoken of before where it names none: "and in 2014?"."""
    if isinstance(part, AllOf):
        return AllOf(tuple(like(one, before, named) for one in part.parts))
    if isinstance(part, Not):
        return Not(like(part.part, before, named))
    for old in reversed(list(leaves(before))):
        if isinstance(part, Measured) and isinstance(old, Measured) and part.unit == old.unit and not part.words:
            return replace(part, facet=old.facet, required=old.required, words=old.words)
        if not isinstance(part, Compared) or part.facet in named:
            continue
        if isinstance(old, Compared) and type(old.value) is type(part.value):
            return replace(part, facet=old.facet, period=part.period or old.period, end=part.end or old.end)
        if isinstance(old, LastChanged) and isinstance(part.value, str):
            return LastChanged(part.operator, part.value, part.said)
    return part
