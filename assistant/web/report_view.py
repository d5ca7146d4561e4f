"""What a page shows of an ingestion's report: what a person should act on first, then what changed."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.compose.writer import title_of
from assistant.report_names import Names
from assistant.service.urls import spec_url
from ingest.report import ConflictReport, FileReport, Outcome, OverrideReport, Report
from vectorstore.spec import CatalogEntry

#: Lines of one part that are shown; the API has all.
MOST = 200

# What is done with an outcome: its heading, and what a person should know of it.
_CHANGED = {
    Outcome.ADDED: ("New", "They answer from now on."),
    Outcome.REPLACED: ("Changed", "The new content answers; links to these classes still hold."),
    Outcome.MOVED: ("Moved", "Known content under another name or in another place; links still hold."),
    Outcome.REMOVED: ("Removed", "They answer no more."),
    Outcome.COPY: ("Copies", "Another file has the same content, and one is enough."),
    Outcome.SKIPPED: ("No documents", "They are passed over; each says what takes it."),
    Outcome.UNCHANGED: ("Unchanged", "They were read before and are as they were."),
}

_SETTLE = {
    "code": "Two classes share no code. Correct the wrong document, or put a [[correct]] entry into the overrides.",
    "title": "One class has one code. Correct the wrong document, or put a [[correct]] entry into the overrides.",
    "table": "The class table and the spec do not agree. Correct whichever is wrong and load it again.",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A class by name."""

    title: str
    code: str = ""
    url: str = ""
    """Path of its page; empty where the catalog does not have it."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is said of one file, or of a pair."""

    name: str
    """Name of the file; empty where the sentence names it."""

    says: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of one kind under a heading."""

    key: str
    heading: str
    advice: str
    lines: tuple[Line, ...]
    count: int
    """How many lines there are; the first `MOST` are here."""

    urgent: bool = False
    """A person should act on it."""

    folded: bool = False


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report as its page shows it."""

    tallies: tuple[tuple[str, int], ...]
    """How many files became what; those of none are left out."""

    parts: tuple[Part, ...]
    classes: int
    """Classes that were read."""

    seconds: float
    folder: str
    """What the files have in common; empty for uploads."""


@dataclass(frozen=True, slots=True)
class _Reading:
    report: Report
    name: Names
    entries: dict[str, tuple[CatalogEntry, ...]]
    """Entries of the catalog by the path of their document."""

    def links(self, path: str) -> tuple[Link, ...]:
        return tuple(
            Link(title_of(entry), entry.spec.class_code, spec_url(entry.spec_id))
            for entry in self.entries.get(path, ())
        )

    def classes(self, file: FileReport) -> tuple[Link, ...]:
        """The classes of a file; named only, where the catalog has none of it, as after a dry run."""
        # "would be" is in no catalog; what stands there is the document of before.
        known = () if self.report.dry_run else self.links(file.path)
        return known or tuple(Link(said) for said in file.specs)

    def short(self, path: str) -> str:
        """A path that may lie outside the folder."""
        shown = self.name(path)
        return os.path.basename(path) if os.path.isabs(shown) else shown


def report_view(report: Report, entries: Iterable[CatalogEntry], *, uploaded: bool) -> ReportView:
    """Return what is shown of `report`, with links to those of `entries` that are of its files."""
    by_path: dict[str, tuple[CatalogEntry, ...]] = {}
    for entry in entries:
        by_path[entry.source_path] = (*by_path.get(entry.source_path, ()), entry)
    reading = _Reading(report, Names.of(report), by_path)
    makers: Sequence[Callable[[_Reading], Iterator[Part]]] = (
        _refused, _conflicts, _warned, _unrecognized, _gone, _overrides, _changed,
    )  # fmt: skip
    parts = [part for make in makers for part in make(reading) if part.count]
    headings = {Outcome.REFUSED: "Refused"} | {outcome: heading for outcome, (heading, _) in _CHANGED.items()}
    tallies = ((heading, len(report.of(outcome))) for outcome, heading in headings.items())
    return ReportView(
        tallies=tuple(tally for tally in tallies if tally[1]),
        parts=tuple(map(_cut, parts)),
        classes=report.totals.specs,
        seconds=report.seconds,
        folder="" if uploaded else reading.name.folder,
    )


def _cut(part: Part) -> Part:
    return replace(part, lines=part.lines[:MOST])


def _part(
    key: str, heading: str, advice: str, lines: Iterable[Line], *, urgent: bool = False, folded: bool = False
) -> Part:
    made = tuple(lines)
    return Part(key, heading, advice, made, len(made), urgent, folded)


def _refused(reading: _Reading) -> Iterator[Part]:
    advice = "Nothing was taken from them. If an earlier version was read, that one still answers. "
    advice += "Mend them and send them again under the same name."
    yield _part("refused", "Refused", advice, (_told(reading, file) for file in reading.report.refused), urgent=True)


def _conflicts(reading: _Reading) -> Iterator[Part]:
    own = {file.path for file in reading.report.files}
    told = [conflict for conflict in reading.report.conflicts if conflict.kind != "copy"]
    near = [one for one in told if own & {one.path, one.other_path}]
    far = [one for one in told if one not in near]
    lines = (_conflict(reading, one) for one in near)
    yield _part(
        "conflicts",
        "Conflicts",
        "Nothing was merged: both documents answer until somebody settles it.",
        lines,
        urgent=True,
    )
    lines = (_conflict(reading, one) for one in far)
    yield _part(
        "elsewhere",
        "Conflicts elsewhere in the catalog",
        "Not of these files; they were there before.",
        lines,
        folded=True,
    )


def _conflict(reading: _Reading, conflict: ConflictReport) -> Line:
    links = (*reading.links(conflict.path), *reading.links(conflict.other_path))
    names = f"In {reading.short(conflict.path)} and in {reading.short(conflict.other_path)}."
    return Line(conflict.says, (names, _SETTLE[conflict.kind]), tuple(dict.fromkeys(links)))


def _warned(reading: _Reading) -> Iterator[Part]:
    files = (file for file in reading.report.files if file.warnings)
    lines = (Line(reading.name(file.path), file.warnings, reading.classes(file)) for file in files)
    yield _part(
        "warned",
        "To be looked at",
        "They were read, and a person should look whether they were read well.",
        lines,
        urgent=True,
    )


def _unrecognized(reading: _Reading) -> Iterator[Part]:
    advice = (
        "What is missing here is answered as not stated. Text below an unknown heading is still searched and quoted; "
    )
    advice += "a row in the vocabulary makes the heading known."
    files = (file for file in reading.report.files if file.unrecognized or file.unknown_headings)
    yield _part("unrecognized", "Not recognized", advice, (_lacking(reading, file) for file in files))


def _lacking(reading: _Reading, file: FileReport) -> Line:
    says = []
    for one in file.unrecognized:
        whose = f" ({one.spec})" if len(file.specs) > 1 else ""
        says.append(f"Without {', '.join(one.missing)}{whose}.")
    if file.unknown_headings:
        says.append(f"Unknown headings: {', '.join(f'“{heading}”' for heading in file.unknown_headings)}.")
    return Line(reading.name(file.path), tuple(says), reading.classes(file))


def _gone(reading: _Reading) -> Iterator[Part]:
    advice = "The files are no longer there, and what was read of them still answers. To take them out, "
    advice += "read the same again and have what is gone removed."
    lines = (Line(reading.name(path), (), reading.links(path)) for path in reading.report.gone)
    yield _part("gone", "Gone, and still answering", advice, lines, urgent=True)


def _overrides(reading: _Reading) -> Iterator[Part]:
    lines = (_override(reading, one) for one in reading.report.overrides)
    yield _part("overrides", "Overrides", "What the overrides file of the folder corrects.", lines)


def _override(reading: _Reading, override: OverrideReport) -> Line:
    held = [f"Holds for {reading.short(path)}." for path in override.applied[:3]]
    if len(override.applied) > 3:
        held = [f"Holds for {len(override.applied)} documents."]
    misfits = [f"{reading.short(path)} does not print what is corrected." for path in override.misfits]
    place = f"{reading.short(override.file)}, line {override.line}"
    return Line(override.says, (place, *(held + misfits or ["It fits nothing."])))


def _changed(reading: _Reading) -> Iterator[Part]:
    for outcome, (heading, advice) in _CHANGED.items():
        lines = (_told(reading, file) for file in reading.report.of(outcome))
        # What only would be is not told as if it were.
        advice = "" if reading.report.dry_run else advice
        yield _part(outcome.value, heading, advice, lines, folded=outcome is Outcome.UNCHANGED)


def _told(reading: _Reading, file: FileReport) -> Line:
    if file.other_path:
        # The reason names the other path whole, which says nothing to who sent a file.
        said = f"{'Same content as' if file.outcome is Outcome.COPY else 'Was'} {reading.short(file.other_path)}"
        links = reading.classes(file) or reading.links(file.other_path)
        return Line(reading.name(file.path), (said,), links)
    reason = reading.name.reason(file).removeprefix(":").strip()
    said = f"{reason[0].upper()}{reason[1:]}" if reason else ""
    return Line(reading.name(file.path), (said,) if said else (), reading.classes(file))
