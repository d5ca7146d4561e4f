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
from assistant.coherent import is_coherent
from assistant.conditions import AllOf, AnyOf, Asked, Mentioned, OfAgency, Order, Selection, Tree, Valued, leaves
from assistant.identity import Mention
from assistant.lexicon import Lexicon
from assistant.listwords import BY, SUPERLATIVE, VALUE, ListWords, Opening
from assistant.literals import Kind, Literal, find_literals
from assistant.scan import Phrase
from assistant.scanner import Scan, Scanner
from assistant.searched import Searched
from assistant.worded import Worded
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary

_DECADE = re.compile(r"\b(?:in |during )?the (1[89]\d|20\d)0'?s\b", re.IGNORECASE)
#: Frames whose words ask for something else than a list.
_OTHERS = ("ladder", "qualify", "revision")
#: Facets by whose value one class is named.
_NAMING = ("class_code", "title")
#: Words before "year" that tell groups apart, and before these.
_EACH, _BEFORE_EACH = frozenset({"each", "every", "by", "per"}), frozenset({"in", "for", "of", "during"})
#: Marks before what is asked for.
_ASKING = frozenset({"requires", "may", "prefers", "denies"})


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
        self._worded = Worded(vocabulary, scanner)
        self._documents = frozenset(fold(word) for word in vocabulary.lists["documents"])

    def read(self, text: str) -> Selection | None:
        """Return what `text` asks for; None where it is no such question, or not wholly understood."""
        text = _DECADE.sub(lambda match: f"between {match[1]}0 and {match[1]}9", text)
        scan = self._scanner.scan(text)
        marks = self._words.marks(scan.tokens)
        opening = self._words.opening(scan, marks)
        if opening is None:
            return self._fragment(scan, marks)
        literals = find_literals(text, self._vocabulary)
        found, searching = self._searched.read(scan, marks, min(opening.tokens))
        free = self._free(scan, opening, searching)
        named = [m for m in scan.named if not _within(m.first, m.last, literals, scan, free)]
        if any(not _is_asked(mention, marks, opening) for mention in named):
            return None
        if self._words.is_bare(scan, opening):
            return Selection() if opening.surely else None
        if any(self._scanner.has_cue(scan, frame, without=free) for frame in _OTHERS):
            return None
        return self._selection(scan, marks, literals, opening, found, free)

    def facets_named(self, text: str) -> frozenset[str]:
        """Return the facets that the words of `text` may name."""
        return frozenset(key for phrase in self._scanner.scan(text).phrases for key in phrase.facets)

    def _fragment(self, scan: Scan, marks: Sequence[Phrase]) -> Selection | None:
        """Return a search that is no sentence: an agency and values, and no word beside them."""
        agency, said = self._agency(scan, frozenset())
        values = [mark for mark in marks if mark.facets[0].startswith(VALUE)]
        taken = said.union(*(range(mark.first, mark.last) for mark in values))
        if not agency or not values or scan.named or len(taken) < len(scan.tokens):
            return None
        conditions = [Valued(*mark.facets[0].removeprefix(VALUE).split(":", 1)) for mark in values]
        return Selection(_all([OfAgency(agency), *conditions]))

    def worded(self, text: str) -> Selection | None:
        """Return what `text` wants looked for word for word, where it surely asks for all classes; else None."""
        scan = self._scanner.scan(text)
        marks = self._words.marks(scan.tokens)
        opening = self._words.opening(scan, marks)
        if opening is None or not opening.surely:
            return None
        if any(not set(range(mention.first, mention.last)) <= opening.tokens for mention in scan.named):
            return None
        tree = self._worded.read(scan, marks, opening)
        return Selection(tree, worded=True) if tree is not None else None

    def asks_for_all(self, text: str) -> bool:
        """Return whether `text` surely asks for all classes of some kind, so that what follows is no class's name."""
        scan = self._scanner.scan(text)
        opening = self._words.opening(scan, self._words.marks(scan.tokens))
        return opening is not None and opening.surely

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
        meant = self._is_meant(scan, selection, clauses, opening)
        return selection if meant and is_coherent(selection, scan, marks, self._vocabulary) else None

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
        counts = [one for one in literals if one.kind is Kind.NUMBER and not one.unit and _is_count(one)]
        numbers = self._vocabulary.title["numbers"]
        beside = [at for at in (mark.first - 1, mark.last) if 0 <= at < len(scan.tokens)]
        counted = next((at for at in beside if scan.tokens[at].word in numbers), None)
        worded = numbers.index(scan.tokens[counted].word) + 1 if counted is not None else None
        most = int(float(counts[0].value)) if counts else worded if worded or opening.plural else 1
        said = scan.text[scan.tokens[mark.first].start : scan.tokens[mark.last - 1].end]
        tokens = {
            *range(mark.first, mark.last),
            *beside_it,
            *(at for one in paid for at in range(one.first, one.last)),
            *([counted] if counted is not None else []),
            *(at for one in counts[:1] for at in _at(scan, one)),
        }
        rest = [one for one in literals if one not in counts[:1]]
        return _Ordered(Order(facet, row.greatest, most, said, period), frozenset(tokens)), rest

    def _ends(self, scan: Scan) -> _Ordered | None:
        """Return the order of "which bulletin opened first"."""
        at, facets = len(scan.tokens) - 1, self._vocabulary.facets
        word = scan.tokens[at].word if at > 0 else ""
        phrase = next((p for p in scan.phrases if p.last == at and not p.weak), None)
        if word not in ("first", "last") or phrase is None or not facets.get(phrase.facets[0]):
            return None
        if facets[phrase.facets[0]].value != "date":
            return None
        order = Order(phrase.facets[0], word == "last", 1, scan.text[scan.tokens[phrase.first].start :].strip("?. "))
        return _Ordered(order, frozenset(range(phrase.first, at + 1)))

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

    def _group(self, scan: Scan, marks: Sequence[Phrase]) -> tuple[str, frozenset[int]]:
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
        dates = [key for p in scan.phrases if not p.weak for key in p.facets[:1] if key in known and known[key].dated]
        at = next((at for at, word in enumerate(words) if word == "year" and at and words[at - 1] in _EACH), None)
        if not dates or at is None:
            return None
        first = at - 2 if at > 1 and words[at - 2] in _BEFORE_EACH else at - 1
        return dates[0], frozenset(range(first, at + 1))

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


def _is_asked(mention: Mention, marks: Sequence[Phrase], opening: Opening) -> bool:
    """Whether a title only stands in what is required: "a water treatment operator certificate"."""
    last = max(opening.tokens)
    asking = (mark for mark in marks if mark.facets[0] in _ASKING and last < mark.first)
    return opening.surely and not mention.by_code and any(mark.last <= mention.first for mark in asking)


def _within(first: int, last: int, literals: Sequence[Literal], scan: Scan, free: frozenset[int]) -> bool:
    """Whether a mention of a class stands in what is looked for, or is the digits of a literal."""
    tokens = set(range(first, last))
    return tokens <= free or any(tokens <= set(_at(scan, one)) for one in literals)
