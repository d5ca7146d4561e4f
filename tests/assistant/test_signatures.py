"""The shapes of requirements that were written down by hand, and the file of them."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.assistant.signatures import Node, shape, signature_of

TREES = Path(__file__).parent / "data" / "requirement_trees.jsonl"
ROOT = Path(__file__).parents[2]


def _leaves(node: Node) -> list[str]:
    return [node.label] if node.kind == "leaf" else [leaf for part in node.parts for leaf in _leaves(part)]


def test_signature_is_read_as_it_is_nested() -> None:
    node = signature_of("any(all(degree, two years), license)")
    assert node == Node("any", parts=(Node("all", parts=(Node("leaf", "degree"), Node("leaf", "two years"))), LICENSE))
    assert _leaves(node) == ["degree", "two years", "license"]


LICENSE = Node("leaf", "license")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("any(a, all(b, c))", "any(all(x, y), z)", True),
        ("any(a, any(b, c))", "any(a, b, c)", True),
        ("all(a, all(b, c))", "all(a, b, c)", True),
        ("any(all(a, b), c)", "all(any(a, b), c)", False),
        ("subst(a, any(b, c))", "subst(any(b, c), a)", False),
        ("any(a, b)", "any(a, b, c)", False),
        ("a", "any(a, b)", False),
    ],
)
def test_shape_is_the_structure_but_for_labels_and_order(one: str, other: str, alike: bool) -> None:
    assert (shape(signature_of(one)) == shape(signature_of(other))) is alike


@pytest.mark.parametrize("text", ["", "any(a)", "any(a, b", "any(a,, b)", "any(a, b) c", "subst(a, b, c)", ")"])
def test_what_is_no_signature_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"lacks a part|not closed|goes on|of \d"):
        signature_of(text)


def test_file_of_trees_is_whole() -> None:
    rows = [json.loads(line) for line in TREES.read_text("utf-8").splitlines()]
    assert Counter(row["corpus"] for row in rows) == {"la_bulletins": 8, "ca_state": 8, "examples": 4}
    assert len({(row["document"], row["class_code"]) for row in rows}) == len(rows)
    for row in rows:
        readings = [row["tree"], *row.get("also", ())]
        assert len({shape(signature_of(reading)) for reading in readings}) == len(readings), row["class_code"]
        for leaf in (leaf for reading in readings for leaf in _leaves(signature_of(reading))):
            assert len(leaf.split()) <= 5, leaf
    named = {row["document"] for row in rows if row["corpus"] == "examples"}
    assert named <= {path.name for path in (ROOT / "ingest" / "examples").iterdir()}
