"""Tell which lines of a document are headings: alone on their line, emphasized, or run into their paragraph."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.lines import Line
from vectorstore.folding import one_line
from vectorstore.vocabulary import Vocabulary

_NUMBERING = re.compile(r"^(?:[IVX]{1,4}|\d{1,2}|[A-Z])[.)]\s+(?=\S)")
_RUN_IN = re.compile(r"^([A-Z][A-Za-z0-9 ,/&.'’()-]{2,60}?)\s*:\s+(?=\S)")
# "II.", "E. )": the place of an item, whatever a page makes of it.
_ENUMERATOR = re.compile(r"\(?(?:[IVXivx]{1,4}|\d{1,2}|[A-Za-z])[\s.)]*")
# "KNOWLEDGE of billing practice": capitals and a preposition do for a colon.
_CAPITAL_RUN_IN = re.compile(r"^([A-Z]{4,} (?:of|to|in))\s+(?=[a-z])")
_PREPOSITION = re.compile(r"[*_]*\s+(of|to|in)\s+(?=[a-z])")
_BREAKS_OFF = re.compile(r"(?:[,&/]|\b(?:of|and|or|the|to|for|in|with|on))$", re.IGNORECASE)
_LONGEST_HEADING, _LONGEST_JOINED = 90, 200
_MOST_WORDS = 11
_FEW_WORDS = 3
_JOINS = frozenset({"and", "or", "and/or"})
_SMALL_WORDS = frozenset(
    {"of", "and", "or", "the", "to", "for", "in", "a", "an", "on", "with", "by", "from", "&", "at"}
)

# How deep a heading stands by the way it is printed; formats' own levels are 1 to 6.
# Above them all stand the titles of classes that have sections of their own.
BLOCK = 0.0
CAPITALS, STRONG, TITLE, DEEPEST = 10.0, 11.0, 12.0, 13.0


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that heads what follows it."""

    index: int
    """Index of its line."""

    line_start: int
    """Offset of its line, markup included."""

    start: int
    end: int
    body: int
    """Offset where its section's own text may begin."""

    text: str
    kind: str
    rank: float
    """How deep it stands; lower is nearer to the top."""

    run_in: bool = False
    """Its paragraph goes on in the same line."""

    names_class: bool = False
    """Its words name classes of the document's series."""


def read_heading(text: str, lines: Sequence[Line], index: int, vocabulary: Vocabulary) -> Heading | None:
    """Return the heading that line `index` is or begins with, or None where it has none."""
    line = lines[index]
    if line.heading is not None:
        return _marked(text, index, line, line.heading, vocabulary)
    if line.strong is not None and not line.wholly_strong:
        return _strong_run_in(text, index, line, vocabulary)
    if (
        len(line.text) <= _LONGEST_HEADING
        and "\t" not in line.text
        and (alone := _alone(text, lines, index, vocabulary))
    ):
        return alone
    return _plain_run_in(text, index, line, vocabulary)


def _alone(text: str, lines: Sequence[Line], index: int, vocabulary: Vocabulary) -> Heading | None:
    """Read a line that is nothing but a heading."""
    line = lines[index]
    start, end = _words(text, line)
    words = text[start:end]
    if not words or words[-1] in ".;,?!" or len(words.split()) > _MOST_WORDS or words.lower() in _JOINS:
        return None
    capitals = _in_capitals(words)
    kind = vocabulary.heading(words)
    heading = Heading(index, line.start, start, end, line.end, one_line(words), kind, CAPITALS)
    if re.search(r":\s*\S", words) and not (kind and (capitals or line.wholly_strong)):
        return None
    if line.wholly_strong:
        return replace(heading, rank=CAPITALS if capitals else STRONG)
    if capitals:
        return heading
    colon = line.text.endswith(":")
    above_blank = index == 0 or lines[index - 1].blank or lines[index - 1].running
    if (kind and words[0].isupper() and (colon or above_blank)) or (colon and _in_title_case(words)):
        return replace(heading, rank=TITLE)
    return None


def _words(text: str, line: Line) -> tuple[int, int]:
    """Offsets of a heading line's words, without markup, numbering and colon."""
    start, end = line.strong if line.wholly_strong and line.strong else (line.start, line.end)
    if numbering := _NUMBERING.match(text[start:end]):
        start += numbering.end()
    words = text[start:end].rstrip(" :*_")
    return start, start + len(words)


def _strong_run_in(text: str, index: int, line: Line, vocabulary: Vocabulary) -> Heading | None:
    """Read `**Experience** Three years …`: the emphasized words head their own paragraph."""
    if line.strong is None:
        return None
    start, end = line.strong
    words = text[start:end].rstrip(" :")
    kind = vocabulary.heading(words)
    if not kind:
        return None
    heading = Heading(index, line.start, start, start + len(words), end, one_line(words), kind, STRONG, run_in=True)
    # "**Knowledge** of procedures": its preposition belongs to the heading, as in "Knowledge of:".
    if preposition := _PREPOSITION.match(text, end, line.end):
        return replace(heading, end=preposition.end(1), body=preposition.end(), text=f"{heading.text} {preposition[1]}")
    return heading


def _plain_run_in(text: str, index: int, line: Line, vocabulary: Vocabulary) -> Heading | None:
    """Read `Knowledge of: office methods …` where the vocabulary knows the heading of a section."""
    match = _RUN_IN.match(line.text) or _CAPITAL_RUN_IN.match(line.text)
    if match is None or "\t" in match[1]:
        return None
    kind = vocabulary.heading(match[1])
    if not kind or vocabulary.facets[kind].value or "  " in match[1]:
        return None
    end = line.start + match.end(1)
    rank = CAPITALS if _in_capitals(re.sub(r" (?:of|to|in)$", "", match[1])) else TITLE
    return Heading(
        index, line.start, line.start, end, line.start + match.end(), one_line(match[1]), kind, rank, run_in=True
    )


def run_in_like(above: Heading, lines: Sequence[Line], index: int) -> Heading | None:
    """Read "Typing: 40 words a minute." below "Experience: One year.": printed alike, it heads its paragraph too."""
    line = lines[index]
    match = _RUN_IN.match(line.text)
    after_blank = index > 0 and lines[index - 1].blank
    if match is None or not after_blank or not line.text.endswith(".") or above.rank not in (TITLE, CAPITALS):
        return None
    if len(match[1].split()) > _FEW_WORDS or _in_capitals(match[1]) != (above.rank == CAPITALS):
        return None
    end = line.start + match.end(1)
    return Heading(
        index, line.start, line.start, end, line.start + match.end(), one_line(match[1]), "", above.rank, run_in=True
    )


def _marked(text: str, index: int, line: Line, marked: tuple[int, int], vocabulary: Vocabulary) -> Heading | None:
    """Read a heading by the format's own sign; a rule drawn of signs is none."""
    start, end = marked
    words = text[start:end].strip(" :*_")
    if not words or words.lower() in _JOINS or _ENUMERATOR.fullmatch(words):
        return None
    start += text[start:end].index(words)
    kind = vocabulary.heading(words)
    rank = float(line.heading_level)
    return Heading(index, line.start, start, start + len(words), line.end, one_line(words), kind, rank)


def joined(above: Heading, below: Heading, text: str, vocabulary: Vocabulary) -> Heading | None:
    """Return the one heading that two make, by the format's own signs, where the upper one breaks off; else None."""
    if not above.rank == below.rank < CAPITALS or below.end - above.start > _LONGEST_JOINED:
        return None
    if text[above.end : below.start].strip():
        return None
    open_parenthesis = above.text.count("(") > above.text.count(")")
    if not (open_parenthesis or _BREAKS_OFF.search(above.text) or below.text[0] in "(&" or below.text[0].islower()):
        return None
    words = one_line(text[above.start : below.end])
    kind = vocabulary.heading(words)
    whole = replace(above, end=below.end, body=below.body, text=words, kind=kind)
    return whole if above.kind in ("", kind) else None


def _in_capitals(words: str) -> bool:
    letters = [c for c in words if c.isalpha()]
    return len(letters) >= 3 and all(c.isupper() for c in letters) and not re.search(r"\d{2}|\.{3}|\. \.", words)


def _in_title_case(words: str) -> bool:
    parts = words.split()
    large = [part for part in parts if part.lower() not in _SMALL_WORDS]
    return (
        len(parts) <= 5
        and any(part[0].isupper() for part in large)
        and all(part[0].isupper() or not part[0].isalpha() for part in large)
    )
