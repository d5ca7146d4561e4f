"""The filters of one state of the catalog, and what a choice of them leaves."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.conditions import LastChanged, Tree, Valued
from assistant.filtering.groups import Choice, Group
from assistant.filtering.making import group_of, sure
from assistant.listing import field_of
from assistant.literals import Operator
from assistant.shelf import Shelf
from vectorstore.folding import fold
from vectorstore.joining import agency_key
from vectorstore.spec import CatalogEntry

#: Choices beside those that are made at once, which are kept.
_KEPT = 256


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice that was made."""

    name: str
    """Its name in addresses; choices of one name are joined by "or"."""

    value: str
    """As it stands in the address."""

    group: Group
    choice: Choice


@dataclass(frozen=True, slots=True)
class Filters:
    """What the catalog can be narrowed by."""

    entries: tuple[CatalogEntry, ...]
    """The newest document of each class, by title."""

    groups: tuple[Group, ...]
    judge: Callable[[Tree], frozenset[str]]
    """Gives the classes that surely fulfill a condition."""

    def choice(self, name: str, value: str) -> Chosen | None:
        """Return what `name=value` of an address chooses; None where no class has such a value.

        Raises:
            KeyError: there is no filter `name`.
        """
        group = next((group for group in self.groups if name in group.names), None)
        if group is None:
            raise KeyError(name)
        found = self._year(group, name, value) if name != group.key else self._of(group, value)
        return Chosen(name, value, group, found) if found is not None else None

    def _of(self, group: Group, value: str) -> Choice | None:
        if known := next((choice for choice in group.choices if choice.key == value), None):
            return known
        if group.by == "agency":
            same = (choice for choice in group.choices if agency_key(choice.key) == agency_key(value))
            return next(same, None)
        wanted = fold(value)
        if known := next((c for c in group.choices if wanted and wanted in (fold(c.key), fold(c.label))), None):
            return known
        tree = Valued(group.facet, wanted, value)
        ids = self.judge(tree) if group.by == "values" and wanted else frozenset[str]()
        return Choice(wanted, value, ids, tree) if ids else None

    def _year(self, group: Group, name: str, value: str) -> Choice | None:
        if not (value.isascii() and value.isdecimal() and len(value) == 4):
            return None
        operator, word = (Operator.SINCE, "since") if name == group.since else (Operator.UNTIL, "until")
        tree = LastChanged(operator, value, f"{word} {value}")
        return Choice(value, f"{word} {value}", self.judge(tree), tree)

    def kept(self, chosen: Sequence[Chosen], within: Collection[str], *, without: Collection[str] = ()) -> set[str]:
        """Return which of the classes `within` all the names that were chosen keep, those `without` left out."""
        ways: dict[str, set[str]] = {}
        for one in chosen:
            if one.name not in without:
                ways.setdefault(one.name, set()).update(one.choice.ids)
        return set(within).intersection(*ways.values())

    def counts(self, chosen: Sequence[Chosen], within: Collection[str]) -> Mapping[str, Mapping[str, int]]:
        """Return by group and choice how many classes it would keep, with what is chosen of the other groups."""
        found = {}
        for group in self.groups:
            left = self.kept(chosen, within, without=group.names)
            found[group.key] = {choice.key: len(left & choice.ids) for choice in group.choices}
        return found


def filters_of(shelf: Shelf) -> Filters:
    """Return the filters of the catalog as it is now; some tenths of a second for a thousand classes."""
    field = field_of(shelf.index.catalog, shelf.viewer, shelf.vocabulary)
    groups = tuple(group_of(row, field) for row in shelf.vocabulary.filters)
    judge = lru_cache(_KEPT)(lambda tree: sure(tree, field))
    return Filters(tuple(field.entries.values()), groups, judge)
