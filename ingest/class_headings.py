"""Headings that name classes of a series: find those that nothing else marks, and put them where they belong.

Two layouts are common. Mostly a heading ("Minimum Qualifications") stands
above one heading for each class; in the other each class has a block of its
own, with a heading of each kind below the class's title.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.class_leads import is_prose, lead
from ingest.headings import BLOCK, DEEPEST, TITLE, Heading
from ingest.holding import holds
from ingest.lines import Line
from ingest.naming import Naming
from vectorstore.folding import one_line
from vectorstore.vocabulary import Vocabulary

# "Clerk I: One year.", "**Clerk I** - This is …"
_JOINT = re.compile(r"[*_]*\s*:[*_]*\s+(?=\S)|[*_]*\s+[-–—]{1,2}[*_]*\s+(?=\S)")
_MARKS = re.compile(r"[*_]*\s*")
_GOES_ON = re.compile(r"[,;/&*_]|\b(?:and|or)\b")
# Where a sentence or clause begins within a line.
_NEXT = re.compile(r"[.;] +(?=[A-Z*])")
_EMPHASIS = re.compile(r"[*_]+")
#: Words of a label, at most.
_LONGEST_LABEL = 3
_LONGEST = 120
_LONGEST_PARAGRAPH = 2000
# "Level A" is one of the levels that another heading of this kind tells apart.
_LEVELS = "levels"
_FOR = re.compile(r"\b(?:for|of)\b", re.IGNORECASE)
_PARTS = re.compile(r"\s*[:–—]\s*|\s-\s")


def block_heading(text: str, line: Line, index: int, head: tuple[int, int]) -> Heading:
    """Return the heading at these offsets, a title with its label, that stands above sections of its own."""
    start, end = head
    return Heading(index, line.start, start, end, end, one_line(text[start:end]), "", BLOCK, names_class=True)


def class_heading(
    text: str, lines: Sequence[Line], index: int, naming: Naming, vocabulary: Vocabulary
) -> Heading | None:
    """Return the heading that line `index` is or begins with if its words name classes; else None.

    Unmarked words must stand alone, a blank line or the page's edge above
    them, or end with a colon.
    """
    line = lines[index]
    if (run_in := _run_in(text, line, naming, vocabulary)) is not None:
        start, end, body = run_in
        words = one_line(text[start:end])
        return Heading(index, line.start, start, end, body, words, "", DEEPEST, run_in=True, names_class=True)
    words = text[line.start : line.end].rstrip(" :*_")
    alone = line.text.endswith(":") or index == 0 or lines[index - 1].blank or lines[index - 1].running
    if not alone or len(words) > _LONGEST or "\t" in words or words.endswith((".", ";", ",")):
        return None
    if not words[:1].isupper() or naming.classes(words) is None:
        return None
    return Heading(
        index, line.start, line.start, line.start + len(words), line.end, one_line(words), "", TITLE, names_class=True
    )


def _run_in(text: str, line: Line, naming: Naming, vocabulary: Vocabulary) -> tuple[int, int, int] | None:
    """Return the offsets of the words that name classes and head the rest of their line, and of that rest."""
    first = line.start + len(line.text) - len(line.text.lstrip("*_"))
    # An item of a list heads nothing below it, and neither does one of several names in a paragraph.
    if (
        line.wholly_strong
        or "\t" in line.text
        or not text[first].isupper()
        or _names_more(text, line, naming, vocabulary)
    ):
        return None
    for match in reversed(list(_JOINT.finditer(text, first, min(line.end, first + _LONGEST)))):
        rest = text[match.end() : line.end]
        is_text = rest.endswith(".") or not vocabulary.heading(rest)
        if (":" in match[0] or is_prose(rest)) and is_text and naming.classes(text[first : match.start()]) is not None:
            return first, match.start(), match.end()
    if line.strong and naming.classes(text[line.strong[0] : line.strong[1]]) is not None:
        body = _MARKS.match(text, line.strong[1], line.end)
        if body and not _GOES_ON.match(text, body.end(), line.end):
            return line.strong[0], line.strong[1], body.end()
    return None


def _names_more(text: str, line: Line, naming: Naming, vocabulary: Vocabulary) -> bool:
    """Whether a sentence of the paragraph that begins with `line` turns to other classes than its first does."""
    first = _JOINT.search(text, line.start, line.end)
    begin = first.end() if first else line.start
    end = text.find("\n\n", line.end)
    end = end if end >= 0 else len(text)
    return any(
        (found := lead(text, start.end(), end, naming, vocabulary, told_apart=False))
        and "\n" not in text[start.end() - 1 : found[1]]
        for start in _NEXT.finditer(text, begin, max(begin, min(end, line.start + _LONGEST_PARAGRAPH)))
    )


def marked(heading: Heading, naming: Naming, vocabulary: Vocabulary) -> Heading:
    """Return `heading`, marked where its words name classes and mean nothing else."""
    if naming.class_of(heading.text) is not None:
        return replace(heading, kind="", names_class=True)
    if heading.kind == _LEVELS and naming.classes(heading.text):
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
    return next((classes for classes in found if classes is not None), _behind_label(heading, naming, vocabulary))


def _behind_label(heading: str, naming: Naming, vocabulary: Vocabulary) -> tuple[int, ...] | None:
    """Return the class whose title stands behind its label at the end of `heading`: "Class Title: Clerk II"."""
    said = _EMPHASIS.sub("", heading).split()
    for at in range(1, len(said)):
        own = naming.class_of(" ".join(said[at:]))
        labels = (" ".join(said[first:at]).rstrip(" :") for first in range(max(0, at - _LONGEST_LABEL), at))
        if own is not None and any(vocabulary.label(label) == "title" for label in labels):
            return (own,)
    return None


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
    if any(one.rank == BLOCK for one in found):
        return True
    heads = [(one, other) for one, other in pairwise(found) if one.names_class]
    opens = [one for one, other in heads if other.kind and other.rank == one.rank and not _between(text, one, other)]
    return len(opens) > 1 and 2 * len(opens) > len(heads)


def _blocks(found: Sequence[Heading]) -> Iterator[Heading]:
    top = min(heading.rank for heading in found)
    titled = top == BLOCK
    for heading in found:
        yield replace(heading, rank=top - 0.5) if heading.names_class and not titled else heading


def _below(found: Sequence[Heading], text: str) -> Iterator[Heading]:
    """Yield the headings, those of classes as parts of the one before them that names none and is no part of a class.

    A part of a class is deeper than the class's own heading, or is of a kind
    that the heading around the classes holds and heads text, not classes. What
    nobody knows, printed like the classes, stands beside them.
    """
    holder: Heading | None = None
    opened: tuple[float, float] | None = None
    parted = False
    for at, heading in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        # Of headings printed alike, those below the last class alone are no parts of it.
        alone = holder is not None and not parted and not _class_follows(found, at, holder)
        if heading.names_class:
            placed = max(heading.rank, holder.rank + 0.125) if holder else heading.rank
            opened = (heading.rank, placed)
            yield replace(heading, rank=placed)
        elif holder and opened and _is_part(heading, holder, opened[0], following, text, alone=alone):
            parted = parted or heading.rank <= max(holder.rank, opened[0])
            yield replace(heading, rank=max(heading.rank, opened[1] + 0.0625))
        elif holder and opened and not heading.kind and heading.rank >= holder.rank:
            yield replace(heading, rank=max(heading.rank, holder.rank + 0.125))
        else:
            holder, opened, parted = heading, None, False
            yield heading


def _class_follows(found: Sequence[Heading], at: int, holder: Heading) -> bool:
    """Whether a class is named below the headings from `at` on that `holder` holds."""
    after = (other for other in found[at:] if not (other.kind and not other.names_class and holds(holder, other)))
    following = next(after, None)
    return following is not None and following.names_class


def _between(text: str, above: Heading, below: Heading) -> str:
    """Return what stands between two headings."""
    return text[above.body : below.line_start].strip()


def _is_part(
    heading: Heading, holder: Heading, rank: float, following: Heading | None, text: str, *, alone: bool
) -> bool:
    if heading.rank > max(holder.rank, rank):
        return True
    if heading.rank <= holder.rank < rank:
        # Printed like the heading around the classes, which are printed deeper, it stands beside it.
        return False
    heads_classes = following is not None and following.names_class and not _between(text, heading, following)
    return bool(heading.kind) and not heads_classes and not alone and holds(holder, heading)
