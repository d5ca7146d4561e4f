"""Ways to say what goes on with a list as a question of its own: "and a degree?", "and in 2014?"."""

import re
from collections.abc import Iterator

from assistant.amending import told
from assistant.clause_conditions import VERBS
from assistant.conditions import Asked, Compared, Condition, LastChanged, Measured, Mentioned, Selection, Valued, leaves
from assistant.listwords import ListWords
from assistant.scan import tokenize
from vectorstore.vocabulary import Vocabulary

#: A year, and what stands before it where it is all that is said.
YEAR = re.compile(r"(?:(?:of|from|for) )?((?:1[6-9]|20)\d{2})\s*\??", re.IGNORECASE)
#: Marks that a message ends with.
_ENDS = " ?.!"
_ASKS = "which classes"
#: What stands for what was asked for before: "a commercial one".
_ONE = frozenset({"one", "ones"})


class Wordings:
    """Words the rest of a message with one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Word with the facets and the rows `lists` of `vocabulary`."""
        self._vocabulary = vocabulary
        self._words = ListWords(vocabulary)

    def of(self, rest: str, before: Selection) -> Iterator[tuple[str, str]]:
        """Yield ways to say the rest as a question of its own, the verb or the facet of the list in the place of none.

        Each with the facet that it must be of; empty for any.
        """
        yield from self._asked(rest, before)
        parts = list(reversed(list(leaves(before.tree))))
        yield from (found for part in parts for found in self._valued(part, rest))
        yield f"{_ASKS} {rest}", ""
        yield from (found for part in parts for found in self._compared(part, rest))

    def has_verb(self, text: str) -> bool:
        """Return whether it is said how something is asked for or stated."""
        return any(mark.facets[0] in VERBS for mark in self._words.marks(tokenize(text)))

    def _asked(self, rest: str, before: Selection) -> Iterator[tuple[str, str]]:
        """What is asked for, where nothing says how: "and a degree?", "a commercial one?", "and a class A?"."""
        asked = [(part, denied) for part, denied in told(before.tree) if isinstance(part, Asked)]
        begins = tokenize(rest)[0].raw.lower()
        if not asked or begins in self._vocabulary.words["polar"] or self.has_verb(rest):
            return
        of, denied = asked[-1]
        before_one, _, last = rest.rstrip(_ENDS).rpartition(" ")
        known = self._vocabulary.facets.get(of.facet)
        verb, name = f"{_ASKS} {'do not require' if denied else 'require'}", known.name if known else ""
        if last.lower() in _ONE:
            yield f"{verb} {before_one} {name}", ""
            return
        yield f"{verb} {rest}", ""
        yield f"{verb} {rest.rstrip(_ENDS)} {name}", of.facet

    def _valued(self, part: Condition, rest: str) -> Iterator[tuple[str, str]]:
        if isinstance(part, Valued) and (known := self._vocabulary.facets.get(part.facet)) and not known.values:
            # "12 months" may be the value of a facet, whatever else it is.
            yield f"{_ASKS} with the {known.name} {rest}", part.facet
        elif isinstance(part, Measured) and self._is_number(rest):
            verb = "require" if part.required else "with"
            yield f"{_ASKS} {verb} {rest.rstrip(_ENDS)} {part.unit}s", part.facet

    def _compared(self, part: Condition, rest: str) -> Iterator[tuple[str, str]]:
        dated = isinstance(part, Compared | LastChanged) and isinstance(part.value, str)
        if dated and (year := YEAR.fullmatch(rest)):
            yield f"{_ASKS} in {year[1]}", ""
        if isinstance(part, Mentioned) and not self.has_verb(rest):
            yield f"{_ASKS} mention {rest}", ""
        elif isinstance(part, Compared):
            yield f"{_ASKS} {'pay' if isinstance(part.value, float) else part.facet} {rest}", part.facet
        elif isinstance(part, LastChanged):
            yield f"{_ASKS} last revised {rest}", ""

    def _is_number(self, text: str) -> bool:
        """Whether a message ends with a number, and does not say of what."""
        last = tokenize(text)[-1].word
        return last.isdecimal() or last in self._vocabulary.title["numbers"]
