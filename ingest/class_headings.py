"""Headings that name classes of a series: find those that nothing else marks, and put them where they belong.

Two layouts are common. Mostly a heading ("Minimum Qualifications") stands
above one heading for each class; in the other each class has a block of its
own, with a heading of each kind below the class's title.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from ingest.headings import DEEPEST, TITLE, Heading
from ingest.holding import holds
from ingest.lines import Line
from ingest.naming import Naming
from vectorstore.folding import one_line
from vectorstore.vocabulary import Vocabulary

_RUN_IN = re.compile(r"(?P<words>[A-Z][^.;:?!]{2,90}?)[*_]*\s*:[*_]*\s+(?=\S)")
_LONGEST = 120
_FOR = re.compile(r"\b(?:for|of)\b", re.IGNORECASE)
_PARTS = re.compile(r"\s*[:–—]\s*|\s-\s")


def class_heading(text: str, lines: Sequence[Line], index: int, naming: Naming) -> Heading | None:
    """Return the heading that line `index` is or begins with if its words name classes; else None.

    Unmarked words must stand alone, a blank line or the page's edge above
    them, or end with a colon.
    """
    line = lines[index]
    match = _RUN_IN.match(text, line.start, line.end)
    if match and naming.classes(match["words"]) is not None:
        start, end = match.span("words")
        words = one_line(match["words"])
        return Heading(index, line.start, start, end, match.end(), words, "", DEEPEST, run_in=True, names_class=True)
    words = text[line.start : line.end].rstrip(" :*_")
    alone = line.text.endswith(":") or index == 0 or lines[index - 1].blank or lines[index - 1].running
    if not alone or len(words) > _LONGEST or "\t" in words or words.endswith((".", ";", ",")):
        return None
    if not words[:1].isupper() or naming.classes(words) is None:
        return None
    return Heading(
        index, line.start, line.start, line.start + len(words), line.end, one_line(words), "", TITLE, names_class=True
    )


def marked(heading: Heading, naming: Naming, vocabulary: Vocabulary) -> Heading:
    """Return `heading`, marked where its words name classes and mean nothing else."""
    if naming.class_of(heading.text) is not None:
        return replace(heading, kind="", names_class=True)
    if heading.kind:
        return heading
    if naming.classes(heading.text) is not None:
        return replace(heading, names_class=True)
    kind = next((kind for kind, rest in _meanings(heading.text, vocabulary) if naming.classes(rest) is not None), "")
    return replace(heading, kind=kind)


def whole(above: Heading, below: Heading, naming: Naming, text: str) -> Heading | None:
    """Return the one heading that two make whose words together are a class's title, and the first's are none."""
    if above.rank != below.rank or above.run_in or text[above.end : below.line_start].strip():
        return None
    words = one_line(text[above.start : below.end])
    if naming.class_of(above.text) is not None or naming.class_of(words) is None:
        return None
    return replace(above, end=below.end, body=below.body, text=words, kind="", names_class=True)


def named(heading: str, naming: Naming, vocabulary: Vocabulary) -> tuple[int, ...] | None:
    """Return the classes that `heading` names, wholly or beside what it means; None where it names none.

    "Minimum Qualifications for Senior Clerk" and "Senior Clerk: Requirements" name one as well as "Senior Clerk".
    """
    if (whole := naming.classes(heading)) is not None:
        return whole
    found = (naming.classes(rest) for _, rest in _meanings(heading, vocabulary))
    return next((classes for classes in found if classes is not None), None)


def _meanings(heading: str, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield what parts of a heading mean, each with the rest of its words."""
    for joint in _FOR.finditer(heading):
        if kind := vocabulary.heading(heading[: joint.start()]):
            yield kind, heading[joint.end() :]
    parts = _PARTS.split(heading, maxsplit=1)
    for part, rest in (parts, parts[::-1]) if len(parts) == 2 else ():
        if kind := vocabulary.heading(part):
            yield kind, rest


def arranged(found: Sequence[Heading], text: str) -> list[Heading]:
    """Return the headings with those of classes below the heading that they follow, or above those of their block."""
    return list(_blocks(found) if _in_blocks(found, text) else _below(found, text))


def _in_blocks(found: Sequence[Heading], text: str) -> bool:
    """Whether most classes have a heading of a known kind, of the same rank, at once below their own."""
    heads = [(one, other) for one, other in pairwise(found) if one.names_class]
    opens = [one for one, other in heads if other.kind and other.rank == one.rank and not _between(text, one, other)]
    return len(opens) > 1 and 2 * len(opens) > len(heads)


def _blocks(found: Sequence[Heading]) -> Iterator[Heading]:
    top = min(heading.rank for heading in found)
    for heading in found:
        yield replace(heading, rank=top - 0.5) if heading.names_class else heading


def _below(found: Sequence[Heading], text: str) -> Iterator[Heading]:
    """Yield the headings, those of classes as parts of the one before them that names none and is no part of a class.

    A part of a class is deeper than the class's own heading, or is of a kind
    that the heading around the classes holds and heads text, not classes. What
    nobody knows, printed like the classes, stands beside them.
    """
    holder: Heading | None = None
    opened: tuple[float, float] | None = None
    for heading, following in zip_longest(found, found[1:]):
        if heading.names_class:
            placed = max(heading.rank, holder.rank + 0.125) if holder else heading.rank
            opened = (heading.rank, placed)
            yield replace(heading, rank=placed)
        elif holder and opened and _is_part(heading, holder, opened[0], following, text):
            yield replace(heading, rank=max(heading.rank, opened[1] + 0.0625))
        elif holder and opened and not heading.kind and heading.rank >= holder.rank:
            yield replace(heading, rank=max(heading.rank, holder.rank + 0.125))
        else:
            holder, opened = heading, None
            yield heading


def _between(text: str, above: Heading, below: Heading) -> str:
    """Return what stands between two headings."""
    return text[above.body : below.line_start].strip()


def _is_part(heading: Heading, holder: Heading, rank: float, following: Heading | None, text: str) -> bool:
    if heading.rank > max(holder.rank, rank):
        return True
    heads_classes = following is not None and following.names_class and not _between(text, heading, following)
    return bool(heading.kind) and not heads_classes and holds(holder, heading)
