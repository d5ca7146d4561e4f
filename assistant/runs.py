"""Find the stretches of a question that may be one title: its words, with the levels and the numeral beside them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.scan import Token
from assistant.titles import is_connective, numeral
from vectorstore.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of tokens that may be one title."""

    first: int
    last: int
    core: Counter[str]
    quality: float
    levels: frozenset[str]
    numeral: str


def runs(
    wanted: Counter[str],
    own_levels: frozenset[str],
    tokens: Sequence[Token],
    readings: Sequence[dict[str, float]],
    vocabulary: Vocabulary,
) -> Iterable[Run]:
    """Yield the stretches of the words `wanted` of one title, levels and numeral with them, its own above all."""
    at = 0
    while at < len(tokens):
        if not wanted.keys() & readings[at].keys():
            at += 1
            continue
        first = _backward(tokens, vocabulary, at)
        last = _forward(wanted, own_levels, tokens, readings, vocabulary, at, first)
        yield _run(wanted, tokens, readings, vocabulary, first, last)
        at = max(last, at + 1)


def _backward(tokens: Sequence[Token], vocabulary: Vocabulary, at: int) -> int:
    """Index of the first level before a title: "Senior …", "Chief of …"."""
    first = at
    while first > 0:
        of = first > 1 and tokens[first - 1].word == "of"
        if not names_level(tokens[first - 1 - of], vocabulary):
            break
        first -= 1 + of
    return first


def _forward(
    wanted: Counter[str],
    own_levels: frozenset[str],
    tokens: Sequence[Token],
    readings: Sequence[dict[str, float]],
    vocabulary: Vocabulary,
    at: int,
    first: int,
) -> int:
    """Index past the last word of a title that begins at `at`: each of its words once, connectives between them.

    Levels stand in front of it from `first` on; one of its own may stand in its midst ("Actuarial Assistant Trainee").
    """
    left, leveled = wanted.copy(), first < at
    levels = own_levels - {
        vocabulary.levels[token.word][0] for token in tokens[first:at] if token.word in vocabulary.levels
    }
    last, following, joined = at, at, False
    while following < len(tokens):
        matched = [word for word in readings[following] if left[word] > 0]
        if matched:
            left.subtract(matched)
            last, joined = following + 1, False
        elif is_connective(tokens[following].word):
            joined = True
        elif tokens[following].word in vocabulary.levels and vocabulary.levels[tokens[following].word][0] in levels:
            levels -= {vocabulary.levels[tokens[following].word][0]}
            last, joined = following + 1, False
        elif not joined and _is_level(tokens, following, vocabulary, last=not leveled):
            last = following + 1
        else:
            break
        following += 1
    return last


def _is_level(tokens: Sequence[Token], at: int, vocabulary: Vocabulary, *, last: bool) -> bool:
    """Whether the token is a level or a numeral that belongs to the title before it.

    `last` says whether a level without a comma may stand at the end: not where one stands at the front.
    """
    token = tokens[at]
    if token.word in vocabulary.levels:
        # "whom does the lead worker lead": a verb, unless it may come last, or a comma says what it is.
        return token.after_comma or token.word in vocabulary.trailing_levels or (last and at + 1 == len(tokens))
    if not numeral(token.raw):
        return False
    following = tokens[at + 1].raw.lower() if at + 1 < len(tokens) else ""
    # "can an Accountant I know apply": the pronoun, unless the sentence ends or goes on after a numeral.
    return token.raw != "i" if token.raw.lower() == "i" and following in vocabulary.words["function"] else True


def names_level(token: Token, vocabulary: Vocabulary) -> bool:
    """Return whether a token is a level; not the verb of "who leads the crew"."""
    singular = token.raw.lower() in vocabulary.levels or token.word in vocabulary.trailing_levels
    return token.word in vocabulary.levels and singular


def _run(
    wanted: Counter[str],
    tokens: Sequence[Token],
    readings: Sequence[dict[str, float]],
    vocabulary: Vocabulary,
    first: int,
    last: int,
) -> Run:
    core: Counter[str] = Counter()
    qualities, levels, number = [], set(), ""
    for at in range(first, last):
        matched = wanted.keys() & readings[at].keys()
        if matched:
            core.update(matched)
            qualities.append(max(readings[at][word] for word in matched))
        elif tokens[at].word in vocabulary.levels:
            levels.add(vocabulary.levels[tokens[at].word][0])
        elif numeral(tokens[at].raw):
            number = numeral(tokens[at].raw)
    return Run(first, last, core, min(qualities, default=0.0), frozenset(levels), number)
