"""Find the class codes of a question, as people write them: "M2042", "m 2042", "class 02042", "#2042"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.identity import Candidate, Match, Mention, newest
from assistant.lexicon import Lexicon
from assistant.scan import Token
from assistant.titles import code_keys

_MOST_LETTERS = 2
_OF_MONEY = frozenset("$€£%,.")


@dataclass(frozen=True, slots=True)
class Coded:
    """A code in a question."""

    mention: Mention
    sure: bool
    """It has letters, or a word before it says that it is a code: no year, and no amount."""


def find_codes(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Coded]:
    """Yield the classes whose codes stand in `text`, in the order of its `tokens`."""
    at = 0
    while at < len(tokens):
        found = _code(text, tokens, at, lexicon)
        if found is not None:
            yield found
        at = found.mention.last if found is not None else at + 1


def _code(text: str, tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Coded | None:
    """The code that begins with the token `at`; letters that stand apart from their digits belong to it."""
    word = tokens[at].word
    if word.isalpha() and len(word) <= _MOST_LETTERS and at + 1 < len(tokens) and tokens[at + 1].word.isdigit():
        entries = _entries(word + tokens[at + 1].word, lexicon, whole=True)
        if entries:
            return Coded(_mention(entries, at, at + 2), sure=True)
    if not any(c.isdigit() for c in word) or _is_amount(text, tokens[at]):
        return None
    entries = _entries(word, lexicon, whole=not word.isdigit())
    return Coded(_mention(entries, at, at + 1), sure=_is_said(text, tokens, at, lexicon)) if entries else None


def _entries(code: str, lexicon: Lexicon, *, whole: bool) -> list[Candidate]:
    """The classes of a code; `whole` for one with letters, which another's digits alone do not answer to."""
    forms = [form for form in code_keys(code) if not (whole and form.isdigit())]
    found = next((lexicon.codes[form] for form in forms if form in lexicon.codes), [])
    return [Candidate(entry, Match.EXACT, 0, 0, 1.0) for entry in newest(found)]


def _mention(found: Sequence[Candidate], first: int, last: int) -> Mention:
    return Mention(tuple(Candidate(c.entry, c.match, first, last, c.score) for c in found), by_code=True)


def _is_said(text: str, tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    cued = at > 0 and tokens[at - 1].word in lexicon.vocabulary.title["code_cues"]
    marked = text[max(0, tokens[at].start - 1) : tokens[at].start] == "#"
    return cued or marked or not tokens[at].word.isdigit()


def _is_amount(text: str, token: Token) -> bool:
    """Whether the digits are part of an amount: "$4,121", "4121.50"."""
    before, after = text[: token.start][-1:], text[token.end :][:2]
    return (before in _OF_MONEY and bool(before)) or (after[:1] in _OF_MONEY and after[1:].isdigit())
