"""What a message says that its writer has not: schooling, units, kinds of work, work for a public agency."""

import re
from collections.abc import Iterator, Sequence

from assistant.qualify.credentials import Lacking
from assistant.qualify.marked import Marked

_NEVER = re.compile(
    r"\b(?:none(?: of (?:it|them|that))?|never(?: worked)?)(?: (?:was|were))? (?:in|as) (?:an? |the )?"
    r"(?P<kind>[\w -]+?)(?=[.,;?!]|$| (?:and|but|do|can|so)\b)"
)
_NO_KIND = re.compile(r"\bno (?!(?:work|prior|job|other|previous|relevant) )(?P<kind>(?:[\w-]+ ){1,3})experience\b")


def without_units(marked: Marked) -> tuple[tuple[float, str], ...]:
    """Return units of study, zero, where a text says that there are none, and mark its words."""
    match = marked.rows["no_units"].search(marked.lower)
    return ((0.0, marked.take(*match.span())),) if match else ()


def lacking(marked: Marked, denied: Sequence[tuple[int, str]]) -> Lacking:
    """Return what a text says is lacking, and mark its words; `denied` are ranks of schooling that it denies."""
    ranks = [*denied, *_schooling(marked)]
    said = [words for _, words in ranks]
    public = marked.rows["private_only"].search(marked.lower)
    if public is not None:
        said.append(marked.take(*public.span()))
    kinds = tuple(_kinds(marked))
    return Lacking(min((rank for rank, _ in ranks), default=None), kinds, public is not None, tuple(said))


def _schooling(marked: Marked) -> Iterator[tuple[int, str]]:
    levels = {level.level: level.rank for level in marked.vocabulary.schooling}
    for row, level in (("no_degree", "degree"), ("no_college", "some college")):
        for match in marked.rows[row].finditer(marked.lower):
            if marked.free(*match.span()):
                yield levels[level], marked.take(*match.span())


def _kinds(marked: Marked) -> Iterator[tuple[frozenset[str], str]]:
    for pattern in (_NEVER, _NO_KIND):
        for match in pattern.finditer(marked.lower):
            if marked.free(*match.span()) and not marked.is_title(*match.span("kind")):
                yield marked.implied(match["kind"]), marked.take(*match.span())
