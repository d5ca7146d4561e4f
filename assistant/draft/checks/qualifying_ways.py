"""The ways to qualify for a class, each with what it asks for in terms that can be compared."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from assistant.class_view import Spec
from assistant.draft.checks.context import Context
from assistant.draft.checks.neighbors import is_loaded
from assistant.draft.checks.references import Names, names_of
from assistant.qualify.forest import Grown
from assistant.qualify.need import Kind, Need
from assistant.qualify.nodes import All, Any, Leaf, Role, Tree
from ingest.numbers import find_numbers
from vectorstore.folding import fold
from vectorstore.spec import Modality

#: As many ways of one class are looked at; lists of many alternatives multiply.
_MOST = 200


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a document, and the classes that they name."""

    text: str
    """On one line."""

    named: frozenset[str]
    """Folded titles, loaded or not."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that is asked for."""

    need: Need
    leaf: Leaf
    words: Words
    narrowed_by: tuple[Words, ...]
    """What is printed below it of what it must be, but for what is so inside the agency alone, as one of a class."""


@dataclass(frozen=True, slots=True)
class Way:
    """What is asked for together."""

    leaves: tuple[Leaf, ...]
    words: tuple[Words, ...]
    """Of each leaf."""

    conditions: tuple[Condition, ...]
    """What they ask for, as far as it can be compared."""

    others: tuple[Words, ...]
    """Of the leaves that ask for nothing which can be compared."""

    @property
    def printed(self) -> str:
        """The words, for a message."""
        return " ".join(leaf.text for leaf in self.leaves)

    @property
    def is_of_work(self) -> bool:
        """Whether experience is asked for."""
        return any(one.need.kind is Kind.EXPERIENCE for one in self.conditions)

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


def ways(spec: Spec, context: Context) -> list[Way]:
    """Return the ways to qualify for the class of `spec`; none where they cannot be told apart."""
    grown = grown_of(spec, context)
    found = list(islice(_ways(grown.asked.tree), _MOST + 1)) if grown.asked.tree is not None else []
    if len(found) > _MOST or any(way is None for way in found):
        return []
    names = names_of(spec.entry.agency, context)
    return [_way(leaves, grown, names) for leaves in found if leaves]


def offers(spec: Spec, context: Context) -> list[Words]:
    """Return what may stand in for something that the class of `spec` asks for."""
    tree, names = grown_of(spec, context).asked.tree, names_of(spec.entry.agency, context)
    told = _remarks(tree) if tree is not None else ()
    return [_words(leaf.text, names) for leaf in told if leaf.role is Role.SUBSTITUTES]


def _way(leaves: tuple[Leaf, ...], grown: Grown, names: Names) -> Way:
    words = tuple(_words(leaf.text, names) for leaf in leaves)
    conditions = [
        one for leaf, said in zip(leaves, words, strict=True) for one in _conditions(leaf, said, grown, names)
    ]
    others = tuple(said for leaf, said in zip(leaves, words, strict=True) if not grown.needs[id(leaf)].each)
    return Way(leaves, words, tuple(conditions), others)


def _conditions(leaf: Leaf, said: Words, grown: Grown, names: Names) -> Iterator[Condition]:
    narrowing = [_words(remark.text, names) for remark in leaf.remarks if remark.role is Role.NARROWS]
    outside = tuple(words for words in narrowing if not words.named or _is_of_all(words.text, names))
    yield from (Condition(need, leaf, said, outside) for need in grown.needs[id(leaf)].each)


def _is_of_all(remark: str, names: Names) -> bool:
    """Whether a remark begins with an amount, which whoever qualifies must have: "At least two years of this …".

    "In the service of the agency, two years of this must …" is of those alone who work there.
    """
    first = next(find_numbers(remark.lower()), None)
    before = fold(remark[: first.start]) if first is not None else fold(remark)
    return first is not None and before in {"", *map(fold, names.vocabulary.narration["alike_least"])}


def _words(text: str, names: Names) -> Words:
    return Words(text, frozenset(fold(named.printed) for named in names.named(text)))


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
