"""What an ingestion did: an outcome for each file, and the sums."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, Self

from pydantic import TypeAdapter

from vectorstore.spec import ParsedDocument


class Outcome(StrEnum):
    """What became of a file."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
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
class FileReport:
    """What became of one file."""

    path: str
    outcome: Outcome
    reason: str = ""
    """Why it was refused, or what it replaces; else empty."""

    warnings: tuple[str, ...] = ()
    """What a person should know of it, one sentence each."""

    specs: tuple[str, ...] = ()
    """Code and title of each class in it, as read."""

    counts: Counts = Counts()


@dataclass(frozen=True, slots=True)
class Report:
    """What became of every file of one ingestion, in the order they were met."""

    files: tuple[FileReport, ...]
    seconds: float
    dry_run: bool = False
    """Nothing was written: the outcomes are what would have become."""

    gone: tuple[str, ...] = ()
    """Paths of sources that are no longer there and still answer, since they were not to be removed."""

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


def read_report(path: str, outcome: Outcome, parsed: ParsedDocument, reason: str = "") -> FileReport:
    """Return the report of a file that was read, with the warnings that its content gives rise to."""
    warnings = list(parsed.document.warnings)
    if not any(section.heading for section in parsed.sections):
        warnings.append("No heading was recognized.")
    return FileReport(
        path=path,
        outcome=outcome,
        reason=reason,
        warnings=tuple(warnings),
        specs=tuple(f"{spec.class_code} {spec.title}".strip() for spec in parsed.specs),
        counts=counts(parsed),
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
