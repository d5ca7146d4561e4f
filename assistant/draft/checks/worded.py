"""Where words of a rule stand in a document: whole words, singular or plural, in whatever case."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain

from assistant.class_view import Spec
from vectorstore.spec import Span
from vectorstore.vocabulary import phrases


def lowered(text: str) -> str:
    """Return `text` in lower case, of the same length."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(one if len(one := c.lower()) == 1 else c for c in text)


def listed(spec: Spec, span: Span, lists: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Span]]:
    """Yield the words of `lists` that stand in `span`, each with the name of its list; of two that overlap, the longer.

    In the order of the text.
    """
    document, text = spec.parsed.document, lowered(spec.parsed.document.quote(span))
    if not _any_of(*lists.values()).search(text):
        return
    matches = [(m.start(), m.end(), name) for name, words in lists.items() for m in phrases(words).finditer(text)]
    for start, end, name in _apart(matches):
        yield name, document.span(span.start + start, span.start + end)


@lru_cache(1 << 8)
def _any_of(*lists: tuple[str, ...]) -> re.Pattern[str]:
    return phrases(chain.from_iterable(lists))


def named(spec: Spec, within: Span, found: Span) -> bool:
    """Return whether words stand in a name: with a capital, in text that has others, and not at its beginning."""
    said, around = spec.parsed.document.quote(found), spec.parsed.document.quote(within)
    return said[0].isupper() and not around.isupper() and found.start > within.start


def _apart(matches: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for start, end, name in sorted(matches, key=lambda one: one[0] - one[1]):
        if all(end <= other[0] or other[1] <= start for other in kept):
            kept.append((start, end, name))
    return sorted(kept)
