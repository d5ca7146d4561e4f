"""What class tables add to how questions are read: classes that no document describes, and columns of their own.

Both come after everything that documents have, so that loading a table
changes nothing of how a question about them is read.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from assistant.question import Frame, Question
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry, DocumentType
from vectorstore.vocabulary import Vocabulary

_FOUND_BY_LOOKING = (Frame.REVERSE, Frame.BROWSE)


@dataclass(frozen=True)
class Unlisted:
    """The classes that stand in class tables alone."""

    entries: tuple[CatalogEntry, ...]
    """The newest row of each."""

    @cached_property
    def _titles(self) -> tuple[frozenset[str], ...]:
        return tuple({frozenset(fold(entry.spec.title).split()) for entry in self.entries} - {frozenset()})

    def may_be_meant(self, message: str, question: Question) -> bool:
        """Return whether `message`, read as `question` with the classes of documents, may be of one of these.

        It may where it is of no class, and where it has all words of a title.
        """
        if not self.entries or question.frame in (Frame.COURTESY, Frame.ERRAND) or question.selection is not None:
            return False
        said = set(fold(message).split())
        return not (question.entries or question.choices) or any(title <= said for title in self._titles)

    def is_meant(self, question: Question, before: Question) -> bool:
        """Return whether `question`, read with these classes too, is of one; `before` is what it was read as without.

        What names a document's class names no other, unless it says more, "Clerk Typist" where there is a Clerk, or
        names one of these beside it.
        """
        meant = question.entries or question.choices
        if not any(entry.type is DocumentType.TABLE for entry in meant):
            return False
        said, known = fold(question.mention).split(), fold(before.mention).split()
        if before.entries or before.choices:
            beside = {entry.class_id for entry in before.entries} < {entry.class_id for entry in question.entries}
            return (bool(before.entries) and beside) or (set(known) < set(said) and len(question.entries) == 1)
        # One word of a question that describes work names no class.
        return len(said) > 1 or before.frame not in _FOUND_BY_LOOKING or question.inherited


def telling_columns(columns: Collection[str], vocabulary: Vocabulary) -> frozenset[str]:
    """Return those `columns`, facets such as `label:arcrit`, whose names ask for nothing else.

    A column named "special" would take that word from whoever asks for special requirements.
    """
    facets = vocabulary.facets.values()
    phrases = (*(p for facet in facets for p in (*facet.synonyms, *facet.headings, *facet.labels)), *vocabulary.levels)
    known = {word for phrase in phrases for word in fold(phrase).split()}
    known |= {word for kind in vocabulary.words.values() for phrase in kind for word in fold(phrase).split()}
    return frozenset(one for one in columns if not set(fold(one.partition(":")[2]).split()) <= known)
