"""What each word of a question may be within the name of a class: a word of a title, a level, a numeral, a link.

Looked up once for a question, so that trying a title against it costs little
however many titles there are.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.scan import Token
from assistant.titles import numeral, ordinal
from vectorstore.vocabulary import Vocabulary

#: Words of a clause at most, from its auxiliary on.
_CLAUSE = 8

#: Letters of "Is" and "Vs", which are no numerals in the plural; "IIs" is.
_SHORTEST_MANY = 2

_POSSESSIVE = re.compile(r"['’ʼ`´]s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """What one token may be."""

    words: Mapping[str, float]
    """Words of titles that it can stand for, each with its exactness, 0 to 1."""

    level: str
    """Name of the level that it is; empty for none."""

    leads: bool
    """It may stand before a title as its level."""

    trails: bool
    """It is a level that may stand behind a title wherever that ends."""

    is_verb: bool
    """It is a level, and here rather the verb that the question ends with: "whom does the electrician lead"."""

    numeral: str
    """Roman numeral that it is; empty for none."""

    is_spelled: bool
    """That numeral is a word: "two"."""

    ordinal: str
    """Roman numeral that it counts to: "second"."""

    is_step: bool
    """It may stand between a title and its numeral: "level"."""

    link: str
    """The connective that it is; empty for none."""

    owns: bool
    """It is a possessive, and ends a name: "the clerk's pay"."""

    phrased: bool
    """The words of a facet have it."""

    after_comma: bool
    apart: bool


@dataclass(frozen=True)
class Marks:
    """A question's marks, and where the words of titles stand."""

    marks: Sequence[Mark]
    vocabulary: Vocabulary
    at: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """Word of a title to the tokens that can stand for it."""


def bare(raw: str) -> str:
    """Return a word as written, in lower case and without a possessive's ending: "II's" is "ii"."""
    return _POSSESSIVE.sub("", raw.lower())


def mark(
    tokens: Sequence[Token], readings: Sequence[Mapping[str, float]], phrased: Collection[int], vocabulary: Vocabulary
) -> Marks:
    """Return the marks of `tokens`; `readings` are the words of titles that each can stand for."""
    at: dict[str, list[int]] = defaultdict(list)
    for i, words in enumerate(readings):
        for word in words:
            at[word].append(i)
    marks = [_mark(tokens, i, readings[i], i in phrased, vocabulary) for i in range(len(tokens))]
    return Marks(marks, vocabulary, at)


def _mark(tokens: Sequence[Token], at: int, words: Mapping[str, float], phrased: bool, vocabulary: Vocabulary) -> Mark:
    token, title = tokens[at], vocabulary.title
    level = level_of(token, vocabulary)
    return Mark(
        words=words,
        level=level,
        leads=names_level(token, vocabulary),
        trails=bool(level) and (token.after_comma or token.word in vocabulary.trailing_levels),
        is_verb=_is_verb(tokens, at, vocabulary),
        numeral=_numeral(tokens, at, vocabulary),
        is_spelled=bare(token.raw) in title["numbers"],
        ordinal=ordinal(token.word, vocabulary),
        is_step=token.word in title["steps"],
        link=token.word if token.word in title["connectives"] else "",
        owns=bool(_POSSESSIVE.search(token.raw)),
        phrased=phrased,
        after_comma=token.after_comma,
        apart=token.apart,
    )


def level_of(token: Token, vocabulary: Vocabulary) -> str:
    """Return the name of the level that a token is, be it abbreviated; empty for none."""
    full = (token.word, *vocabulary.abbreviations.get(token.word, ()))
    return next((vocabulary.levels[word][0] for word in full if word in vocabulary.levels), "")


def names_level(token: Token, vocabulary: Vocabulary) -> bool:
    """Return whether a token is a level; not the verb of "who leads the crew"."""
    singular = bare(token.raw) in vocabulary.levels or token.word in vocabulary.trailing_levels
    # A slip of the pen is mended in the word and stays in what was written.
    mended = not token.word.startswith(bare(token.raw)[:-1])
    short = token.word not in vocabulary.levels and bool(level_of(token, vocabulary))
    return short or (token.word in vocabulary.levels and (singular or mended))


def _is_verb(tokens: Sequence[Token], at: int, vocabulary: Vocabulary) -> bool:
    asked = any(token.raw.lower() in vocabulary.words["polar"] for token in tokens[max(0, at - _CLAUSE) : at])
    return asked and tokens[at].raw.lower() in vocabulary.title["verbs"] and not tokens[at].after_comma


def _numeral(tokens: Sequence[Token], at: int, vocabulary: Vocabulary) -> str:
    """The numeral that a token is behind a title: "ii", "2", "two"; not "2 years", nor whoever asks."""
    written = bare(tokens[at].raw)
    numbers = vocabulary.title["numbers"]
    bracketed = at > 0 and tokens[at - 1].apart  # "Accountant (Specialist) I"
    if written == "i" and tokens[at].apart and not (tokens[at].after_comma or bracketed):
        return ""  # "… a Coordinator. I have": whoever asks begins anew.
    found = numeral(written) or _of_many(tokens[at].raw)
    if not found and written in numbers:
        found = numeral(str(numbers.index(written) + 1))
    following = tokens[at + 1] if at + 1 < len(tokens) and not tokens[at + 1].apart else None
    if not found or following is None:
        return found
    if found != written and following.word in vocabulary.title["units"]:
        return ""
    return "" if tokens[at].raw == "i" and _is_asker(tokens, at, vocabulary) else found


def _of_many(raw: str) -> str:
    """The numeral that `raw` is the plural of: "IIs"."""
    is_plural = len(raw) > _SHORTEST_MANY and raw.endswith("s") and (raw[0].isupper() or raw[0] == "i")
    return numeral(raw[:-1]) if is_plural else ""


def _is_asker(tokens: Sequence[Token], at: int, vocabulary: Vocabulary) -> bool:
    """Whether the "i" at `at` is the person who asks: "can an accountant i know apply"."""
    verb = tokens[at + 1].raw.lower()
    if verb not in vocabulary.title["of_me"]:
        return False
    polar, behind = vocabulary.words["polar"], tokens[at + 2].raw.lower() if at + 2 < len(tokens) else ""
    if verb in polar and behind in {*vocabulary.title["articles"], *vocabulary.title["askers"]}:
        return False  # "for the accountant i can a degree replace …": the verb's subject comes behind it.
    asked = any(token.raw.lower() in polar for token in tokens[max(0, at - _CLAUSE) : at])
    others = any(token.raw.lower() in vocabulary.title["completes"] for token in tokens[at + 2 : at + 4])
    return not (asked and verb in vocabulary.title["completes"] and not others)
