"""How the command line shows what an ingestion did: what changed, then what a person should act on, then the sums."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from assistant.cli_output import new_table, print_table, printable, say
from ingest.report import ConflictReport, FileReport, Outcome, OverrideReport, Report

#: Rows of one table; `--json` has all.
_MOST = 40

#: What as many classes lack is told once, not of each.
_MANY = 10

_READ = (Outcome.ADDED, Outcome.REPLACED, Outcome.MOVED, Outcome.REMOVED)


def show_report(report: Report) -> None:
    """Print what became of the files; what is unchanged is only counted."""
    _show_read([file for file in report.files if file.outcome in _READ])
    _show_unrecognized([file for file in report.files if file.unrecognized or file.unknown_headings])
    _show_notes("Refused", report.refused)
    _show_notes("No documents", report.of(Outcome.SKIPPED))
    _show_notes("Copies, of which one is enough", report.of(Outcome.COPY))
    _show_conflicts([conflict for conflict in report.conflicts if conflict.kind != "copy"])
    _show_overrides(report.overrides)
    _show_gone(report.gone)
    say(_summary(report))


def _show_read(files: Sequence[FileReport]) -> None:
    table = new_table("file", "became", "classes", "facts", "chunks", whole={"became"})
    for file in files[:_MOST]:
        counts = (Text(str(number or ""), justify="right") for number in (file.counts.facts, file.counts.chunks))
        table.add_row(_cell(_name(file.path)), Text(file.outcome.value), _cell("\n".join(file.specs)), *counts)
    _show(table, len(files))
    for file in files:
        for note in (file.reason, *file.warnings):
            if note:
                say(f"{file.path}: {note}")
    if files:
        say("")


def _show_unrecognized(files: Sequence[FileReport]) -> None:
    """Print what was not recognized: what many classes lack once, then the rest by class."""
    lacking = Counter(what for file in files for one in file.unrecognized for what in one.missing)
    common = {what for what, number in lacking.items() if number >= _MANY}
    rows = [row for file in files for row in _unrecognized_rows(file, common)]
    if not rows and not common:
        return
    say("Not recognized")
    for what in sorted(common):
        say(f"{lacking[what]} classes without {what}; --json names them")
    table = new_table("file", "class", "without", "headings that are not known")
    for row in rows[:_MOST]:
        table.add_row(*map(_cell, row))
    _show(table, len(rows))
    say("")


def _unrecognized_rows(file: FileReport, common: set[str]) -> Iterator[tuple[str, str, str, str]]:
    headings = ", ".join(file.unknown_headings)
    for one in file.unrecognized:
        missing = [what for what in one.missing if what not in common]
        if missing:
            yield _name(file.path), one.spec, ", ".join(missing), headings
            headings = ""
    if headings:
        yield _name(file.path), "", "", headings


def _show_notes(heading: str, files: Sequence[FileReport]) -> None:
    if files:
        say(heading)
        for file in files:
            say(f"  {file.path}: {file.reason}")
        say("")


def _show_conflicts(conflicts: Sequence[ConflictReport]) -> None:
    if conflicts:
        say("Conflicts, for a person to settle")
        table = new_table("what", "in", "and in")
        for conflict in conflicts[:_MOST]:
            table.add_row(*map(_cell, (conflict.says, _name(conflict.path), _name(conflict.other_path))))
        _show(table, len(conflicts))
        say("")


def _show_overrides(overrides: Sequence[OverrideReport]) -> None:
    if overrides:
        say("Overrides")
        table = new_table("line", "says", "holds for")
        for one in overrides[:_MOST]:
            table.add_row(_cell(f"{_name(one.file)}:{one.line}"), _cell(one.says), _cell(_held(one)))
        _show(table, len(overrides))
        say("")


def _held(override: OverrideReport) -> str:
    misfits = [f"{_name(path)} does not print what is corrected" for path in override.misfits]
    if len(override.applied) > 3:
        return "\n".join([f"{len(override.applied)} documents", *misfits])
    return "\n".join([*map(_name, override.applied), *misfits]) or "fits nothing"


def _show_gone(paths: Sequence[str]) -> None:
    for path in paths[:_MOST]:
        say(f"{path}: the file is gone; --prune removes it from the index")
    _say_more(len(paths))


def _show(table: Table, rows: int) -> None:
    if rows:
        print_table(table)
    _say_more(rows)


def _say_more(rows: int) -> None:
    if rows > _MOST:
        say(f"and {rows - _MOST} more; --json has them all")


def _summary(report: Report) -> str:
    outcomes = [f"{number} {name}" for name, number in report.as_dict()["outcomes"].items() if number]
    totals = report.totals
    read = f"{totals.specs} classes, {totals.sections} sections, {totals.statements} statements, "
    read += f"{totals.facts} facts, {totals.chunks} chunks"
    would = "Nothing was written; it would be: " if report.dry_run else ""
    return f"{would}{', '.join(outcomes) or 'no file found'}. Read {read} in {report.seconds:.1f} s."


def _name(path: str) -> str:
    return os.path.basename(path)


def _cell(text: str) -> Text:
    return Text(printable(text), overflow="fold")
