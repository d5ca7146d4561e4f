"""Lay an agency's own rows over the rules that are known; the known rows say what shape a row has."""

from collections.abc import Collection, Iterator, Mapping
from reprlib import Repr
from string import Formatter
from typing import Any

from assistant.errors import RulesError
from vectorstore.spec import DocumentType

#: How much a finding matters, the most first.
SEVERITIES = ("error", "warning", "note")

#: Severity of a rule that is left out.
OFF = "off"

#: Columns that a row within a row may leave out.
_LEFT_OUT = frozenset({"basis", "unheaded"})

#: Columns that are lists of facets.
_OF_FACETS = frozenset({"facets", "left_out", "work", "learned"})

_Row = Mapping[str, Any]

#: Columns whose values are of a list, and that list; `severity_of_…` is a severity, too.
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "severity": (*SEVERITIES, OFF),
    "documents": tuple(kind.value for kind in DocumentType),
}


#: What a person calls a type of TOML.
_KINDS: Mapping[type, str] = {
    str: "text in quotes", bool: "true or false", int: "a whole number", float: "a number with a point",
    list: "a list in brackets", dict: "a table",
}  # fmt: skip

#: Shows a wrong value in a message: of very many, or a very long one, the beginning.
_SHORT = Repr()
_SHORT.maxlist = _SHORT.maxdict = _SHORT.maxtuple = _SHORT.maxlevel = 8
_SHORT.maxstring = _SHORT.maxother = 120


def laid_over(known: Mapping[str, _Row], own: object, name: str, facets: Collection[str] = ()) -> dict[str, _Row]:
    """Return the rows `known` with what `own` says in its place; words are added, or taken out after a hyphen.

    `name` is the file, and where in it, for messages; `facets` are those that a row may name, any for none.

    Raises:
        RulesError: a row is of an unknown rule, has an unknown column, or another kind of value than the known row.
    """
    rows = _table(known, own, name, "rules")
    laid = {key: _laid(row, rows[key], f"{name}, rule {key!r}") if key in rows else row for key, row in known.items()}
    if facets and (unknown := set(_named_facets(rows)) - set(facets)):
        raise RulesError(f"{name}: unknown facets {shown(sorted(unknown))}; known: {sorted(facets)}")
    return laid


def _laid(known: _Row, own: object, name: str) -> dict[str, Any]:
    """Lay the columns of one table over those that are known."""
    laid = dict(known)
    for column, value in _table(known, own, name, "columns").items():
        _require(type(value) is type(known[column]), name, column, value, _kind(known[column]))
        laid[column] = _value(known[column], value, name, column)
    return laid


def _table(known: _Row, own: object, name: str, of: str) -> _Row:
    """Return `own` as a table that has no other keys than the known one."""
    if not isinstance(own, Mapping):
        raise RulesError(f"{name}: {shown(own)} is no table of {of}")
    if unknown := own.keys() - known.keys():
        raise RulesError(f"{name}: unknown {of} {shown(sorted(unknown))}; known: {sorted(known)}")
    return own


def _named_facets(rows: object, column: str = "") -> Iterator[str]:
    """Yield the facets that a table names, at any depth."""
    if isinstance(rows, Mapping):
        for key, value in rows.items():
            if key != "words":
                yield from _named_facets(value, key)
    elif isinstance(rows, list):
        for item in rows:
            yield from _named_facets(item, column)
    elif column in _OF_FACETS:
        yield str(rows)


def _value(known: object, value: object, name: str, column: str) -> object:
    """Return the new value of a column, of the type of the known one."""
    if choices := _CHOICES.get(column.partition("_of_")[0]):
        chosen = value if isinstance(value, list) else [value]
        _require(set(map(str, chosen)) <= set(choices), name, column, value, f"of {choices}")
    if isinstance(known, Mapping):
        lay = _words if column == "words" else _laid
        return lay(known, value, f"{name}, {column}")
    if isinstance(known, str) and isinstance(value, str):
        _require(
            _fields(value, name) <= _fields(known, name),
            name,
            column,
            value,
            f"text with no other braces than {known!r}",
        )
    if isinstance(known, list) and isinstance(value, list) and known:
        for item in value:
            _check_item(known, item, name, column)
    return value


def _check_item(known: list[Any], item: object, name: str, column: str) -> None:
    """Check an item of a list against the known ones."""
    _require(type(item) is type(known[0]), name, column, item, f"a list, of which each is {_kind(known[0])}")
    if not isinstance(item, Mapping):
        return
    columns = {key: value for row in known for key, value in row.items()}
    needed = set(columns).intersection(*known) - _LEFT_OUT
    fits = needed <= set(item) <= set(columns) and all(type(item[key]) is type(columns[key]) for key in item)
    _require(fits, name, column, item, f"a list of rows like {known[0]}")


def _words(known: _Row, own: object, name: str) -> dict[str, list[str]]:
    """Add words to their lists, and take out those that have a hyphen before them."""
    rows = _table(known, own, name, "lists of words")
    for meaning, words in rows.items():
        listed = isinstance(words, list) and all(isinstance(word, str) and word.strip("- ") for word in words)
        _require(listed, name, meaning, words, "a list of words")
    return {meaning: _grown(words, rows.get(meaning, [])) for meaning, words in known.items()}


def _grown(known: list[str], own: list[str]) -> list[str]:
    out = {word.removeprefix("-") for word in own if word.startswith("-")}
    added = [word for word in own if not word.startswith("-")]
    return [word for word in dict.fromkeys([*known, *added]) if word not in out]


def _fields(text: str, name: str) -> set[str]:
    """The names in the braces of a message."""
    try:
        return {key for _, key, _, _ in Formatter().parse(text) if key is not None}
    except ValueError as error:
        raise RulesError(f"{name}: {shown(text)} has braces that do not match: {error}") from error


def _kind(value: object) -> str:
    return _KINDS[type(value)]


def shown(value: object) -> str:
    """Return a value of the file as a message shows it."""
    return _SHORT.repr(value)


def _require(holds: bool, name: str, column: str, value: object, wanted: str) -> None:
    if not holds:
        raise RulesError(f"{name}: {column} is {shown(value)}; it has to be {wanted}")
