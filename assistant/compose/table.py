"""Answer from class tables: every range as a line of its own, with the date from which on it holds, its row cited."""

import re
from collections.abc import Sequence

from assistant.answer import Answer, Status
from assistant.citations import numbers
from assistant.compose.dated import then_said
from assistant.compose.fact import as_printed
from assistant.compose.writer import Writer, plain, shown_title, verb
from assistant.periods import basis, converted, each
from assistant.tabled import Tabled
from assistant.when import When
from vectorstore.classtables import TableRow
from vectorstore.folding import one_line
from vectorstore.spec import CatalogEntry, Fact
from vectorstore.vocabulary import Vocabulary

_Told = Sequence[tuple[TableRow, Fact]]


def write_tabled(writer: Writer, entry: CatalogEntry, told: Tabled, when: When | None, vocabulary: Vocabulary) -> bool:
    """Add what tables say of the class of `entry`; return whether any was in force at the time asked about."""
    if not told.rows:
        _write_none_then(writer, entry, told, when, vocabulary)
        return False
    if not told.facts:
        _write_blank(writer, entry, told, vocabulary)
    elif told.facet == "salary":
        _write_pay(writer, entry, told.facts)
    else:
        _write_values(writer, entry, told, vocabulary)
    return bool(told.facts)


def write_retitled(writer: Writer, entry: CatalogEntry, rows: Sequence[TableRow]) -> None:
    """Add that the table has another title for the code of `entry`."""
    for title, row in {row.entry.spec.title: row for row in reversed(rows)}.items():
        number = writer.cite(row.entry, row.parsed, row.facts[0].context)
        writer.say(f"The class table has the title “{plain(title)}” for the code of {shown_title(entry)}.", number)


def write_gone(writer: Writer, entry: CatalogEntry, newer: TableRow) -> None:
    """Add that the table that came after has no row of a class; `newer` is one of its rows."""
    number = writer.cite(newer.entry, newer.parsed, newer.facts[0].context)
    writer.say(f"The class table of {newer.effective} has no row of {shown_title(entry)} any more.", number)


def write_unlisted(writer: Writer, row: TableRow, *, stated: bool) -> None:
    """Add that a class has no document, and stands in a table alone."""
    number = writer.cite(row.entry, row.parsed, row.facts[0].context)
    says = "only a class table has it" if stated else "only a class table has it, and that does not say this"
    writer.say(f"No class spec is loaded for {shown_title(row.entry)}: {says}.", number)


def write_row(writer: Writer, row: TableRow) -> None:
    """Add code and title of a class that stands in a table alone."""
    number = writer.cite(row.entry, row.parsed, row.facts[0].context)
    code = row.entry.spec.class_code
    writer.say(f"**{code}** is the class **{plain(row.entry.spec.title)}**, as of {row.effective}.", number)
    for fact in row.facts:
        if fact.facet in ("class_code", "title"):
            writer.fact(fact.facet, fact.value, fact.modality.value, code, number)


def calculated(writer: Writer, told: Tabled, period: str, class_code: str) -> str:
    """Add the pay of `told` for `period` as facts, where the table prints it for another; return what to say of it.

    That is no part of the answer, whose numbers are all printed somewhere: it goes into the notice.
    """
    said = []
    for row, fact in told.facts:
        if amounts := converted(fact, period):
            number = writer.cite(row.entry, row.parsed, fact.context)
            value = f"{amounts} {each(period)}"
            writer.fact("salary_calculated", value, fact.modality.value, class_code, number)
            said.append(f"{fact.value} {each(fact.period)} is {value} ({basis(fact, period)})")
    return f"Calculated, and printed nowhere: {'; '.join(dict.fromkeys(said))}." if said else ""


def no_pay(grade: str, *, have_grades: bool) -> Answer:
    """Return that no table says what `grade` pays, as the question writes it; `have_grades`: of others one does."""
    writer = Writer()
    if have_grades:
        writer.say(f"No class table that is loaded says what “{plain(grade)}” pays.")
    else:
        writer.say("A grade is no amount of dollars: no class table is loaded that says what it pays.")
    return writer.answer(Status.NOT_STATED)


def _write_pay(writer: Writer, entry: CatalogEntry, told: _Told) -> None:
    title = _title(entry, told[0][0])
    if len(told) > 1:
        writer.say(f"The salary of {title}:")
    for row, fact in told:
        marks = cited(writer, row, fact)
        period = f" {each(fact.period)}" if fact.period else ""
        amount = f"**{fact.value}**{period}, as of {row.effective}"
        where = fact.qualifier[:1].upper() + fact.qualifier[1:]
        if len(told) > 1:
            writer.say(f"- {f'{where}: ' if where else ''}{amount}", *marks)
        else:
            writer.say(f"The salary of {title}{f' ({where})' if where else ''} is {amount}.", *marks)
        writer.fact("salary", f"{fact.value}{period}", fact.modality.value, entry.spec.class_code, marks[0])


def _write_values(writer: Writer, entry: CatalogEntry, told: Tabled, vocabulary: Vocabulary) -> None:
    """Add the values of a column: once what all ranges share, else each with the ranges that have it."""
    by_value: dict[tuple[str, str], list[tuple[TableRow, Fact]]] = {}
    for row, fact in told.facts:
        by_value.setdefault((row.effective, fact.value), []).append((row, fact))
    dates = [effective for effective, _ in by_value]
    for (effective, value), group in by_value.items():
        row, fact = group[0]
        ranges = ", ".join(dict.fromkeys(one.qualifier for _, one in group if one.qualifier))
        where = f" ({ranges})" if ranges and dates.count(effective) > 1 else ""
        marks = [mark for one in (group if where else group[:1]) for mark in cited(writer, *one)]
        name = _name(told.facet, fact, vocabulary)
        label = as_printed(fact, name)
        said = f"The {name}{label} of {_title(entry, row)}{where} {verb(name)} **{one_line(value)}**"
        writer.say(f"{said}, as of {effective}.", *marks)
        writer.fact(told.facet, value, fact.modality.value, entry.spec.class_code, marks[0])


def cited(writer: Writer, row: TableRow, fact: Fact) -> list[int]:
    """Return the citation of a fact's row, and those of its cells where the row alone does not show their numbers.

    In `,1,6,2,` nobody can tell the number 2 from 162, and "Step 2" stands in the head of the table.
    """
    document, context, span = row.parsed.document, fact.context, fact.span
    marks = [writer.cite(row.entry, row.parsed, context)]
    shown = numbers(document.quote(context))
    amounts = fact.value.split(" to ") if fact.low is not None else [fact.value]
    places = [(amount.lstrip("$"), span.start, span.end) for amount in amounts]
    for name in filter(None, fact.qualifier.split(", ")):
        places += [(name.split(" ")[-1], context.start, context.end), (name, 0, context.start)]
    for text, first, last in places:
        found = re.search(rf"(?<!\w){re.escape(text)}(?!\w)", document.text[first:last])
        if not numbers(text) <= shown and (found or first == span.start):
            cell = document.span(first + found.start(), first + found.end()) if found else span
            marks.append(writer.cite(row.entry, row.parsed, cell))
            shown |= numbers(text)
    return marks


def _title(entry: CatalogEntry, row: TableRow) -> str:
    """The title of a class; that of its row where the class's own has a number which the row does not show."""
    title = shown_title(entry)
    known = numbers(f"{row.entry.spec.title} {row.entry.spec.class_code}")
    return title if numbers(title) <= known else shown_title(row.entry)


def _write_blank(writer: Writer, entry: CatalogEntry, told: Tabled, vocabulary: Vocabulary) -> None:
    """Add that the table in force has a column of what is asked, and nothing in it for the class."""
    row = told.rows[0]
    number = writer.cite(row.entry, row.parsed, row.facts[0].context)
    name = vocabulary.facets[told.facet].name if told.facet in vocabulary.facets else told.facet.partition(":")[2]
    writer.say(f"The class table of {row.effective} leaves the {name} of {_title(entry, row)} blank.", number)


def _name(facet: str, fact: Fact, vocabulary: Vocabulary) -> str:
    known = vocabulary.facets.get(facet)
    return known.name if known is not None else facet.partition(":")[2] or fact.label


def _write_none_then(
    writer: Writer, entry: CatalogEntry, told: Tabled, when: When | None, vocabulary: Vocabulary
) -> None:
    """Add that no table was in force at the time asked about, and of when those are that are loaded."""
    marks = [writer.cite(row.entry, row.parsed, row.facts[0].context) for row in told.every]
    name = vocabulary.facets[told.facet].name if told.facet in vocabulary.facets else "value"
    dates = " and ".join(row.effective for row in told.every)
    then = f" ({then_said(when)})" if when is not None else ""
    lead = f"No class table is loaded that was in force then{then} and has the {name} of {_title(entry, told.every[0])}"
    writer.say(f"{lead}; there is {'one' if len(marks) == 1 else 'that'} of {dates}.", *marks)
