"""The classes of one agency that differ from one class by level alone: what a line calls them, and which are below."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.draft.slot_words import short_forms
from assistant.scan import PhraseTrie
from assistant.series import rank
from assistant.titles import title_keys
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Work:
    """The classes of the work of one class."""

    short: PhraseTrie
    """What all of them are called for short."""

    below: frozenset[str]
    """Ids of those below it."""

    @classmethod
    def of(cls, entry: CatalogEntry, known: Iterable[CatalogEntry], vocabulary: Vocabulary) -> "Work":
        """Return those of `known`, all classes of the agency, for `entry`."""
        short, below = PhraseTrie(), set()
        own = title_keys(entry.spec.title, vocabulary)[0]
        for other in known:
            key = title_keys(other.spec.title, vocabulary)[0]
            if key.core == own.core:
                for form in short_forms(other.spec.title):
                    short.add(form, other.class_id)
                below |= {other.class_id} if rank(key, vocabulary) < rank(own, vocabulary) else set()
        return cls(short, frozenset(below))
