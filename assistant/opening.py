"""Open the index that the settings name, with the embedder that they name."""

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.settings import BUNDLED, Settings
from vectorstore.embedder import MAX_THREADS, Embedder
from vectorstore.embedder import open_embedder as open_bundled
from vectorstore.index import Index, Kept


@contextmanager
def open_index(settings: Settings, *, address: str = "") -> Iterator[Index]:
    """Open the index in `settings.data_dir` and own it until the end of the block.

    `address` is where others can ask the owner, empty where they cannot.

    Raises:
        VectorstoreError: model files are missing, or another process owns the index.
    """
    kept = Kept(settings.conversation_days, settings.inbox_days)
    # Documents are embedded beside questions, which are not to wait for them; and one session is enough for both.
    embedder = open_embedder(settings, threads=1 if address else MAX_THREADS)
    with Index.open(settings.data_dir, embedder, address=address, kept=kept) as index:
        yield index


def open_embedder(settings: Settings, threads: int = MAX_THREADS) -> Embedder:
    """Return the embedder that the settings name; the bundled one takes at most `threads` threads.

    Raises:
        VectorstoreError: its model files are missing, or its provider failed.
    """
    if settings.embedding_model in BUNDLED:
        return open_bundled(settings.model_dir, BUNDLED[settings.embedding_model], threads)
    # Imported late: a provider's package takes its time, and few have one.
    from vectorstore.langchain_embedder import open_langchain_embedder

    return open_langchain_embedder(settings.embedding_model)
