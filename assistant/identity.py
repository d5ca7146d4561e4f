"""Know exactly which class a question means, or that it means several, or none.

A class's key is its core words, level, numeral, qualifier and agency. The
core may be abbreviated or misspelled; level and numeral must agree. What
stands right before a title in the question and nothing explains ("hydroelectric
plant operator") makes it another title.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from assistant.beside import is_modified, is_of_another
from assistant.lexicon import Lexicon, Name
from assistant.marks import Marks, bare, mark
from assistant.runs import Run, in_parts, runs
from assistant.scan import Token
from assistant.titles import TitleKey
from vectorstore.folding import fold, fold_word
from vectorstore.spec import CatalogEntry

_MOST_NEAREST = 5
_LEAST_NEAR = 0.3
#: Words that must stand before the last one of a title which is left out.
_HEADLESS = 2


class Match(StrEnum):
    """How a mention in a question agrees with a class."""

    EXACT = "exact"
    OPEN = "open"
    """Core and level agree; the class has a numeral or qualifier that the question leaves out."""
    PART = "part"
    """The question has some words of the title, its head among them, and no other."""
    NEAR = "near"
    """Alike, and another class: a level differs, a word is missing or too many."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A class that a stretch of a question may mean."""

    entry: CatalogEntry
    match: Match
    first: int
    """Index of the mention's first token."""

    last: int
    """Index just past its last token."""

    score: float
    """Word weight (IDF) of the title that the question has, times its exactness."""

    numeral: str = ""
    """Roman numeral of the mention; empty for none."""

    whole: bool = False
    """The mention has every word of the title's core, be its level or numeral another."""


@dataclass(frozen=True, slots=True)
class Mention:
    """What a question says of a class."""

    candidates: tuple[Candidate, ...] = ()
    """The best reading's classes; several where the mention fits several."""

    nearest: tuple[CatalogEntry, ...] = ()
    """Classes that are alike, where none fits."""

    by_code: bool = False

    agency: str = ""
    """The agency that the question names, where the classes that fit are another's."""

    span: tuple[int, int] = (0, 0)
    """Indexes of the first token and just past the last that are like the nearest, where none fits."""

    @property
    def first(self) -> int:
        """Index of its first token."""
        return self.candidates[0].first

    @property
    def last(self) -> int:
        """Index just past its last token."""
        return self.candidates[0].last


def find_mentions(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    explained: Callable[[int], bool],
    *,
    phrased: Collection[int] = (),
    is_word: Callable[[str], bool] = lambda _: False,
) -> list[Candidate]:
    """Return every class that a stretch of `tokens` may mean, best first.

    `explained(i)` says whether the vocabulary explains token i without titles;
    `phrased` are the tokens of facets; `is_word` tells a real word from a slip.
    """
    readings = [lexicon.readings(t, explained=explained(i), is_real=is_word(bare(t.raw))) for i, t in enumerate(tokens)]
    # "Clerk, Senior spec" asks for its spec, and for no senior specialist.
    readings = [{} if _ends_name(tokens, i, lexicon) else known for i, known in enumerate(readings)]
    marks = mark(tokens, readings, phrased, lexicon.vocabulary)
    names = (lexicon.names[i] for i in lexicon.likely(marks.at))
    found = [c for name in names for c in _candidates(name, tokens, marks, lexicon, explained)]
    return sorted(found, key=_rank)


def _ends_name(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a word for a document or a class stands behind the level that ends a title: "Clerk, Senior spec"."""
    before = tokens[at - 1] if at else None
    levels = lexicon.vocabulary.levels
    kind = tokens[at].word in lexicon.vocabulary.title["kinds"]
    return kind and before is not None and before.after_comma and before.word in levels


def _rank(candidate: Candidate) -> tuple[float, str]:
    order = {Match.EXACT: 0, Match.OPEN: 0, Match.PART: 1, Match.NEAR: 2}
    return order[candidate.match] * 1000 - candidate.score, candidate.entry.spec.title


def _candidates(
    name: Name, tokens: Sequence[Token], marks: Marks, lexicon: Lexicon, explained: Callable[[int], bool]
) -> Iterable[Candidate]:
    core, found = name.core, list(runs(name.key, name.words, marks))
    for run in [*found, *in_parts(name.key, found, tokens, marks)]:
        covered = run.core & core
        # "The specialist" is who is called so, though that be in parentheses.
        person = not covered and bool(name.key.called) and set(name.key.qualifier) <= set(run.core)
        if not (covered or person):
            continue
        whole = covered == core
        total = sum(lexicon.weight(word) * n for word, n in core.items())
        got = sum(lexicon.weight(word) * n for word, n in (covered or run.core).items())
        match = _match(name.key, run, full=whole, person=person)
        if name.is_series and match is not Match.NEAR:
            # A title of its own goes before the series's, and a part of that names nothing.
            match, got = Match.OPEN if whole else Match.NEAR, got / 2
        if match is not Match.NEAR and (
            is_modified(run, tokens, marks, explained, lexicon)
            or is_of_another(name, run, tokens, marks, lexicon, part=match is Match.PART)
        ):
            match = Match.NEAR
        extra = 0.5 * sum(lexicon.weight(word) for word in set(name.key.qualifier) & set(run.core))
        agreement = 0.25 * (run.levels == name.key.levels) + 0.25 * (run.numeral == name.key.numeral)
        score = (got * run.quality + extra) * (got / total if match in (Match.PART, Match.NEAR) else 1.0) + agreement
        yield Candidate(name.entry, match, run.first, run.last, score, run.numeral, whole and not name.is_series)


def _match(key: TitleKey, run: Run, *, full: bool, person: bool = False) -> Match:
    if run.levels != key.levels or (run.numeral and run.numeral != key.numeral):
        return Match.NEAR
    if not full:
        # "Harbor patrol" for the officer: all of it but the word for a person.
        headless = len(key.core) > _HEADLESS and set(key.core[:-1]) <= set(run.core)
        part = key.head in run.core or headless or person
        return Match.PART if part and not run.turned else Match.NEAR
    qualified = not key.qualifier or set(key.qualifier) <= set(run.core)
    return Match.EXACT if run.numeral == key.numeral and qualified else Match.OPEN


def settle(found: Sequence[Candidate]) -> Mention:
    """Return what the best stretch of a question means: one class, several that fit, or only near ones."""
    found = _outermost(found)
    if not found or found[0].match is Match.NEAR:
        span = next(((c.first, c.last) for c in found if c.whole), (0, 0))
        return Mention(nearest=newest(c.entry for c in found if c.score > 0)[:_MOST_NEAREST], span=span)
    best = found[0]
    rivals = [c for c in found if c.match is not Match.NEAR and c.first < best.last and best.first < c.last]
    longest = max(c.last - c.first for c in rivals if c.score >= 0.8 * best.score)
    rivals = [c for c in rivals if c.last - c.first == longest and c.score >= 0.8 * best.score] or [best]
    exact = [c for c in rivals if c.match is Match.EXACT]
    chosen = exact or [c for c in rivals if c.match is Match.OPEN] or rivals
    top = max(c.score for c in chosen)
    if chosen is rivals and all(c.match is Match.PART for c in rivals):
        # "The coordinator": whichever has that word, however long its title is.
        chosen = [c for c in found if c.match is Match.PART and (c.first, c.last) == (best.first, best.last)]
    kept = [c for c in chosen if c.score >= top - 0.05] if exact else chosen
    return Mention(tuple(_one_each(kept)))


def _outermost(found: Sequence[Candidate]) -> list[Candidate]:
    """Leave out what stands within a longer title: "Clerk" of "Payroll Clerk", or of a "Payroll Clerk IX"."""
    spans = {(c.first, c.last) for c in found if c.whole or c.match in (Match.EXACT, Match.OPEN)}
    return [c for c in found if c.match is Match.NEAR or not any(_within(c, span) for span in spans)]


def _within(candidate: Candidate, span: tuple[int, int]) -> bool:
    """Whether a candidate stands within a span and is less than it; a part of a title is less than a whole one."""
    own = (candidate.first, candidate.last)
    if own == span:
        return candidate.match is Match.PART
    return span[0] <= own[0] and own[1] <= span[1]


def _one_each(found: Iterable[Candidate]) -> list[Candidate]:
    """The newest document of each class."""
    newest: dict[str, Candidate] = {}
    for candidate in found:
        known = newest.get(candidate.entry.class_id)
        if known is None or candidate.entry.spec.revision > known.entry.spec.revision:
            newest[candidate.entry.class_id] = candidate
    return list(newest.values())


def newest(entries: Iterable[CatalogEntry]) -> tuple[CatalogEntry, ...]:
    """Return the newest document of each class; of two of one date, the first."""
    found: dict[str, CatalogEntry] = {}
    for entry in entries:
        known = found.get(entry.class_id)
        if known is None or entry.spec.revision > known.spec.revision:
            found[entry.class_id] = entry
    return tuple(found.values())


def nearest(words: str, entries: Iterable[CatalogEntry]) -> tuple[CatalogEntry, ...]:
    """Return the classes whose titles are most like `words`, best first."""
    distinct = newest(entries)
    titles = {i: fold(entry.spec.title) for i, entry in enumerate(distinct)}
    close = process.extract(
        " ".join(fold_word(word) for word in words.split()), titles, scorer=fuzz.token_set_ratio, limit=_MOST_NEAREST
    )
    return tuple(distinct[i] for _, score, i in close if score >= 100 * _LEAST_NEAR + 25)
