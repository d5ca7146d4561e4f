"""The bundled model gives the vectors of the published one, and every embedder keeps the same promises."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.embeddings import DeterministicFakeEmbedding
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from tests.vectorstore import reference
from vectorstore.embedder import WINDOW, Embedder, OnnxEmbedder, open_embedder
from vectorstore.errors import EmbeddingError, ModelFilesError
from vectorstore.langchain_embedder import LangChainEmbedder
from vectorstore.model_files import ALL_FILES, model_dir
from vectorstore.model_manifest import MANIFEST, Manifest
from vectorstore.model_pins import TOKENIZER, WEIGHTS

#: Texts with the vectors that tests/vectorstore/reference.py gives them.
STORED = json.loads((Path(__file__).parent / "data" / "vectors.json").read_text(encoding="utf-8"))
TEXTS = [entry["text"] for entry in STORED]
VECTORS = np.array([entry["vector"] for entry in STORED])

WORDS = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789"), min_size=1, max_size=12)


@pytest.fixture(scope="module")
def full() -> Embedder:
    return open_embedder(model_dir(), "fp32")


@pytest.fixture(params=["int8", "fp32", "langchain"])
def any_embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "langchain":
        return LangChainEmbedder(DeterministicFakeEmbedding(size=40), "fake")
    return open_embedder(model_dir(), request.param)


def cosines(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return np.sum(left * right, axis=-1) / np.linalg.norm(left, axis=-1) / np.linalg.norm(right, axis=-1)


class TestBundledModel:
    def test_the_full_model_gives_the_stored_vectors(self, full: Embedder) -> None:
        assert np.abs(full.embed_queries(TEXTS) - VECTORS).max() < 1e-5
        assert np.abs(full.embed_documents(TEXTS) - VECTORS).max() < 1e-5

    def test_the_full_model_equals_a_plain_implementation(self, full: Embedder) -> None:
        weights = load_file(model_dir() / WEIGHTS.name)
        text = "How many years of experience does the class require?"
        ids = Tokenizer.from_file(str(model_dir() / TOKENIZER.name)).encode(text).ids
        assert np.abs(full.embed_query(text) - reference.embed(weights, [i for i in ids if i])).max() < 1e-5

    def test_the_full_model_gives_the_published_similarities(self, full: Embedder) -> None:
        # The example of the model's own library, in its documentation.
        vectors = full.embed_documents(
            ["The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."]
        )
        expected = [[1.0, 0.6660, 0.1046], [0.6660, 1.0, 0.1411], [0.1046, 0.1411, 1.0]]
        assert vectors @ vectors.T == pytest.approx(np.array(expected), abs=1e-4)

    def test_the_quantized_model_stays_close(self, embedder: Embedder) -> None:
        assert cosines(embedder.embed_queries(TEXTS), VECTORS).min() >= 0.98
        assert cosines(embedder.embed_documents(TEXTS), VECTORS).min() >= 0.98

    def test_only_the_window_is_seen(self, full: Embedder) -> None:
        start = " ".join(["crane"] * (WINDOW - 2))
        assert full.count(start) == WINDOW - 2
        assert np.array_equal(full.embed_query(start), full.embed_query(start + " beyond the window"))
        assert not np.array_equal(full.embed_query(start), full.embed_query(start[: -len(" crane")]))

    def test_batch_mates_do_not_change_a_full_vector(self, full: Embedder) -> None:
        texts = [*TEXTS, *(" ".join(TEXTS * 3)[:length] for length in (1, 90, 400, 900, 2000))]
        assert np.abs(full.embed_documents(texts) - full.embed_queries(texts)).max() < 1e-5

    def test_special_pieces_in_a_text_are_plain_text(self, embedder: Embedder) -> None:
        assert embedder.count("[SEP]") == 3
        assert embedder.count("[MASK] [PAD]") == 6

    @pytest.mark.parametrize(("text", "pieces"), [("", 0), (" \n\t", 0), ("Accountant", 1), ("a-b", 3), ("数字", 2)])
    def test_pieces_are_counted_without_the_special_ones(self, text: str, pieces: int, embedder: Embedder) -> None:
        assert embedder.count(text) == pieces

    @given(st.lists(WORDS, max_size=30))
    def test_a_text_has_the_pieces_of_its_words(self, words: list[str]) -> None:
        embedder = open_embedder(model_dir())
        assert embedder.count(" ".join(words)) == sum(embedder.count(word) for word in words)

    @settings(max_examples=25)
    @given(st.lists(st.text(max_size=40), min_size=1, max_size=6))
    def test_any_text_has_a_vector(self, texts: list[str]) -> None:
        vectors = open_embedder(model_dir()).embed_documents(texts)
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(texts)), abs=1e-5)

    @pytest.mark.parametrize("text", ["\ud800", "half a pair \udc00 in a text"])
    def test_what_is_no_unicode_is_refused(self, text: str, embedder: Embedder) -> None:
        for refuse in (embedder.count, embedder.embed_query, lambda text: embedder.embed_documents([text])):
            with pytest.raises(EmbeddingError, match="as Unicode text"):
                refuse(text)

    def test_there_is_one_session_for_the_process(self) -> None:
        assert open_embedder(model_dir()) is open_embedder(model_dir() / ".")
        assert open_embedder(model_dir()) is not open_embedder(model_dir(), "fp32")

    def test_the_precisions_have_fingerprints_of_their_own(self, full: Embedder, embedder: Embedder) -> None:
        assert embedder.fingerprint.endswith(":int8")
        assert full.fingerprint.endswith(":fp32")
        assert WEIGHTS.sha256[:12] in embedder.fingerprint

    def test_threads_do_not_disturb_each_other(self, embedder: Embedder) -> None:
        alone = embedder.embed_queries(TEXTS)
        with ThreadPoolExecutor(4) as pool:
            together = list(pool.map(embedder.embed_query, TEXTS * 3))
        assert np.array_equal(np.array(together), np.tile(alone, (3, 1)))

    def test_missing_files_are_named(self, tmp_path: Path) -> None:
        with pytest.raises(ModelFilesError, match=r"model\.fp32\.onnx, tokenizer\.json; run `jobclass setup`"):
            open_embedder(tmp_path, "fp32")

    def test_a_graph_that_cannot_be_loaded_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / TOKENIZER.name).write_bytes((model_dir() / TOKENIZER.name).read_bytes())
        for name in set(ALL_FILES) - {TOKENIZER.name}:
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(b"no graph")
        (tmp_path / MANIFEST).write_text(Manifest.of(tmp_path).text())
        with pytest.raises(ModelFilesError, match=f"cannot load the model in {tmp_path}"):
            open_embedder(tmp_path)


class TestEveryEmbedder:
    def test_vectors_have_length_one_and_the_order_of_their_texts(self, any_embedder: Embedder) -> None:
        texts = [*TEXTS, *reversed(TEXTS)]
        vectors = any_embedder.embed_documents(texts)
        assert vectors.shape == (len(texts), any_embedder.dimensions)
        assert vectors.dtype == np.float32
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(texts)), abs=1e-5)
        assert cosines(vectors, any_embedder.embed_queries(texts)).min() >= 0.98

    def test_a_query_is_the_same_again_and_among_others(self, any_embedder: Embedder) -> None:
        first = any_embedder.embed_query(TEXTS[0])
        any_embedder.embed_documents(TEXTS)
        assert first.shape == (any_embedder.dimensions,)
        assert np.array_equal(first, any_embedder.embed_query(TEXTS[0]))
        assert np.array_equal(any_embedder.embed_queries(TEXTS)[0], first)

    def test_no_texts_are_no_vectors(self, any_embedder: Embedder) -> None:
        assert any_embedder.embed_documents([]).shape == (0, any_embedder.dimensions)
        assert any_embedder.embed_queries([]).shape == (0, any_embedder.dimensions)

    def test_a_text_is_counted(self, any_embedder: Embedder) -> None:
        assert any_embedder.window >= 256
        assert any_embedder.count("") == 0
        assert any_embedder.count("one two three") == 3

    def test_it_has_a_fingerprint(self, any_embedder: Embedder) -> None:
        assert any_embedder.fingerprint.count(":") >= 2


def test_a_model_that_fails_is_reported() -> None:
    class Failing:
        def run(self, *_: object) -> None:
            raise RuntimeError("out of memory")

    broken = OnnxEmbedder(Failing(), Failing, Tokenizer.from_file(str(model_dir() / TOKENIZER.name)), "int8")
    with pytest.raises(EmbeddingError, match=r"batch of 1 texts: out of memory"):
        broken.embed_query("anything")
    with pytest.raises(EmbeddingError, match=r"batch of 2 texts: out of memory"):
        broken.embed_documents(["anything", "else"])


def test_threads_change_no_vector() -> None:
    one, two = (open_embedder(model_dir(), threads=threads) for threads in (1, 2))
    texts = ["Mows lawns.", "Keeps the books of the county and reports to the auditor.", "x" * 500]
    assert np.array_equal(one.embed_documents(texts), two.embed_documents(texts))
    assert np.array_equal(one.embed_queries(texts), two.embed_queries(texts))
