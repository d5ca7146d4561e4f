"""The prover over the classes of the examples."""

import pytest

from assistant.narrate.proving import Prover
from assistant.reading import Reader
from tests.assistant.narrate.proven import Cases
from vectorstore.vocabulary import Vocabulary


@pytest.fixture(scope="session")
def cases(reader: Reader, vocabulary: Vocabulary) -> Cases:
    prover = Prover(vocabulary, reader.lexicon, reader.scanner)
    return Cases(prover, reader.lexicon.entries)
