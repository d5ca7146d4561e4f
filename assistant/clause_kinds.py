"""Tell which narrower kinds of a facet one clause of a question for many classes names, and what only mentions it."""

from collections.abc import Iterable, Set

from assistant.clause_parts import Part
from assistant.listwords import idle_words
from assistant.scan import Phrase
from assistant.scanner import Scan
from assistant.terms import patterns, term_keys
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary, phrases
from vectorstore.vocabulary_rows import Facet


class Kinds:
    """Finds narrower kinds in one clause."""

    def __init__(self, vocabulary: Vocabulary, scan: Scan, part: Part) -> None:
        """Find them in `part` of `scan`."""
        self._vocabulary = vocabulary
        self._scan = scan
        self._part = part

    def named(self, facet: Facet) -> tuple[str, ...]:
        """Return the narrower kinds that are named; of what binds nobody, the longest: "not open to the public"."""
        keys = term_keys(facet, self._part.text)
        if facet.binds:
            return keys
        spans = {key: self.covered(facet, [key]) for key in keys}
        return tuple(key for key in keys if not any(spans[key] < spans[other] for other in keys))

    def covered(self, facet: Facet, terms: Iterable[str]) -> set[int]:
        """Return the tokens of the clause that name the narrower kinds `terms`."""
        spans = [match.span() for term in patterns(facet, terms) for match in term.finditer(self._text)]
        inside = range(self._part.first, self._part.last)
        return {at for at in inside for start, end in spans if start <= self._place(at) < end}

    def alone(self, loose: Set[int]) -> list[Phrase]:
        """Return the facet that only a narrower kind of it names, some of its words `loose`: "require a class A"."""
        if not loose or self._part.values:
            return []
        for facet in self._vocabulary.facets.values():
            covered = self.covered(facet, term_keys(facet, self._part.text))
            if facet.binds and covered & loose and not self._only_mentions(facet, min(covered), max(covered) + 1):
                return [Phrase((facet.key,), min(covered), max(covered) + 1, weak=False)]
        return []

    def denies_within(self, covered: set[int]) -> bool:
        """Return whether what denies is a part of the name of a narrower kind."""
        denying = self._vocabulary.lists["denies"]
        return any(self._scan.tokens[at].raw.lower() in denying for at in covered & self._part.told)

    def is_mention(self, phrase: Phrase) -> bool:
        """Return whether a phrase names a facet and is none of it: "a driving record" is no license."""
        facet = self._vocabulary.facets.get(phrase.facets[0])
        return facet is not None and self._only_mentions(facet, phrase.first, phrase.last)

    def _only_mentions(self, facet: Facet, first: int, last: int) -> bool:
        """Whether tokens that name a facet stand in a longer phrase that only mentions it."""
        if not facet.mentions:
            return False
        start = self._place(first)
        end = self._place(last - 1) + self._scan.tokens[last - 1].end - self._scan.tokens[last - 1].start
        spans = (match.span() for match in phrases(facet.mentions).finditer(self._text))
        return any(begin <= start and end <= past and (begin, past) != (start, end) for begin, past in spans)

    def is_narrower(self, facet: Facet, said: str) -> bool:
        """Return whether a phrase is only a heading of a facet: "selective certification" of a selection process."""
        named = fold(said).removeprefix("a ").removeprefix("the ")
        headings = {fold(heading) for heading in facet.headings}
        return named in headings and named not in {fold(word) for word in (facet.name, *facet.synonyms)}

    def goes_on(self, at: int, end: int) -> bool:
        """Return whether a phrase goes on at a token, in words that say little: "membership in the state bar"."""
        little = self._vocabulary.words["filler"] - idle_words(self._vocabulary)
        function = self._vocabulary.words["function"]
        behind = next((i for i in range(at, end) if self._scan.tokens[i].word not in function), end)
        return behind < end and self._scan.tokens[behind].word in little

    @property
    def _text(self) -> str:
        return self._part.text.replace("’", "'").lower()

    def _place(self, at: int) -> int:
        """Where a token begins, in code points of the clause."""
        return self._scan.tokens[at].start - self._scan.tokens[self._part.first].start
