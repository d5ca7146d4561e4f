"""A code that the class tables of the agency do not have, or have no more."""

from collections.abc import Iterator

from assistant.class_view import Spec
from assistant.draft.checks.context import Context
from assistant.draft.checks.found import finding
from assistant.draft.checks.rules import Rule
from assistant.draft.values import Finding


def check(spec: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    """Yield that no row of the newest table of classes has the code; nothing where the agency has no such table."""
    entry, shelf = spec.entry, context.shelf
    if not entry.spec.class_code:
        return
    code, title = entry.spec.class_code, entry.spec.title_span
    if rows := context.rows(entry):
        newer = shelf.successor(rows[-1], "class_code")
        if newer is not None:
            told = {"before": rows[-1].effective, "date": newer.effective}
            yield finding(spec, rule, rule.messages["gone"].format(code=code, **told), title)
    elif date := shelf.index.catalog.tables.newest_of(entry, shelf.viewer, grades=False):
        yield finding(spec, rule, rule.message.format(code=code, date=date), title)
