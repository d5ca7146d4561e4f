"""Count text in the tokens of a chat model, offline."""

import os
from functools import cache
from pathlib import Path

import tiktoken

from vectorstore.model_files import model_dir, require
from vectorstore.model_pins import O200K_RANKS

#: The encoding of current chat models; others come within a few percent of it.
ENCODING = "o200k_base"


def count_tokens(text: str) -> int:
    """Return how many tokens `text` is for a chat model's budget; special tokens in it count as plain text.

    Raises:
        ModelFilesError: the encoding's ranks are not in the model directory.
    """
    return len(_encoding(model_dir()).encode_ordinary(text))


@cache
def _encoding(directory: Path) -> tiktoken.Encoding:
    # Checked first: tiktoken would delete a file of other bytes and go looking for it on the network.
    require(directory, (O200K_RANKS.name,))
    os.environ["TIKTOKEN_CACHE_DIR"] = str((directory / O200K_RANKS.name).parent)
    return tiktoken.get_encoding(ENCODING)
