"""The rows of `vocabulary.toml` that have more than one column, as values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Facet:
    """One kind of thing that a class spec says; see `vocabulary.toml` for the fields."""

    key: str
    name: str
    headings: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    value: str = ""
    cues: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    attach: bool = False
    binds: bool = False
    of_class: str = ""
    synonyms: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    prefers: tuple[str, ...] = ()
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    weight: float = 0.0
    dated: bool = False
    counted: tuple[str, ...] = ()
    before_class: tuple[str, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    listed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    duration: str = ""
    acts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """A shape of question that names no facet."""

    key: str
    cues: tuple[str, ...]
    examples: tuple[str, ...]
    notice: str = ""
    """What a reader is told with an answer to such a question."""


@dataclass(frozen=True, slots=True)
class Errand:
    """Something to do with specs that other pages do, and no answer does."""

    orders: tuple[str, ...]
    """Verbs, as they begin an order: "draft"."""

    of: tuple[str, ...]
    """What the order is about: "job description"."""

    asks: tuple[str, ...]
    """Phrases that ask for it wherever they stand, "…" for any words between."""

    says: str
    """Where it is done."""

    yields: bool = False
    """An order that asks for something by its name is a question: "check the spec for the license"."""


@dataclass(frozen=True, slots=True)
class Errands:
    """What tells an errand from a question."""

    openers: tuple[str, ...]
    """What may stand before an order: "can you"."""

    bars: frozenset[str]
    """Words that, between the verb and what it is about, ask something else: "check what the spec says"."""

    rows: tuple[Errand, ...]


@dataclass(frozen=True, slots=True)
class Superlative:
    """Phrases that put classes in order: "oldest"."""

    facet: str
    """By what."""

    greatest: bool
    """The greatest, latest first; else the least."""

    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schooling:
    """A level of schooling."""

    level: str
    """As an answer names it."""

    rank: int
    """Higher for more of it."""

    words: re.Pattern[str]

    open: bool = False
    """Of which level it is, is left open: "a degree"."""


@dataclass(frozen=True, slots=True)
class Implied:
    """Words that say something else as well: who drives a truck operates a motor vehicle."""

    words: re.Pattern[str]
    means: frozenset[str]
    """Stems of what they say as well."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Something that the catalog can be narrowed by."""

    key: str
    """Its name in addresses."""

    by: str
    """What its choices are: `agency`, `type` of document, the `values` of the facet, how far it is asked for
    (`demand`), whether it is `stated`, `years` of the last change, or `sections` that a document has."""

    name: str
    facet: str = ""
    terms: tuple[str, ...] = ()
    """Narrower kinds of the facet, all of which it must be."""
