"""Put a name into running text in the place of another one: in its style, its number, and behind its article."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.scan import PhraseTrie, Token, tokenize
from assistant.titles import numeral
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry, Statement
from vectorstore.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Edit:
    """Words put in the place of others."""

    start: int
    end: int
    put: str


@dataclass(frozen=True, slots=True)
class Named:
    """A class that a text names."""

    first: int
    """Index of its first token."""

    last: int
    """Index just past its last token."""

    start: int
    end: int
    ids: tuple[str, ...]
    """Class ids of those of that title."""


@dataclass(frozen=True, slots=True)
class Told:
    """A line as it is read for its slots."""

    text: str
    statement: Statement
    entry: CatalogEntry
    """The class that it was written for."""

    tokens: tuple[Token, ...]
    own: tuple[Named, ...]
    """Where it names that class."""

    others: tuple[Named, ...]
    """Where it names another one, the supervisor apart."""

    supervisor: Named | None
    """Where it names who supervises the class."""

    @classmethod
    def of(
        cls, text: str, statement: Statement, entry: CatalogEntry, titles: PhraseTrie, vocabulary: Vocabulary
    ) -> "Told":
        """Return what `text`, the words of `statement`, names of the classes `titles`."""
        tokens = tuple(tokenize(text))
        named = named_in(tokens, titles, vocabulary)
        others = [one for one in named if entry.class_id not in one.ids]
        is_led = "supervision" in statement.facets and "supervision_exercised" not in statement.facets
        by = (others[:1] or _person(tokens, named, vocabulary)) if is_led else []
        supervisor = by[0] if by else None
        own = tuple(one for one in named if entry.class_id in one.ids)
        return cls(text, statement, entry, tokens, own, tuple(one for one in others if one != supervisor), supervisor)

    @property
    def asks_for_experience(self) -> bool:
        """Whether it asks for experience, of which a class that it names is another one than that which asks."""
        return "experience" in self.statement.facets

    def names(self, at: int) -> bool:
        """Return whether the token at `at` is a part of the name of a class."""
        named = (*self.own, *self.others, *([self.supervisor] if self.supervisor else []))
        return any(one.first <= at < one.last for one in named)


def begins_with_own(text: str, entry: CatalogEntry, vocabulary: Vocabulary) -> bool:
    """Return whether a line begins with the title of its class, an article apart: it says what the class is."""
    tokens = tokenize(text)
    first = next((at for at, token in enumerate(tokens) if token.word not in vocabulary.title["articles"]), 0)
    own = fold(entry.spec.title).split()
    return [token.word for token in tokens[first : first + len(own)]] == own


def _person(tokens: Sequence[Token], named: Sequence[Named], vocabulary: Vocabulary) -> list[Named]:
    """The first name in capitals behind an article that ends like one for a person: a class without a document."""
    endings = tuple(vocabulary.words["person_endings"])
    for first in range(1, len(tokens)):
        if tokens[first - 1].word not in vocabulary.title["articles"] or not tokens[first].raw[:1].isupper():
            continue
        last = first
        while last < len(tokens) and tokens[last].raw[:1].isupper() and not (last > first and tokens[last].apart):
            last += 1
        free = all(last <= one.first or one.last <= first for one in named)
        if free and (tokens[last - 1].word.endswith(endings) or tokens[last - 1].word in vocabulary.title["people"]):
            return [Named(first, last, tokens[first].start, tokens[last - 1].end, ())]
    return []


def with_edits(text: str, edits: Sequence[Edit]) -> str:
    """Return `text` with `edits` made; of two that overlap, the first."""
    made: list[Edit] = []
    for edit in edits:
        if all(edit.end <= other.start or edit.start >= other.end for other in made):
            made.append(edit)
    for edit in sorted(made, key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.put + text[edit.end :]
    return text


def named_in(tokens: Sequence[Token], titles: PhraseTrie, vocabulary: Vocabulary) -> list[Named]:
    """Return the classes that a text names, each by its whole title: "Senior Clerk" and "Clerk II" are no Clerk.

    A title in lower case names the work of more than its class, unless it has several words.
    """
    found: list[Named] = []
    at = 0
    while at < len(tokens):
        match = titles.longest(tokens, at)
        if match and _is_whole(tokens, at, match[1], vocabulary):
            found.append(Named(at, match[1], tokens[at].start, tokens[match[1] - 1].end, match[0]))
        at = match[1] if match else at + 1
    return found


def _is_whole(tokens: Sequence[Token], first: int, last: int, vocabulary: Vocabulary) -> bool:
    capital = [token.raw[:1].isupper() for token in tokens[first:last]]
    if not (capital[0] and capital[-1]) and (last - first == 1 or any(capital)):
        return False
    before = tokens[first - 1] if first and not tokens[first].apart else None
    after = tokens[last] if last < len(tokens) and not tokens[last].apart else None
    if after is not None and numeral(after.raw) and after.raw.isupper():
        return False
    # What goes on in capitals on either side is a longer name.
    goes_on = after is not None and after.raw[:1].isupper() and capital[-1]
    begun = before is not None and (
        before.word in vocabulary.levels or (first > 1 and before.raw[:1].isupper() and capital[0])
    )
    return not (goes_on or begun)


def in_style(title: str, printed: str, tokens: Sequence[Token], vocabulary: Vocabulary) -> str:
    """Return `title` as `printed`, of `tokens`, is written: in capitals or none, and of many where that is of many."""
    words = (_lowered(title, vocabulary) if title.isupper() else title).split()
    if tokens[-1].raw.lower() not in (tokens[-1].word, title.split()[-1].lower()) and tokens[-1].raw.lower().endswith(
        "s"
    ):
        at = len(words) - 1 - (len(words) > 1 and bool(numeral(words[-1])))
        words[at] += "" if words[at].lower().endswith("s") else "s"
    words = [word.upper() if numeral(word) and not word.isdecimal() else word for word in words]
    put = " ".join(words)
    return put.upper() if printed.isupper() else put.lower() if printed.islower() else put


def _lowered(title: str, vocabulary: Vocabulary) -> str:
    """A title in capitals as running text writes it."""
    words = [
        word if word.lower() in vocabulary.title["connectives"] else word.title() for word in title.lower().split()
    ]
    return " ".join(words)


def with_article(tokens: Sequence[Token], first: int, put: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Yield the edit of an article before the token at `first`, where `put` in its place needs the other one."""
    before = tokens[first - 1] if first else None
    if before is None or before.raw.lower() not in vocabulary.title["indefinite"]:
        return
    fitting = "an" if put[:1].lower() in "aeiou" else "a"
    if before.raw.lower() != fitting:
        yield Edit(before.start, before.end, fitting.capitalize() if before.raw[0].isupper() else fitting)
