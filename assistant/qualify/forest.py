"""What every class asks for, read once for a viewer and a state of the catalog."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.class_view import Spec
from assistant.qualify.check import State, Verdict, verdict
from assistant.qualify.credentials import Credentials
from assistant.qualify.judged import Judged, both, judge, missing
from assistant.qualify.needs import Needs, Titles, needs_of
from assistant.qualify.nodes import Leaf, Role, leaves
from assistant.qualify.tree import Asked, asked_of
from assistant.shelf import Shelf
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to one class."""

    entry: CatalogEntry
    asked: Asked
    tree: Judged | None
    conditions: tuple[Judged, ...]

    state: State
    """How all that is asked for stands together."""

    missing: tuple[Judged, ...]
    """What keeps it from being met, the requirements before the conditions that stand elsewhere."""


@dataclass(frozen=True, slots=True)
class Grown:
    """What one class asks for, with the terms in which its conditions are compared."""

    entry: CatalogEntry
    asked: Asked
    needs: Mapping[int, Needs]
    """What each leaf asks for, by the identity of the leaf, which `asked` keeps."""

    def standing(self, said: Credentials, known: dict[Needs, Verdict] | None = None) -> Standing:
        """Return how somebody who says `said` stands to the class; `known` is filled with what was compared."""
        known = {} if known is None else known

        def compare(leaf: Leaf) -> Verdict:
            needs = self.needs[id(leaf)]
            found = known.get(needs)
            if found is None:
                found = known[needs] = verdict(needs, said)
            return found

        tree = judge(self.asked.tree, compare) if self.asked.tree is not None else None
        conditions = tuple(judge(leaf, compare) for leaf in self.asked.conditions)
        judged = [*((tree,) if tree is not None else ()), *conditions]
        lacking = tuple(one for each in judged for one in missing(each))
        return Standing(self.entry, self.asked, tree, conditions, both([one.state for one in judged]), lacking)


def grown(spec: Spec, vocabulary: Vocabulary, titles: Titles) -> Grown:
    """Return what the class of `spec` asks for."""
    asked = asked_of(spec, vocabulary)
    found = [*(leaves(asked.tree) if asked.tree is not None else ()), *asked.conditions]
    asking = [leaf for leaf in found if leaf.role is Role.ASKS]
    needs = {id(leaf): needs_of(leaf, vocabulary, titles, spec.entry.agency) for leaf in asking}
    return Grown(spec.entry, asked, needs)


class Forest:
    """What every class asks for that a viewer may see, by its newest document; read when it is first needed."""

    def __init__(self, shelf: Shelf) -> None:
        """Read what the classes of `shelf` ask for."""
        self._shelf = shelf
        self._lock = threading.Lock()
        self._trees: tuple[Grown, ...] | None = None
        self.titles = Titles(shelf.entries)

    @property
    def trees(self) -> tuple[Grown, ...]:
        """What each class asks for."""
        with self._lock:
            if self._trees is None:
                current = self._shelf.index.catalog.roster().view(self._shelf.viewer).current
                entries = [entry for entry in self._shelf.entries if entry.spec_id in current]
                self._trees = tuple(self.grown(spec) for spec in self._shelf.specs(entries))
            return self._trees

    def grown(self, spec: Spec) -> Grown:
        """Return what the class of `spec` asks for."""
        return grown(spec, self._shelf.vocabulary, self.titles)

    def standings(self, said: Credentials) -> list[Standing]:
        """Return how somebody stands to every class that asks for something, those that lack least first."""
        known: dict[Needs, Verdict] = {}
        found = [one.standing(said, known) for one in self.trees if one.asked.tree is not None]
        return sorted(found, key=_lacking)


def _lacking(standing: Standing) -> tuple[Any, ...]:
    """What comes first: nothing that is not met, then the least that cannot be told for the most that is met."""
    refused = sum(one.state is State.NOT_MET for one in standing.missing)
    elsewhere = {id(one) for one in standing.conditions}
    untold = sum(1 - 0.5 * bool(one.unsaid) for one in standing.missing if id(one) not in elsewhere)
    met = _met(standing.tree) if standing.tree is not None else 0
    asks = standing.state is not State.NOT_ASKED
    return refused, not asks, untold - met, len(standing.missing), standing.entry.spec.title


def _met(judged: Judged) -> int:
    if not judged.parts:
        return int(judged.state is State.MET)
    return max(map(_met, judged.parts)) if judged.state is not State.NOT_MET else 0


def is_worth_naming(standing: Standing) -> bool:
    """Return whether nothing is contradicted, and something agrees or no schooling or experience is left open."""
    if standing.tree is None or any(one.state is State.NOT_MET for one in standing.missing):
        return False
    if _agreeing(standing.tree):
        return True
    elsewhere = {id(one) for one in standing.conditions}
    open_in_tree = [leaf for one in standing.missing if id(one) not in elsewhere for leaf in leaves(one.node)]
    return not any({"education", "experience", "requirements"} & set(leaf.facets) for leaf in open_in_tree)


def _agreeing(judged: Judged) -> bool:
    if not judged.parts:
        return judged.state is State.MET or bool(judged.unsaid)
    return any(map(_agreeing, judged.parts))
