"""The and/or structure of requirements, as a person wrote it down: `any(all(degree, two years), license)`.

A signature is a label of a few words, or `any(…)`, `all(…)` of several, or
`subst(what is asked, what may stand for it)`. Two are of one shape when they
agree but for labels, the order of parts, and an `any` right inside an `any` or
an `all` right inside an `all`. `data/requirement_trees.jsonl` has those of twenty
classes; `also` are other readings of a print that leaves it open.
"""

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"\s*(?:(any|all|subst)\(|([,)])|([^,()]+))")


@dataclass(frozen=True, slots=True)
class Node:
    """A leaf, or parts that are joined."""

    kind: str
    """`any`, `all`, `subst`, or `leaf`."""

    label: str = ""
    """What a leaf asks for."""

    parts: tuple["Node", ...] = ()


def signature_of(text: str) -> Node:
    """Read a signature.

    Raises:
        ValueError: it is none.
    """
    node, at = _node(text, 0)
    if text[at:].strip():
        raise ValueError(f"{text!r} goes on after its end: {text[at:]!r}")
    return node


def shape(node: Node) -> str:
    """Return the structure of a signature, alike for all of one shape: `all(., any(., .))`."""
    if node.kind == "leaf":
        return "."
    parts = [shape(part) for part in _flat(node)]
    ordered = parts if node.kind == "subst" else sorted(parts)
    return ordered[0] if len(ordered) == 1 else f"{node.kind}({', '.join(ordered)})"


def _flat(node: Node) -> list[Node]:
    """The parts, and those of parts that are joined alike."""
    if node.kind == "subst":
        return list(node.parts)
    return [inner for part in node.parts for inner in (_flat(part) if part.kind == node.kind else [part])]


def _node(text: str, at: int) -> tuple[Node, int]:
    token = _TOKEN.match(text, at)
    if token is None or token[2]:
        raise ValueError(f"{text!r} lacks a part at {at}")
    if token[3]:
        return Node("leaf", token[3].strip()), token.end()
    parts, end = list[Node](), token.end()
    while True:
        part, end = _node(text, end)
        parts.append(part)
        mark = _TOKEN.match(text, end)
        if mark is None or not mark[2]:
            raise ValueError(f"{text!r} is not closed at {end}")
        end = mark.end()
        if mark[2] == ")":
            return _joined(token[1], parts, text), end


def _joined(kind: str, parts: list[Node], text: str) -> Node:
    if len(parts) < 2 or (kind == "subst" and len(parts) != 2):
        raise ValueError(f"{text!r} has {kind!r} of {len(parts)}")
    return Node(kind, parts=tuple(parts))
