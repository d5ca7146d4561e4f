"""The tree of a class in the terms of a signature, so that it can be compared with one that a person wrote.

What means the same is made alike. Leads are not counted, nor what is not
required, asked for in some cases only, or preferred (unless nothing else is
printed). One item that asks
for two things may be written as one leaf or as two, and so may a leaf that
names several classes of which one will do. Several remarks on what may stand
for one part are one. Of what can be read in two ways, every reading counts.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from assistant.qualify.nodes import All, Leaf, Role, Tree, Unclear, leaves
from tests.assistant.signatures import Node, shape
from vectorstore.spec import Modality

_SOMETIMES = frozenset({Modality.MAY_BE_REQUIRED, Modality.NOT_REQUIRED, Modality.STATED})
_LESS = _SOMETIMES | {Modality.PREFERRED}
#: "… of a Senior Stenographer, Legal, or Senior Typist".
_CLASSES = re.compile(r"\b[A-Z][a-z]+\b[^.;:]{0,40}\bor (?:an? )?[A-Z][a-z]+ [A-Z]")


def agrees(tree: Tree, wanted: set[str]) -> bool:
    """Return whether each reading of a tree has a form of one of the shapes `wanted`."""
    less = _SOMETIMES if all(leaf.modality in _LESS for leaf in _asking(tree)) else _LESS
    forms = [{shape(node) for node in _forms(reading, less)} for reading in _readings(tree)]
    return bool(forms) and all(form & wanted for form in forms)


def _asking(tree: Tree) -> Iterator[Leaf]:
    return (leaf for leaf in leaves(tree) if leaf.role is Role.ASKS)


def _readings(tree: Tree) -> Iterator[Tree]:
    """Yield a tree without parts that can be read in two ways, once for each way to read them."""
    if isinstance(tree, Leaf):
        yield tree
        return
    for parts in product(*(list(_readings(part)) for part in tree.parts)):
        if isinstance(tree, Unclear):
            yield from Unclear(parts, tree.joints).readings
        else:
            yield replace(tree, parts=parts)


def _forms(tree: Tree, less: frozenset[Modality]) -> list[Node]:
    """The ways to write a tree down; none where nothing of it counts."""
    tree = _without_lead(tree)
    own = _own_forms(tree, less)
    if any(leaf.role is Role.SUBSTITUTES for leaf in tree.remarks):
        return [Node("subst", parts=(node, Node("leaf"))) for node in own]
    return own


def _own_forms(tree: Tree, less: frozenset[Modality]) -> list[Node]:
    if isinstance(tree, Leaf):
        if tree.role is not Role.ASKS or tree.modality in less:
            return []
        several = [Node("any", parts=(Node("leaf"), Node("leaf")))] if _CLASSES.search(tree.text) else []
        return [Node("leaf"), *several]
    kind = "all" if isinstance(tree, All) else "any"
    ways = [tree.parts, _by_item(tree.parts)] if kind == "all" else [tree.parts]
    found = [[forms for part in parts if (forms := _forms(part, less))] for parts in ways]
    return [_joined(kind, parts) for each in found if each for parts in product(*each)]


def _by_item(parts: tuple[Tree, ...]) -> tuple[Tree, ...]:
    """The parts, of those that one item asks for together the first alone."""
    kept: list[Tree] = []
    for part in parts:
        before = kept[-1] if kept else None
        alike = isinstance(part, Leaf) and isinstance(before, Leaf) and part.statement == before.statement
        if not alike:
            kept.append(part)
    return tuple(kept)


def _joined(kind: str, parts: tuple[Node, ...]) -> Node:
    return parts[0] if len(parts) == 1 else Node(kind, parts=parts)


def _without_lead(tree: Tree) -> Tree:
    """A tree with the words that lead to a list left out, and what is printed about them said of the list."""
    if isinstance(tree, Leaf):
        return tree
    parts = list(tree.parts)
    for at in reversed(range(len(parts) - 1)):
        lead, group = parts[at], parts[at + 1]
        if isinstance(lead, Leaf) and "following" in lead.text and not isinstance(group, Leaf):
            parts[at : at + 2] = [replace(group, remarks=(*group.remarks, *lead.remarks))]
    if len(parts) == 1:
        return replace(parts[0], remarks=(*parts[0].remarks, *tree.remarks))
    return replace(tree, parts=tuple(parts))
