"""Say whether what a model wrote may stand in a draft: word by word, by code, whatever the model was told.

A rewording may not touch a number, level, license or requirement, but where
the writer's notes have the very words, those around them included; and every
word of it stands in the line, in what the writer wrote, or says nothing by
itself; and it leaves out neither most of the line nor its end. A new line says
what one sentence of the notes says.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.clauses import clauses
from assistant.draft.likeness import likeness
from assistant.draft.similar_parts import describes
from assistant.draft.values import Change, ChangeKind, Wanted
from assistant.draft.word_kinds import words_of
from assistant.draft.wording import changes
from assistant.narrate.sentences import sentences
from vectorstore.folding import fold, words
from vectorstore.vocabulary import Vocabulary
from vectorstore.words import stems

#: Kinds of words that only the writer changes.
_MARKED = frozenset({ChangeKind.NUMBER, ChangeKind.LEVEL, ChangeKind.LICENSE, ChangeKind.REQUIREMENT})
#: Words around a changed one that the notes must have too: before and behind it; behind a number what it counts.
_AROUND, _COUNTED = (1, 1), (0, 3)
#: Signs that a sentence may get.
_SIGNS = frozenset(",;.:()-'’\"“”")
#: A rewording is at most so many times as long as the line, and so many characters beyond that.
_LONGER, _MORE = 1.5, 60
#: Words of the shortest line that is proposed.
_FEWEST = 3
#: Likeness to its words in the notes from which a proposed line says the same.
_SAID = 0.5


@dataclass(frozen=True)
class Writer:
    """What the writer asked for, as far as a model's words may come from it."""

    wanted: Wanted
    vocabulary: Vocabulary

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names that the writer gives, as written."""
        wanted = self.wanted
        return tuple(filter(None, (wanted.title, wanted.unit, wanted.supervisor, wanted.agency)))

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The sentences and items of the notes."""
        return tuple(one.text for one in sentences([self.wanted.notes]) if one.text.strip())

    @cached_property
    def own(self) -> frozenset[str]:
        """The stems of all that the writer wrote, and of the words that say nothing by themselves."""
        return stems(" ".join((*self.names, *self.said))) | self._small

    @cached_property
    def _small(self) -> frozenset[str]:
        return stems(" ".join(self.vocabulary.drafting["small"]))

    def may_reword(self, before: str, after: str, kind: str) -> bool:
        """Return whether the line `before` of a section of `kind` may become `after`."""
        if len(after) > _LONGER * len(before) + _MORE or _signs(after) - _signs(before) - _SIGNS:
            return False
        if stems(after) - stems(before) - self.own or self._is_cut(before, after):
            return False
        found = changes(before, after, self.vocabulary, self.names)
        marked = (
            change for change in found if change.kind in _MARKED and not (describes(kind) and self._joins(change))
        )
        return all(self._asked_for(change, after) for change in marked)

    def may_add(self, text: str) -> bool:
        """Return whether a line says what a sentence of the notes says, or a clause of a sentence without a "not"."""
        return len(text.split()) >= _FEWEST and any(self._says(unit, text) for unit in self._units)

    @cached_property
    def _units(self) -> tuple[str, ...]:
        return tuple(unit for sentence in self.said for unit in self._cut(sentence))

    def _cut(self, sentence: str) -> Iterator[str]:
        yield sentence
        vocabulary = self.vocabulary
        denying = {fold(word) for word in (*vocabulary.words["negations"], *vocabulary.narration["denying"])}
        if denying.isdisjoint(fold(sentence).split()):
            yield from clauses(sentence, self.vocabulary)

    def _says(self, unit: str, text: str) -> bool:
        if stems(text) - stems(unit) - self._small or _signs(text) - _signs(unit) - _SIGNS:
            return False
        if self._breaks_off(unit, text):
            return False
        touched = {change.kind for change in changes(unit, text, self.vocabulary, self.names)}
        return touched.isdisjoint(_MARKED) and likeness(unit, text) >= _SAID

    def _is_cut(self, before: str, after: str) -> bool:
        """Whether most of what a line says is left out, or its end is."""
        own = stems(before) - self._small
        return 2 * len(own - stems(after)) > len(own) or self._breaks_off(before, after)

    def _breaks_off(self, before: str, after: str) -> bool:
        """Whether a text ends in a word after which something has to come, as its source does not."""
        ends = {*self.vocabulary.drafting["small"], *self.vocabulary.drafting["joining"]}
        last, was = ((fold(text).split() or [""])[-1] for text in (after, before))
        return last in ends and was not in ends

    def _joins(self, change: Change) -> bool:
        """Whether of what must not be touched nothing but a word comes or goes that joins things which are done."""
        touched = (word for text in (change.before, change.after) for word in words_of(text, self.vocabulary))
        marked = {fold(word.text) for word in touched if word.kind in _MARKED}
        return marked <= set(self.vocabulary.drafting["joining"])

    def _asked_for(self, change: Change, after: str) -> bool:
        """Whether the writer has the words that a change brings in, around them too, or they are of a name."""
        end = change.start + len(change.after)
        told = words(after)
        places = [at for at, (_, start, stop) in enumerate(told) if start < end and change.start < stop]
        if not change.after or not places:
            return False
        return self._is_named(places, [word for word, _, _ in told]) or self._is_said(change.kind, places, told)

    def _is_named(self, places: list[int], told: list[str]) -> bool:
        """Whether the words at `places` are inside of one of the names."""
        for name in self.names:
            own = fold(name).split()
            starts = (at for at in range(len(told) - len(own) + 1) if told[at : at + len(own)] == own)
            if any(at <= places[0] and places[-1] < at + len(own) for at in starts):
                return True
        return False

    def _is_said(self, kind: ChangeKind, places: list[int], told: list[tuple[str, int, int]]) -> bool:
        before, behind = _COUNTED if kind is ChangeKind.NUMBER else _AROUND
        run = told[max(0, places[0] - before) : places[-1] + 1 + behind]
        phrase = f" {' '.join(word for word, _, _ in run)} "
        return len(run) > 1 and any(phrase in f" {fold(sentence)} " for sentence in self.said)


def _signs(text: str) -> frozenset[str]:
    return frozenset(c for c in text if not c.isalnum() and not c.isspace())
