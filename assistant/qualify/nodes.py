"""What a class asks for, as printed: a tree of "and" and "or" whose leaves keep their verbatim words."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

from vectorstore.spec import Modality, Number, Span


class Role(StrEnum):
    """What a leaf does."""

    ASKS = "asks"
    LEADS = "leads"
    """Begins a list, and asks for what its items say: "Two years in one of the following:"."""
    NARROWS = "narrows"
    """Says more of what the part before it asks for: "This must have included …"."""
    SUBSTITUTES = "substitutes"
    """May stand in for the part that it belongs to."""
    DEFERS = "defers"
    """Lets somebody file who meets the part only later, and be appointed no sooner."""
    REMARKS = "remarks"
    """Asks for nothing."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One printed condition, or what is printed about one."""

    quote: str
    """The document's own text from the first span's start to the last one's end, page headers between them included."""

    spans: tuple[Span, ...]
    """Where it stands, in order."""

    text: str
    """The same on one line."""

    statement: int
    """Ordinal of the statement that it is cut from."""

    section: int
    """Ordinal of the section that it stands in."""

    facets: tuple[str, ...]
    modality: Modality
    role: Role = Role.ASKS
    numbers: tuple[Number, ...] = ()
    marker: str = ""
    """Marker of its item as printed."""

    remarks: tuple["Leaf", ...] = ()
    """What is printed about it."""


@dataclass(frozen=True, slots=True)
class All:
    """Every part is asked for."""

    parts: tuple["Tree", ...]
    remarks: tuple[Leaf, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """One of the parts is enough."""

    parts: tuple["Tree", ...]
    remarks: tuple[Leaf, ...] = ()


@dataclass(frozen=True, slots=True)
class Unclear:
    """Parts that are joined by "and" and by "or" so that they can be read in two ways."""

    parts: tuple["Tree", ...]
    joints: tuple[str, ...]
    """`and` or `or` between each part and the next."""

    remarks: tuple[Leaf, ...] = ()

    @property
    def readings(self) -> tuple["Tree", "Tree"]:
        """The two ways to read it: "and" joins closer than "or", and the other way round."""
        return _grouped(self, "or"), _grouped(self, "and")


Tree = Leaf | All | Any | Unclear


def _grouped(unclear: Unclear, outer: str) -> Tree:
    groups: list[list[Tree]] = [[unclear.parts[0]]]
    for joint, part in zip(unclear.joints, unclear.parts[1:], strict=True):
        if joint == outer:
            groups.append([part])
        else:
            groups[-1].append(part)
    inner = [joined(group, "and" if outer == "or" else "or") for group in groups]
    return joined(inner, outer)


def joined(parts: list[Tree], joint: str) -> Tree:
    """Return `parts` under one `and` or `or`; a lone part as itself, one of the same kind by its own parts."""
    if len(parts) == 1:
        return parts[0]
    kind = All if joint == "and" else Any
    return kind(tuple(flat for part in parts for flat in _opened(part, kind)))


def _opened(part: Tree, kind: type[All] | type[Any]) -> tuple[Tree, ...]:
    return part.parts if isinstance(part, kind) and not part.remarks else (part,)


def leaves(tree: Tree) -> Iterator[Leaf]:
    """Yield every leaf of a tree, what is printed about a part behind that part."""
    if isinstance(tree, Leaf):
        yield tree
    else:
        for part in tree.parts:
            yield from leaves(part)
    yield from tree.remarks


def signature(tree: Tree) -> str:
    """Return the structure alone, its leaves numbered from 1 in reading order: `all(any(1,2),3)`."""
    return _signature(tree, count(1))


def _signature(tree: Tree, numbers: Iterator[int]) -> str:
    if isinstance(tree, Leaf):
        return str(next(numbers))
    return f"{type(tree).__name__.lower()}({','.join(_signature(part, numbers) for part in tree.parts)})"
