"""The labels of a unit's values: what stands before a colon, or before the "is" of a stated sentence."""

from dataclasses import dataclass

from assistant.narrate.kinds import Kinded
from assistant.narrate.pieces import LONGEST_LABEL
from assistant.narrate.wordlists import Keys
from vectorstore.folding import fold
from vectorstore.spec import Modality


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a value: `Class Code:`."""

    facet: str
    """What it means; empty where the vocabulary does not know it."""

    keys: Keys
    """Keys of its words, as printed."""

    is_needed: bool
    """The value says nothing without it."""

    tells_itself: bool = False
    """The value is one of a few that say so themselves, of whom they are told: "is exempt"."""

    @property
    def words(self) -> frozenset[str]:
        """Its words, in no order."""
        return frozenset(self.keys)

    @property
    def is_range(self) -> bool:
        """Whether it names one of several ranges of pay: "Range A"."""
        return not self.facet and "range" in self.words


@dataclass(frozen=True)
class Labelled(Kinded):
    """A unit of an exhibit, and the labels of its values."""

    def behind_label(self, piece: range) -> tuple[int, Label] | None:
        """Where the value of a piece begins, and its label; of one that leads to a list, where that begins."""
        at = next((i for i in piece if i > piece.start and ":" in self.marks[i].before), None)
        if at is None:
            return self._behind_is(piece)
        lead = self.marks[piece.start : at]
        vocabulary = self.lists.vocabulary
        facet = vocabulary.label(self.marked.text[lead[0].start : lead[-1].end])
        words = tuple(mark.key for mark in lead)
        if facet:
            return at, Label(facet, words, bool(vocabulary.facets[facet].value), self._tells_itself(facet, at, piece))
        if self.unit.modality is Modality.STATED and len(lead) <= LONGEST_LABEL:
            return at, Label("", words, is_needed=True)
        if self.is_idle(lead) and not self.is_weighed(self.marks[piece.start :]):
            return at, Label("", words, is_needed=False)
        return None

    def _behind_is(self, piece: range) -> tuple[int, Label] | None:
        """Where the value of a stated sentence begins, and its label: "The salary of a Clerk, as of 2018-03, is $4"."""
        marks = self.marks
        at = next((i for i in piece if marks[i].key == "is"), 0)
        of = next((i for i in piece if marks[i].key == "of"), at)
        if self.unit.modality is not Modality.STATED or not piece.start < of < at - 1 or at + 1 >= piece.stop:
            return None
        past = self.name_at(self.marked, of + 1)
        if past != at and not self.is_as_of(past, at):
            return None
        lead = tuple(mark.key for mark in marks[piece.start : of])
        facet = next((f for f in self.lists.vocabulary.facets if lead in self.lists.facet_words(f)), "")
        return at + 1, Label(facet, lead, True, self._tells_itself(facet, at + 1, piece))

    def is_as_of(self, first: int, last: int) -> bool:
        """Whether no more than "as of" and a date stands from `first` up to `last`."""
        return [mark.key for mark in self.marks[first : last - 1]] == ["as", "of"] and self.marks[last - 1].key[
            0
        ] == "@"

    def _tells_itself(self, facet: str, at: int, piece: range) -> bool:
        """Whether the value from `at` on is a status of overtime or the like, that says what it is."""
        if not facet or not (values := self.lists.vocabulary.facets[facet].values):
            return False
        text = fold(self.marked.text[self.marks[at].start : self.marks[piece.stop - 1].end])
        return any(
            text in (key.replace("_", " "), *listed) and len(text) > LONGEST_LABEL for key, listed in values.items()
        )
