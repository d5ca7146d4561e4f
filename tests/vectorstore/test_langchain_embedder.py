"""A LangChain model behind the seam: its failures are ours to tell, its vectors ours to check."""

import pytest
from langchain_core.embeddings import Embeddings

from vectorstore.errors import EmbeddingError
from vectorstore.langchain_embedder import LangChainEmbedder, open_langchain_embedder


class Scripted(Embeddings):
    """Gives two-dimensional vectors, until told otherwise."""

    answer: object = None

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer if isinstance(self.answer, list) else [[3.0, 4.0] for _ in texts]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


@pytest.fixture
def model() -> Scripted:
    return Scripted()


@pytest.fixture
def embedder(model: Scripted) -> LangChainEmbedder:
    return LangChainEmbedder(model, "provider:model")


def test_vectors_are_scaled_to_length_one(embedder: LangChainEmbedder) -> None:
    assert embedder.embed_query("a duty") == pytest.approx([0.6, 0.8])
    assert embedder.fingerprint == "langchain:provider:model:2"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (ConnectionError("no route"), "failed: no route"),
        ([[3.0, 4.0]] * 3, "of another shape"),
        ([[3.0, 4.0, 5.0]] * 2, "of another shape"),
        ([[0.0, 0.0]] * 2, "no direction"),
        ([[float("nan"), 1.0]] * 2, "no direction"),
    ],
)
def test_what_a_provider_gets_wrong_is_reported(
    answer: object, told: str, model: Scripted, embedder: LangChainEmbedder
) -> None:
    model.answer = answer
    with pytest.raises(EmbeddingError, match=f"'provider:model'.*{told}"):
        embedder.embed_documents(["one", "two"])


def test_a_model_that_fails_from_the_start_is_reported(model: Scripted) -> None:
    model.answer = ConnectionError("no route")
    with pytest.raises(EmbeddingError, match="no route"):
        LangChainEmbedder(model, "provider:model")


@pytest.mark.parametrize("name", ["nonsense", "nobody:model", "cohere:embed-v4"])
def test_a_model_that_cannot_be_opened_is_named_with_how(name: str) -> None:
    with pytest.raises(EmbeddingError, match=f"(?s)'{name}'.*`provider:model`"):
        open_langchain_embedder(name)
