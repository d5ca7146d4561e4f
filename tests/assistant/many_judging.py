"""What questions over many classes may expect of a reply besides what `jobclass eval` knows, and when it is met.

A class is named by its code or, where it has none, by its title in any order of
its words: "Library Assistant, Senior" is "SENIOR LIBRARY ASSISTANT". What is
judged is the data of the reply: `items`, `comparison`, `ladder`, `qualification`.

    listed        the classes that `items` has, all of them and no others; F1 of 0.95 is enough: a short list is exact
    listed_may    classes that may be among them or not: a reader could see it either way
    listed_among  codes that the question is about, where not all classes were read; others do not count
    total_in      numbers, one of which `total` is
    first         the class that `items`, or the citations where there are none, begin with
    has_items     classes that are among `items`
    groups        label of a group to how many items it has; "" for those of no label
    comparison    facet to "same", "differs" or "only_one"; of "a|b" one facet is enough
    above, below  the classes of the ladder on that side, which an answer has to have; `above_may`, `below_may` may be
                  there as well
    unloaded      those of them that are said to have no document
    series        classes that are somewhere in the ladder or the items
    qualification the results that are right
    qualifies_not classes that are no items, or have something `missing`
    says          a regular expression that the text has, in any case; quotes do not count
    lacks         what the text does not say
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]

_WORD = re.compile(r"[a-z0-9]+")
#: F1 of a list that is enough, as in `jobclass eval`.
_LISTED = 0.95
#: What labels and results are spelled alike without, and labels of no group.
_SAME, _NONE = re.compile(r"[\s-]+"), {"", "none", "not stated", "no value", "unstated"}


def missed_of_many(expect: Json, reply: Json) -> list[str]:
    """Return the names of the expectations of this module that `reply` misses."""
    return [name for name, judge in CHECKS.items() if name in expect and not judge(expect[name], reply, expect)]


def rest_of(expect: Json) -> dict[str, Any]:
    """Return what `expect` has that this module does not judge."""
    return {name: value for name, value in expect.items() if name not in CHECKS and name not in _MODIFIERS}


def is_class(name: str, place: Json) -> bool:
    """Return whether `place`, with a `title` and a `class_code`, is the class of that code or title."""
    code = str(place.get("class_code") or "").casefold().lstrip("0")
    return (bool(code) and code == name.casefold().lstrip("0")) or _title(name) == _title(place.get("title") or "")


def recall_and_precision(expect: Json, reply: Json) -> tuple[float, float]:
    """Return which share of the classes wanted is listed, and which share of those listed is wanted."""
    wanted, may, among = expect["listed"], expect.get("listed_may", ()), expect.get("listed_among")
    items = list(_distinct(reply.get("items") or ()))
    if among is not None:
        items = [item for item in items if any(is_class(name, item) for name in among)]
    found = [name for name in wanted if any(is_class(name, item) for item in items)]
    extra = [item for item in items if not any(is_class(name, item) for name in (*wanted, *may))]
    given = len(found) + len(extra)
    return (len(found) / len(wanted) if wanted else 1.0), (len(found) / given if given else 1.0)


def _title(text: str) -> tuple[str, ...]:
    return tuple(sorted(_WORD.findall(text.casefold())))


def _distinct(items: Iterable[Json]) -> Iterator[Json]:
    """Yield the items but for repetitions of a class."""
    seen = set()
    for item in items:
        key = (
            str(item.get("class_code")).casefold(),
            _title(item.get("title") or ""),
            str(item.get("agency")).casefold(),
        )
        if key not in seen:
            seen.add(key)
            yield item


def _lists(wanted: Sequence[str], reply: Json, expect: Json) -> bool:
    recall, precision = recall_and_precision(expect, reply)
    if not wanted:
        return precision == 1.0
    return bool(recall and precision) and 2 * recall * precision / (recall + precision) >= _LISTED


def _begins(name: str, reply: Json) -> bool:
    first = [*(reply.get("items") or ()), *reply["citations"]][:1]
    return bool(first) and is_class(name, first[0])


def _grouped(wanted: Mapping[str, int], reply: Json) -> bool:
    counts = Counter(_label(item.get("group")) for item in _distinct(reply.get("items") or ()))
    return all(counts[_label(label)] == count for label, count in wanted.items())


def _label(text: object) -> str:
    label = _SAME.sub(" ", str(text or "")).strip().casefold()
    return "" if label in _NONE else label


def _compares(wanted: Mapping[str, str], reply: Json) -> bool:
    rows = (reply.get("comparison") or {}).get("rows", ())
    return all(_compared(facets.split("|"), result, rows) for facets, result in wanted.items())


def _compared(facets: Sequence[str], result: str, rows: Sequence[Json]) -> bool:
    return any(
        _result(row.get("result")) == result
        for row in rows
        if row.get("facet") in facets or set(facets) & set(row.get("facets") or ())
    )


def _result(value: object) -> str:
    return _SAME.sub("_", str(value)).casefold()


def _stands(side: str, names: Sequence[str], reply: Json, expect: Json) -> bool:
    if reply["status"] == "answered" and reply.get("ladder") is None:
        return False
    steps = (reply.get("ladder") or {}).get(side) or ()
    may = expect.get(f"{side}_may", ())
    known = all(any(is_class(name, step) for name in (*names, *may)) for step in steps)
    return known and all(any(is_class(name, step) for step in steps) for name in names)


def _unloaded(names: Sequence[str], reply: Json) -> bool:
    steps = [step for step in _places(reply.get("ladder")) if step.get("loaded") is False]
    return all(any(is_class(name, step) for step in steps) for name in names)


def _places(data: object) -> Iterator[Json]:
    """Yield whatever in `data` has a title, at any depth."""
    if isinstance(data, Mapping):
        if "title" in data:
            yield data
        data = list(data.values())
    if isinstance(data, (list, tuple)):
        for part in data:
            yield from _places(part)


def _has_items(names: Sequence[str], items: Iterable[Json]) -> bool:
    places = list(items)
    return all(any(is_class(name, place) for place in places) for name in names)


def _qualifies(names: Sequence[str], reply: Json) -> bool:
    whole = [item for item in reply.get("items") or () if not item.get("missing")]
    return not any(is_class(name, item) for name in names for item in whole)


#: What each expectation comes to: what is wanted, the reply, and all that is expected of it.
CHECKS: Mapping[str, Callable[[Any, Json, Json], bool]] = {
    "listed": _lists,
    "total_in": lambda want, reply, _: reply["total"] in want,
    "first": lambda want, reply, _: _begins(want, reply),
    "has_items": lambda want, reply, _: _has_items(want, reply.get("items") or ()),
    "groups": lambda want, reply, _: _grouped(want, reply),
    "comparison": lambda want, reply, _: _compares(want, reply),
    "above": lambda want, reply, expect: _stands("above", want, reply, expect),
    "below": lambda want, reply, expect: _stands("below", want, reply, expect),
    "unloaded": lambda want, reply, _: _unloaded(want, reply),
    "series": lambda want, reply, _: _has_items(want, [*_places(reply.get("ladder")), *(reply.get("items") or ())]),
    "qualification": lambda want, reply, _: _result((reply.get("qualification") or {}).get("result")) in want,
    "qualifies_not": lambda want, reply, _: _qualifies(want, reply),
    "says": lambda want, reply, _: re.search(want, reply["answer"], re.IGNORECASE) is not None,
    "lacks": lambda want, reply, _: not any(text.casefold() in reply["answer"].casefold() for text in want),
}
#: Say how another one is meant.
_MODIFIERS = {"listed_may", "listed_among", "above_may", "below_may"}
