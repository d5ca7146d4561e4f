"""Put a name into running text in the place of another one: in its style, its number, and behind its article."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.scan import PhraseTrie, Token, tokenize
from assistant.titles import numeral
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry, Statement
from vectorstore.vocabulary import Vocabulary

#: Facets of statements that name others than who supervises the class, whatever supervision they speak of.
_NAMING_OTHERS = frozenset({"supervision_exercised", "requirements", "experience", "education", "substitution"})
#: Facets of statements that name licenses and certificates, some of which are called as a class is.
_LICENSED = frozenset({"license", "certificate"})


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

    is_short: bool = False
    """Words of the title are left out in front: "Dispatcher II"."""


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
        cls,
        text: str,
        statement: Statement,
        entry: CatalogEntry,
        titles: PhraseTrie,
        short: PhraseTrie,
        below: Collection[str],
        vocabulary: Vocabulary,
    ) -> "Told":
        """Return what `text`, the words of `statement`, names of the classes `titles`, or `short` for one of them.

        `below` are the ids of those below the class, none of which supervises it.
        """
        tokens = tuple(tokenize(text))
        named = named_in(text, tokens, titles, vocabulary)
        shorter = (replace(one, is_short=True) for one in named_in(text, tokens, short, vocabulary))
        named += [one for one in shorter if all(one.last <= other.first or other.last <= one.first for other in named)]
        named.sort(key=lambda one: one.first)
        others = [one for one in named if entry.class_id not in one.ids]
        # "Does research under supervision": what asks for something, or tells of the work, names no supervisor.
        is_led = "supervision" in statement.facets and not _NAMING_OTHERS & {*statement.facets}
        leading = [one for one in others if not set(one.ids) & set(below)]
        by = (leading[:1] or _person(tokens, named, vocabulary)) if is_led else []
        supervisor = by[0] if by else None
        own = tuple(one for one in named if entry.class_id in one.ids)
        return cls(text, statement, entry, tokens, own, tuple(one for one in others if one != supervisor), supervisor)

    @property
    def asks_for_experience(self) -> bool:
        """Whether it asks for experience, of which a class that it names is another one than that which asks."""
        return "experience" in self.statement.facets

    @property
    def keeps_names(self) -> bool:
        """Whether the name of its class may mean another thing in it: experience in a class, a license of that name."""
        is_subject = bool(self.own) and self.own[0].first <= 1
        is_licensed = bool(_LICENSED & {*self.statement.facets})
        is_short = any(one.is_short for one in self.own)
        return self.asks_for_experience or ((is_licensed or is_short) and not is_subject)

    def names(self, at: int) -> bool:
        """Return whether the token at `at` is a part of the name of a class."""
        named = (*self.own, *self.others, *([self.supervisor] if self.supervisor else []))
        return any(one.first <= at < one.last for one in named)


def short_forms(title: str) -> Iterator[str]:
    """Yield what a title with a numeral is called for short: "Dispatcher II" of "Public Safety Dispatcher II"."""
    words = title.split()
    if numeral(words[-1]) and title.count("(") == 0:
        yield from (" ".join(words[first:]) for first in range(1, len(words) - 1))


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


def named_in(text: str, tokens: Sequence[Token], titles: PhraseTrie, vocabulary: Vocabulary) -> list[Named]:
    """Return the classes that `text` names, each by its whole title: "Senior Clerk" and "Clerk II" are no Clerk.

    A title in lower case names the work of more than its class, unless it has several words.
    """
    found: list[Named] = []
    at = 0
    while at < len(tokens):
        match = titles.longest(tokens, at)
        if match and _is_whole(tokens, at, match[1], vocabulary):
            start, end = tokens[at].start, _closed(text, tokens[at].start, tokens[match[1] - 1].end)
            # "Conveyance (Elevator) Mechanic" names none.
            if text.count("(", start, end) == text.count(")", start, end):
                found.append(Named(at, match[1], start, end, match[0]))
        at = match[1] if match else at + 1
    return found


def _closed(text: str, start: int, end: int) -> int:
    """The end of a name with the parenthesis that it opened: "Analyst (General)"."""
    return end + (text.startswith(")", end) and text.count("(", start, end) > text.count(")", start, end))


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
    if _is_of_many(tokens, title):
        at = len(words) - 1 - (len(words) > 1 and bool(numeral(words[-1])))
        words[at] += "" if words[at].lower().endswith("s") else "s"
    is_low = printed.islower()
    counted = [bool(numeral(word)) and not word.isdecimal() for word in words]
    words = [w.upper() if is_level else w.lower() if is_low else w for w, is_level in zip(words, counted, strict=True)]
    put = " ".join(words)
    return put.upper() if printed.isupper() else put


def _is_of_many(tokens: Sequence[Token], title: str) -> bool:
    """Whether the name that `tokens` are is one of many, such as "Clerks II"; `title` may end with an "s" itself."""
    named = [token for token in tokens if not numeral(token.raw)] or tokens
    raw, last = named[-1].raw.lower(), named[-1]
    return raw not in (last.word, title.split()[-1].lower()) and raw.endswith("s")


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
