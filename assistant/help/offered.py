"""What a model may choose from: a few classes by short opaque ids, and the facets of the vocabulary."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.clauses import clauses
from assistant.help.doubt import Doubt
from assistant.help.mending import alike
from assistant.identity import nearest, newest
from assistant.question import Question
from assistant.scanner import Scan
from assistant.standing import Standing
from vectorstore.spec import CatalogEntry

#: Classes that are offered, and of these those that the search and the words add.
_MOST, _MOST_FOUND, _MOST_ALIKE = 20, 5, 10
#: Letters and digits of ids; none that is read as another.
_ALPHABET = "bcdfghjkmnpqrstvwxz23456789"


@dataclass(frozen=True, slots=True)
class Offered:
    """What may be chosen."""

    classes: Mapping[str, CatalogEntry]
    """Id to class."""

    facets: Mapping[str, str]
    """Key to name."""

    found: frozenset[str] = frozenset()
    """Ids of the classes that the search found for the words of the message."""


def offered(doubt: Doubt, question: Question, scan: Scan, standing: Standing, salt: str) -> Offered:
    """Return what is offered for a question in `doubt`: its class where it names one, else those that may be meant.

    The ids differ with `salt`, so that nobody who wrote a title can know one.
    """
    facets = {key: facet.name for key, facet in standing.reader.vocabulary.facets.items()}
    if doubt in (Doubt.FACET, Doubt.GUESS):
        return Offered(_named(question.entries, salt), facets)
    found = _found(question, standing)
    entries = (
        *question.nearest[:_MOST_FOUND],
        *alike(scan, standing.reader)[:_MOST_ALIKE],
        *found,
        *nearest(question.residual, standing.reader.lexicon.entries)[:_MOST_FOUND],
    )
    classes = _named(newest(entries)[:_MOST], salt)
    ids = {entry.class_id for entry in found}
    return Offered(classes, facets, frozenset(name for name, entry in classes.items() if entry.class_id in ids))


def _found(question: Question, standing: Standing) -> list[CatalogEntry]:
    """The classes whose documents say best what the message describes."""
    shelf = standing.shelf
    parts = clauses(question.text, shelf.vocabulary)
    ranked = shelf.index.rank_classes(parts, question.text, shelf.viewer, limit=_MOST_FOUND)
    return [one.entry for one in ranked]


def _named(entries: Iterable[CatalogEntry], salt: str) -> dict[str, CatalogEntry]:
    named: dict[str, CatalogEntry] = {}
    for entry in entries:
        digest = hashlib.sha256(f"{salt}:{entry.class_id}".encode()).digest()
        letters = "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest)
        named[next(letters[:n] for n in range(4, len(letters)) if letters[:n] not in named)] = entry
    return named
