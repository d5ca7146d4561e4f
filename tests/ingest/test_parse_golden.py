"""The parser against the golden specs, one document or more of each layout; see `golden`."""

import pytest

from tests.ingest.golden import DOCUMENTS, FOLDER, golden_file, render
from tests.ingest.parsing import EXAMPLES, parsed_file


@pytest.mark.parametrize("name", DOCUMENTS)
def test_an_example_parses_to_its_golden_spec(name: str) -> None:
    rewrite = "read the change, then run `python -m tests.ingest.golden`"
    assert render(parsed_file(EXAMPLES / name)) == golden_file(name).read_text(encoding="utf-8"), rewrite


def test_every_golden_spec_belongs_to_an_example() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {golden_file(name).name for name in DOCUMENTS}
