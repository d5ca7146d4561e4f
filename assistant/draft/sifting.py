"""Sift the lines that may be proposed by how likely each is; how likely is enough was measured as the weights were."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from assistant.draft.drawing import Drawn
from assistant.draft.merging import ASKING, Merged
from assistant.draft.weighing import Shares

#: How likely a line is at least; and on average each of those that make a class the one whose schooling and experience
#: are asked for.
_LEAST, _ASKED = 0.06, 0.15
#: So many of a kind stay of the nearest class however unlikely they are: a writer has to begin with something.
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Sieve:
    """Sifts the lines of one draft, which are named by their places in `groups`."""

    groups: Sequence[Merged]
    drawn: Sequence[Drawn]
    chances: Shares
    """How likely each of `groups` is to be so of the class wanted, 0 to 1."""

    weighed: frozenset[str]
    """Facets whose lines are chosen by that."""

    def holding(self, places: Collection[int]) -> set[int]:
        """Return those of `places` that are not unlikely, or are wanted in any case."""
        return {at for at in places if self._is_safe(at) or self.chances[at] >= _LEAST} | self._first(places)

    def likely(self, places: Iterable[int]) -> set[int]:
        """Return those of `places` that are not unlikely, and that a class of the same work and level says, or two.

        Of the two one is of that level: supervisors agree on what they do. What one class of another work says was
        right in one of seven only, however near that is.
        """
        return {at for at in places if self.chances[at] >= _LEAST and self._is_backed(self.groups[at])}

    def asking(self, default: int | None) -> int | None:
        """Return the rank of the class whose schooling and experience are the likeliest together; None for none.

        Where none is likely it is that of rank `default`, and so it is where the writer names a class. Its level is
        no farther from the one wanted than that of the nearest class: each step of a ladder asks for another one.
        """
        if default is not None and self.drawn[default].is_named:
            return default
        worth = self._worth()
        near = default if default is not None else min(worth, default=None)
        if near is None:
            return None
        among = [rank for rank in worth if self.drawn[rank].apart <= self.drawn[near].apart]
        # What a class asks for whose work is another is of that work.
        among = [rank for rank in among if self.drawn[rank].is_near or self.drawn[rank].is_akin]
        best = max(among, key=lambda rank: (worth[rank], -rank), default=default)
        return best if default is not None or (best is not None and worth[best] > 0) else None

    def _worth(self) -> dict[int, float]:
        """How likely, together, the lines are with which each class asks for schooling and experience, by its rank."""
        worth: dict[int, float] = defaultdict(float)
        for one, chance in zip(self.groups, self.chances, strict=True):
            for clause in one.clauses if one.family == ASKING else ():
                worth[clause.rank] += float(chance) - _ASKED
        return worth

    def _first(self, places: Iterable[int]) -> set[int]:
        """The likeliest of each kind that the nearest class says."""
        kinds: dict[str, list[int]] = defaultdict(list)
        for at in places:
            kinds[self.groups[at].kind].append(at)
        first: set[int] = set()
        for of_kind in kinds.values():
            rank = min(self.groups[at].first.rank for at in of_kind)
            own = [at for at in of_kind if self.groups[at].first.rank == rank]
            first.update(sorted(own, key=lambda at: (-self.chances[at], at))[:_FEWEST])
        return first

    def _is_backed(self, one: Merged) -> bool:
        is_of_level = any(self.drawn[clause.rank].apart < 1 for clause in one.clauses)
        is_said = (one.documents > 1 and is_of_level) or self.drawn[one.first.rank].is_peer
        return is_said and one.family != ASKING and self._is_weighed(one)

    def _is_safe(self, at: int) -> bool:
        """Whether a line stays however unlikely it is: a part of what one class asks for, or of one that is named."""
        one = self.groups[at]
        return not self._is_weighed(one) or one.family == ASKING or self.drawn[one.first.rank].is_named

    def _is_weighed(self, one: Merged) -> bool:
        return not self.weighed.isdisjoint({one.kind, *one.first.path})
