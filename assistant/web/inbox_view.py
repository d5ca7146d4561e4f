"""What the page of feedback and of unanswered questions shows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.compose.writer import cased
from assistant.service.urls import spec_url
from vectorstore.inbox import Item

_STATUSES = {
    "answered": "Answered",
    "not_stated": "Not stated",
    "unknown_class": "No such class",
    "ambiguous": "Several classes fit",
    "out_of_scope": "Outside what specs say",
}
_REASONS = {
    "wrong": "Wrong",
    "incomplete": "Incomplete",
    "not_found": "Not found",
    "unclear": "Unclear",
    "other": "Something else",
}
_RATINGS = {"up": "Helpful", "down": "Not helpful"}

# Groups that are shown: more are no overview.
_MOST = 10


@dataclass(frozen=True, slots=True)
class Shown:
    """One item as it is shown."""

    item_id: str
    what: str
    """How it went, in a few words."""

    is_bad: bool
    """A reader said that the answer was not good."""

    facet: str
    title: str
    """The class, as far as it is known."""

    code: str
    url: str
    """Path of its spec; empty where there is none."""

    agency: str
    origin: str
    at: datetime
    question: str
    comment: str
    done: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Items that are alike."""

    says: str
    about: str
    """The class; empty where none is known."""

    url: str
    count: int


def shown(item: Item) -> Shown:
    """Return `item` as its row shows it."""
    return Shown(
        item_id=item.id,
        what=_what(item),
        is_bad=item.rating == "down",
        facet=_facet(item.facet),
        title=cased(item.title),
        code=item.class_code,
        url=spec_url(item.spec_id) if item.spec_id else "",
        agency=item.agency,
        origin=item.origin,
        at=datetime.fromtimestamp(item.at, UTC),
        question=item.question,
        comment=item.comment,
        done=item.done,
    )


def groups(items: Iterable[Item]) -> tuple[Group, ...]:
    """Return which items are alike, by how they went, what was asked for and the class; the most frequent first."""
    rows: Sequence[Shown] = [shown(item) for item in items]
    counted = Counter((row.what, row.facet, row.title) for row in rows)
    urls = {row.title: row.url for row in rows}
    return tuple(
        Group(f"{what}: {facet}" if facet else what, title, urls[title], count)
        for (what, facet, title), count in counted.most_common(_MOST)
    )


def _what(item: Item) -> str:
    if item.rating:
        rated = _RATINGS.get(item.rating, item.rating)
        return f"{rated}, {_REASONS[item.reason].lower()}" if item.reason in _REASONS else rated
    return _STATUSES.get(item.status, item.status)


def _facet(name: str) -> str:
    # A label of a document's own, as it was asked for, is named after its kind: `label:uniform allowance`.
    return name.rpartition(":")[2].replace("_", " ")
