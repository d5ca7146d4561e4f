"""Read words written together or apart as the titles have them: "craneelectrician", "data base"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.scan import Token

#: Letters of the shortest word that is put together from two, and of the shorter of the two.
_SHORTEST, _SHORTEST_PART = 7, 3


def respaced(tokens: Sequence[Token], known: frozenset[str], joined: Mapping[str, tuple[str, str]]) -> list[Token]:
    """Return `tokens` with those of titles spaced as these are.

    `known` are the words of titles; `joined` has two that stand side by side
    in a title under what they are without the space.
    """
    found: list[Token] = []
    for token in tokens:
        whole = found[-1].word + token.word if found else ""
        if found and not token.apart and _is_one(found[-1].word, token.word, whole, known, joined):
            before = found.pop()
            found.append(replace(before, word=whole, end=token.end, raw=before.raw + token.raw))
        elif token.word not in known and token.word in joined:
            found += _parted(token, joined[token.word])
        else:
            found.append(token)
    return found


def _is_one(left: str, right: str, whole: str, known: frozenset[str], joined: Mapping[str, tuple[str, str]]) -> bool:
    long = len(whole) >= _SHORTEST and min(len(left), len(right)) >= _SHORTEST_PART
    return long and whole in known and joined.get(whole) != (left, right)


def _parted(token: Token, parts: tuple[str, str]) -> list[Token]:
    """The two words of `token`; where in it the second begins is told by the letters of the first."""
    left, right = parts
    cut = len(left) if token.raw.lower().startswith(left) else len(token.raw) // 2
    middle = token.start + cut
    first = replace(token, word=left, end=middle, raw=token.raw[:cut])
    return [first, Token(right, middle, token.end, token.raw[cut:])]
