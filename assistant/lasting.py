"""Find the spans of time that an article counts, beside a facet that lasts: "a probation of a year"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.literals import TIMES, Kind, Literal, Operator
from assistant.scanner import Scan
from vectorstore.vocabulary import Vocabulary

#: Words between a span and what lasts: "a year of probation", "probation lasts a year".
_MOST_BETWEEN = 1


def with_spans(literals: Sequence[Literal], scan: Scan, vocabulary: Vocabulary) -> tuple[Literal, ...]:
    """Return `literals`, in order, with those spans."""
    return tuple(sorted((*literals, *_spans(scan, vocabulary)), key=lambda literal: literal.start))


def _spans(scan: Scan, vocabulary: Vocabulary) -> Iterator[Literal]:
    known, articles = vocabulary.facets, vocabulary.title["articles"]
    lasting = [p for p in scan.phrases if any(key in known and known[key].duration for key in p.facets)]
    for at, (one, unit) in enumerate(pairwise(scan.tokens)):
        beside = any(0 <= min(p.first - at - 2, at - p.last, key=abs) <= _MOST_BETWEEN for p in lasting)
        if beside and one.word in articles and unit.word in TIMES:
            yield Literal(Kind.DURATION, 1.0, Operator.IS, one.start, unit.end, unit.word)
