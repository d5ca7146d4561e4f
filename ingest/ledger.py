"""What is in the index already, by path and by content, kept up to date while files are read."""

from collections.abc import Iterable

from ingest.files import holds, is_gone
from vectorstore.catalog import SourceState


class Ledger:
    """The sources of an index and those that an ingestion adds to them."""

    def __init__(self, sources: Iterable[SourceState]) -> None:
        self._states = {state.path: state for state in sources}
        self._holders = {state.document_id: state.path for state in self._states.values()}

    def at(self, path: str) -> SourceState | None:
        """Return the source that was ingested from `path`."""
        return self._states.get(path)

    def gone(self) -> tuple[SourceState, ...]:
        """Return the sources at whose paths nothing is any more, by path."""
        return tuple(self._states[path] for path in sorted(self._states) if is_gone(path))

    def first_copy(self, document: str, path: str) -> str | None:
        """Return another path than `path` whose file has the bytes of the id `document`; None where there is none."""
        holder = self._holders.get(document)
        return holder if holder is not None and holder != path and holds(holder, document) else None

    def claim(self, document: str, path: str) -> SourceState | None:
        """Note that the file at `path` has the bytes of the id `document`.

        Returns the source that it was moved from: one with the same bytes whose file is gone.
        """
        holder = self._holders.get(document, path)
        self._holders[document] = path
        return self._states.pop(holder, None) if holder != path and is_gone(holder) else None
