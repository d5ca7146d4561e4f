"""How much experience a printed condition asks for, and of what: the whole, and the part that must be of a kind."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.qualify.need import Kind, Need
from assistant.qualify.nodes import Leaf, Role
from assistant.qualify.titles import Titles
from ingest.numbers import FoundNumber, find_numbers
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary
from vectorstore.words import stem

#: Months of a unit of time.
MONTHS = {"year": 12.0, "month": 1.0, "week": 12 / 52, "hour": 12 / 2080}
# "…, including two years as …", "…, of which one year was …": what follows is a part of what stands before.
_WITHIN = re.compile(
    r"[,;(]?\s*\b(?:(?:including|of which|which (?:shall|must) have included|provided that)(?:\s+at least)?"
    r"|at least)\b",
    re.IGNORECASE,
)
# "… as a Clerk or in a comparable class": whoever has the class needs no other.
_OR_COMPARABLE = re.compile(
    r",?\s*\bor\s+(?:in\s+|as\s+|at\s+)?(?:an?\s+|any\s+|other\s+)*(?:substantially\s+)?(?:comparable|equivalent|similar|equal)\b"
    r"[\w\s-]*?\b(?:class|classes|classification|classifications|position|positions|level|capacity|role)\b"
    r"(?:\s+at\s+the\s+same(?:\s+or\s+(?:a\s+)?higher)?\s+level)?",
    re.IGNORECASE,
)
_OF_IT = re.compile(r"\s+of\s+(?:which|it|this|these|the required)\b")
# … or as one of a title that no loaded document has: "a Clerk or Case Worker".
_OR_TITLED = re.compile(r"(?:,|\s+or)\s+(?:an?\s+)?(?:[A-Z][\w']+\s*){1,6}(?=[,.;]|\s*\bor\b|\s*$)")
# Whoever helps those of a class is not of that class.
_BESIDE = re.compile(r"\b(?:helper|aide|assisting|assistance|subordinate)\s+(?:to\s+)?(?:an?|the)\b")
_PREFERABLY = re.compile(r",?\s*\(?\bpreferabl[ey]\b[^,.;)]*\)?", re.IGNORECASE)
_LIST = re.compile(r",\s*(?:or\s+)?|\s+or\s+")
#: Words of a list that may not be split: they belong to all of it, or say more of one.
_JOINED = re.compile(r"\b(?:and|which|that|with|who|including|such as)\b|[()]")


def work_needs(leaf: Leaf, vocabulary: Vocabulary, titles: Titles, agency: str) -> Iterator[Need]:
    """Yield what a condition asks for of experience: the whole, then each part of it; nothing without an amount."""
    printed = _PREFERABLY.sub(" ", leaf.text.replace("’", "'"))
    text = printed.lower() if len(printed.lower()) == len(printed) else printed
    times = [number for number in find_numbers(text) if number.unit in MONTHS]
    narrowed = any(remark.role is Role.NARROWS for remark in leaf.remarks)
    ends = _ends(text, times)
    if len(ends) < len(times):
        # A second amount that is no part of the first one.
        times, ends, narrowed = times[:1], [len(text)], True
    for at, (number, end) in enumerate(zip(times, ends, strict=True)):
        begins = ends[at - 1] if at else 0
        before, after = _WITHIN.sub(" ", printed[begins : number.start]), printed[number.end : end]
        yield _need(number, f"{before} {after}", after.lower(), vocabulary, titles, agency, narrowed and at == 0)


def _ends(text: str, times: Sequence[FoundNumber]) -> list[int]:
    """Where what each amount is of ends; fewer than there are amounts where one is no part of the one before."""
    found = []
    for number, following in pairwise(times):
        within = list(_WITHIN.finditer(text, number.end, following.start + 1))
        if within:
            found.append(within[-1].start())
        elif _OF_IT.match(text, following.end):
            found.append(following.start)
    return [*found, len(text)] if times else []


def _need(
    number: FoundNumber, text: str, after: str, vocabulary: Vocabulary, titles: Titles, agency: str, narrowed: bool
) -> Need:
    printed, text = text, text.lower()
    classes, titled = titles.found(text) if not _BESIDE.search(text) else (frozenset[str](), frozenset[str]())
    if classes:
        text = _OR_TITLED.sub(" ", _OR_COMPARABLE.sub(" ", printed)).lower()
    quality = tuple(dict.fromkeys(match[0] for match in vocabulary.qualify["quality"].finditer(text)))
    return Need(
        Kind.EXPERIENCE,
        number.value * MONTHS[number.unit],
        words=content(text, vocabulary, agency, titled),
        kinds=() if classes else _kinds(after, vocabulary, agency),
        quality=quality,
        classes=classes,
        narrowed=narrowed,
    )


def content(text: str, vocabulary: Vocabulary, agency: str, titled: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the stems of what lower-case `text` says beside titles, the agency, words of quality and idle ones."""
    idle = {*fold(agency).split(), *titled}
    words = fold(vocabulary.qualify["quality"].sub(" ", text)).split()
    pattern = vocabulary.qualify["idle"]
    return frozenset(
        stem(word) for word in words if word not in idle and not word.isdigit() and not pattern.fullmatch(word)
    )


def _kinds(after: str, vocabulary: Vocabulary, agency: str) -> tuple[frozenset[str], ...]:
    """The kinds of a plain list of which one is enough; empty where the words are no such list."""
    if _JOINED.search(after) or " or " not in after:
        return ()
    found = [content(part, vocabulary, agency) for part in _LIST.split(after.strip(" .;"))]
    alone = all(len(kind) == 1 for kind in found)
    return tuple(kind for kind in found if kind and (alone or len(kind) > 1))
