"""A list that goes on: "and in Tern Harbor?", "which of those need a degree?", "sort them by pay".

A message of this kind is the rest of a question: behind "which classes" it
reads like any other. What it says takes the place of what was said of the same
thing before, and is added to everything else. The messages that make a list
are kept as they were written, so that it can be read again from them alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.amending import kinds_of, like, parts_of
from assistant.conditions import (
    Asked,
    Measured,
    Not,
    Order,
    Selection,
    Stated,
    all_of,
    leaves,
)
from assistant.scan import Phrase, PhraseTrie, Token, find_phrases, tokenize
from assistant.selecting import Selector
from assistant.steering import Steer, Steering
from assistant.wordings import YEAR, Wordings
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary

#: Between the messages of one list, where they are given as one question.
THEN = " → "
#: Messages that one list is made of; a further one asks for something else.
_MOST = 8
#: Words of a message that goes on with a list and does not say so.
_SHORT = 5
_AGAIN, _OPPOSITE, _NARROWS, _POINTS = "again", "opposite", "narrowing", "those"
_SORTS, _RISING, _FALLING = "sorting", "rising", "falling"
#: Shapes of value by which a list is put in order, and no group is made of.
_ORDERING = frozenset({"money", "date", "grade", "number"})

Messages = tuple[str, ...]

First = Callable[[str], Selection | None]
"""Gives what a question asks for that goes on with nothing; None where it asks for no list."""


class Continuing:
    """Reads what goes on with a list."""

    def __init__(self, vocabulary: Vocabulary, selector: Selector, steering: Steering, first: First) -> None:
        """Read with the rows of `vocabulary`, the first question with `first`, what goes on with it with `selector`."""
        self._first = first
        self._vocabulary = vocabulary
        self._selector = selector
        self._steering = steering
        self._wordings = Wordings(vocabulary)
        self._leads = PhraseTrie()
        for row in (_NARROWS, _POINTS, _SORTS):
            for phrase in vocabulary.lists[row]:
                self._leads.add(phrase, row)
        self._again = {fold(phrase) for phrase in vocabulary.lists[_AGAIN]}
        self._opposite = {fold(phrase) for phrase in vocabulary.lists[_OPPOSITE]}
        self._clausal = frozenset(vocabulary.lists["clausal"])
        self._no_start = vocabulary.words["polar"].union(vocabulary.lists["asking"]) - self._clausal

    def of(self, messages: Sequence[str]) -> Selection | None:
        """Return which classes `messages` ask for together; None where they make no list."""
        found = self._first(messages[0]) if messages else None
        for message in messages[1:]:
            found = self._changed(found, message) if found is not None else None
        return found

    def on(self, messages: Messages, message: str) -> Messages | None:
        """Return the messages of the list that `message` makes of that of `messages`; None where it goes on with none.

        A message that changes nothing any more is left out: of "and in 2014?", "and in 2013?" the first.
        """
        before = self.of(messages)
        if before is None or not self.may_go_on(message):
            return None
        if self._asks_again(message):
            return messages
        after = self._changed(before, message)
        if after is None:
            return None
        made = (*messages, message)
        for at in range(len(messages) - 1, 0, -1):
            shorter = (*made[:at], *made[at + 1 :])
            made = shorter if self.of(shorter) == after else made
        return made if len(made) <= _MOST else None

    def is_year(self, message: str) -> bool:
        """Return whether a message says a year and nothing else, though a class may have it for its code."""
        return bool(YEAR.fullmatch(self._kept(self._steering.of(message))))

    def points(self, message: str) -> bool:
        """Return whether a message begins with words that point at a list: "which of those"."""
        return self._lead(tokenize(self._kept(self._steering.of(message)))) is not None

    def may_go_on(self, message: str) -> bool:
        """Return whether a message may go on with a list, if one was made just before."""
        steer = self._steering.of(message)
        tokens = tokenize(self._kept(steer))
        if not tokens or THEN.strip() in message:
            return False
        return self._asks_again(message) or bool(self._lead(tokens)) or self._opens(tokens, steer)

    def _asks_again(self, message: str) -> bool:
        return bool({fold(message), fold(self._kept(self._steering.of(message)))} & self._again)

    def _kept(self, steer: Steer) -> str:
        """What a message says without the words that open it: the "and" of "and which of those" as well."""
        tokens = tokenize(steer.kept)
        at = next((at for at, token in enumerate(tokens) if token.word not in self._vocabulary.lists["beginning"]), 0)
        return steer.kept[tokens[at].start :] if tokens else steer.kept

    def _lead(self, tokens: Sequence[Token]) -> Phrase | None:
        return next((p for p in find_phrases(tokens, self._leads, frozenset()) if p.first == 0), None)

    def _changed(self, before: Selection, message: str) -> Selection | None:
        steer = self._steering.of(message)
        tokens = tokenize(self._kept(steer))
        lead = self._lead(tokens)
        row = lead.facets[0] if lead else ""
        rest = self._rest(self._kept(steer), tokens, lead)
        if not rest:
            return None
        if fold(rest) in self._opposite and before.tree is not None:
            *kept, last = parts_of(before.tree)
            return replace(before, tree=all_of([*kept, last.part if isinstance(last, Not) else Not(last)]))
        if row in ("", _SORTS) and (turned := self._turned(before, rest)) is not None:
            return turned
        for wording, facet in self._wordings.of(rest, before):
            found = self._selector.read(wording)
            if found is None or (facet and any(getattr(one, "facet", "") != facet for one in leaves(found.tree))):
                continue
            if self._says(found, rest, before, row):
                return self._merged(before, found, rest, narrows=row == _NARROWS)
        return None

    def _rest(self, text: str, tokens: Sequence[Token], lead: Phrase | None) -> str:
        """What the message says behind the words that point at the list, as written."""
        at = lead.last if lead else 0
        nouns = {word for noun in self._vocabulary.lists["nouns"] for word in fold(noun).split()}
        while lead and at < len(tokens) and tokens[at].word in nouns | self._clausal:
            at += 1
        return text[tokens[at].start :] if at < len(tokens) else ""

    def _says(self, found: Selection, rest: str, before: Selection, row: str) -> bool:
        """Whether the list is spoken of: "and the pay?" asks what a class has, not which classes have it."""
        conditions = list(leaves(found.tree))
        if not (conditions or found.order or found.group):
            return False
        if row == _NARROWS or self._wordings.has_verb(rest):
            return True
        if any(isinstance(one, Measured) for one in conditions) and not self._selector.facets_named(rest):
            return any(isinstance(one, Measured) for one in leaves(before.tree))
        if any(isinstance(one, Asked) for one in conditions):
            return any(isinstance(one, Asked) for one in leaves(before.tree))
        return not any(isinstance(one, Stated) for one in conditions) or row == _POINTS

    def _merged(self, before: Selection, found: Selection, rest: str, *, narrows: bool) -> Selection:
        tree = found.tree
        if tree is not None and before.tree is not None:
            named = self._selector.facets_named(rest)
            old, new = parts_of(before.tree), parts_of(tree)
            new = [like(part, before.tree, named) for part in new]
            kinds = {kind for part in new for kind in kinds_of(part, verbless=not self._wordings.has_verb(rest))}
            kept = [
                part
                for part in old
                if narrows or not kinds & kinds_of(part, verbless=not self._wordings.has_verb(rest))
            ]
            parts = [*kept, *(part for part in new if part not in kept)]
            tree = all_of(parts)
        order = self._order(found, rest) or found.order
        if order is not None and order.most is None and before.order is not None:
            order = replace(order, most=before.order.most)
        group = "" if order is not None and found.order is None else found.group
        return Selection(tree or before.tree, order or (None if group else before.order), group or before.group)

    def _turned(self, before: Selection, rest: str) -> Selection | None:
        """The list in the opposite order: "lowest first"; None where something else is said."""
        rising = self._said(_RISING, rest, wholly=True)
        if before.order is None or not (rising or self._said(_FALLING, rest, wholly=True)):
            return None
        return replace(before, order=replace(before.order, greatest=not rising, said=rest))

    def _said(self, row: str, text: str, *, wholly: bool = False) -> bool:
        words, phrases = fold(text), (fold(phrase) for phrase in self._vocabulary.lists[row])
        return words in phrases if wholly else any(f" {phrase} " in f" {words} " for phrase in phrases)

    def _order(self, found: Selection, rest: str) -> Order | None:
        """The order that "by pay" asks for: what has an order of its own makes no groups."""
        facet = self._vocabulary.facets.get(found.group)
        if facet is None or facet.value not in _ORDERING:
            return None
        return Order(facet.key, not self._said(_RISING, rest), None, rest)

    def _opens(self, tokens: Sequence[Token], steer: Steer) -> bool:
        """Whether a message that does not point at a list may go on with it: it asks nothing of its own."""
        words = [token.raw.lower() for token in tokens]
        if not set(words).isdisjoint(self._vocabulary.lists["of_one"]) or words[0] in self._no_start:
            return False
        return steer.asks_the_same or len(words) <= _SHORT
