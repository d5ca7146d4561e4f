"""How the command line shows a class table: its columns, what was refused, and how it differs from the specs."""

from collections.abc import Sequence
from itertools import groupby

from rich.text import Text

from assistant.cli_output import new_table, print_table, printable, say
from ingest.classtable.columns import HIGH, LOW, RANGE, STEP
from ingest.classtable.reading import RefusedRow
from ingest.classtable.report import ColumnReport, Difference, NamedClass, TableReport
from vectorstore.spec import OWN_LABEL

#: Rows of one table, lines of one list; `--json` has all.
_MOST = 40
_MOST_LINES = 12

# Meanings that are no facet.
_SAYS = {LOW: "lower end of pay", HIGH: "upper end of pay", STEP: "pay", RANGE: "what tells rows of a class apart"}


def show_columns(columns: Sequence[ColumnReport], head_line: int) -> None:
    """Print what each column is read as."""
    say(f"Columns, by their names on line {head_line}; --column NAME=FACET says otherwise")
    table = new_table("column", "is read as")
    for column in columns:
        table.add_row(_cell(column.name), _cell(_meant(column)))
    print_table(table)
    say("")


def show_table_report(report: TableReport) -> None:
    """Print what came of a table, but for its columns."""
    for note in report.notes:
        say(note)
    if report.outcome == "removed":
        would = "would be removed" if report.dry_run else "removed"
        say(f"{would[0].upper()}{would[1:]}: the table of {', '.join(report.replaced)}, {report.rows} rows.")
        return
    if report.by_size:
        lines = _lines(report.by_size)
        say(f"{len(report.by_size)} rows have amounts under ${report.least:,.0f}, which are for an hour by their size:"
            f" {lines}")  # fmt: skip
    _show_refused(report.path, report.refused)
    _show_differences(report.differences.found)
    _show_named("Codes that no spec has", report.differences.unknown_codes)
    _show_named("Classes that the table has no row of", report.differences.without_row)
    say(_summary(report))


def _meant(column: ColumnReport) -> str:
    period = f", a {column.period}" if column.period else ""
    if column.meaning.startswith(OWN_LABEL):
        return f"its own label, “{column.meaning.removeprefix(OWN_LABEL)}”"
    return f"{_SAYS.get(column.meaning, column.meaning)}{period}"


def _show_refused(path: str, refused: Sequence[RefusedRow]) -> None:
    if refused:
        say(f"Refused, in {path}")
        for reason, rows in groupby(sorted(refused, key=lambda row: row.reason), key=lambda row: row.reason):
            say(f"  {_lines([row.line for row in rows])}: {reason}")
        say("")


def _lines(lines: Sequence[int]) -> str:
    shown = ", ".join(map(str, sorted(lines)[:_MOST_LINES]))
    more = f" and {len(lines) - _MOST_LINES} more" if len(lines) > _MOST_LINES else ""
    return f"line{'s' if len(lines) > 1 else ''} {shown}{more}"


def _show_differences(found: Sequence[Difference]) -> None:
    if found:
        say("Differs from the specs")
        table = new_table("what", "code", "line", "table", "spec")
        for one in found[:_MOST]:
            table.add_row(*map(_cell, (one.facet, one.class_code, str(one.line), one.table, one.spec)))
        print_table(table)
        say(f"and {len(found) - _MOST} more; --json has them all\n" if len(found) > _MOST else "")


def _show_named(heading: str, named: Sequence[NamedClass]) -> None:
    if named:
        say(f"{heading}: {len(named)}")
        for one in named[:_MOST_LINES]:
            say(f"  {one.class_code}  {one.title}")
        say(f"  and {len(named) - _MOST_LINES} more; --json has them all\n" if len(named) > _MOST_LINES else "")


def _summary(report: TableReport) -> str:
    would = "Nothing was written; it would be: " if report.dry_run else ""
    if report.outcome == "refused":
        return "No row could be taken, and nothing was stored."
    refused = f", {len(report.refused)} refused" if report.refused else ""
    instead = f" in place of that of {', '.join(report.replaced)}" if report.replaced else ""
    return (
        f"{would}{report.outcome}{instead}: {report.rows} rows of {report.classes} classes{refused}, of"
        f" {report.agency or 'no agency'}, from {report.effective} on, in dollars a {report.period}."
    )


def _cell(text: str) -> Text:
    return Text(printable(text), overflow="fold")
