"""How the command line shows what the checks found: the findings, then how many each rule has."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from assistant.cli_output import new_table, print_table, say
from assistant.draft.checks.own_rules import SEVERITIES
from assistant.draft.values import Finding
from assistant.errors import RefusedError
from vectorstore.folding import one_line

_FINDINGS = TypeAdapter(tuple[Finding, ...])

#: Findings shown of many classes; the file and the JSON have all.
_MOST = 100
#: Characters of a quote that are shown.
_BEGINNING = 100


def show_findings(reply: Mapping[str, Any], *, whole: bool) -> None:
    """Print findings and counts: all of one class (`whole`), of many what matters most."""
    found = _FINDINGS.validate_python(reply["findings"])
    ranked = sorted(found, key=lambda one: SEVERITIES.index(one.severity))
    shown = ranked if whole else [one for one in ranked if one.severity != SEVERITIES[-1]][:_MOST]
    for one in shown:
        _show(one)
    if len(shown) < len(found):
        say(f"and {len(found) - len(shown)} more, notes among them; --csv FILE and --json have them all\n")
    if found:
        _show_counts(found)
    say(", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in reply["severities"].items()))


def write_findings(reply: Mapping[str, Any], path: Path) -> None:
    """Write every finding to a CSV file.

    Raises:
        RefusedError: it cannot be written.
    """
    from assistant.service.drafts.lint import rows
    from assistant.service.spreadsheet import parts

    try:
        path.write_text("".join(parts(rows(_FINDINGS.validate_python(reply["findings"])))), "utf-8", newline="")
    except OSError as error:
        raise RefusedError(f"{path} cannot be written: {error.strerror}") from error


def _show(one: Finding) -> None:
    code = f"({one.class_code})" if one.class_code else ""
    place = ", ".join(filter(None, (one.source, f"line {one.line}" if one.line else "", one.section)))
    say(f"{one.severity}  {one.rule}  {' '.join(filter(None, (one.title, code)))} – {place}")
    say(f"  {one.message}")
    for quote in (one.quote, *(origin.quote for origin in one.also)):
        if quote:
            say(f"  “{_cut(one_line(quote))}”")
    say(f"  {one.basis}\n" if one.basis else "")


def _show_counts(found: Sequence[Finding]) -> None:
    """Print a table of rules by severities."""
    counts = Counter((one.rule, one.severity) for one in found)
    table = new_table("rule", *SEVERITIES, whole={"rule"})
    for column in table.columns[1:]:
        column.justify = "right"
    for rule in dict.fromkeys(one.rule for one in found):
        table.add_row(rule, *(str(counts[rule, severity] or "") for severity in SEVERITIES))
    print_table(table)


def _cut(text: str) -> str:
    return text if len(text) <= _BEGINNING else f"{text[:_BEGINNING].rstrip()} …"
