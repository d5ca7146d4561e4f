"""The classes beside a draft: those that it draws on or is like, and others that a writer looks for."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.compose.writer import cased, title_of
from assistant.draft.values import Draft, Similar
from assistant.service.urls import spec_url
from vectorstore.spec import CatalogEntry, DocumentType

#: As many classes are shown of those that are found.
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class ClassView:
    """A class whose lines a draft has or may have."""

    spec_id: str
    name: str
    class_code: str
    agency: str
    url: str
    why: str
    """How it is like the draft; empty where that is not known."""

    lines: int
    """Lines of the draft that come from it."""

    is_added: bool
    """The writer added it, so that it cannot be added again."""

    is_duplicate: bool = False
    """It may be the class that is drafted."""

    @property
    def says(self) -> str:
        """What is said below its name."""
        drawn = f"{self.lines} {'line' if self.lines == 1 else 'lines'} of this draft" if self.lines else ""
        return " · ".join(filter(None, (self.why, drawn)))


@dataclass(frozen=True, slots=True)
class Found:
    """What a writer's words find."""

    classes: tuple[ClassView, ...]
    more: int
    """As many again are not shown."""


def class_rows(draft: Draft, added: Iterable[CatalogEntry] = ()) -> tuple[ClassView, ...]:
    """Return the similar classes of `draft`, and those that were `added` besides: first those that gave lines."""
    similar = [_similar(draft, one) for one in draft.similar]
    known = {one.spec_id for one in similar}
    rows = (*similar, *(_named(draft, entry) for entry in added if entry.spec_id not in known))
    return tuple(sorted(rows, key=lambda one: not one.lines))


def found_classes(draft: Draft, entries: Sequence[CatalogEntry]) -> Found:
    """Return those of `entries` that are no row of `draft` yet and have lines to give."""
    shown = {draft.wanted.revises, *(one.spec_id for one in draft.similar), *draft.wanted.similar_to}
    left = [one for one in entries if one.spec_id not in shown and one.type is not DocumentType.TABLE]
    return Found(tuple(_named(draft, entry) for entry in left[:_SHOWN]), max(0, len(left) - _SHOWN))


def _similar(draft: Draft, one: Similar) -> ClassView:
    return ClassView(
        spec_id=one.spec_id,
        name=cased(one.title),
        class_code=one.class_code,
        agency=cased(one.agency),
        url=spec_url(one.spec_id),
        why=one.why,
        lines=_drawn(draft)[one.spec_id],
        is_added=one.spec_id in draft.wanted.similar_to,
        is_duplicate=one.is_duplicate,
    )


def _named(draft: Draft, entry: CatalogEntry) -> ClassView:
    return ClassView(
        spec_id=entry.spec_id,
        name=title_of(entry),
        class_code=entry.spec.class_code,
        agency=cased(entry.agency),
        url=spec_url(entry.spec_id),
        why="",
        lines=_drawn(draft)[entry.spec_id],
        is_added=entry.spec_id in draft.wanted.similar_to,
    )


def _drawn(draft: Draft) -> Counter[str]:
    """How many lines come from each spec."""
    return Counter(spec_id for line in draft.lines for spec_id in {one.spec_id for one in line.sources})
