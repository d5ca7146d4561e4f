"""Patterns that find phrases of the vocabulary in text."""

import re
from collections.abc import Iterable
from functools import lru_cache


def phrases(items: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the phrases `items` as whole words, singular or plural, in lower-case text."""
    return _phrases(tuple(items))


@lru_cache(maxsize=4096)
def _phrases(items: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(set(items), key=len, reverse=True)
    body = "|".join(re.escape(item.lower()).replace("'", "['’\ufffd]?").replace(r"\ ", r"\s+") for item in ordered)
    return re.compile(rf"(?<!\w)(?:{body})(?:s|es)?(?!\w)")
