"""Read a phrase by its place: "12 units" are no bargaining unit, and who "reports to a Clerk" is led by the Clerk."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from assistant.scan import Phrase
from assistant.scanner import Scan
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary

#: Words from "how many" up to what is counted.
_MOST_BETWEEN = 4


def placed(scan: Scan, vocabulary: Vocabulary) -> Scan:
    """Return `scan` with the phrases that mean another facet behind a number, or right before the class."""
    facets = vocabulary.facets
    counted = {fold(word): key for key, facet in facets.items() for word in facet.counted}
    before = {fold(phrase): key for key, facet in facets.items() for phrase in facet.before_class}
    numbers, named = set(_numbers(scan, vocabulary)), set(_named(scan, vocabulary))
    kept: list[Phrase] = []
    explained, loose = set[int](), set(scan.residual)
    for phrase in scan.phrases:
        if _is_verb(scan, phrase, vocabulary):
            loose.add(phrase.first)
            continue
        words = " ".join(token.word for token in scan.tokens[phrase.first : phrase.last])
        if words in counted and phrase.first - 1 in numbers:
            explained.add(phrase.first - 1)
            phrase = replace(phrase, facets=(counted[words],))
        elif words in counted and _is_asked_for(scan, phrase):
            phrase = replace(phrase, facets=(counted[words],))
        elif words in before and phrase.last in named:
            phrase = replace(phrase, facets=(before[words],), weak=False)
        kept.append(phrase)
    return replace(scan, phrases=tuple(kept), residual=tuple(sorted(loose - explained)))


def _is_verb(scan: Scan, phrase: Phrase, vocabulary: Vocabulary) -> bool:
    """Whether the one word of a date is what somebody does: "does a clerk approve plans" asks for no such date."""
    facet = vocabulary.facets.get(phrase.facets[0])
    if facet is None or facet.value != "date" or phrase.last - phrase.first > 1 or phrase.last not in scan.residual:
        return False
    behind_class = any(mention.candidates and mention.last == phrase.first for mention in scan.mentions)
    return behind_class and scan.tokens[0].raw.lower() in vocabulary.words["doing_asked"]


def _is_asked_for(scan: Scan, phrase: Phrase) -> bool:
    """Whether "how many" stands before what is counted, a word or two of its kind between: "how many botany units"."""
    before = [token.word for token in scan.tokens[max(0, phrase.first - _MOST_BETWEEN) : phrase.first]]
    return any(pair == ("how", "many") for pair in pairwise(before))


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
