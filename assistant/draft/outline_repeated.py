"""What an agency repeats below one heading in most of its specs, with where it says so."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.class_view import Spec
from assistant.draft.outline_order import Path, ordered
from assistant.draft.outline_parts import Part
from ingest.boilerplate import paragraph
from vectorstore.spec import Statement

#: Share of the documents with a heading that a statement is in at least, and their number.
_SHARE, _FEWEST = 0.5, 3
#: The same of an item whose continuation is in so many.
_HEAD_SHARE = 0.25
#: Share of all documents that have a paragraph, from which on it is common.
_COMMON = 0.1
#: As many of the newest documents are named as sources of what all of them say.
_SOURCES = 3


@dataclass(frozen=True, slots=True)
class Repeated:
    """A statement that most specs of an agency have below one heading."""

    sources: tuple[tuple[Spec, Statement], ...]
    """The newest of the documents that say so, the newest first."""

    documents: int
    """How many say so."""


def repeated(documents: Sequence[tuple[Spec, Sequence[Part]]]) -> Mapping[Path, tuple[Repeated, ...]]:
    """Return what `documents` (the newest last) repeat, by path, in the order that most of them have."""
    found: dict[Path, list[_Below]] = defaultdict(list)
    for spec, parts in documents:
        for path, below in _statements_below(spec, parts).items():
            found[path].append(below)
    return {path: common for path, having in found.items() if (common := _common(having))}


def common_to(specs: Sequence[Spec]) -> Mapping[str, float]:
    """Return the paragraphs, folded, that many of the documents of `specs` have below whatever heading: their share."""
    counts = Counter(text for spec in specs for text in {paragraph(s.text) for s in spec.parsed.statements})
    least = max(_FEWEST, _COMMON * len(specs))
    return {text: count / len(specs) for text, count in counts.items() if count >= least}


@dataclass(frozen=True, slots=True)
class _Below:
    """What one document has below one heading."""

    spec: Spec
    said: Mapping[str, Statement]
    """By their words, folded, in the order of reading."""

    begun: Mapping[str, str]
    """What continues an item, to that item."""


def _common(having: Sequence[_Below]) -> tuple[Repeated, ...]:
    sayings: dict[str, list[tuple[Spec, Statement]]] = defaultdict(list)
    for below in reversed(having):
        for text, statement in below.said.items():
            sayings[text].append((below.spec, statement))
    kept = {text for text, saying in sayings.items() if len(saying) >= max(_FEWEST, _SHARE * len(having))}
    # What continues an item says nothing without it: "However, they cannot be appointed."
    begun = {text: _begun(text, having) for text in kept}
    often = {text for text, saying in sayings.items() if len(saying) >= max(_FEWEST, _HEAD_SHARE * len(having))}
    kept = {text for text in kept if begun[text] in often | {""}} | (set(begun.values()) & often)
    order = ordered([[(text,) for text in below.said if text in kept] for below in having])
    return tuple(Repeated(tuple(sayings[text][:_SOURCES]), len(sayings[text])) for (text,) in order)


def _begun(text: str, having: Sequence[_Below]) -> str:
    """The item that `text` continues in most documents; empty where it begins one, or stands alone."""
    return Counter(below.begun.get(text, "") for below in having if text in below.said).most_common(1)[0][0]


def _statements_below(spec: Spec, parts: Iterable[Part]) -> dict[Path, _Below]:
    found: dict[Path, list[Statement]] = defaultdict(list)
    for part in parts:
        found[part.path] += [s for s in spec.parsed.statements if s.section in part.sections]
    return {path: _Below(spec, _by_words(statements), _items(statements)) for path, statements in found.items()}


def _by_words(statements: Iterable[Statement]) -> dict[str, Statement]:
    return {paragraph(statement.text): statement for statement in statements}


def _items(statements: Sequence[Statement]) -> dict[str, str]:
    """What each statement that continues an item continues."""
    found: dict[str, str] = {}
    item = ""
    for statement in statements:
        if statement.marker or not statement.depth:
            item = paragraph(statement.text) if statement.depth else ""
        elif item:
            found[paragraph(statement.text)] = item
    return found
