"""Find what names a class that is not there: the stretch of a question to show to who asked, or a code."""

from assistant.scan import Token
from assistant.scanner import Scan, Scanner
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary

_LONGEST_NAME = 10
_LEAST_OF_CODE = 3
_OF_AMOUNTS = frozenset("$€£,.%")
_PER = ("per_year", "per_month", "per_hour", "per_week", "per_day")


def name_of(scan: Scan, scanner: Scanner, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """Return the indexes of the first token, and past the last, of what may be the name of a class that is not there.

    That is what nothing explains, with the levels beside it, what is like a title, and a word for people behind
    it: "accounting manager". None where there is none, or more than a name has.
    """
    tokens = scan.tokens
    unexplained = [at for at in scan.residual if not is_amount(scan.text, tokens, at, vocabulary)]
    if not unexplained:
        return None
    joined = set(unexplained) | set(scan.levels)
    first = last = unexplained[0]
    for at in range(first + 1, len(tokens)):
        if not (at in joined or scanner.is_plain(tokens[at])):
            break
        last = at if at in joined else last
    while first > 0 and first - 1 in scan.levels:
        first -= 1
    first, end = _with_alike(scan, first, last + 1)
    if end < len(tokens) and not tokens[end].apart and tokens[end].word in vocabulary.title["people"]:
        end += 1
    return (first, end) if end - first <= _LONGEST_NAME else None


def _with_alike(scan: Scan, first: int, end: int) -> tuple[int, int]:
    """Add the stretch that has all words of a title: "heavy" of a "Senior Heavy Equipment Mechanic"."""
    for start, past in (mention.span for mention in scan.mentions):
        if start < end and first < past:
            first, end = min(first, start), max(end, past)
    return first, end


def is_like_code(scan: Scan, at: int, vocabulary: Vocabulary) -> bool:
    """Return whether the token at `at` may be a class code, and is no amount."""
    raw = scan.tokens[at].raw
    digits = any(c.isdigit() for c in raw)
    return len(raw) >= _LEAST_OF_CODE and digits and not is_amount(scan.text, scan.tokens, at, vocabulary)


def is_amount(text: str, tokens: tuple[Token, ...], at: int, vocabulary: Vocabulary) -> bool:
    """Return whether digits are an amount, or a part of one: "$4,121", "4121.50", "3412 a year", "40 hours"."""
    token = tokens[at]
    if not token.raw[0].isdigit():
        return False
    before, after = text[: token.start][-1:], text[token.end :][:2]
    within = after[1:].isdigit() and after[0] in _OF_AMOUNTS
    if (before and before in _OF_AMOUNTS) or after[:1] == "%" or within:
        return True
    behind = f"{' '.join(following.word for following in tokens[at + 1 : at + 3])} "
    per = (f"{fold(phrase)} " for row in _PER for phrase in vocabulary.document[row])
    counted = at + 1 < len(tokens) and tokens[at + 1].word in vocabulary.title["units"]
    return counted or any(behind.startswith(phrase) for phrase in per)
