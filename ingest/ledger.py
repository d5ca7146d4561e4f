"""What is in the index already, by id, by path and by content, and which of it is found again elsewhere."""

import os
from collections.abc import Iterable

from ingest.files import holds, is_gone
from vectorstore.catalog import SourceState
from vectorstore.spec import source_id


class Ledger:
    """The sources of an index; each is found again once."""

    def __init__(self, sources: Iterable[SourceState]) -> None:
        self._states = {state.source_id: state for state in sources}
        self._paths: dict[str, list[SourceState]] = {}
        self._holders: dict[str, list[SourceState]] = {}
        for state in self._states.values():
            self._paths.setdefault(state.path, []).append(state)
            self._holders.setdefault(state.document_id, []).append(state)
        self._found: set[str] = set()
        self._ids = set(self._states)

    def at(self, path: str) -> tuple[SourceState, ...]:
        """Return the sources that were ingested from `path` and are not found yet.

        There are two where a run ended between moving one there and removing what it was written over.
        """
        return tuple(state for state in self._paths.get(path, ()) if state.source_id not in self._found)

    def holders(self, document: str) -> tuple[SourceState, ...]:
        """Return the sources with the bytes of the id `document`."""
        return tuple(self._holders.get(document, ()))

    def take(self, state: SourceState) -> SourceState:
        """Note that the file of a source is found, here or elsewhere."""
        self._found.add(state.source_id)
        return state

    def moved(self, document: str, path: str) -> SourceState | None:
        """Return the source that the file at `path`, with the bytes of the id `document`, was: one that has left.

        A source has left where its path has other bytes now, or nothing.
        """
        for state in self.holders(document):
            if state.source_id not in self._found and not _is_there(state, path):
                return state
        return None

    def elsewhere(self, document: str, path: str) -> tuple[SourceState, ...]:
        """Return the sources with the bytes of the id `document` whose files were not looked at and have them still."""
        left = (state for state in self.holders(document) if state.source_id not in self._found)
        return tuple(state for state in left if state.path != path and holds(state.path, document))

    def gone(self) -> tuple[SourceState, ...]:
        """Return the sources that are not found again and at whose paths nothing is any more, by path."""
        left = (state for state in self._states.values() if state.source_id not in self._found)
        return tuple(sorted((state for state in left if is_gone(state.path)), key=lambda state: state.path))

    def new_id(self, agency: str, path: str) -> str:
        """Return an id for a source that is new; the usual one may be kept by a source that was renamed."""
        made, number = source_id(agency, path), 1
        while made in self._ids:
            number += 1
            made = source_id(agency, f"{path}\n{number}")
        self._ids.add(made)
        return made


def _is_there(state: SourceState, path: str) -> bool:
    return not _is_respelled(state.path, path) and holds(state.path, state.document_id)


def _is_respelled(path: str, other: str) -> bool:
    """Return whether two paths are one file under other capitals, on a disk that does not tell them apart."""
    if path == other or path.casefold() != other.casefold():
        return False
    try:
        return os.path.samefile(path, other)
    except OSError:
        return False
