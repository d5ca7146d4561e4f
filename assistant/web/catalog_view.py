"""What the catalog's page shows of its filters: their choices with counts, what is chosen, and what to drop."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.filtering.filters import Chosen, Filters
from assistant.filtering.groups import Choice, Group
from assistant.service.backend import Backend
from assistant.service.filtered import Given, classes
from vectorstore.spec import Viewer

#: Groups that are open where nothing of them is chosen, the first ones.
_OPEN = 4


@dataclass(frozen=True, slots=True)
class Option:
    """A choice with the number of classes that it would keep."""

    key: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """A group of choices, as a part of the form."""

    key: str
    name: str
    options: tuple[Option, ...]
    is_open: bool
    ends: tuple[tuple[str, str, str], ...] = ()
    """Of years: name in addresses, label and value of each end."""

    years: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is active."""

    group: str
    label: str
    address: str
    """The catalog without it."""


@dataclass(frozen=True, slots=True)
class Instead:
    """What would be found without one part of what is asked for."""

    dropped: str
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class Address:
    """One state of the catalog's page."""

    words: str
    chosen: tuple[Chosen, ...]
    sort: str

    def path(
        self,
        *,
        base: str = "/specs",
        words: str | None = None,
        chosen: Sequence[Chosen] | None = None,
        sort: str | None = None,
        offset: int = 0,
    ) -> str:
        """Return the path of this state, with other parts where they are given."""
        order = sort or self.sort
        given = [("q", self.words if words is None else words)]
        given += [(one.name, one.value) for one in (self.chosen if chosen is None else chosen)]
        given += [("sort", order if order != "title" else ""), ("offset", str(offset or ""))]
        asked = urlencode([(name, value) for name, value in given if value])
        return f"{base}?{asked}" if asked else base


def chosen_of(filters: Filters, given: Given) -> tuple[Chosen, ...]:
    """Return what an address chooses; a value that no class has any more keeps none, and can be dropped."""
    found = []
    for name, value in dict.fromkeys(given):
        group = next((group for group in filters.groups if name in group.names), None)
        if group is not None:
            none = Chosen(name, value, group, Choice(value, value, frozenset()))
            found.append(filters.choice(name, value) or none)
    return tuple(found)


def panels(filters: Filters, chosen: Sequence[Chosen], within: Collection[str]) -> tuple[Panel, ...]:
    """Return the groups that tell classes apart, with the counts for what is chosen of the others."""
    counts, every = filters.counts(chosen, within), len(filters.entries)
    telling = [
        group
        for group in filters.groups
        if any(one.group is group for one in chosen)
        or any(choice.offered and len(choice.ids) < every for choice in group.choices)
        or (group.years is not None and group.years[0] < group.years[1])
    ]
    return tuple(_panel(group, chosen, counts[group.key], is_open=at < _OPEN) for at, group in enumerate(telling))


def _panel(group: Group, chosen: Sequence[Chosen], counts: Mapping[str, int], *, is_open: bool) -> Panel:
    mine = {(one.name, one.choice.key): one for one in chosen if one.group is group}
    known = {choice.key for choice in group.choices if choice.offered}
    more = tuple(one.choice for (name, key), one in mine.items() if name == group.key and key not in known)
    options = tuple(
        Option(choice.key, choice.label, counts.get(choice.key, 0), (group.key, choice.key) in mine)
        for choice in (*group.choices, *more)
        if choice.offered and (choice.key in counts or choice in more)
    )
    ends: tuple[tuple[str, str, str], ...] = ()
    if group.years is not None:
        said = {one.name: one.value for one in mine.values()}
        ends = tuple((name, word, said.get(name, "")) for name, word in ((group.since, "from"), (group.until, "until")))
    return Panel(group.key, group.name, options, is_open or bool(mine), ends, group.years or (0, 0))


def chips(chosen: Sequence[Chosen], here: Address) -> tuple[Chip, ...]:
    """Return the filters that are active, each with the page without it."""
    return tuple(Chip(one.group.name, one.choice.label, here.path(chosen=_others(chosen, one))) for one in chosen)


def without_one(backend: Backend, viewer: Viewer, filters: Filters, here: Address) -> tuple[Instead, ...]:
    """Return what would be found without one filter or without the words, the most first; what would find none, not."""
    found = []
    for one in here.chosen:
        rest = _others(here.chosen, one)
        count = len(classes(backend, viewer, here.words, filters, rest).entries)
        found.append(Instead(f"{one.group.name}: {one.choice.label}", here.path(chosen=rest), count))
    if here.words and here.chosen:
        count = len(classes(backend, viewer, "", filters, here.chosen).entries)
        found.append(Instead(f"“{here.words}”", here.path(words=""), count))
    return tuple(sorted((one for one in found if one.count), key=lambda one: -one.count))


def _others(chosen: Sequence[Chosen], dropped: Chosen) -> tuple[Chosen, ...]:
    return tuple(one for one in chosen if one is not dropped)
