"""What each file is to the index, told from all of them before the first is read: as it was, moved, changed, new.

A name alone decides nothing: two files may have changed their names with each
other, and a new one may stand where another was moved from.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.errors import ReadError
from ingest.files import content, is_gone
from ingest.folder import Found
from ingest.ledger import Ledger
from ingest.readers.formats import is_read
from vectorstore.catalog import SourceState
from vectorstore.spec import document_id


@dataclass(frozen=True, slots=True)
class Standing:
    """A file and what it is to the index."""

    found: Found
    document: str = ""
    """Id of its bytes; empty where they are not to be read."""

    before: SourceState | None = None
    """The source that it goes on with: of the same bytes, here or elsewhere, else the one at its path."""

    overwritten: tuple[SourceState, ...] = ()
    """Sources at its path, where the file goes on with another one: what they said is nowhere any more."""


def plan(found: Sequence[Found], ledger: Ledger) -> tuple[Standing, ...]:
    """Return what each of `found` is, in their order; what cannot be opened gets its problem."""
    standings = [_opened(one) for one in found]
    for at, one in enumerate(standings):
        same = (state for state in ledger.at(one.found.path) if state.document_id == one.document)
        if state := next(same, None):
            standings[at] = replace(one, before=ledger.take(state))
    for at, one in enumerate(standings):
        if one.document and one.before is None and (moved := ledger.moved(one.document, one.found.path)):
            standings[at] = replace(one, before=ledger.take(moved))
    return tuple(_with_rest(one, ledger) for one in standings)


def _with_rest(standing: Standing, ledger: Ledger) -> Standing:
    """Return `standing` with what else the index has from its path."""
    rest = [ledger.take(state) for state in ledger.at(standing.found.path) if not is_gone(state.path)]
    before = standing.before or next(iter(rest), None)
    return replace(standing, before=before, overwritten=tuple(state for state in rest if state is not before))


def _opened(found: Found) -> Standing:
    if found.problem or not is_read(found.name):
        return Standing(found)
    try:
        return Standing(found, document_id(content(found.path)))
    except ReadError as error:
        return Standing(replace(found, problem=error))
