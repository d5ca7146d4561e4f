"""Look at one file: whether the index has it as it is, and else what it says."""

from dataclasses import dataclass

from ingest.bounded import read_and_parse
from ingest.chunks import with_chunks
from ingest.errors import DuplicateError
from ingest.files import content
from ingest.fingerprint import parsing_fingerprint
from ingest.folder import Found
from ingest.ledger import Ledger
from ingest.report import Outcome
from vectorstore.catalog import SourceState
from vectorstore.embedder import Embedder
from vectorstore.spec import ParsedDocument, Source, document_id
from vectorstore.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that was read and parsed, and is to be stored."""

    source: Source
    parsed: ParsedDocument
    replaces: tuple[SourceState, ...] = ()
    """What is in the index for it: at its path, or at the path that it was moved from."""

    @property
    def outcome(self) -> Outcome:
        """What becomes of the file when it is stored."""
        return Outcome.REPLACED if self.replaces else Outcome.ADDED

    @property
    def reason(self) -> str:
        """Where it was before; empty where it was not elsewhere."""
        return next((f"moved from {old.path!r}" for old in self.replaces if old.path != self.source.path), "")


class Examiner:
    """Reads files against what is in the index; `agency` is given to all, empty keeps each one's own."""

    def __init__(self, ledger: Ledger, vocabulary: Vocabulary, embedder: Embedder, agency: str) -> None:
        self.parsing = parsing_fingerprint(vocabulary)
        self._ledger = ledger
        self._vocabulary = vocabulary
        self._embedder = embedder
        self._agency = agency

    def examine(self, found: Found) -> Candidate | None:
        """Return the file read and parsed; None if the index has it as it is.

        Raises:
            ReadError: it cannot be read as a document.
            ParseError: no class spec can be made of it.
            DuplicateError: another file with the same bytes is in.
        """
        if found.problem:
            raise found.problem
        data = content(found.path)
        document = document_id(data)
        before = self._ledger.at(found.path)
        source = Source(found.path, found.name, self._agency or (before.agency if before else ""))
        if before and self._is_current(before, document, source):
            return None
        if copy := self._ledger.first_copy(document, found.path):
            raise DuplicateError(f"{found.path!r} has the same content as {copy!r}, which is in")
        parsed = self._parse(data, source)
        moved = self._ledger.claim(document, found.path)
        return Candidate(source, parsed, tuple(state for state in (before, moved) if state))

    def _is_current(self, state: SourceState, document: str, source: Source) -> bool:
        """Return whether ingesting `source` with the bytes of `document` would give `state` again."""
        return (state.source_id, state.document_id, state.parsing, state.embedder) == (
            source.source_id,
            document,
            self.parsing,
            self._embedder.fingerprint,
        )

    def _parse(self, data: bytes, source: Source) -> ParsedDocument:
        parsed = read_and_parse(data, source.name, source.agency, self._vocabulary)
        return with_chunks(parsed, self._embedder.count, self._embedder.window)
