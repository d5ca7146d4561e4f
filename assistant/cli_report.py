"""How the command line shows what an ingestion did: what changed, then what a person should act on, then the sums."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.table import Table
from rich.text import Text

from assistant.cli_output import new_table, print_table, printable, say
from assistant.report_names import Names
from ingest.report import ConflictReport, Counts, FileReport, Outcome, OverrideReport, Report

#: Rows of one table; `--json` has all.
_MOST = 40

#: What as many classes lack is told once, not of each.
_MANY = 10

# What was read for it is shown in a table each.
_READ = (Outcome.ADDED, Outcome.REPLACED, Outcome.MOVED)


def show_report(report: Report) -> None:
    """Print what became of the files; what is unchanged is only counted."""
    name = Names.of(report)
    if name.folder and (report.gone or len(report.of(Outcome.UNCHANGED)) < len(report.files)):
        say(f"In {name.folder}\n")
    for outcome in _READ:
        _show_read(outcome, [file for file in report.of(outcome) if file.counts != Counts()], name)
    _show_notes("Moved", report.of(Outcome.MOVED), name)
    _show_notes("Removed", report.of(Outcome.REMOVED), name)
    _show_warnings(report.files, name)
    _show_unrecognized([file for file in report.files if file.unrecognized or file.unknown_headings], name)
    _show_notes("Refused", report.refused, name)
    _show_skipped(report.of(Outcome.SKIPPED), name)
    _show_notes("Copies, of which one is enough", report.of(Outcome.COPY), name)
    _show_conflicts([conflict for conflict in report.conflicts if conflict.kind != "copy"], name)
    _show_overrides(report.overrides, name)
    _show_gone(report.gone, name)
    say(_summary(report))


def shortcoming(report: Report, paths: Sequence[Path]) -> str:
    """Return what a person should know of a run over `paths` that did not do what they asked; empty where it did."""
    if report.cancelled:
        return "the job was cancelled on the server: the files named above are in, the others as before"
    if not report.files:
        return f"no file to read in {', '.join(repr(str(path)) for path in paths)}; name a folder of specs"
    return ""


def _show_read(outcome: Outcome, files: Sequence[FileReport], name: Names) -> None:
    table = new_table(outcome.value, "classes", "facts")
    for file in files[:_MOST]:
        facts = Text(str(file.counts.facts or ""), justify="right")
        table.add_row(_cell(name(file.path)), _cell("\n".join(file.specs)), facts)
    _show(table, len(files))


def _show_warnings(files: Sequence[FileReport], name: Names) -> None:
    warned = [f"  {name(file.path)}: {warning}" for file in files for warning in file.warnings]
    if warned:
        say("\n".join(["To be looked at", *warned, ""]))


def _show_unrecognized(files: Sequence[FileReport], name: Names) -> None:
    """Print what was not recognized: what many classes lack once, then the rest by file."""
    lacking = Counter(what for file in files for one in file.unrecognized for what in one.missing)
    common = {what for what, number in lacking.items() if number >= _MANY}
    rows = [row for file in files if any((row := _unrecognized_row(file, common, name))[1:])]
    if not rows and not common:
        return
    say("Not recognized")
    for what in sorted(common):
        say(f"  {lacking[what]} classes without {what}; --json names them")
    table = new_table("file", "without", "unknown headings")
    for row in rows[:_MOST]:
        table.add_row(*map(_cell, row))
    _show(table, len(rows))
    if not rows:
        say("")


def _unrecognized_row(file: FileReport, common: set[str], name: Names) -> tuple[str, str, str]:
    without = []
    for one in file.unrecognized:
        if missing := ", ".join(what for what in one.missing if what not in common):
            # Where the file is of one class, its name is enough.
            without.append(f"{one.spec}: {missing}" if len(file.specs) > 1 else missing)
    return name(file.path), "\n".join(without), "\n".join(file.unknown_headings)


def _show_notes(heading: str, files: Sequence[FileReport], name: Names) -> None:
    if files:
        say(heading)
        for file in files:
            say(f"  {name.sentence(file)}")
        say("")


def _show_skipped(files: Sequence[FileReport], name: Names) -> None:
    """Print what is no document; the command that takes it has its whole path, to be copied."""
    if files:
        lines = [f"  {name(file.path)}: {file.reason}" for file in files]
        say("\n".join(["No documents", *lines, ""]))


def _show_conflicts(conflicts: Sequence[ConflictReport], name: Names) -> None:
    if conflicts:
        say("Conflicts, for a person to settle")
        table = new_table("what", "in", "and in")
        for conflict in conflicts[:_MOST]:
            table.add_row(*map(_cell, (conflict.says, name(conflict.path), name(conflict.other_path))))
        _show(table, len(conflicts))


def _show_overrides(overrides: Sequence[OverrideReport], name: Names) -> None:
    if overrides:
        say("Overrides")
        table = new_table("line", "says", "holds for")
        for one in overrides[:_MOST]:
            table.add_row(_cell(f"{name(one.file)}:{one.line}"), _cell(one.says), _cell(_held(one, name)))
        _show(table, len(overrides))


def _held(override: OverrideReport, name: Names) -> str:
    misfits = [f"{name(path)} does not print what is corrected" for path in override.misfits]
    if len(override.applied) > 3:
        return "\n".join([f"{len(override.applied)} documents", *misfits])
    return "\n".join([*map(name, override.applied), *misfits]) or "fits nothing"


def _show_gone(paths: Sequence[str], name: Names) -> None:
    if paths:
        say("Gone, and still answering; --prune removes them from the index")
        for path in paths[:_MOST]:
            say(f"  {name(path)}")
        _say_more(len(paths))
        say("")


def _show(table: Table, rows: int) -> None:
    if rows:
        print_table(table)
        _say_more(rows)
        say("")


def _say_more(rows: int) -> None:
    if rows > _MOST:
        say(f"and {rows - _MOST} more; --json has them all")


def _summary(report: Report) -> str:
    outcomes = [f"{number} {name}" for name, number in report.as_dict()["outcomes"].items() if number]
    totals = report.totals
    read = f"{totals.specs} classes, {totals.sections} sections, {totals.statements} statements, "
    read += f"{totals.facts} facts, {totals.chunks} chunks"
    would = "Nothing was written; it would be: " if report.dry_run else ""
    what = f"Read {read}" if totals != Counts() else "Done"
    return f"{would}{', '.join(outcomes) or 'no file found'}. {what} in {report.seconds:.1f} s."


def _cell(text: str) -> Text:
    return Text(printable(text), overflow="fold")
