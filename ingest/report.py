"""What an ingestion did: an outcome for each file, what was not recognized in it, what contradicts, and the sums."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, Self

from pydantic import TypeAdapter

from ingest.corrections import HEADING
from vectorstore.catalog import Conflict
from vectorstore.spec import ClassSpec, DocumentType, ParsedDocument, speaks_of

# A document that tells neither of these tells nothing of the work.
_WORK = frozenset({"duties", "definition"})


class Outcome(StrEnum):
    """What became of a file."""

    ADDED = "added"
    REPLACED = "replaced"
    MOVED = "moved"
    """It was in the index under another path, and keeps its ids."""
    UNCHANGED = "unchanged"
    COPY = "copy"
    """Another file has the same bytes: one of them is enough."""
    SKIPPED = "skipped"
    """It is no document; the reason says what takes it."""
    REMOVED = "removed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of each kind was read."""

    specs: int = 0
    sections: int = 0
    statements: int = 0
    facts: int = 0
    chunks: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Return the sums."""
        return Counts(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))


@dataclass(frozen=True, slots=True)
class Unrecognized:
    """What was not found of one class, though nearly every spec has it."""

    spec: str
    """Code and title, as read."""

    missing: tuple[str, ...]
    """`class code`, `title` (it is named after its file), `duties or definition`, `date`."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file."""

    path: str
    outcome: Outcome
    reason: str = ""
    """Why it was refused, where it was before, what it is a copy of; else empty."""

    other_path: str = ""
    """Path that the reason names: where it was before, or what it is a copy of."""

    warnings: tuple[str, ...] = ()
    """What a person should know of it, one sentence each."""

    specs: tuple[str, ...] = ()
    """Code and title of each class in it, as read."""

    counts: Counts = Counts()
    unrecognized: tuple[Unrecognized, ...] = ()
    """Of each class that lacks something."""

    unknown_headings: tuple[str, ...] = ()
    """Headings that the vocabulary does not know, as printed, each once."""


@dataclass(frozen=True, slots=True)
class ConflictReport:
    """Two files that do not agree, for a person to settle."""

    kind: str
    """`code`: two titles share a code; `title`: one title has two codes; `copy`: the same document twice; `table`: a
    row of a class table has another title than the class of its code."""

    says: str
    """The conflict in a sentence."""

    path: str
    other_path: str
    class_code: str = ""
    title: str = ""
    other_class_code: str = ""
    other_title: str = ""


@dataclass(frozen=True, slots=True)
class OverrideReport:
    """What came of one entry of an overrides file."""

    file: str
    line: int
    """Line of the entry, from 1; 0 where it cannot be told."""

    says: str
    """What the entry says."""

    applied: tuple[str, ...] = ()
    """Paths of the documents that it holds for."""

    misfits: tuple[str, ...] = ()
    """Paths of documents of its class that do not print what it corrects."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of every file of one ingestion, in the order they were met."""

    files: tuple[FileReport, ...]
    seconds: float
    dry_run: bool = False
    """Nothing was written: the outcomes are what would have become."""

    gone: tuple[str, ...] = ()
    """Paths of sources that are no longer there and still answer, since they were not to be removed."""

    conflicts: tuple[ConflictReport, ...] = ()
    """Of the whole index, and the copies among the files."""

    overrides: tuple[OverrideReport, ...] = ()
    """Every entry of the overrides, by file and line."""

    cancelled: bool = False
    """It was stopped before its end: the files that are not named here are as they were before."""

    @property
    def totals(self) -> Counts:
        """Sums over all files that were read."""
        return sum((file.counts for file in self.files), Counts())

    @property
    def refused(self) -> tuple[FileReport, ...]:
        """The files that were refused."""
        return self.of(Outcome.REFUSED)

    def of(self, outcome: Outcome) -> tuple[FileReport, ...]:
        """Return the files with this outcome."""
        return tuple(file for file in self.files if file.outcome is outcome)

    def as_dict(self) -> dict[str, Any]:
        """Return the report as JSON data, with its sums."""
        outcomes = {outcome.value: len(self.of(outcome)) for outcome in Outcome}
        return asdict(self) | {"outcomes": outcomes, "totals": asdict(self.totals)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Return the report whose `as_dict` is `data`, also when that was JSON meanwhile.

        Raises:
            ValueError: `data` is no report.
        """
        return TypeAdapter(cls).validate_python(data)


def read_report(path: str, outcome: Outcome, parsed: ParsedDocument) -> FileReport:
    """Return the report of a file that was read, with the warnings that its content gives rise to."""
    warnings = list(parsed.document.warnings)
    headed = [section for section in parsed.sections if section.heading and section.heading != HEADING]
    if not headed:
        warnings.append("No heading was recognized.")
    return FileReport(
        path=path,
        outcome=outcome,
        warnings=tuple(warnings),
        specs=tuple(map(_named, parsed.specs)),
        counts=counts(parsed),
        unrecognized=tuple(_unrecognized(parsed)),
        unknown_headings=tuple(dict.fromkeys(section.heading for section in headed if not section.kind)),
    )


def counts(parsed: ParsedDocument) -> Counts:
    """Return how much of each kind `parsed` holds."""
    return Counts(
        specs=len(parsed.specs),
        sections=len(parsed.sections),
        statements=len(parsed.statements),
        facts=len(parsed.facts),
        chunks=len(parsed.chunks),
    )


def conflict_report(conflict: Conflict) -> ConflictReport:
    """Return a conflict of the index as a report tells it: of two documents the one whose path comes first, first."""
    conflict = _in_order(conflict)
    says = f"{conflict.source.name!r} and {conflict.other.name!r} are the same document"
    if conflict.kind == "code":
        says = f"Code {conflict.class_code} is of {conflict.title!r} and of {conflict.other_title!r}."
    elif conflict.kind == "table":
        titles = f"{conflict.title!r} in the table and {conflict.other_title!r} in the spec"
        says = f"Code {conflict.class_code} is {titles}."
    elif conflict.kind == "title":
        says = f"{conflict.title!r} has code {conflict.class_code} and code {conflict.other_class_code}."
    names = (conflict.class_code, conflict.title, conflict.other_class_code, conflict.other_title)
    return ConflictReport(conflict.kind, says, conflict.source.path, conflict.other.path, *names)


def _in_order(conflict: Conflict) -> Conflict:
    """The conflict as seen from the first path: which of two documents was stored last says nothing of it."""
    if conflict.kind == "table" or conflict.source.path <= conflict.other.path:
        return conflict
    own = (conflict.class_code, conflict.title)
    return Conflict(
        conflict.kind, conflict.other, conflict.source, conflict.other_class_code, conflict.other_title, *own
    )


def copy_conflict(path: str, other: str) -> ConflictReport:
    """Return that the files at two paths are copies of each other."""
    return ConflictReport("copy", f"{path!r} is a copy of {other!r}.", path, other)


def _named(spec: ClassSpec) -> str:
    return f"{spec.class_code} {spec.title}".strip()


def _unrecognized(parsed: ParsedDocument) -> Iterable[Unrecognized]:
    for spec in parsed.specs:
        kinds = {section.kind for section in parsed.sections if speaks_of(section.applies_to, spec.ordinal)}
        lacks = {
            "class code": not spec.class_code,
            "title": spec.title_span.end == spec.title_span.start,
            "duties or definition": parsed.type is not DocumentType.STUB and not kinds & _WORK,
            "date": not spec.revision,
        }
        if missing := tuple(what for what, lacking in lacks.items() if lacking):
            yield Unrecognized(_named(spec), missing)
