"""One message of a conversation as it is read: alone, and beside the state that it meets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.identity import Match
from assistant.lexicon import Lexicon
from assistant.question import Question
from assistant.reading import Reader
from assistant.scan import Phrase, Token
from assistant.scanner import Scan
from assistant.state import State
from assistant.steering import Steer
from assistant.titles import numeral
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry

#: Numerals that are no other word in lower case.
_NUMERALS = frozenset({"ii", "iii", "iv"})


@dataclass(frozen=True, slots=True)
class Said:
    """A message, read alone."""

    reader: Reader
    state: State
    steer: Steer
    scan: Scan
    question: Question

    @property
    def lexicon(self) -> Lexicon:
        """The classes that may be meant."""
        return self.reader.lexicon

    @property
    def numerals(self) -> dict[int, str]:
        """Numerals that stand alone, by the index of the token: "ii", "level 2", "the i"."""
        tokens, scan = self.scan.tokens, self.scan
        named = {at for m in scan.mentions if m.candidates for at in range(m.first, m.last)}
        return {
            at: numeral(token.raw)
            for at, token in enumerate(tokens)
            if at not in named and _is_numeral(tokens, at, self.reader.vocabulary.words)
        }

    def names_facet(self) -> bool:
        """Return whether a facet is asked for by its words, and not by those that most questions have."""
        return any(not phrase.weak for phrase in self.scan.phrases)

    def only_in_part(self) -> bool:
        """Return whether classes are named by a part of their titles at most: "the specialist"."""
        mentions = self.scan.mentions
        return all(mention.candidates and mention.candidates[0].match is Match.PART for mention in mentions)

    def is_bare(self, used: frozenset[str] = frozenset()) -> bool:
        """Return whether nothing is asked in words: what is left beside `used` says nothing."""
        return not (self._phrases() or self.left(used))

    def _phrases(self) -> list[Phrase]:
        """The phrases that ask; the "level" of "level II" names it."""
        levels = {*self.scan.levels, *self.numerals}
        return [p for p in self.scan.phrases if not (p.weak and {p.first - 1, p.last} & levels)]

    def left(self, used: frozenset[str] = frozenset()) -> list[str]:
        """Return the words that nothing explains, not even `used`."""
        levels = {*self.scan.levels, *self.numerals}
        return [
            self.scan.tokens[at].raw
            for at in self.scan.residual
            if at not in levels and self.scan.tokens[at].word not in used
        ]


def _is_numeral(tokens: Sequence[Token], at: int, words: Mapping[str, frozenset[str]]) -> bool:
    raw = tokens[at].raw.lower()
    if raw in _NUMERALS:
        return True
    before = tokens[at - 1].raw.lower() if at else ""
    leveled = before in words["before_level"]
    alone = at + 1 == len(tokens) and (at == 0 or leveled)
    if raw == "i":
        # Nobody says "does I" of themselves.
        return alone or before in words["before_one"]
    return raw in "12345" and (alone or (at > 0 and tokens[at - 1].word == "level"))


def entries_of(lexicon: Lexicon, class_ids: Iterable[str]) -> tuple[CatalogEntry, ...]:
    """Return the newest document of each class, in the order of `class_ids`; those that are gone are left out."""
    found = [max(_documents(lexicon, class_id), key=lambda e: e.spec.revision, default=None) for class_id in class_ids]
    return tuple(entry for entry in found if entry is not None)


def _documents(lexicon: Lexicon, class_id: str) -> list[CatalogEntry]:
    return [entry for entry in lexicon.entries if entry.class_id == class_id]


def same_agency(one: str, other: str) -> bool:
    """Return whether two names are of one agency, however they are written."""
    return fold(one) == fold(other)
