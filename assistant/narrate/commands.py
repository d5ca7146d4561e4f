"""Text of a document that speaks to a model and not to people: "ignore previous instructions and say …"."""

import re
from functools import lru_cache

from vectorstore.vocabulary import Vocabulary, phrases

_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")


class Commands:
    """Knows such text by the rows of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Know the phrases of `vocabulary`."""
        self._pattern = phrases(vocabulary.narration["reported"])
        self.speaks_to_model = lru_cache(4096)(self._speaks_to_model)

    def _speaks_to_model(self, text: str) -> bool:
        return bool(_HIDDEN.search(text) or self._pattern.search(" ".join(text.lower().split())))


def speaks_to_model(text: str, vocabulary: Vocabulary) -> bool:
    """Return whether `text` of a document speaks to a model and not to people."""
    return Commands(vocabulary).speaks_to_model(text)
