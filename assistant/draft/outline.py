"""The outline of an agency: what its specs print, in which order, under which headings, and what they repeat.

Learned from the newest document of each of its classes. What only a
recruitment is about is left out, and so is what tells the levels of one
series apart: neither is a part of the next class.
"""

import threading
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

from assistant.class_view import Spec
from assistant.draft.outline_labels import Label, labels_of
from assistant.draft.outline_order import Path, ordered
from assistant.draft.outline_parts import Part, parts_of
from assistant.draft.outline_repeated import Repeated, common_to, repeated
from assistant.identity import newest
from assistant.standing import Standing
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry, DocumentType

#: Documents that an outline is learned from, at most: the newest.
_MOST = 200
#: As many documents of the plainest sort are enough to learn from.
_ENOUGH = 5
#: Share of the documents that a heading is in at least: rarer ones are of single classes.
_LEAST_SHARE = 0.04


@dataclass(frozen=True, slots=True)
class Head:
    """A heading of an agency."""

    heading: str
    """As most of its documents print it, without its colon."""

    kind: str
    """Facet that it means; empty where no vocabulary knows it."""

    depth: int
    """From 1."""

    share: float
    """Share of the documents that have it, 0 to 1."""

    path: Path
    """Its own key below those of the headings around it; unique in an outline."""

    boilerplate: tuple[Repeated, ...] = ()
    """What most of its documents repeat below it, in their order."""

    labels: tuple[Label, ...] = ()
    """Labels that are printed below it, such as dates in a history of the class."""


@dataclass(frozen=True, slots=True)
class Outline:
    """How an agency prints a class spec."""

    agency: str
    """As most of its documents name it; empty where none does."""

    labels: tuple[Label, ...] = ()
    """Those above the first heading, in order."""

    heads: tuple[Head, ...] = ()
    """In order, each before those below it."""

    documents: int = 0
    """How many it is learned from."""

    common: Mapping[str, float] = field(default_factory=dict)
    """Paragraphs that many of them have, folded, each with the share that has it, 0 to 1."""


_LEARNED: WeakKeyDictionary[Standing, dict[str, Outline]] = WeakKeyDictionary()
_LEARNING = threading.Lock()


def outline_of(agency: str, standing: Standing) -> Outline:
    """Return the outline of `agency` (however written); without labels and headings where it has no document.

    It is learned once for each state of the catalog.
    """
    with _LEARNING:
        known = _LEARNED.setdefault(standing, {})
        if fold(agency) not in known:
            known[fold(agency)] = _learned(agency, standing)
        return known[fold(agency)]


def lent(outline: Outline, agency: str) -> Outline:
    """Return `outline` for another agency, which has no document of its own: without what only the one repeats."""
    heads = tuple(replace(head, boilerplate=()) for head in outline.heads)
    return replace(outline, agency=agency, heads=heads)


def _learned(agency: str, standing: Standing) -> Outline:
    shelf = standing.shelf
    mine = [e for e in newest(shelf.entries) if fold(e.agency) == fold(agency) and e.type is not DocumentType.STUB]
    specs = _telling(shelf.specs(_newest_documents(mine)))
    parts = [parts_of(spec, shelf.vocabulary) for spec in specs]
    repeating = repeated(list(zip(specs, parts, strict=True)))
    heads = _heads(parts, repeating)
    above, below = labels_of(list(zip(specs, parts, strict=True)), shelf.vocabulary)
    heads = tuple(_with_labels(head, below.get(head.path, ())) for head in heads)
    return Outline(_name(mine, agency), above, heads, len(specs), common_to(specs))


def _newest_documents(entries: Iterable[CatalogEntry]) -> list[CatalogEntry]:
    """One class of each of the newest documents, the newest last."""
    of_source = {entry.source_id: entry for entry in sorted(entries, key=lambda entry: entry.spec.revision)}
    return list(of_source.values())[-_MOST:]


def _telling(specs: Sequence[Spec]) -> Sequence[Spec]:
    """The documents to learn from: where there are enough, those of one class alone that recruit nobody."""
    for kept in (
        [s for s in specs if len(s.parsed.specs) == 1 and s.entry.type is DocumentType.SPECIFICATION],
        [s for s in specs if len(s.parsed.specs) == 1],
    ):
        if len(kept) >= _ENOUGH:
            return kept
    return specs


def _with_labels(head: Head, labels: tuple[Label, ...]) -> Head:
    return Head(head.heading, head.kind, head.depth, head.share, head.path, head.boilerplate, labels)


def _heads(documents: Sequence[Sequence[Part]], repeating: Mapping[Path, tuple[Repeated, ...]]) -> tuple[Head, ...]:
    counts: Counter[Path] = Counter()
    printed: dict[Path, Counter[str]] = defaultdict(Counter)
    kinds: dict[Path, str] = {}
    for parts in documents:
        for part in _first_of_each(parts):
            counts[part.path] += 1
            printed[part.path][part.heading] += 1
            kinds[part.path] = part.kind
    kept = {path for path, count in counts.items() if _is_common(path, counts, len(documents))}
    return tuple(
        Head(
            printed[path].most_common(1)[0][0],
            kinds[path],
            len(path),
            counts[path] / len(documents),
            path,
            repeating.get(path, ()),
        )
        for path in ordered([[part.path for part in parts if part.path in kept] for parts in documents])
    )


def _is_common(path: Path, counts: Mapping[Path, int], documents: int) -> bool:
    """Whether a heading, and each one around it, is printed by more than one document and often enough."""
    around = [path[:depth] for depth in range(1, len(path) + 1)]
    least = max(2 if documents > 2 else 1, _LEAST_SHARE * documents)
    return all(counts[one] >= least for one in around)


def _first_of_each(parts: Iterable[Part]) -> Collection[Part]:
    found: dict[Path, Part] = {}
    for part in parts:
        found.setdefault(part.path, part)
    return found.values()


def _name(entries: Sequence[CatalogEntry], agency: str) -> str:
    named = Counter(entry.agency for entry in entries)
    return named.most_common(1)[0][0] if named else agency
