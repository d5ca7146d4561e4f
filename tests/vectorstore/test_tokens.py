"""Tokens are counted offline, from the model directory alone."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.errors import ModelFilesError
from vectorstore.model_files import model_dir
from vectorstore.model_pins import O200K_RANKS
from vectorstore.tokens import count_tokens


@pytest.mark.parametrize(
    ("text", "tokens"), [("", 0), ("hello world", 2), ("Class Code: J1010", 6), ("<|endoftext|>", 7), ("\ud800", 1)]
)
def test_tokens_are_those_of_the_encoding(text: str, tokens: int) -> None:
    assert count_tokens(text) == tokens


@given(st.text())
def test_a_text_has_between_one_token_and_one_a_byte(text: str) -> None:
    assert bool(text) <= count_tokens(text) <= len(text.encode())


def test_the_cache_of_tiktoken_is_the_model_directory() -> None:
    count_tokens("once")
    assert os.environ["TIKTOKEN_CACHE_DIR"] == str(model_dir() / "tiktoken")


def test_missing_ranks_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOBCLASS_MODEL_DIR", str(tmp_path))
    with pytest.raises(ModelFilesError, match=f"{O200K_RANKS.name}; run `jobclass setup`"):
        count_tokens("anything")


def test_spoiled_ranks_are_refused_and_left_where_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ranks = tmp_path / O200K_RANKS.name
    ranks.parent.mkdir()
    ranks.write_bytes(b"IQ== 0\n")
    monkeypatch.setenv("JOBCLASS_MODEL_DIR", str(tmp_path))
    with pytest.raises(ModelFilesError, match=O200K_RANKS.name):
        count_tokens("anything")
    assert ranks.read_bytes() == b"IQ== 0\n"
