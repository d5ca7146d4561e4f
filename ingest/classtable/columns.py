"""Tell what each column of a class table means: by its name, by what stands in it, or as a person says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.classtable.cells import Row
from ingest.classtable.errors import TableError
from ingest.money import find_period
from vectorstore.folding import fold, one_line
from vectorstore.spec import OWN_LABEL
from vectorstore.vocabulary import Vocabulary

#: Meanings of a column that are no facet: the ends of a range of pay, one amount of several, and what tells the rows
#: of one class apart.
LOW, HIGH, STEP, RANGE = "low", "high", "step", "range"
_ROLES = (LOW, HIGH, STEP, RANGE)
_PAY = frozenset({LOW, HIGH, STEP})
#: Rows above the head: a title of the table, a date.
_MOST_ABOVE = 20


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    at: int
    """Place in the row, from 0."""

    label: str
    """Name as printed, on one line."""

    meaning: str
    """Facet of the vocabulary, `OWN_LABEL` and the folded name where it knows none, or one of `LOW`, `HIGH`, …"""

    period: str = ""
    """`year`, `month`, `hour` and so on, where its name says so."""

    is_given: bool = False
    """Whether a person said what it means."""

    @property
    def is_pay(self) -> bool:
        """Whether amounts of money stand in it."""
        return self.meaning in _PAY


@dataclass(frozen=True, slots=True)
class Head:
    """The row of names, and what they mean."""

    row: Row
    columns: tuple[Column, ...]
    key: Column
    """The column that the table is keyed by: of class codes, or else of grades."""

    @property
    def is_of_grades(self) -> bool:
        """Whether the table is keyed by grade and names no classes."""
        return self.key.meaning == "grade"

    def of(self, meaning: str) -> Column | None:
        """Return the first column of `meaning`."""
        return next((column for column in self.columns if column.meaning == meaning), None)


def find_head(rows: Sequence[Row], given: Mapping[str, str], vocabulary: Vocabulary, name: str) -> Head:
    """Return the head of the table `rows` of the file `name`: its first row that has a code or grade and one more.

    `given` are columns by name with what a person says that they mean.

    Raises:
        TableError: no row is one, or a given column is not there.
    """
    first = [at for at, row in enumerate(rows) if not row.is_blank][:_MOST_ABOVE]
    for at in first:
        guessed = _columns(rows[at], rows[at + 1 :], given, vocabulary)
        key = next((c for meaning in ("class_code", "grade") for c in guessed if c.meaning == meaning), None)
        if key is not None and sum(bool(cell.text.strip()) for cell in rows[at].cells) > 1:
            _require_given(guessed, given, name)
            return Head(rows[at], guessed, key)
    names = ", ".join(repr(one_line(cell.text)) for cell in rows[first[0]].cells) if first else ""
    raise TableError(
        f"{name!r}, line {rows[first[0]].line if first else 1}: no column of class codes and none of grades among"
        f" {names or 'no columns'}; say which it is with --column NAME=class_code"
    )


def _require_given(columns: Sequence[Column], given: Mapping[str, str], name: str) -> None:
    known = {fold(column.label) for column in columns}
    if missing := [one for one in given if fold(one) not in known]:
        names = ", ".join(repr(column.label) for column in columns)
        raise TableError(f"{name!r} has no column {missing[0]!r}; its columns are {names}")


def _columns(head: Row, below: Sequence[Row], given: Mapping[str, str], vocabulary: Vocabulary) -> tuple[Column, ...]:
    told = {fold(name): meaning for name, meaning in given.items()}
    found = []
    for at, cell in enumerate(head.cells):
        label = one_line(cell.text) or f"column {at + 1}"
        period = _period(label, vocabulary)
        said = told.get(fold(label))
        meaning = _said(said, vocabulary) if said is not None else _meaning(label, vocabulary)
        found.append(Column(at, label, meaning, period, said is not None))
    return tuple(_settled(found, below, vocabulary))


def _period(label: str, vocabulary: Vocabulary) -> str:
    """The period that the name of a column names; empty for none."""
    folded = f" {fold(label)} "
    for key, period in (("biweekly", "two weeks"), ("semimonthly", "half a month")):
        if any(f" {fold(name)} " in folded for name in vocabulary.table[key]):
            return period
    return find_period([label], _periods(vocabulary))


def _periods(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    return {key: words for key, words in vocabulary.document.items() if key.startswith("per_")}


def _said(meaning: str, vocabulary: Vocabulary) -> str:
    """What a person means by a facet: its key, its name, a label of it; any other words are a label of their own."""
    if meaning in _ROLES or meaning in vocabulary.facets:
        return STEP if meaning == "salary" else meaning
    named = next((facet.key for facet in vocabulary.facets.values() if fold(facet.name) == fold(meaning)), "")
    found = named or vocabulary.label(meaning)
    return (STEP if found == "salary" else found) or OWN_LABEL + fold(meaning)


def _meaning(label: str, vocabulary: Vocabulary) -> str:
    folded, words = fold(label), fold(label).split()
    for facet, names in vocabulary.table_columns.items():
        if folded in map(fold, names):
            return facet
    table = vocabulary.table
    of_pay = {fold(word) for word in table["pay"]}
    of_periods = (*_periods(vocabulary).values(), table["biweekly"], table["semimonthly"])
    telling = set(words) - of_pay - {word for rows in of_periods for phrase in rows for word in fold(phrase).split()}
    for meaning in (LOW, HIGH):
        if telling and telling <= {fold(word) for word in table[meaning]}:
            return meaning
    if len(words) == 2 and words[0] in table["step"]:
        return STEP
    found = vocabulary.label(label)
    if found == "salary" or (not found and not telling and of_pay & set(words)):
        return STEP
    return found or OWN_LABEL + folded


def _settled(columns: Iterable[Column], below: Sequence[Row], vocabulary: Vocabulary) -> list[Column]:
    """Settle what a name alone does not: a column named "class" of codes or titles, "range" of letters or grades."""
    found = list(columns)
    codes = [column for column in found if column.meaning == "class_code"]
    titled = any(column.meaning == "title" for column in found)
    for column in codes:
        others = any(other is not column and (other.is_given or fold(other.label) != "class") for other in codes)
        is_title = fold(column.label) == "class" and not column.is_given
        if is_title and not titled and (others or not _has_digits(column, below)):
            found[column.at] = replace(column, meaning="title")
    for column in tuple(found):
        if column.meaning == "grade" and not column.is_given and _is_range(column, found, below, vocabulary):
            found[column.at] = replace(column, meaning=RANGE)
    return found


def _is_range(column: Column, columns: Sequence[Column], below: Sequence[Row], vocabulary: Vocabulary) -> bool:
    """Whether a column tells the rows of one class or grade apart: steps, or letters, or what differs within a code."""
    name, paid = fold(column.label), any(other.is_pay for other in columns)
    if name in vocabulary.table["step"]:
        return paid and any(other.meaning in ("class_code", "grade") for other in columns if other is not column)
    if name not in map(fold, vocabulary.table["range"]):
        return False
    code = next((other for other in columns if other.meaning == "class_code"), None)
    if code is None:
        return False
    return _differs_within(column, code, below) or (paid and not _has_digits(column, below))


def _differs_within(column: Column, code: Column, below: Sequence[Row]) -> bool:
    seen: dict[str, set[str]] = {}
    for row in below:
        if len(row.cells) > max(column.at, code.at) and (key := row.cells[code.at].text.strip()):
            seen.setdefault(key, set()).add(row.cells[column.at].text.strip())
    return any(len(values) > 1 for values in seen.values())


def _has_digits(column: Column, below: Sequence[Row]) -> bool:
    """Whether most of what stands in a column has a digit."""
    said = [row.cells[column.at].text.strip() for row in below if len(row.cells) > column.at]
    said = [text for text in said if text]
    return 2 * sum(any(c.isdigit() for c in text) for text in said) > len(said)
