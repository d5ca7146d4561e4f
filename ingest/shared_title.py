"""Read a header whose one title or code stands for several classes: "Accountant I/II" with "1234 (I), 1235 (II)"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vectorstore.folding import fold, one_line

_LEVEL = r"(?:[IVX]+|[A-E])"
_LEVELS = re.compile(rf"^(?P<core>.*\S)\s+(?P<levels>{_LEVEL}(?:\s*(?:[/,&-]|\band\b)\s*{_LEVEL})+)$", re.IGNORECASE)
# "Assistant/Associate Engineer", "Engineer, Assistant/Associate", "Clerk/Senior Clerk".
_STACKED = re.compile(r"^(?P<before>(?:.*\s)?)(?P<words>[A-Za-z]+(?:\s?/\s?[A-Za-z]+)+)(?P<after>(?:\s.*)?)$")
_PARTS = re.compile(r"\s*(?:[/;,&]|\s{2,}|\band\b)\s*")
_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{0,4}-?\d[\w.-]*")
# "Non-Exempt (I), Exempt (II)"
_PARENTHESIZED = re.compile(r"(?P<value>[^\s()/,;&](?:[^()]*[^\s()])?)\s*\((?P<name>[^()]+)\)")
_AROUND = " \t()[]:-–—#."


@dataclass(frozen=True, slots=True)
class Part:
    """What one value says of one of several classes, by offsets in the text of the value."""

    start: int
    end: int
    name: str
    """The words beside it that name the class; empty where only its place does."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A class that shares its header with others."""

    title: str
    code: str


def shared_classes(titles: Sequence[str], codes: Sequence[str]) -> tuple[Shared, ...]:
    """Return the classes that a header means by its titles and the values of its labels for codes; none where by one.

    Each must have a code of its own: a level without one is no class, but a rung of it.
    """
    apart = titles_of(titles[0]) if len(titles) == 1 else tuple(titles)
    found = next(filter(None, (_coded(titles[0], apart, printed) for printed in codes)), ())
    if not found and len(codes) > 1:
        found = tuple(one for printed in codes for one in _named_codes(titles[0], printed))
    distinct = len({one.code for one in found}) == len(found) == len({fold(one.title) for one in found})
    return found if len(found) > 1 and distinct else ()


def _coded(title: str, titles: Sequence[str], codes: str) -> tuple[Shared, ...]:
    own = parts_of(codes, titles) if titles else []
    if len(own) > 1 and all(_CODE.fullmatch(codes[part.start : part.end]) for _, part in own):
        by_class = {at: codes[part.start : part.end] for at, part in own}
        return tuple(Shared(one, by_class.get(at, "")) for at, one in enumerate(titles))
    named = _named_codes(title, codes)
    return named if len(named) > 1 else ()


def _named_codes(title: str, codes: str) -> tuple[Shared, ...]:
    """Return the classes that a value names beside their codes; none unless each shares a word with `title`."""
    parts = _parts(codes)
    words = set(fold(title).split())
    named = all(not words.isdisjoint(fold(part.name).split()) for part in parts)
    return tuple(Shared(part.name, codes[part.start : part.end]) for part in parts) if named else ()


def titles_of(title: str) -> tuple[str, ...]:
    """Return the titles that `title` stands for: "Clerk I/II" for "Clerk I" and "Clerk II"; none where for one."""
    if levels := _LEVELS.match(title):
        return tuple(f"{levels['core']} {level}" for level in re.findall(rf"\b{_LEVEL}\b", levels["levels"]))
    stacked = _STACKED.match(title)
    if stacked is None:
        return ()
    whole = [one_line(part) for part in title.split("/")]
    if fold(whole[0]).split()[-1] == fold(whole[-1]).split()[-1]:
        return tuple(whole)
    words = [word.strip() for word in stacked["words"].split("/")]
    return tuple(one_line(f"{stacked['before']}{word}{stacked['after']}") for word in words)


def parts_of(printed: str, titles: Sequence[str], *, coded: bool = True) -> list[tuple[int, Part]]:
    """Return what a value says of each of the classes `titles`, by ordinal; nothing where it does not tell.

    A part names its class in parentheses by the title or the level. Where the
    value is `coded`, words of one digit or more, the name may stand beside it
    without them, or the parts be as many as the classes, in their order.
    """
    if named := _named([_of_match(match) for match in _PARENTHESIZED.finditer(printed)], titles):
        return named
    parts = _parts(printed) if coded else []
    if named := _named(parts, titles):
        return named
    in_order = len(parts) == len(titles) > 1 and not any(part.name for part in parts)
    return list(enumerate(parts)) if in_order else []


def _of_match(match: re.Match[str]) -> Part:
    return Part(*match.span("value"), match["name"])


def _named(parts: Sequence[Part], titles: Sequence[str]) -> list[tuple[int, Part]]:
    """Return the parts with the classes that they name; none unless each names one, and no two the same."""
    named = [(at, part) for part in parts if (at := _ordinal(part.name, titles)) is not None]
    return named if len(named) == len(parts) == len({at for at, _ in named}) else []


def _ordinal(name: str, titles: Sequence[str]) -> int | None:
    """Return the class that `name` is the title of, or the level at the end of whose title."""
    words = fold(name).split()
    found = [at for at, title in enumerate(titles) if words and fold(title).split()[-len(words) :] == words]
    first = [at for at, title in enumerate(titles) if words and fold(title).split()[: len(words)] == words]
    return found[0] if len(found) == 1 else first[0] if len(first) == 1 else None


def _parts(printed: str) -> list[Part]:
    """Cut a value where it tells of another class; each part is a value of one word with a digit, and a name."""
    bounds, at = [], 0
    for match in _PARTS.finditer(printed):
        bounds.append((at, match.start()))
        at = match.end()
    bounds.append((at, len(printed)))
    parts = [_part(printed, start, end) for start, end in bounds]
    return [part for part in parts if part] if all(parts) else []


def _part(printed: str, start: int, end: int) -> Part | None:
    codes = list(_CODE.finditer(printed, start, end))
    if len(codes) != 1:
        return None
    before, after = printed[start : codes[0].start()].strip(_AROUND), printed[codes[0].end() : end].strip(_AROUND)
    return Part(*codes[0].span(), one_line(before or after)) if not (before and after) else None
