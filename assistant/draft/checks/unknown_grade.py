"""A grade that no table of grades has, or another one than the class table says."""

from collections.abc import Iterator

from assistant.class_view import Spec
from assistant.draft.checks.context import Context
from assistant.draft.checks.found import finding
from assistant.draft.checks.rules import Rule
from assistant.draft.taking import origins_of
from assistant.draft.values import Finding
from vectorstore.classtables import TableRow, grade_key
from vectorstore.spec import Fact


def check(spec: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    """Yield the grades of a class that the tables of its agency do not know, or contradict."""
    shelf = context.shelf
    rows = context.rows(spec.entry)
    cells = [(rows[-1], fact) for fact in rows[-1].facts if fact.facet == "grade" and fact.value] if rows else []
    has_grades = shelf.index.catalog.tables.newest_of(spec.entry, shelf.viewer, grades=True)
    for grade in spec.facts("grade"):
        if not grade.value:
            continue
        if cells and not any(_same(grade, cell) for _, cell in cells):
            yield _contradicted(spec, rule, grade, *cells[0])
        elif has_grades and not shelf.rows_of_grade(grade.value, spec.entry):
            yield finding(spec, rule, rule.message.format(grade=grade.value), grade.context)


def _same(grade: Fact, cell: Fact) -> bool:
    """Whether two ways of writing a grade have the same number, or else the same words: "Classified 17" is 17."""
    ours, theirs = grade_key(grade.value), grade_key(cell.value)
    numbers = [{word for word in key if any(c.isdigit() for c in word)} for key in (ours, theirs)]
    return numbers[0] == numbers[1] if all(numbers) else ours == theirs


def _contradicted(spec: Spec, rule: Rule, grade: Fact, row: TableRow, cell: Fact) -> Finding:
    message = rule.messages["differs"].format(grade=grade.value, date=row.effective, other=cell.value)
    elsewhere = origins_of(Spec(row.entry, row.parsed), [cell.context])
    return finding(spec, rule, message, grade.context, also=elsewhere)
