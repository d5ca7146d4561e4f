"""Read a phrase by its place: "12 units" are no bargaining unit, and who "reports to a Clerk" is led by the Clerk."""

from collections.abc import Iterator
from dataclasses import replace

from assistant.scan import Phrase
from assistant.scanner import Scan
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary


def placed(scan: Scan, vocabulary: Vocabulary) -> Scan:
    """Return `scan` with the phrases that mean another facet behind a number, or right before the class."""
    facets = vocabulary.facets
    counted = {fold(word): key for key, facet in facets.items() for word in facet.counted}
    before = {fold(phrase): key for key, facet in facets.items() for phrase in facet.before_class}
    numbers, named = set(_numbers(scan, vocabulary)), set(_named(scan, vocabulary))
    kept: list[Phrase] = []
    explained: set[int] = set()
    for phrase in scan.phrases:
        words = " ".join(token.word for token in scan.tokens[phrase.first : phrase.last])
        if words in counted and phrase.first - 1 in numbers:
            explained.add(phrase.first - 1)
            phrase = replace(phrase, facets=(counted[words],))
        elif words in before and phrase.last in named:
            phrase = replace(phrase, facets=(before[words],), weak=False)
        kept.append(phrase)
    return replace(scan, phrases=tuple(kept), residual=tuple(at for at in scan.residual if at not in explained))


def _numbers(scan: Scan, vocabulary: Vocabulary) -> Iterator[int]:
    """Yield the indexes of tokens that count something: "12", "nine"."""
    spelled = vocabulary.title["numbers"]
    return (at for at, token in enumerate(scan.tokens) if token.raw.isdecimal() or token.word in spelled)


def _named(scan: Scan, vocabulary: Vocabulary) -> Iterator[int]:
    """Yield the indexes of tokens with which the name of a class begins, and of an article before it."""
    articles = vocabulary.title["articles"]
    for at in (mention.first for mention in scan.mentions if mention.candidates):
        yield at
        if at > 0 and scan.tokens[at - 1].word in articles:
            yield at - 1
