"""Find the words that steer a conversation: what a message does with what was said before it.

The words are rows of the vocabulary (`[steer]`), each with what it does. Where
a word stands decides whether it steers: "no, the second" does, "no second
chance" does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.scan import Phrase, PhraseTrie, Token, find_phrases, tokenize
from vectorstore.vocabulary import Vocabulary


class Role(StrEnum):
    """What a phrase does; the rows of `[steer]`, which says more of each."""

    OPENING = "opening"
    CORRECTION = "correction"
    DENIAL = "denial"
    BOTH = "both"
    OTHER = "other"
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    FIFTH = "fifth"
    LAST = "last"
    CHOOSING = "choosing"
    COMPARATIVE = "comparative"
    PRESENT = "present"
    BASE = "base"
    BESIDE = "beside"
    WHY = "why"
    MORE = "more"
    ASSENT = "assent"
    COURTESY = "courtesy"


#: Roles that count places, with the index of each.
PLACES = {Role.FIRST: 0, Role.SECOND: 1, Role.THIRD: 2, Role.FOURTH: 3, Role.FIFTH: 4, Role.LAST: -1}

#: Roles that point at a class without naming it.
POINTING = frozenset({*PLACES, Role.BOTH, Role.OTHER, Role.BASE})

#: Roles that steer only where a message begins, or where nothing else follows.
_AT_THE_EDGE = frozenset({Role.OPENING, Role.CORRECTION, Role.COURTESY, Role.PRESENT})
#: Roles that are the whole of a message or nothing.
_WHOLE = frozenset({Role.WHY, Role.MORE, Role.ASSENT, Role.COURTESY})
_ENDS_DENIAL = "but"
#: What stands for a class that was pointed at, so that the rest reads as a question about it.
_POINTER = "it"


@dataclass(frozen=True, slots=True)
class Steer:
    """A message, by what its words do."""

    text: str
    """The message as it was written."""

    kept: str
    """The message without what it says is not meant, and without the words of steering that it begins and ends with."""

    roles: frozenset[Role]

    unpointed: str
    """The same, with "it" where it points at a class."""

    is_all: bool = False
    """Every word of it steers: nothing is left to read."""

    @property
    def place(self) -> int | None:
        """Index of the place that is pointed at: -1 for the last, None for none."""
        return next((PLACES[role] for role in PLACES if role in self.roles), None)

    @property
    def asks_the_same(self) -> bool:
        """Whether a class named and nothing else asks of it what was asked before."""
        return bool(self.roles & {Role.OPENING, Role.CORRECTION})


class Steering:
    """Finds the steering words of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Steer by the rows `[steer]` of `vocabulary`."""
        words = vocabulary.words
        self._plain = words["function"] | words["filler"] | words["pronouns"]
        self._function, self._filler = words["function"], words["filler"]
        self._trie = PhraseTrie()
        for role in Role:
            for phrase in vocabulary.steer[role]:
                self._trie.add(phrase, role)

    def of(self, text: str) -> Steer:
        """Return what the words of `text` do."""
        meant = self._without_denied(text)
        tokens = tokenize(meant)
        found = self._steering(tokens, find_phrases(tokens, self._trie, frozenset()))
        roles = frozenset(role for role, _ in found) | ({Role.CORRECTION} if meant != text else frozenset())
        begun = frozenset(phrase.first for _, phrase in found)
        edges = [p for role, p in found if role in _AT_THE_EDGE and _is_cut(role, p, tokens, begun)]
        first, last = _core(tokens, edges)
        if first >= last:
            return Steer(text, meant, roles, meant, is_all=True)
        pointers = [p for role, p in found if role in POINTING and first <= p.first and p.last <= last]
        kept, begins = _cut(meant, tokens, first, last, ()), _past_call(tokens, first, last, pointers)
        return Steer(text, kept, roles, _cut(meant, tokens, begins, last, [p for p in pointers if p.first >= begins]))

    def _without_denied(self, text: str) -> str:
        """`text` without each clause that says what is not meant; all of it where nothing would be left."""
        tokens = tokenize(text)
        phrases = {p.first: p for p in find_phrases(tokens, self._trie, frozenset())}
        struck: list[tuple[int, int]] = []
        at, begins = 0, True
        while at < len(tokens):
            phrase = phrases.get(at)
            if phrase and Role.DENIAL in phrase.facets and (begins or tokens[at].apart):
                last = _clause_end(tokens, phrase.last)
                struck.append((tokens[at].start, tokens[last].start if last < len(tokens) else len(text)))
                at, begins = last, True
                continue
            begins = begins and phrase is not None
            at = phrase.last if phrase else at + 1
        kept = text
        for start, end in reversed(struck):
            kept = f"{kept[:start]} {kept[end:]}"
        kept = kept.strip(" ,;.-–—")
        return kept if struck and tokenize(kept) else text

    def _steering(self, tokens: Sequence[Token], phrases: Sequence[Phrase]) -> list[tuple[Role, Phrase]]:
        """The phrases that steer where they stand, with what each does."""
        whole = self._wholes(tokens, phrases)
        found = [(role, p) for p in phrases for role in map(Role, p.facets) if role is not Role.DENIAL]
        leading = _leading(phrases)
        telling = [at for at, token in enumerate(tokens) if not self._is_plain(token)]
        return [
            (role, phrase)
            for role, phrase in found
            if role in whole or self._stands(role, phrase, tokens, leading, telling)
        ]

    def _stands(
        self, role: Role, phrase: Phrase, tokens: Sequence[Token], leading: int, telling: Sequence[int]
    ) -> bool:
        """Whether the phrase stands where its role has an effect."""
        if role in _WHOLE:
            return role is Role.COURTESY and phrase.first < leading
        if role is Role.CHOOSING:
            following = tokens[phrase.last].word if phrase.last < len(tokens) else ""
            return phrase.first <= leading and following not in self._filler
        if role in _AT_THE_EDGE:
            return phrase.first < leading or phrase.last == len(tokens)
        return role not in POINTING or self._points(tokens, phrase, telling)

    def _wholes(self, tokens: Sequence[Token], phrases: Sequence[Phrase]) -> frozenset[Role]:
        """Of the roles that are all of a message, the one that this message is."""
        covered = {at for p in phrases for at in range(p.first, p.last)}
        if any(at not in covered and not self._is_plain(token) for at, token in enumerate(tokens)):
            return frozenset()
        roles = [frozenset(map(Role, p.facets)) for p in phrases]
        said = [r for r in roles if not r & _AT_THE_EDGE or r & _WHOLE]
        for role in (Role.WHY, Role.MORE, Role.ASSENT):
            if any(role in r for r in said) and all(r & {role, Role.COURTESY, *_AT_THE_EDGE} for r in roles):
                return frozenset({role})
        thanks = bool(said) and all(Role.COURTESY in r for r in said) and len(covered) == len(tokens)
        return frozenset({Role.COURTESY}) if thanks else frozenset()

    def _is_plain(self, token: Token) -> bool:
        return token.word in self._plain or token.raw.lower() in self._plain

    def _points(self, tokens: Sequence[Token], phrase: Phrase, telling: Sequence[int]) -> bool:
        """Whether the phrase stands for a class: no word follows that it belongs to, as in "the second shift".

        `telling` are the indexes of the tokens that say something, in order: a number points where it is all of them.
        """
        if tokens[phrase.first].raw.isdecimal():
            return not telling or (phrase.first <= telling[0] and telling[-1] < phrase.last)
        if phrase.last == len(tokens):
            return True
        following = tokens[phrase.last]
        of_class = Role.BOTH in map(Role, phrase.facets) or tokens[phrase.last - 1].raw.lower().endswith(("'s", "’s"))
        return of_class or following.apart or following.word in self._function


def _leading(phrases: Sequence[Phrase]) -> int:
    """Index past the steering phrases that a message begins with."""
    last = 0
    for phrase in phrases:
        if phrase.first > last:
            break
        last = phrase.last
    return last


def _clause_end(tokens: Sequence[Token], first: int) -> int:
    """Index of the token after the clause that goes on at `first`."""
    at = first
    while at < len(tokens) and not (at > first and tokens[at].apart):
        if tokens[at].word == _ENDS_DENIAL:
            return at + 1
        at += 1
    return at


def _core(tokens: Sequence[Token], edges: Sequence[Phrase]) -> tuple[int, int]:
    """The range of tokens that is left without the phrases at the edges."""
    first, last = 0, len(tokens)
    for phrase in edges:
        first = phrase.last if phrase.first == first else first
    for phrase in reversed(edges):
        last = phrase.first if phrase.last == last else last
    return first, last


def _is_cut(role: Role, phrase: Phrase, tokens: Sequence[Token], begun: frozenset[int]) -> bool:
    """Whether a phrase at the edge is apart from what follows: "ok and …", "great, …"; not "good driving record".

    `begun` are the tokens that a steering phrase begins with.
    """
    if role is not Role.COURTESY or phrase.last == len(tokens):
        return True
    return tokens[phrase.last].apart or phrase.last in begun


def _past_call(tokens: Sequence[Token], first: int, last: int, pointers: Sequence[Phrase]) -> int:
    """The token after a class that is only called up: "the first one: what does it require?"."""
    called = next((p for p in pointers if p.first == first and p.last < last and tokens[p.last].apart), None)
    return called.last if called is not None else first


def _cut(text: str, tokens: Sequence[Token], first: int, last: int, pointers: Sequence[Phrase]) -> str:
    """The words from `first` to `last` with what is written after them, "it" in the place of each of `pointers`."""
    end = len(text) if last == len(tokens) else tokens[last - 1].end
    kept = text[:end]
    for phrase in reversed(pointers):
        kept = f"{kept[: tokens[phrase.first].start]}{_POINTER}{kept[tokens[phrase.last - 1].end :]}"
    return kept[tokens[first].start :]
