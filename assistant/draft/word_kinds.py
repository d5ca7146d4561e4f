"""Cut a line into words and signs, and tell of each whether it is one whose change must not be overlooked.

Nothing here has to understand a number: a word that could be one is marked as
one, whatever it counts, and so is the unit behind it.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from assistant.draft.values import ChangeKind
from ingest.numbers import find_numbers
from ingest.readers.docx.numerals import numeral
from vectorstore.folding import fold_word
from vectorstore.vocabulary import Vocabulary, phrases

# A number with its separators and what is run into it ("1,000", "2018-03", "401k"); a word; any other sign alone.
_TOKEN = re.compile(r"\d+(?:[.,:/-]\d+)+[^\W_]*|[^\W_]+(?:['’][^\W_]+)*|\S")

#: Roman numerals as levels are counted; beyond them "C" and "L" are letters.
_NUMERALS = frozenset(numeral(number, "upperRoman") for number in range(1, 40))

#: Signs, by their Unicode category, that change a number beside them: "$", "+", "½".
_OF_NUMBERS = frozenset({"Sc", "Sm", "No", "Nl"})

#: What a sentence ends with, and what may stand between that and the first word of the next.
_ENDING, _OPENING = tuple(".:;!?•"), " \"'“”‘’("

#: What is marked as several things is the first of these.
RANK = (
    ChangeKind.NUMBER,
    ChangeKind.LICENSE,
    ChangeKind.LEVEL,
    ChangeKind.REQUIREMENT,
    ChangeKind.TITLE,
    ChangeKind.WORD,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign of a line."""

    text: str
    start: int
    """Offset in the line, in code points."""

    end: int
    kind: ChangeKind


def words_of(text: str, vocabulary: Vocabulary, names: Collection[str] = ()) -> tuple[Word, ...]:
    """Return the words and signs of `text`, each with its kind; `names` are phrases known to be names."""
    ranks = _ranks(text, vocabulary, names)
    cut = ((match[0], match.start(), match.end()) for match in _TOKEN.finditer(text))
    found = [Word(token, start, end, RANK[min(ranks[start:end])]) for token, start, end in cut]
    shouted = text.isupper()
    own = [_at_least(word, _own(word, text[: word.start], shouted, vocabulary)) for word in found]
    return tuple(_beside_numbers(own, vocabulary))


def strongest(kinds: Iterable[ChangeKind]) -> ChangeKind:
    """Return the one of `kinds` that a reader must see first; a plain word for none."""
    return min(kinds, key=RANK.index, default=ChangeKind.WORD)


def _at_least(word: Word, kind: ChangeKind) -> Word:
    return replace(word, kind=strongest((word.kind, kind)))


def _ranks(text: str, vocabulary: Vocabulary, names: Collection[str]) -> bytearray:
    """The place in `RANK` of each character of `text` by the phrases that it is in."""
    ranks = bytearray([len(RANK) - 1]) * len(text)
    for kind, start, end in _spans(text, vocabulary, names):
        rank = RANK.index(kind)
        ranks[start:end] = bytes(min(rank, held) for held in ranks[start:end])
    return ranks


def _spans(text: str, vocabulary: Vocabulary, names: Collection[str]) -> Iterator[tuple[ChangeKind, int, int]]:
    """Yield where phrases of each kind stand in `text`."""
    yield from ((ChangeKind.NUMBER, found.start, found.end) for found in find_numbers(text))
    lower = _lower(text)
    patterns = [
        (ChangeKind.NUMBER, phrases(_counting(vocabulary))),
        *((ChangeKind.LICENSE, pattern) for pattern in _licensing(vocabulary)),
        *((ChangeKind.REQUIREMENT, pattern) for pattern in _asking(vocabulary)),
        *([(ChangeKind.TITLE, phrases(map(_lower, names)))] if names else []),
    ]
    for kind, pattern in patterns:
        yield from ((kind, *match.span()) for match in pattern.finditer(lower))


def _lower(text: str) -> str:
    """`text` in lower case with straight apostrophes, each character where it was."""
    return "".join(low if len(low := c.lower()) == 1 else c for c in text.replace("’", "'"))


def _counting(vocabulary: Vocabulary) -> Iterator[str]:
    narrated, title = vocabulary.narration, vocabulary.title
    rates = map(" ".join, vocabulary.operators["rates"])
    return chain(narrated["counting"], narrated["tens"], title["ordinals"], vocabulary.drafting["numbers"], rates)


def _licensing(vocabulary: Vocabulary) -> Iterator[re.Pattern[str]]:
    for facet in ("license", "certificate"):
        yield vocabulary.cues[facet]
        yield from map(phrases, vocabulary.facets[facet].terms.values())


def _asking(vocabulary: Vocabulary) -> Iterator[re.Pattern[str]]:
    yield from (pattern for _, pattern in vocabulary.modalities)
    yield from (schooling.words for schooling in vocabulary.schooling)
    yield vocabulary.qualify["quality"]
    bounds = (" ".join(row) for key in _BOUNDS for row in vocabulary.operators[key])
    yield phrases(chain(vocabulary.drafting["asking"], vocabulary.words["negations"], bounds))
    yield phrases(chain(vocabulary.binding_before, vocabulary.binding_after))


#: Rows of operators that say from or up to which amount.
_BOUNDS = (
    *("at_least", "at_least_behind", "more_than", "at_most", "at_most_behind", "less_than", "between"),
    *("before", "after", "since", "until"),
)


def _own(word: Word, before: str, shouted: bool, vocabulary: Vocabulary) -> ChangeKind:
    """The kind of a word by itself, behind the text `before`."""
    if word.text == "%" or any(c.isnumeric() or unicodedata.category(c) in _OF_NUMBERS for c in word.text):
        return ChangeKind.NUMBER
    begins = not before or before.rstrip(_OPENING).endswith(_ENDING)
    if word.text in _NUMERALS or (len(word.text) == 1 and word.text.isupper() and not begins):
        return ChangeKind.LEVEL
    capital = word.text[:1].isupper() and not begins and not shouted
    if word.text.lower() in vocabulary.levels and (capital or word.text.lower() not in vocabulary.title["verbs"]):
        return ChangeKind.LEVEL
    return ChangeKind.TITLE if capital else ChangeKind.WORD


def _beside_numbers(found: Sequence[Word], vocabulary: Vocabulary) -> Iterator[Word]:
    """Yield the words, as numbers those that belong to one: the unit behind it, a sign before it or between two."""
    numbers = [word.kind is ChangeKind.NUMBER for word in found]
    units = {*vocabulary.title["units"], *vocabulary.drafting["units"]}
    past = False
    for at, word in enumerate(found):
        is_sign = not any(c.isalnum() for c in word.text)
        ahead = at + 1 < len(found) and numbers[at + 1]
        glued = ahead and word.end == found[at + 1].start
        of_number = (
            glued or (ahead and at > 0 and numbers[at - 1]) if is_sign else past and fold_word(word.text) in units
        )
        yield _at_least(word, ChangeKind.NUMBER) if of_number else word
        past = numbers[at] or (past and is_sign)
