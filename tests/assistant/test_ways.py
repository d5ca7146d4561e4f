"""The first of several ways to qualify may be run into the text above the second."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.class_view import Spec
from assistant.engine import Assistant
from assistant.settings import Settings
from tests.assistant.titled import entry
from tests.ingest.parsing import parsed
from tests.vectorstore.fakes import WordHashes
from vectorstore.index import Index
from vectorstore.spec import Source
from vectorstore.vocabulary import Vocabulary

MAPPER = """<!doctype html><html><body><h1>Dune Mapper</h1><p>Class Code: D1</p><h2>Duties</h2><p>Draws dunes.</p>
<h2>Minimum Qualifications</h2><p>Both ways may be combined. Either I One year of experience as a Dune Aide.</p>
<h3>Or II</h3><p><b>Experience:</b> Three years of experience in drawing maps.</p>
<p><b>Education:</b> Graduation from college.</p></body></html>"""


@pytest.fixture
def mapper(tmp_path: Path, vocabulary: Vocabulary) -> Iterator[Assistant]:
    with Index.open(tmp_path / "data", WordHashes()) as index:
        index.put(Source("D1.html", "D1.html", "Town of Wren"), parsed(MAPPER, "D1.html"), parsing="p1")
        yield Assistant(index, vocabulary, Settings(data_dir=tmp_path / "data"))


def test_a_lone_second_way_is_one_of_two(vocabulary: Vocabulary) -> None:
    spec = Spec(entry("Dune Mapper"), parsed(MAPPER, "D1.html"))
    schooling = [s for s in spec.parsed.statements if "Graduation" in s.text]
    (around,) = spec.ways(schooling, vocabulary.document["alternatives"])
    assert around.heading == "Minimum Qualifications"


def test_what_only_the_second_way_asks_for_is_not_called_required(mapper: Assistant) -> None:
    told = mapper.ask("does a Dune Mapper need a degree?", history=[]).answer
    assert "as one of several ways to qualify" in told.answer
    assert "One year of experience as a Dune Aide" in told.answer
    listed = mapper.ask("which classes require a college degree", history=[]).answer
    assert (listed.total, "one of several ways" in listed.answer) == (0, True)
