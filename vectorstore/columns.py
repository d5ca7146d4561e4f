"""Column types that keep the values of `vectorstore.spec` in one cell each.

What is asked for by a condition has a plain column of its own; spans, lists
and the like are only ever read with their row, and stand in it as compact
JSON.
"""

import json
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Column, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from vectorstore.errors import CatalogError
from vectorstore.spec import DocumentType, Mark, MarkKind, Modality, Number, Place, Span

_Value = TypeVar("_Value")


def _decoded(decode: Callable[[Any], _Value], value: str, parsed: object) -> _Value:
    """Return what `decode` makes of `parsed`, or of the JSON text `value` where that is None.

    Raises:
        CatalogError: the cell was written by nobody who kept to its type: it is damaged.
    """
    try:
        return decode(json.loads(value) if parsed is None else parsed)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise CatalogError(
            f"a cell of the catalog cannot be read ({value!r:.60}: {error}): run `jobclass index check`,"
            " which names the document"
        ) from error


class Cell(TypeDecorator[_Value]):
    """A value kept as JSON text through a pair of functions."""

    impl = Text
    cache_ok = True

    def __init__(self, encode: Callable[[_Value], object], decode: Callable[[Any], _Value]) -> None:
        super().__init__()
        self.encode = encode
        self.decode = decode

    def process_bind_param(self, value: _Value | None, dialect: Dialect) -> str | None:
        """Return the JSON text of `value`."""
        return None if value is None else json.dumps(self.encode(value), ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> _Value | None:
        """Return the value of a JSON text."""
        # Most lists are empty, and a document has a thousand of them.
        return None if value is None else _decoded(self.decode, value, [] if value == "[]" else None)


class Word(TypeDecorator[_Value]):
    """A member of an enumeration of strings, kept as its string."""

    impl = Text
    cache_ok = True

    def __init__(self, decode: Callable[[str], _Value]) -> None:
        super().__init__()
        self.decode = decode

    def process_bind_param(self, value: _Value | None, dialect: Dialect) -> str | None:
        """Return the string of `value`."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> _Value | None:
        """Return the member whose string is `value`."""
        return None if value is None else _decoded(self.decode, value, value)


def text_column(name: str) -> Column[str]:
    """Return a column of text that is empty where a row says none."""
    return Column(name, Text, nullable=False, default="")


def _encode_span(span: Span) -> list[int | None]:
    return [span.start, span.end, span.line, span.page]


def _decode_span(cell: list[Any]) -> Span:
    return Span(*cell)


def _encode_spans(spans: tuple[Span, ...]) -> object:
    return [_encode_span(span) for span in spans]


def _decode_spans(cell: list[Any]) -> tuple[Span, ...]:
    return tuple(Span(*span) for span in cell)


def _encode_numbers(numbers: tuple[Number, ...]) -> object:
    return [[number.value, number.unit, _encode_span(number.span)] for number in numbers]


def _decode_numbers(cell: list[Any]) -> tuple[Number, ...]:
    return tuple(Number(value, unit, Span(*span)) for value, unit, span in cell)


def _encode_marks(marks: tuple[Mark, ...]) -> object:
    return [[mark.kind, mark.start, mark.end, mark.level] for mark in marks]


def _decode_marks(cell: list[Any]) -> tuple[Mark, ...]:
    return tuple(Mark(MarkKind(kind), start, end, level) for kind, start, end, level in cell)


def _encode_places(places: tuple[Place, ...]) -> object:
    return [[place.start, place.end, place.page, *place.box] for place in places]


def _decode_places(cell: list[Any]) -> tuple[Place, ...]:
    return tuple(Place(start, end, page, tuple(box)) for start, end, page, *box in cell)


def span() -> TypeDecorator[Span]:
    """Return the type of a column that keeps one `Span`."""
    return Cell(_encode_span, _decode_span)


def spans() -> TypeDecorator[tuple[Span, ...]]:
    """Return the type of a column that keeps many spans."""
    return Cell(_encode_spans, _decode_spans)


def numbers() -> TypeDecorator[tuple[Number, ...]]:
    """Return the type of a column that keeps the numbers of a statement."""
    return Cell(_encode_numbers, _decode_numbers)


def marks() -> TypeDecorator[tuple[Mark, ...]]:
    """Return the type of a column that keeps the marks of a document."""
    return Cell(_encode_marks, _decode_marks)


def places() -> TypeDecorator[tuple[Place, ...]]:
    """Return the type of a column that keeps where the lines of a document are printed."""
    return Cell(_encode_places, _decode_places)


def strings() -> TypeDecorator[tuple[str, ...]]:
    """Return the type of a column that keeps a tuple of strings."""
    return Cell(list, tuple)


def ordinals() -> TypeDecorator[tuple[int, ...]]:
    """Return the type of a column that keeps a tuple of ordinals."""
    return Cell(list, tuple)


def modality() -> TypeDecorator[Modality]:
    """Return the type of a column that keeps a `Modality`."""
    return Word(Modality)


def document_type() -> TypeDecorator[DocumentType]:
    """Return the type of a column that keeps a `DocumentType`."""
    return Word(DocumentType)
