"""Read a question for many classes: which conditions, in which order, in which groups.

"Which classes require a commercial license but no degree?" is cut into clauses
at "and", "or", "but" and commas; each clause gives its conditions, and what it
does not say again (that something is required, or denied) is that of the
clause before. A word that no condition explains makes it none of these
questions: no list is made of what was not understood.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.clausing import Clause, Clauses
from assistant.conditions import AllOf, AnyOf, Asked, Mentioned, OfAgency, Order, Selection, Tree, Valued, leaves
from assistant.lexicon import Lexicon
from assistant.listwords import SUPERLATIVE, ListWords, Opening
from assistant.literals import Kind, Literal, find_literals
from assistant.scan import Phrase
from assistant.scanner import Scan, Scanner
from assistant.searched import Searched
from vectorstore.vocabulary import Vocabulary

_DECADE = re.compile(r"\b(?:in |during )?the (1[89]\d|20\d)0'?s\b", re.IGNORECASE)
#: Frames whose words ask for something else than a list.
_OTHERS = ("ladder", "qualify", "revision")
#: Facets by whose value one class is named.
_NAMING = ("class_code", "title")


@dataclass(frozen=True, slots=True)
class _Ordered:
    order: Order
    tokens: frozenset[int]


class Selector:
    """Reads questions for many classes."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, scanner: Scanner) -> None:
        """Read with the facets and list words of `vocabulary`, and the values that `lexicon` knows."""
        self._vocabulary = vocabulary
        self._scanner = scanner
        self._words = ListWords(vocabulary)
        self._clauses = Clauses(vocabulary, lexicon, scanner)
        self._searched = Searched(vocabulary, scanner)

    def read(self, text: str) -> Selection | None:
        """Return what `text` asks for; None where it is no such question, or not wholly understood."""
        text = _DECADE.sub(lambda match: f"between {match[1]}0 and {match[1]}9", text)
        scan = self._scanner.scan(text)
        marks = self._words.marks(scan.tokens)
        opening = self._words.opening(scan, marks)
        if opening is None:
            return None
        literals = find_literals(text, self._vocabulary)
        found, searching = self._searched.read(scan, marks, min(opening.tokens))
        free = self._free(scan, opening, searching)
        if any(not _within(mention.first, mention.last, literals, scan, free) for mention in scan.named):
            return None
        if self._words.is_bare(scan, opening):
            return Selection() if opening.surely else None
        if any(self._scanner.has_cue(scan, frame, without=free) for frame in _OTHERS):
            return None
        return self._selection(scan, marks, literals, opening, found, free)

    def facets_named(self, text: str) -> frozenset[str]:
        """Return the facets that the words of `text` may name."""
        return frozenset(key for phrase in self._scanner.scan(text).phrases for key in phrase.facets)

    def _selection(
        self,
        scan: Scan,
        marks: Sequence[Phrase],
        literals: Sequence[Literal],
        opening: Opening,
        found: Sequence[Tree],
        free: frozenset[int],
    ) -> Selection | None:
        ordered, literals = self._order(scan, marks, literals, opening)
        group, grouping = self._group(scan, marks)
        free |= grouping | (ordered.tokens if ordered else frozenset())
        agency, of_agency = self._agency(scan, free)
        free |= of_agency
        clauses = self._clauses.read(scan, marks, literals, free)
        if clauses is None:
            return None
        parts = [*([OfAgency(agency)] if agency else []), *found]
        tree = _joined(parts, clauses)
        selection = Selection(tree, ordered.order if ordered else None, group)
        return selection if self._is_meant(scan, selection, clauses, opening) else None

    def _is_meant(self, scan: Scan, selection: Selection, clauses: Sequence[Clause], opening: Opening) -> bool:
        """Whether a list is asked for: a question for one class may describe its work, or speak of the one in play."""
        conditions = list(leaves(selection.tree))
        if not (conditions or selection.order or selection.group):
            return False
        if any(isinstance(one, Valued) and one.facet in _NAMING for one in conditions):
            return False  # One class is looked up.
        if opening.surely:
            return True
        asks = any(token.word in self._vocabulary.words["self"] for token in scan.tokens)
        worded = any(isinstance(one, Asked) and (one.words or not one.modalities) for one in conditions)
        worded |= any(isinstance(one, Mentioned) and bool(one.modalities) for one in conditions)
        asked = all(clause.verbs or not any(isinstance(c, Asked) for c in leaves(clause.tree)) for clause in clauses)
        return asked and not asks and not worded

    def _free(self, scan: Scan, opening: Opening, searching: Iterable[int]) -> frozenset[int]:
        return opening.tokens | frozenset(searching)

    def _agency(self, scan: Scan, free: frozenset[int]) -> tuple[str, frozenset[int]]:
        """Return the agency that is named, and the words that do."""
        agencies = self._scanner.agencies
        said = [at for at, token in enumerate(scan.tokens) if token.word in agencies.words and at not in free]
        agency = agencies.named(scan.tokens) or agencies.best(scan.tokens[at].word for at in said)
        return agency, frozenset({*said, *(agencies.spelled(scan.tokens) - free)}) if agency else frozenset()

    def _order(
        self, scan: Scan, marks: Sequence[Phrase], literals: Sequence[Literal], opening: Opening
    ) -> tuple[_Ordered | None, list[Literal]]:
        """Return the order that is asked for and the literals that do not say how many."""
        mark = next((m for m in marks if m.facets[0].startswith(SUPERLATIVE)), None)
        dated = any(one.kind is Kind.DATE for one in literals)
        if mark is None or (dated and scan.tokens[mark.first].word in ("last", "latest")):
            # "Last revised before 1990" compares.
            return None, list(literals)
        row = self._vocabulary.superlatives[int(mark.facets[0].removeprefix(SUPERLATIVE))]
        counts = [one for one in literals if one.kind is Kind.NUMBER and not one.unit and _is_count(one)]
        numbers = self._vocabulary.title["numbers"]
        beside = [at for at in (mark.first - 1, mark.last) if 0 <= at < len(scan.tokens)]
        counted = next((at for at in beside if scan.tokens[at].word in numbers), None)
        worded = numbers.index(scan.tokens[counted].word) + 1 if counted is not None else None
        most = int(float(counts[0].value)) if counts else worded if worded or opening.plural else 1
        said = scan.text[scan.tokens[mark.first].start : scan.tokens[mark.last - 1].end]
        tokens = {
            *range(mark.first, mark.last),
            *([counted] if counted is not None else []),
            *(at for one in counts[:1] for at in _at(scan, one)),
        }
        rest = [one for one in literals if one not in counts[:1]]
        return _Ordered(Order(row.facet, row.greatest, most, said), frozenset(tokens)), rest

    def _group(self, scan: Scan, marks: Sequence[Phrase]) -> tuple[str, frozenset[int]]:
        """Return the facet to group by, and the words that say so."""
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

    def _grouping(self, facets: Sequence[str]) -> str:
        known = self._vocabulary.facets
        return next((key for key in facets if key in known and known[key].value), facets[0])


def _joined(parts: Sequence[Tree], clauses: Sequence[Clause]) -> Tree | None:
    """Return all conditions as one: "or" joins what "and" has joined."""
    ways: list[list[Tree]] = [[]]
    for clause in clauses:
        if clause.alternative and ways[-1]:
            ways.append([])
        ways[-1].append(clause.tree)
    either = [_all(way) for way in ways if way]
    rest = [AnyOf(tuple(either))] if len(either) > 1 else either
    together = [*parts, *rest]
    return _all(together) if together else None


def _all(parts: Sequence[Tree]) -> Tree:
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def _is_count(literal: Literal) -> bool:
    return isinstance(literal.value, float) and 0 < literal.value < 10_000 and literal.value.is_integer()


def _at(scan: Scan, literal: Literal) -> list[int]:
    return [at for at, token in enumerate(scan.tokens) if literal.start <= token.start < literal.end]


def _within(first: int, last: int, literals: Sequence[Literal], scan: Scan, free: frozenset[int]) -> bool:
    """Whether a mention of a class stands in what is looked for, or is the digits of a literal."""
    tokens = set(range(first, last))
    return tokens <= free or any(tokens <= set(_at(scan, one)) for one in literals)
