"""Leave out of a draft what no Word file can hold: names of files and agencies come as they are on somebody's disk."""

from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from ingest.readers.characters import canonical

_Value = TypeVar("_Value")


def legible(value: _Value) -> _Value:
    """Return `value`, a draft or a part of one, with characters that are seen alone in all of its texts.

    Offsets still count in the texts as they were.
    """
    return cast(_Value, _legible(value))


def _legible(value: object) -> object:
    # Not those of an enumeration, which are texts as well.
    if type(value) is str:
        return canonical(value).text
    if isinstance(value, tuple):
        return tuple(map(_legible, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _legible(getattr(value, one.name)) for one in fields(value)})
    return value
