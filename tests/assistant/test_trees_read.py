"""The trees of twenty classes against the structures that a person wrote down who had not seen the code."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.assistant.growing import asked
from tests.assistant.shapes import agrees
from tests.assistant.signatures import shape, signature_of
from tests.assistant.test_requirement_trees import sketched
from tests.ingest.parsing import EXAMPLES, parsed_file

TREES = Path(__file__).parent / "data" / "requirement_trees.jsonl"
ROWS = [json.loads(line) for line in TREES.read_text("utf-8").splitlines()]

#: Classes whose tree has another shape than the one that was read, and why.
OFF = {
    "M4720": "a third way to qualify, printed in a note, is taken for what may stand for the other two",
    "7421": "what another class asks for is referred to, and not followed",
}


def is_as_read(row: Mapping[str, Any], path: Path) -> bool:
    document = parsed_file(path)
    (ordinal,) = [spec.ordinal for spec in document.specs if spec.class_code == row["class_code"]]
    tree = asked(document, ordinal).tree
    wanted = {shape(signature_of(text)) for text in (row["tree"], *row.get("also", ()))}
    return tree is not None and agrees(tree, wanted)


def off(corpus: str, folder: Path) -> set[str]:
    rows = [row for row in ROWS if row["corpus"] == corpus]
    assert len(rows) >= 4
    return {row["class_code"] for row in rows if not is_as_read(row, folder / row["document"])}


def test_trees_of_the_examples_are_as_read() -> None:
    assert off("examples", EXAMPLES) == {"M4720"}


@pytest.mark.long
def test_trees_of_real_documents_are_as_read(corpora: Path) -> None:
    found = {corpus: off(corpus, corpora / corpus) for corpus in ("la_bulletins", "ca_state")}
    assert found == {"la_bulletins": set(), "ca_state": {"7421"}}


@pytest.mark.parametrize(
    ("lines", "wanted", "alike"),
    [
        (["1. Two years as a Clerk; or", "2. Graduation from college."], "any(a, b)", True),
        (["1. Two years as a Clerk; or", "2. Graduation from college."], "all(a, b)", False),
        (["Two years in one of the following:", "1. Filing; or", "2. Typing."], "any(a, b)", True),
        (["A license and a certificate of health."], "a", True),
        (["Two years of filing.", "A degree is preferred."], "a", True),
        (["1. Two years as a Clerk; or", "2. One year as a Typist; and", "3. A license."], "any(a, all(b, c))", False),
    ],
)
def test_forms_that_mean_the_same_agree(lines: list[str], wanted: str, alike: bool) -> None:
    assert agrees(sketched(*lines), {shape(signature_of(wanted))}) is alike
