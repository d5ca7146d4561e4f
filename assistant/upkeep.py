"""Checking and repairing an index: here, or by the server that owns it."""

from collections.abc import Callable

from assistant.remote import Server
from assistant.settings import Settings
from vectorstore.owner import holder

# Seconds that a server may take: every id is compared, and what is missing is embedded.
_PATIENCE = 3600.0


#: Called with what is being done, how much of it is, and how much there is.
Progress = Callable[[str, int, int], None]


def check(settings: Settings, repair: bool, progress: Progress) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what was mended, with `repair`, and how catalog, full text and vectors differ then, a sentence each.

    Raises:
        VectorstoreError: the index cannot be opened or read.
        UnavailableError: the server that owns it does not answer.
    """
    owner = holder(settings.data_dir)
    if owner and owner.address:
        told = Server.of(owner).send("/v1/index/check", {"repair": repair}, timeout=_PATIENCE)
        return tuple(told["mended"]), tuple(told["differences"])
    # Imported late: to ask a server takes none of what opening an index does.
    from assistant.opening import open_embedder
    from vectorstore import upkeep

    embedder = open_embedder(settings)
    mended = upkeep.repair(settings.data_dir, embedder, progress) if repair else ()
    return mended, upkeep.check(settings.data_dir, embedder)
