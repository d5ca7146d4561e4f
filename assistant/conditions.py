"""What a question for many classes asks for: conditions on each class, an order, and groups.

Conditions are joined to a tree of "and", "or" and "not". Each is of a kind
that typed evidence decides, so that a list is complete: what no condition can
say is not made one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.literals import Operator
from vectorstore.spec import Modality

#: How strongly something may be asked for, so that it is asked for at all.
ASKING = frozenset({Modality.REQUIRED, Modality.MAY_BE_REQUIRED, Modality.PREFERRED})


@dataclass(frozen=True, slots=True)
class Asked:
    """The document asks for something that a facet is of: a commercial license."""

    facet: str
    modalities: frozenset[Modality] = frozenset()
    """How strongly; empty for any mention."""

    terms: tuple[str, ...] = ()
    """Narrower kinds that the vocabulary knows, all of which it must be."""

    words: str = ""
    """Further words that it must have."""

    said: str = ""
    """What is asked for, in the words of the question."""

    acts: bool = False
    """The class does it: a verb of a line on its work says so, too."""


@dataclass(frozen=True, slots=True)
class Stated:
    """The document says something of a facet at all; a blank says nothing."""

    facet: str


@dataclass(frozen=True, slots=True)
class Valued:
    """A facet has a value."""

    facet: str
    value: str
    """A kind of value that the vocabulary knows, else the words of it, folded: compared whole."""

    said: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """The value of a facet compares so with an amount, a date or a number."""

    facet: str
    operator: Operator
    value: float | str
    """Dollars or a number; for a date its ISO day, month or year."""

    period: str = ""
    """Of dollars: `year`, `month`, `hour`; only pay of the same period is compared."""

    end: str = ""
    """Of pay: `start` or `top` for where all of it begins or ends; empty for any range that is wholly so."""

    said: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """A statement names a number of some unit that compares so."""

    unit: str
    operator: Operator
    value: float
    facet: str = ""
    """Facet that it must speak of; empty for any."""

    required: bool = False
    """It must ask for that."""

    words: str = ""
    """Further words that it must have."""

    said: str = ""


@dataclass(frozen=True, slots=True)
class LastChanged:
    """The date of the last revision, or of establishment where there was none, compares so."""

    operator: Operator
    value: str
    """ISO day, month or year."""

    said: str = ""
    revised: bool = False
    """Only a revision counts; where there was none, nothing was changed."""


@dataclass(frozen=True, slots=True)
class Paid:
    """Pay is stated for a period: by the hour."""

    period: str
    """`year`, `month` or `hour`."""

    said: str = ""


@dataclass(frozen=True, slots=True)
class OfAgency:
    """The class is of an agency."""

    agency: str
    """As printed."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A statement has a phrase."""

    phrase: str
    """As written in the question."""

    modalities: frozenset[Modality] = frozenset()
    """How strongly the statement asks for something; empty for any."""

    titled: bool = False
    """It tells what the class is: where titles have it, only they count."""

    apart: bool = False
    """Its words stand in one statement, in any order; so where no document has it word for word."""


@dataclass(frozen=True, slots=True)
class Titled:
    """The title of the class, or another name of it, has the words."""

    words: str
    """As written in the question."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What the class asks for names the class of a title, and no other one whose title is longer."""

    title: str
    """As written in the question."""


Condition = Asked | Stated | Valued | Compared | Measured | Paid | LastChanged | OfAgency | Mentioned | Titled | Counted


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Tree"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part holds at least."""

    parts: tuple["Tree", ...]


Tree = Condition | Not | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Order:
    """By what the classes are put in order."""

    facet: str
    greatest: bool
    """The greatest, latest first; else the least."""

    most: int | None = None
    """How many are asked for; None for all, and more where the last ones are equal."""

    said: str = ""
    period: str = ""
    """Of pay, what it is for: only such pay is put in order; empty for what most have."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which classes a question asks for, and how."""

    tree: Tree | None = None
    """None for all of them."""

    order: Order | None = None
    group: str = ""
    """Facet by whose values they are grouped; empty for none."""

    worded: bool = False
    """No condition explains its words, which are looked for as they are."""

    unasked: bool = False
    """No word asks for classes: beside a class that was spoken of, it is of that one."""


def all_of(parts: Sequence[Tree]) -> Tree:
    """Return `parts` as one, all of which must hold; what is said twice holds once."""
    each = tuple(dict.fromkeys(parts))
    return each[0] if len(each) == 1 else AllOf(each)


def leaves(tree: Tree | None) -> Iterator[Condition]:
    """Yield the conditions of a tree, in order."""
    if tree is None:
        return
    if isinstance(tree, AllOf | AnyOf):
        for part in tree.parts:
            yield from leaves(part)
    elif isinstance(tree, Not):
        yield from leaves(tree.part)
    else:
        yield tree
