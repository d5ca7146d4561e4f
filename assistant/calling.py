"""Know what a name alone means, as a program gives it: a class by id, code or title, or a facet.

A name is no question: whoever has one asks for nothing else with it. A title
may be written as in questions, turned about or with a level in short.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.identity import Mention, nearest, newest
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

if TYPE_CHECKING:
    # Reading takes the vector store, which takes a second to load; whoever only names what is called waits for none.
    from assistant.standing import Standing


@dataclass(frozen=True, slots=True)
class Called:
    """The classes that a name means."""

    entries: tuple[CatalogEntry, ...] = ()
    """One where the name is clear; several that it fits alike; none where there is no such class."""

    nearest: tuple[CatalogEntry, ...] = ()
    """Classes that are alike, where none fits."""


def called(name: str, found: Iterable[CatalogEntry], standing: "Standing") -> Called:
    """Return the classes that `name`, a code or title, means in the catalog of `standing`, each by its newest spec.

    `found` are those of the catalog that have all of its words: where one is called exactly so, it is meant.
    """
    unlisted = standing.unlisted.entries
    exact = newest(one for one in found if is_called(one, name))
    if exact or (exact := newest(one for one in unlisted if is_called(one, name))):
        return Called(exact)
    reader = standing.reader
    scan = reader.scanner.scan(name)
    named = newest(candidate.entry for mention in scan.named for candidate in mention.candidates)
    known = (*reader.lexicon.entries, *unlisted)
    return Called(named) if named else Called(nearest=_nearest(scan.mentions) or nearest(name, known))


def is_called(entry: CatalogEntry, name: str) -> bool:
    """Return whether `name` is the code or a title of a class, in whatever order its words are."""
    wanted = sorted(fold(name).split())
    names = (entry.spec.class_code, entry.spec.title, *entry.spec.aliases)
    return bool(wanted) and any(wanted == sorted(fold(own).split()) for own in names)


def facet_called(words: str, vocabulary: Vocabulary, standing: "Standing") -> str:
    """Return the facet whose key, heading, label or other name `words` are or have in them; empty for none."""
    key = "_".join(words.casefold().split())
    if key in vocabulary.facets:
        return key
    phrases = standing.reader.scanner.scan(words).phrases
    strongest = sorted(phrases, key=lambda phrase: (phrase.weak, phrase.first - phrase.last))
    said = next((f for phrase in strongest for f in phrase.facets if f in vocabulary.facets), "")
    return vocabulary.heading(words) or vocabulary.label(words) or said


def _nearest(mentions: tuple[Mention, ...]) -> tuple[CatalogEntry, ...]:
    return next((mention.nearest for mention in mentions if mention.nearest), ())
