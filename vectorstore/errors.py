"""What can go wrong in the index and its model files.

The tree::

    VectorstoreError
    ├── ModelFilesError       model files are missing, cannot be fetched or have the wrong hash
    ├── EmbeddingError        a text could not be turned into a vector
    ├── IndexOwnedError       another process owns the index folder
    ├── UnknownSourceError    no such source (also a KeyError)
    ├── VocabularyError       vocabulary.toml is malformed
    ├── CatalogError          the database failed
    │   └── NoRoomError       the disk is nearly full
    ├── ConversationMovedError   a conversation went on while it was read
    ├── DraftMovedError       a draft was changed or deleted while it was read
    └── VectorsError          the vector store failed
        └── ForeignVectorsError   another embedder made its vectors

Every message quotes the offending value and says what to do about it.
"""


class VectorstoreError(Exception):
    """Base of every error that this package raises on purpose."""


class ModelFilesError(VectorstoreError):
    """Model files are missing, cannot be fetched or have the wrong hash."""


class EmbeddingError(VectorstoreError):
    """A text could not be turned into a vector."""


class IndexOwnedError(VectorstoreError):
    """Another process owns the index folder; the message names its pid and address."""


class UnknownSourceError(VectorstoreError, KeyError):
    """No source has this id."""

    def __str__(self) -> str:
        """Return the plain message (a ``KeyError`` would quote it)."""
        return Exception.__str__(self)


class VocabularyError(VectorstoreError):
    """The vocabulary file is malformed or contradicts itself."""


class CatalogError(VectorstoreError):
    """The database under the catalog failed."""


class NoRoomError(CatalogError):
    """The disk is nearly full: nothing was begun."""


class ConversationMovedError(VectorstoreError):
    """A conversation has had another turn since it was read."""


class DraftMovedError(VectorstoreError):
    """A draft was changed or deleted since it was read."""

    def __init__(self, message: str, version: int) -> None:
        """Say so; `version` is the one that it has now, 0 where it is gone."""
        super().__init__(message)
        self.version = version


class VectorsError(VectorstoreError):
    """The vector store under the index failed."""


class ForeignVectorsError(VectorsError):
    """Another embedder made the vectors of the index; the message names both."""
