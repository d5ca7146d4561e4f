"""The index is opened with as many sessions of the embedding model as its process needs."""

from pathlib import Path

import pytest

from assistant.opening import open_embedder, open_index
from assistant.settings import Settings


@pytest.mark.long
def test_a_server_embeds_documents_in_the_session_of_its_questions(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    with open_index(settings, address="http://127.0.0.1:1") as index:
        assert index.embedder is open_embedder(settings, threads=1)
    with open_index(settings) as index:
        assert index.embedder is open_embedder(settings)
