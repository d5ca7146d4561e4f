"""Read in which order and in which groups a question for many classes wants them."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.conditions import Order
from assistant.listopenings import Opening
from assistant.listwords import BY, SUPERLATIVE, ListWords
from assistant.literals import Kind, Literal
from assistant.scan import Phrase
from assistant.scanner import Scan
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Ordered:
    """An order that is asked for."""

    order: Order
    tokens: frozenset[int]
    """Indexes of the words that say so."""


class Arranging:
    """Reads orders and groups."""

    def __init__(self, vocabulary: Vocabulary, words: ListWords) -> None:
        """Read with the facets and superlatives of `vocabulary`, and the list words that mark its questions."""
        self._vocabulary = vocabulary
        self._words = words
        self._documents = frozenset(fold(word) for word in vocabulary.lists["documents"])

    def order(
        self, scan: Scan, marks: Sequence[Phrase], literals: Sequence[Literal], opening: Opening
    ) -> tuple[Ordered | None, list[Literal]]:
        """Return the order that is asked for and the literals that do not say how many."""
        mark = next((m for m in marks if m.facets[0].startswith(SUPERLATIVE)), None)
        dated = any(one.kind is Kind.DATE for one in literals)
        if mark is None and (last := self._ends(scan)) is not None:
            return last, list(literals)
        if mark is None or (dated and scan.tokens[mark.first].word in ("last", "latest")):
            # "Last revised before 1990" compares.
            return None, list(literals)
        row = self._vocabulary.superlatives[int(mark.facets[0].removeprefix(SUPERLATIVE))]
        facet, beside_it = self._ordering(scan, mark, row.facet, opening)
        paid = [m for m in marks if m.facets[0].startswith(BY)] if facet == "salary" else []
        within = self._words.periods(scan.tokens[mark.first : mark.last]) if facet == "salary" else ""
        period = paid[0].facets[0].removeprefix(BY) if paid else within
        counts = [one for one in literals if one.kind is Kind.NUMBER and not one.unit and _is_count(one)][:1]
        worded, counted = self._worded(scan, mark)
        most = int(float(counts[0].value)) if counts else worded if worded or opening.plural else 1
        said = scan.text[scan.tokens[mark.first].start : scan.tokens[mark.last - 1].end]
        tokens = {
            *range(mark.first, mark.last),
            *beside_it,
            *(at for one in paid for at in range(one.first, one.last)),
            *counted,
            *(at for one in counts for at in places(scan, one)),
        }
        rest = [one for one in literals if one not in counts]
        return Ordered(Order(facet, row.greatest, most, said, period), frozenset(tokens)), rest

    def _worded(self, scan: Scan, mark: Phrase) -> tuple[int | None, list[int]]:
        """Return how many a number word beside a superlative says, None for none, and the word: "three oldest"."""
        numbers = self._vocabulary.title["numbers"]
        beside = [at for at in (mark.first - 1, mark.last) if 0 <= at < len(scan.tokens)]
        found = [at for at in beside if scan.tokens[at].word in numbers][:1]
        return (numbers.index(scan.tokens[found[0]].word) + 1 if found else None), found

    def _ends(self, scan: Scan) -> Ordered | None:
        """Return the order of "which bulletin opened first"."""
        at, facets = len(scan.tokens) - 1, self._vocabulary.facets
        word = scan.tokens[at].word if at > 0 else ""
        phrase = next((p for p in scan.phrases if p.last == at and not p.weak), None)
        if word not in ("first", "last") or phrase is None or not facets.get(phrase.facets[0]):
            return None
        if facets[phrase.facets[0]].value != "date":
            return None
        order = Order(phrase.facets[0], word == "last", 1, scan.text[scan.tokens[phrase.first].start :].strip("?. "))
        return Ordered(order, frozenset(range(phrase.first, at + 1)))

    def _ordering(self, scan: Scan, mark: Phrase, facet: str, opening: Opening) -> tuple[str, frozenset[int]]:
        """Return the facet of a superlative, and the words beside it that say so: "approved most recently"."""
        facets = self._vocabulary.facets
        if facets[facet].value != "date":
            return facet, frozenset()
        for phrase in scan.phrases:
            key = next((key for key in phrase.facets if key in facets and facets[key].value == "date"), "")
            if key and not phrase.weak and (phrase.last == mark.first or phrase.first == mark.last):
                return key, frozenset(range(phrase.first, phrase.last))
        documents = facet == "established" and any(scan.tokens[at].word in self._documents for at in opening.tokens)
        return ("revised" if documents else facet), frozenset()

    def group(self, scan: Scan, marks: Sequence[Phrase]) -> tuple[str, frozenset[int]]:
        """Return the facet to group by, and the words that say so."""
        if (by_year := self._by_year(scan)) is not None:
            return by_year
        for mark in marks:
            if mark.facets[0] != "groups":
                continue
            named = next((p for p in scan.phrases if mark.last <= p.first <= mark.last + 1), None)
            word = scan.tokens[mark.last].word if mark.last < len(scan.tokens) else ""
            plain = next((f for f in ("agency", "department", "title") if f == word), "")
            if named is not None and not named.weak:
                return self._grouping(named.facets), frozenset(range(mark.first, named.last))
            if plain:
                return plain, frozenset(range(mark.first, mark.last + 1))
        return "", frozenset()

    def _by_year(self, scan: Scan) -> tuple[str, frozenset[int]] | None:
        """Return the date by whose years is grouped: "opened in each year"."""
        known, words = self._vocabulary.facets, [token.word for token in scan.tokens]
        each, before = self._vocabulary.lists["each"], self._vocabulary.lists["before_each"]
        dates = [key for p in scan.phrases if not p.weak for key in p.facets[:1] if key in known and known[key].dated]
        at = next((at for at, word in enumerate(words) if word == "year" and at and words[at - 1] in each), None)
        if not dates or at is None:
            return None
        first = at - 2 if at > 1 and words[at - 2] in before else at - 1
        return dates[0], frozenset(range(first, at + 1))

    def _grouping(self, facets: Sequence[str]) -> str:
        known = self._vocabulary.facets
        return next((key for key in facets if key in known and known[key].value), facets[0])


def _is_count(literal: Literal) -> bool:
    return isinstance(literal.value, float) and 0 < literal.value < 10_000 and literal.value.is_integer()


def places(scan: Scan, literal: Literal) -> list[int]:
    """Return the indexes of the tokens of a literal."""
    return [at for at, token in enumerate(scan.tokens) if literal.start <= token.start < literal.end]
