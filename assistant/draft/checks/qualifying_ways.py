"""The ways to qualify for a class, and whether whoever qualifies by one of another class does so by one of this."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from assistant.class_view import Spec
from assistant.draft.checks.context import Context
from assistant.draft.checks.neighbors import is_loaded
from assistant.qualify.forest import Grown
from assistant.qualify.need import Kind, Need
from assistant.qualify.nodes import All, Any, Leaf, Role, Tree
from vectorstore.folding import fold
from vectorstore.spec import Modality

#: As many ways of one class are looked at; lists of many alternatives multiply.
_MOST = 200
#: Of the words that say of what kind experience is, the share that both conditions have.
_SAME_KIND = 0.9


@dataclass(frozen=True, slots=True)
class Way:
    """Conditions all of which are asked for together."""

    leaves: tuple[Leaf, ...]
    needs: tuple[tuple[Need, Leaf], ...]
    """What they ask for, as far as it can be compared."""

    @property
    def printed(self) -> str:
        """The conditions, for a message."""
        return " ".join(leaf.text for leaf in self.leaves)

    @property
    def is_of_work(self) -> bool:
        """Whether experience is asked for."""
        return any(need.kind is Kind.EXPERIENCE for need, _ in self.needs)

    def shares(self, other: "Way") -> bool:
        """Return whether a condition is one and the same: what a document asks for of all its classes."""
        own = {(leaf.statement, leaf.text) for leaf in other.leaves}
        return any((leaf.statement, leaf.text) in own for leaf in self.leaves)


def grown_of(spec: Spec, context: Context) -> Grown:
    """Return what the class of `spec` asks for; a loaded one is read once for a context."""
    if not is_loaded(spec, context):
        return context.standing.forest.grown(spec)
    known = context.shared(_known)
    if spec.entry.spec_id not in known:
        known[spec.entry.spec_id] = context.standing.forest.grown(spec)
    return known[spec.entry.spec_id]


def _known(_: Context) -> dict[str, Grown]:
    return {}


def ways(grown: Grown) -> list[Way]:
    """Return the ways to qualify for a class; none where they cannot be told apart."""
    found = list(islice(_ways(grown.asked.tree), _MOST + 1)) if grown.asked.tree is not None else []
    if len(found) > _MOST or any(way is None for way in found):
        return []
    return [_way(leaves, grown) for leaves in found if leaves]


def offers(grown: Grown) -> frozenset[str]:
    """Return what may stand in for something that a class asks for, as folded text."""
    remarks = _remarks(grown.asked.tree) if grown.asked.tree is not None else ()
    return frozenset(fold(leaf.text) for leaf in remarks if leaf.role is Role.SUBSTITUTES)


def _way(leaves: Sequence[Leaf], grown: Grown) -> Way:
    return Way(tuple(leaves), tuple((need, leaf) for leaf in leaves for need in grown.needs[id(leaf)].each))


def _ways(tree: Tree) -> Iterator[tuple[Leaf, ...] | None]:
    """Yield the leaves of each way; None for one that cannot be told."""
    if isinstance(tree, Leaf):
        asks = tree.role is Role.ASKS and tree.modality is Modality.REQUIRED
        yield (tree,) if asks else ()
    elif isinstance(tree, Any):
        for part in tree.parts:
            yield from _ways(part)
    elif isinstance(tree, All):
        for parts in product(*(list(islice(_ways(part), _MOST + 1)) for part in tree.parts)):
            yield None if None in parts else tuple(leaf for part in parts if part for leaf in part)
    else:
        yield None


def _remarks(tree: Tree) -> Iterator[Leaf]:
    yield from tree.remarks
    for part in () if isinstance(tree, Leaf) else tree.parts:
        yield from _remarks(part)


def margin(asked: Way, held: Way) -> float | None:
    """Return by how much whoever meets `held` does more than `asked` asks for; None where they may not meet it.

    The greatest of the differences: months of experience, ranks of schooling, units of study.
    """
    if not asked.needs or not all(_is_said(leaf, asked, held) for leaf in asked.leaves):
        return None
    margins = [_margin(need, leaf, held) for need, leaf in asked.needs]
    known = [one for one in margins if one is not None]
    return max(known) if len(known) == len(margins) else None


def _is_said(leaf: Leaf, asked: Way, held: Way) -> bool:
    """Whether a condition can be compared, or stands in the other way as well."""
    return any(of is leaf for _, of in asked.needs) or fold(leaf.text) in {fold(other.text) for other in held.leaves}


def _margin(need: Need, leaf: Leaf, held: Way) -> float | None:
    fitting = [other.amount - need.amount for other, of in held.needs if _meets(other, of, need, leaf)]
    return max(fitting, default=None)


def _meets(held: Need, of: Leaf, need: Need, leaf: Leaf) -> bool:
    """Whether whoever has what `held` asks for has what `need` asks for: the same, as much of it, and as narrow."""
    remarks = {fold(remark.text) for remark in of.remarks}
    narrow = all(fold(remark.text) in remarks for remark in leaf.remarks)
    # What is narrowed by its own words, and not by a remark, is met by the same words alone.
    worded = not need.narrowed or bool(leaf.remarks) or fold(leaf.text) == fold(of.text)
    return held.kind is need.kind and narrow and worded and held.amount >= need.amount and _is_alike(held, need)


def _is_alike(held: Need, need: Need) -> bool:
    if need.kind is Kind.EXPERIENCE:
        alike = len(held.words & need.words) >= _SAME_KIND * len(held.words | need.words)
        return (
            alike
            and bool(need.words or need.classes)
            and (held.classes, set(held.quality))
            == (
                need.classes,
                set(need.quality),
            )
        )
    if need.kind is Kind.EDUCATION:
        return not need.fields or set(held.fields) == set(need.fields)
    told = ("words", "terms", "level", "fields", "steps", "figures")
    return all(getattr(held, name) == getattr(need, name) for name in told)
