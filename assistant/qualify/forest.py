"""What every class asks for, read once for a viewer and a state of the catalog."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.class_view import Spec
from assistant.qualify.check import verdict
from assistant.qualify.credentials import Credentials
from assistant.qualify.judged import Compare, Judged, Substitute, both, judge, missing
from assistant.qualify.more_of_it import asks_for_work, more_months, with_more
from assistant.qualify.need import Needs
from assistant.qualify.needs import needs_of
from assistant.qualify.nodes import Leaf, Role, Tree, leaves
from assistant.qualify.offers import Offer, Taken, offer_of, taken
from assistant.qualify.titles import Titles
from assistant.qualify.tree import Asked, asked_of
from assistant.qualify.verdicts import State, Verdict
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

    offers: Mapping[int, Offer]
    """What each leaf that may be substituted for something asks for and stands for, by the identity of the leaf."""

    def standing(self, said: Credentials) -> Standing:
        """Return how somebody who says `said` stands to the class."""
        compare = self._comparing(said, {})
        return self._with_conditions(self._judged(said, compare), said, compare)

    def open_standing(self, said: Credentials, known: dict[Needs, Verdict]) -> Standing | None:
        """Return how somebody stands to the class; None where something is not met, or nothing bears on it.

        Something does if a requirement is met, or none on schooling or experience is left open. `known` is what
        was compared before, and is filled.
        """
        compare = self._comparing(said, known)
        tree = self._judged(said, compare)
        if tree is None or tree.state is State.NOT_MET or not (_agreeing(tree) or _asks_for_little(tree)):
            return None
        standing = self._with_conditions(tree, said, compare)
        return None if any(one.state is State.NOT_MET for one in standing.missing) else standing

    def _comparing(self, said: Credentials, known: dict[Needs, Verdict]) -> Compare:
        def compare(leaf: Leaf) -> Verdict:
            needs = self.needs[id(leaf)]
            found = known.get(needs)
            if found is None:
                found = known[needs] = verdict(needs, said)
            return found

        return compare

    def _judged(self, said: Credentials, compare: Compare) -> Judged | None:
        return judge(self.asked.tree, compare, self._substituting(said)) if self.asked.tree is not None else None

    def _substituting(self, said: Credentials) -> Substitute:
        def substitute(node: Tree, offered: Sequence[Leaf], state: State) -> Taken | None:
            asking = [leaf for leaf in leaves(node) if leaf.role is Role.ASKS]
            needs = tuple(self.needs[id(leaf)] for leaf in asking)
            offers = [(leaf, self.offers[id(leaf)]) for leaf in offered]
            return taken(needs, offers, state, said, lone=isinstance(node, Leaf))

        return substitute

    def _with_conditions(self, tree: Judged | None, said: Credentials, compare: Compare) -> Standing:
        substitute = self._substituting(said)
        conditions = tuple(judge(leaf, compare, substitute) for leaf in self.asked.conditions)
        judged = [*((tree,) if tree is not None else ()), *conditions]
        lacking = tuple(one for each in judged for one in missing(each))
        return Standing(self.entry, self.asked, tree, conditions, both([one.state for one in judged]), lacking)


def grown(spec: Spec, vocabulary: Vocabulary, titles: Titles, pool: dict[object, Needs]) -> Grown:
    """Return what the class of `spec` asks for; needs that are alike are one, out of `pool`."""
    asked = asked_of(spec, vocabulary)
    every = [*(leaves(asked.tree) if asked.tree is not None else ()), *asked.conditions]
    asking = [leaf for leaf in every if leaf.role is Role.ASKS]
    needs: dict[int, Needs] = {}
    before: Needs | None = None
    for leaf in asking:
        found = needs_of(leaf, vocabulary, titles, spec.entry.agency)
        if before is not None and (months := more_months(leaf.text)) is not None:
            found = with_more(before, months)
        elif asks_for_work(found):
            before = found
        needs[id(leaf)] = pool.setdefault((found.each, found.only, found.sometimes, found.trait), found)
    offering = [leaf for leaf in every if leaf.role is Role.SUBSTITUTES]
    offers = {id(leaf): offer_of(leaf, vocabulary, titles, spec.entry.agency) for leaf in offering}
    return Grown(spec.entry, asked, needs, offers)


class Forest:
    """What every class asks for that a viewer may see, by its newest document; read when it is first needed."""

    def __init__(self, shelf: Shelf) -> None:
        """Read what the classes of `shelf` ask for."""
        self._shelf = shelf
        self._lock = threading.Lock()
        self._trees: tuple[Grown, ...] | None = None
        self._pool: dict[object, Needs] = {}
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
        return grown(spec, self._shelf.vocabulary, self.titles, self._pool)

    def open_standings(self, said: Credentials) -> list[Standing]:
        """Return how somebody stands to the classes that nothing they say contradicts, those that lack least first."""
        known: dict[Needs, Verdict] = {}
        found = (one.open_standing(said, known) for one in self.trees)
        return sorted((standing for standing in found if standing is not None), key=_lacking)


def _lacking(standing: Standing) -> tuple[Any, ...]:
    """What comes first: where something is met, the least that cannot be told for the most that is met."""
    elsewhere = {id(one) for one in standing.conditions}
    untold = sum(1 - 0.5 * bool(one.unsaid) for one in standing.missing if id(one) not in elsewhere)
    met = _met(standing.tree) if standing.tree is not None else 0
    asks = standing.state is not State.NOT_ASKED
    return not asks, met == 0, untold - met, len(standing.missing), standing.entry.spec.title


def _met(judged: Judged) -> int:
    if not judged.parts:
        return int(judged.state is State.MET)
    return max(map(_met, judged.parts)) if judged.state is not State.NOT_MET else 0


def _agreeing(judged: Judged) -> bool:
    if not judged.parts:
        return judged.state is State.MET or judged.agrees or bool(judged.unsaid)
    return any(map(_agreeing, judged.parts))


def _asks_for_little(tree: Judged) -> bool:
    """Whether no requirement of schooling or experience is left open."""
    open_leaves = (leaf for one in missing(tree) for leaf in leaves(one.node))
    return not any({"education", "experience", "requirements"} & set(leaf.facets) for leaf in open_leaves)
