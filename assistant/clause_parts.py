"""Cut a question for many classes into parts at "and", "or", "but" and commas, and tell what stands in each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.lexicon import Lexicon
from assistant.listwords import BY, VALUE, class_nouns, idle_words
from assistant.literals import Kind, Literal
from assistant.scan import Phrase
from assistant.scanner import Scan, Scanner
from vectorstore.vocabulary import Vocabulary

#: Marks that say something of what stands in their part.
_TELLING = frozenset(
    {"requires", "bars", "may", "certainly", "prefers", "states", "denies", "says", "silent", "top", "starts"}
    | {f"{BY}{period}" for period in ("hour", "month", "year")}
)
#: Digits that a mark parts: "2,500".
_PARTED = re.compile(r"\d[.,]\d")
#: Tokens between the two ends of a range.
_MOST_BETWEEN = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of tokens, with what stands in it."""

    first: int
    last: int
    joint: str
    """What joins it with the part before: `and`, `or`, or nothing."""

    verbs: frozenset[str]
    """Rows of the vocabulary's `lists` whose phrases it has."""

    phrases: tuple[Phrase, ...]
    """Facets that it names."""

    literals: tuple[Literal, ...]
    values: tuple[Phrase, ...]
    """Values that it names, of `ListWords` or of `Lexicon.stated`."""

    loose: tuple[int, ...]
    """Tokens that nothing explains."""

    told: frozenset[int]
    """Tokens of its verbs."""

    text: str
    """As written."""

    @property
    def is_empty(self) -> bool:
        """Whether it names nothing that a condition could be of."""
        paid = any(verb.startswith(BY) for verb in self.verbs)
        return not (self.phrases or self.literals or self.values or self.loose or paid)


@dataclass(frozen=True, slots=True)
class _Marked:
    """A question with the tokens that are explained."""

    scan: Scan
    placed: tuple[tuple[Literal, tuple[int, ...]], ...]
    """Literals outside of values, each with its tokens."""

    values: tuple[Phrase, ...]
    phrases: tuple[Phrase, ...]
    marks: tuple[Phrase, ...]
    taken: frozenset[int]
    """Tokens of literals, values, phrases, and of what asks for classes."""

    bound: frozenset[int]
    """Tokens of literals, and between the ends of a range."""


class Parts:
    """Cuts questions that one scanner marked."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, scanner: Scanner) -> None:
        """Cut with the facets of `vocabulary`, and the values that `lexicon` knows."""
        self._lexicon = lexicon
        self._scanner = scanner
        self._idle, self._nouns = idle_words(vocabulary), class_nouns(vocabulary)
        self._joints = frozenset(vocabulary.lists["joints"])
        self._durations = {facet.key for facet in vocabulary.facets.values() if facet.duration}
        self._meaning = frozenset(vocabulary.lists["meaning"]) | frozenset(vocabulary.levels)

    def of(
        self, scan: Scan, marks: Sequence[Phrase], literals: Sequence[Literal], free: frozenset[int]
    ) -> Iterator[Part]:
        """Yield the parts of a question, what stands in the tokens `free` left out."""
        marked = self._marked(scan, marks, literals, free)
        cuts = [at for at, token in enumerate(scan.tokens)
                if token.word in self._joints and at not in marked.taken | marked.bound]  # fmt: skip
        commas = [at for at, token in enumerate(scan.tokens)
                  if token.after_comma and not {at, at - 1} & set(cuts) and at not in marked.bound]  # fmt: skip
        bounds = sorted({0, len(scan.tokens), *cuts, *commas})
        bounds = sorted({*bounds, *(at for pair in pairwise(bounds) if (at := self._denial(marked, *pair)))})
        for first, last in pairwise(bounds):
            joint = scan.tokens[first].word if first in cuts else "and" if first else ""
            yield self._part(marked, first, last, "or" if joint == "or" else "and" if joint else "")

    def _marked(
        self, scan: Scan, marks: Sequence[Phrase], literals: Sequence[Literal], free: frozenset[int]
    ) -> _Marked:
        lasts = any(self._durations & set(phrase.facets) for phrase in scan.phrases)
        amounts = frozenset(at for one in literals if len(places := _places(scan, one)) > 1
                            and (_is_amount(one, scan) or (lasts and one.kind is Kind.DURATION))
                            for at in places)  # fmt: skip
        # The "2" of "$2,500" is no work week group.
        values = tuple(v for v in self._values(scan, marks) if not (free & _tokens(v) or _tokens(v) <= amounts))
        of_values = frozenset(at for value in values for at in _tokens(value))
        placed = tuple((one, at) for one in literals if (at := _places(scan, one)) and not set(at) <= free | of_values)
        of_literals = frozenset(at for _, where in placed for at in range(where[0], where[-1] + 1))
        said = [_tokens(mark) for mark in marks if mark.facets[0] in _TELLING]
        # "By the hour" speaks of no working hours.
        strong = [p for p in scan.phrases if not p.weak and not any(_tokens(p) <= at for at in said)]
        named = (p for phrase in strong for p in self._scanner.parts(scan, phrase, self._joints))
        # "Classes established …" is a label, and the noun asks for classes.
        cut = (p if p.first not in free else self._scanner.phrase_at(scan, p.first + 1, p.last) for p in named)
        phrases = tuple(p for p in cut if p is not None and not free & _tokens(p)
                        and not _tokens(p) <= of_values | of_literals)  # fmt: skip
        of_phrases = frozenset(at for p in phrases for at in _tokens(p))
        telling = tuple(mark for mark in marks if mark.facets[0] in _TELLING
                        and not (of_literals | of_values) & _tokens(mark))  # fmt: skip
        taken = free | of_literals | of_values | of_phrases
        return _Marked(scan, placed, values, phrases, telling, taken, of_literals | _between(placed))

    def _denial(self, marked: _Marked, first: int, last: int) -> int | None:
        """Where a denial begins that does not reach back: "exempt classes that require no license"; None for none."""
        mark = next((m for m in marked.marks if "denies" in m.facets and first < m.first < last), None)
        if mark is None:
            return None
        before, behind = set(range(first, mark.first)), set(range(mark.last, last))
        values = {at for one in marked.values for at in _tokens(one)}
        named = {at for one in marked.phrases for at in _tokens(one)} | marked.bound
        # "The FLSA status not exempt" is all one; "exempt classes without a degree" is not.
        told = any(m.first in before and "denies" not in m.facets for m in marked.marks)
        apart = bool(values & before and named & behind)
        apart = apart or bool(told and (values | named) & before and (values | named) & behind)
        return mark.first if apart else None

    def _part(self, marked: _Marked, first: int, last: int, joint: str) -> Part:
        inside, scan = range(first, last), marked.scan
        said = [mark for mark in marked.marks if mark.first in inside]
        told = frozenset(at for mark in said for at in _tokens(mark))
        joints = {first} if scan.tokens[first].word in self._joints else set()
        known = marked.taken | told | joints
        return Part(
            first,
            last,
            joint,
            _verbs(said),
            _merged([phrase for phrase in marked.phrases if phrase.first in inside]),
            tuple(literal for literal, at in marked.placed if at[0] in inside),
            tuple(value for value in marked.values if value.first in inside),
            tuple(at for at in inside if at not in known and not self._is_idle(scan, at)),
            told,
            scan.text[scan.tokens[first].start : scan.tokens[last - 1].end],
        )

    def _is_idle(self, scan: Scan, at: int) -> bool:
        token = scan.tokens[at]
        said = {token.word, token.raw.lower()}
        if said & self._meaning or token.word in self._scanner.agencies.words or self._is_letter(scan, at):
            return False
        return bool(said & self._idle) or self._scanner.is_plain(token)

    def _is_letter(self, scan: Scan, at: int) -> bool:
        """Whether a token is a capital that says which class a license is of: "a class A", and no article."""
        raw = scan.tokens[at].raw
        return len(raw) == 1 and raw.isupper() and at > 0 and scan.tokens[at - 1].word in self._nouns

    def _values(self, scan: Scan, marks: Sequence[Phrase]) -> list[Phrase]:
        """The values that are named: kinds that the vocabulary knows, and what facts state, word for word."""
        known = [mark for mark in marks if mark.facets[0].startswith(VALUE)]
        of_known = {at for mark in known for at in _tokens(mark)}
        return [*known, *(value for value in self._lexicon.stated(scan.tokens) if not of_known & _tokens(value))]


def _verbs(marks: Sequence[Phrase]) -> frozenset[str]:
    """What marks of one part say; "may a license be required" requires none for sure."""
    verbs = frozenset(mark.facets[0] for mark in marks)
    return verbs - {"requires"} if "may" in verbs else verbs


def _merged(phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """Join phrases side by side that name one facet: "class B" and "license"."""
    found: list[Phrase] = []
    for phrase in phrases:
        before = found[-1] if found else None
        if before is not None and before.last == phrase.first and before.facets[0] == phrase.facets[0]:
            found[-1] = replace(before, last=phrase.last)
        else:
            found.append(phrase)
    return tuple(found)


def _tokens(phrase: Phrase) -> frozenset[int]:
    return frozenset(range(phrase.first, phrase.last))


def _is_amount(literal: Literal, scan: Scan) -> bool:
    """Whether the digits of a literal are money, or a number that is written with a comma."""
    return literal.kind is Kind.MONEY or bool(_PARTED.search(scan.text, literal.start, literal.end))


def _places(scan: Scan, literal: Literal) -> tuple[int, ...]:
    return tuple(at for at, token in enumerate(scan.tokens) if literal.start <= token.start < literal.end)


def _between(placed: Sequence[tuple[Literal, tuple[int, ...]]]) -> frozenset[int]:
    """The tokens between the two ends of a range."""
    ends = ((at[-1], other[0]) for (low, at), (high, other) in pairwise(placed) if low.kind is high.kind)
    return frozenset(at for last, first in ends if first - last <= _MOST_BETWEEN for at in range(last + 1, first))
