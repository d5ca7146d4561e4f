"""Look at one file: whether the index has it as it is, and else what it says."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from ingest.bounded import read_and_parse
from ingest.chunks import with_chunks
from ingest.corrections import corrected
from ingest.files import content
from ingest.fingerprint import parsing_fingerprint
from ingest.ledger import Ledger
from ingest.overrides import NAME, Chosen, ClassEntry, Printed, Touch
from ingest.overriding import Governed, Overrides
from ingest.plan import Standing
from ingest.readers.formats import TABLE, TABLE_COMMAND
from ingest.report import FileReport, Outcome, read_report
from vectorstore.catalog import Catalog, SourceState
from vectorstore.embedder import Embedder
from vectorstore.joining import agency_key
from vectorstore.roster import Live
from vectorstore.spec import ParsedDocument, Source, Viewer, document_id
from vectorstore.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that was read and parsed, and is to be stored."""

    source: Source
    parsed: ParsedDocument
    parsing: str
    """Fingerprint of what parsed it, and of what a person said of it."""

    before: SourceState | None = None
    """The source that it goes on with."""

    remove: tuple[SourceState, ...] = ()
    """The sources that it was written over."""

    @property
    def report(self) -> FileReport:
        """What becomes of the file when it is stored."""
        if self.before is None:
            return read_report(self.source.path, Outcome.ADDED, self.parsed)
        if self.before.path == self.source.path:
            return read_report(self.source.path, Outcome.REPLACED, self.parsed)
        moved = read_report(self.source.path, Outcome.MOVED, self.parsed)
        return replace(moved, reason=_moved(self.before, self.remove), other_path=self.before.path)


@dataclass(frozen=True, slots=True)
class Settled:
    """A file that need not be stored, and what is to be done about it all the same."""

    report: FileReport
    move: Source | None = None
    """The source that is at another path now."""

    remove: tuple[SourceState, ...] = ()
    """The sources whose file became something else that is in already."""


class Examiner:
    """Reads files against what is in the index; `agency` is given to all, empty keeps each one's own."""

    def __init__(
        self,
        ledger: Ledger,
        vocabulary: Vocabulary,
        embedder: Embedder,
        agency: str,
        overrides: Overrides,
        catalog: Catalog,
    ) -> None:
        self.parsing = parsing_fingerprint(vocabulary)
        self._ledger = ledger
        self._vocabulary = vocabulary
        self._embedder = embedder
        self._agency = agency
        self._overrides = overrides
        self._catalog = catalog
        self._live: Mapping[str, Live] = catalog.roster().live
        self._held: dict[str, list[tuple[str, str]]] = {}

    def expect(self, standings: Sequence[Standing]) -> None:
        """Note what is in the index already of the files to come: others with the same bytes are copies."""
        for one in standings:
            if one.before is not None and one.before.document_id == one.document:
                self._hold(one.document, self._given(one), one.found.path)

    def examine(self, standing: Standing) -> Candidate | Settled:
        """Return the file read and parsed, or that it need not be.

        Raises:
            ReadError: it cannot be read as a document.
            ParseError: no class spec can be made of it.
        """
        found, before = standing.found, standing.before
        if found.problem:
            raise found.problem
        if note := _skipped(found.name):
            return Settled(FileReport(found.path, Outcome.SKIPPED, note.format(shlex.quote(found.path))))
        governed, given = self._overrides.of(found.path), self._given(standing)
        if before and (settled := self._settled(standing, before, given, governed)):
            return settled
        if other := self._copied(standing, given):
            report = FileReport(found.path, Outcome.COPY, f"copy of {other!r}", other)
            self._let_go(standing.document, found.path)
            return Settled(report, remove=(*([before] if before else ()), *standing.overwritten))
        data = content(found.path)
        known = before.source_id if before else self._ledger.new_id(given, found.path)
        candidate = self._candidate(data, Source(found.path, found.name, given, source_id=known), before, governed)
        self._hold(document_id(data), given, found.path)
        return replace(candidate, remove=standing.overwritten)

    def _given(self, standing: Standing) -> str:
        """Return the agency that is given to a file: for its folder, for all, or when it was last read."""
        before = standing.before
        if folder := self._overrides.agency(self._overrides.of(standing.found.path)):
            return folder.agency
        kept = before.agency if before and not Touch.of(before.parsing).agency else ""
        return self._agency or kept

    def _settled(
        self, standing: Standing, before: SourceState, given: str, governed: Governed | None
    ) -> Settled | None:
        """Return that the index has the file as it is, perhaps at another path; None where it is to be read."""
        live = self._live.get(before.source_id)
        printed = Touch.of(before.parsing).printed or Printed.of(entry.spec for entry in (live.entries if live else ()))
        chosen = self._overrides.chosen(governed, live.agency if live else "", printed)
        touch = Touch.made(chosen, self._overrides.agency(governed) is not None, printed)
        expected = (given, standing.document, touch.with_fingerprint(self.parsing), self._embedder.fingerprint)
        if expected != (before.agency, before.document_id, before.parsing, before.embedder):
            return None
        path = standing.found.path
        if path != before.path and not _bears_rename(before.path, path, live):
            return None
        self._note(governed, chosen, self._fitting(before, chosen), path)
        if path == before.path:
            return Settled(FileReport(path, Outcome.UNCHANGED), remove=standing.overwritten)
        source = Source(path, standing.found.name, given, source_id=before.source_id)
        reason = _moved(before, standing.overwritten)
        return Settled(FileReport(path, Outcome.MOVED, reason, before.path), source, standing.overwritten)

    def _fitting(self, before: SourceState, chosen: Sequence[Chosen]) -> frozenset[ClassEntry]:
        """Return the entries of `chosen` that were done to a document when it was read."""
        if all(one.entry.printed is None for one in chosen):
            return frozenset(one.entry for one in chosen)
        text = self._catalog.text(before.source_id, Viewer()) or ""
        return frozenset(
            one.entry
            for one in chosen
            if one.entry.printed is None or f"(printed: {one.entry.printed}). Reason: {one.entry.reason}." in text
        )

    def _copied(self, standing: Standing, given: str) -> str:
        """Return the path of another file with the same bytes and of no other agency that is in; empty for none."""
        path = standing.found.path
        elsewhere = [(state.agency, state.path) for state in self._ledger.elsewhere(standing.document, path)]
        held = [*self._held.get(standing.document, ()), *elsewhere]
        key = agency_key(given)
        return next((other for of, other in held if other != path and (not key or agency_key(of) in ("", key))), "")

    def _hold(self, document: str, agency: str, path: str) -> None:
        self._held.setdefault(document, []).append((agency, path))

    def _let_go(self, document: str, path: str) -> None:
        """Forget that a file holds a document, so that of two that became copies of each other one stays."""
        self._held[document] = [one for one in self._held.get(document, ()) if one[1] != path]

    def _candidate(
        self, data: bytes, source: Source, before: SourceState | None, governed: Governed | None
    ) -> Candidate:
        parsed = read_and_parse(data, source.name, source.agency, self._vocabulary)
        printed = Printed.of(parsed.specs)
        chosen = self._overrides.chosen(governed, agency_key(parsed.agency or source.agency), printed)
        made, fitting = corrected(parsed, chosen, self._vocabulary)
        made = with_chunks(made, self._embedder.count, self._embedder.window)
        touch = Touch.made(chosen, self._overrides.agency(governed) is not None, printed)
        self._note(governed, chosen, fitting, source.path)
        return Candidate(source, made, touch.with_fingerprint(self.parsing), before)

    def _note(
        self, governed: Governed | None, chosen: Sequence[Chosen], fitting: frozenset[ClassEntry], path: str
    ) -> None:
        if folder := self._overrides.agency(governed):
            self._overrides.note(folder, path)
        for one in chosen:
            if one.entry in fitting:
                self._overrides.note(one.entry, path)
            else:
                self._overrides.note_misfit(one.entry, path)


def _moved(before: SourceState, overwritten: Sequence[SourceState]) -> str:
    return f"moved from {before.path!r}{', in place of another document' if overwritten else ''}"


def _skipped(name: str) -> str:
    """Return why a file of this name is no document, {} being its path for a shell; empty where it may be one."""
    if PurePath(name).suffix.lower() == TABLE:
        return "a class table: " + TABLE_COMMAND
    return "not read: --overrides names another file" if name == NAME else ""


def _bears_rename(old: str, new: str, live: Live | None) -> bool:
    """Return whether a document says the same under its new name: it is read alike and prints its titles."""
    printed = live is not None and all(e.spec.title_span.end > e.spec.title_span.start for e in live.entries)
    return printed and PurePath(old).suffix.lower() == PurePath(new).suffix.lower()
