"""What one printed condition asks for, as values."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing is asked for."""

    EXPERIENCE = "experience"
    TRAINING = "training"
    """An apprenticeship."""
    EDUCATION = "education"
    UNITS = "units"
    LICENSE = "license"
    AGE = "age"
    CONVICTION = "conviction"
    TYPING = "typing"
    EMPLOYEES = "employees"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that a condition asks for."""

    kind: Kind
    amount: float = 0.0
    """Months, units, years of age, words a minute; the rank of schooling; the grade of a certificate, 0 for none."""

    units: "Need | None" = None
    """Units of study that schooling must have included."""

    level: str = ""
    """Of schooling, as the vocabulary names it."""

    other: tuple[str, float] | None = None
    """Of units of study, the same amount in the other measure that is printed."""

    words: frozenset[str] = frozenset()
    """Stems of the words that say of what it must be, those of quality, of classes and idle ones left out."""

    kinds: tuple[frozenset[str], ...] = ()
    """Of experience, the kinds of a list of which one is enough, each as the stems of its words."""

    quality: tuple[str, ...] = ()
    """Words for the quality that experience must be of, as printed."""

    classes: frozenset[str] = frozenset()
    """Ids of the classes that are named."""

    terms: frozenset[str] = frozenset()
    """Narrower things of a license that are named."""

    narrowed: bool = False
    """It asks for more than a reader's words can be compared with."""

    fields: tuple[frozenset[str], ...] = ()
    """Of schooling, the fields of which one is enough, each as the stems of its words; empty where any will do."""

    equals: bool = False
    """Something equivalent passes for it."""

    short: frozenset[str] = frozenset()
    """Stems of the short names of a license: "hazardous waste operations (HAZWOPER)"."""

    figures: frozenset[str] = frozenset()
    """Numbers in the words for a license."""

    every: frozenset[str] = frozenset()
    """Stems of all words for a license that has a short name."""

    steps: frozenset[tuple[int, int]] = frozenset()
    """Places of a license in the vocabulary's orders: which order, which step of it."""

    later: bool = False
    """It is needed only some time after filing."""


@dataclass(frozen=True, slots=True, eq=False)
class Needs:
    """All that a condition asks for; equal only to itself, so that what was compared is found again at once."""

    each: tuple[Need, ...]
    only: bool
    """The condition asks for nothing else."""

    sometimes: bool = False
    """Only some positions of the class ask for it."""

    trait: bool = False
    """It asks for a trait of character, which no words can be compared with."""
