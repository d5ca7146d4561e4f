"""Read a question for many classes: which conditions, in which order, in which groups.

"Which classes require a commercial license but no degree?" is cut into clauses
at "and", "or", "but" and commas; each clause gives its conditions, and what it
does not say again (that something is required, or denied) is that of the
clause before. A word that no condition explains makes it none of these
questions: no list is made of what was not understood.
"""

from collections.abc import Iterable, Sequence

from assistant.arranging import Arranging, places
from assistant.clausing import Clause, Clauses, joined
from assistant.coherent import is_coherent
from assistant.conditions import (
    AllOf,
    Asked,
    Compared,
    Measured,
    Mentioned,
    OfAgency,
    Selection,
    Titled,
    Tree,
    Valued,
    all_of,
    leaves,
)
from assistant.identity import Mention
from assistant.lasting import with_spans
from assistant.lexicon import Lexicon
from assistant.listopenings import Opening, Openings
from assistant.listwords import VALUE, ListWords
from assistant.literals import Literal, Operator, find_literals
from assistant.scan import Phrase
from assistant.scanner import Scan, Scanner
from assistant.searched import Searched
from assistant.title_words import TitleWords
from assistant.worded import Worded
from assistant.written_out import written_out
from vectorstore.vocabulary import Vocabulary

#: Frames whose words ask for something else than a list.
_OTHERS = ("ladder", "qualify", "revision")
#: Facets by whose value one class is named.
_NAMING = ("class_code", "title")
#: How a value is compared with a bound.
_BOUNDS = frozenset(
    {Operator.AT_LEAST, Operator.MORE_THAN, Operator.AT_MOST, Operator.LESS_THAN, Operator.BEFORE, Operator.AFTER}
)
#: Marks before what is asked for.
_ASKING = frozenset({"requires", "may", "prefers", "denies"})


class Selector:
    """Reads questions for many classes."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, scanner: Scanner) -> None:
        """Read with the facets and list words of `vocabulary`, and the values that `lexicon` knows."""
        self._vocabulary = vocabulary
        self._lexicon = lexicon
        self._scanner = scanner
        self._words, self._openings = ListWords(vocabulary), Openings(vocabulary)
        self._clauses = Clauses(vocabulary, lexicon, scanner)
        self._searched = Searched(vocabulary, scanner)
        self._worded = Worded(vocabulary, scanner)
        self._arranging = Arranging(vocabulary, self._words)
        self._titles = TitleWords(vocabulary, lexicon)

    def read(self, text: str) -> Selection | None:
        """Return what `text` asks for; None where it is no such question, or not wholly understood."""
        text = written_out(text)
        scan = self._scanner.scan(text)
        marks = self._words.marks(scan.tokens)
        opening = self._openings.of(scan, marks)
        if opening is None:
            return self._fragment(scan, marks) or self._compared(scan, marks, find_literals(text, self._vocabulary))
        literals = with_spans(find_literals(text, self._vocabulary), scan, self._vocabulary)
        found, searching = self._searched.read(scan, marks, min(opening.tokens))
        free = self._free(scan, opening, searching)
        titled = self._titles.before(scan, marks, literals, opening, free)
        free |= titled
        named = [
            m for m in scan.named if self._is_labeled(scan, m) or not _within(m.first, m.last, literals, scan, free)
        ]
        if any(not _is_asked(mention, marks, opening) for mention in named):
            return None
        if self._openings.is_bare(scan, opening):
            return Selection() if opening.surely else None
        if any(self._scanner.has_cue(scan, frame, without=free | self._dating(scan)) for frame in _OTHERS):
            return None
        if titled:
            first, last = min(titled), max(titled)
            found = [*found, Titled(text[scan.tokens[first].start : scan.tokens[last].end])]
        return self._selection(scan, marks, literals, opening, found, free)

    def _dating(self, scan: Scan) -> frozenset[int]:
        """The tokens that name a date: "whose title was changed in 2007" asks for no difference."""
        known = self._vocabulary.facets
        named = (p for p in scan.phrases if not p.weak and any(key in known and known[key].dated for key in p.facets))
        return frozenset(at for phrase in named for at in range(phrase.first, phrase.last))

    def _is_labeled(self, scan: Scan, mention: Mention) -> bool:
        """Whether a word for a code stands right before one: "class 3405", which is no amount."""
        before = scan.tokens[mention.first - 1].word if mention.first else ""
        return mention.by_code and before in self._vocabulary.title["code_cues"]

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
        return Selection(all_of([OfAgency(agency), *conditions]))

    def _compared(self, scan: Scan, marks: Sequence[Phrase], literals: Sequence[Literal]) -> Selection | None:
        """Return the classes of a bound that is all that is said, and names no class: "probation over 6 months"."""
        begins = any(not phrase.first and not phrase.weak for phrase in scan.phrases)
        bounds = {one.operator for one in literals}
        if not begins or scan.named or not bounds or not bounds <= _BOUNDS:
            return None
        clauses = self._clauses.read(scan, marks, literals, frozenset())
        tree = joined([], clauses) if clauses else None
        if tree is None or not all(isinstance(one, Compared | Measured) for one in leaves(tree)):
            return None
        return Selection(tree, unasked=True)

    def of_code(self, scan: Scan) -> Selection | None:
        """Return the classes of a code of another kind than their own, which `scan` looks up: "what is KX20"."""
        codes = [p for p in self._lexicon.stated(scan.tokens) if self._is_code(p) and p.first in scan.residual]
        loose = {at for code in codes for at in range(code.first, code.last)}
        if len(codes) != 1 or any(at not in loose for at in scan.residual if at > codes[0].first):
            return None
        key, *facets = codes[0].facets
        return Selection(Valued(facets[0], key, " ".join(scan.tokens[at].raw for at in sorted(loose))))

    def _is_code(self, phrase: Phrase) -> bool:
        known = self._vocabulary.facets
        return all(known[key].value == "code" for key in phrase.facets[1:] if key in known)

    def worded(self, text: str) -> Selection | None:
        """Return what `text` wants looked for word for word, where it surely asks for all classes; else None."""
        scan = self._scanner.scan(text)
        marks = self._words.marks(scan.tokens)
        opening = self._openings.of(scan, marks)
        if opening is None or not opening.surely:
            return None
        if any(not set(range(mention.first, mention.last)) <= opening.tokens for mention in scan.named):
            return None
        tree = self._worded.read(scan, marks, opening)
        agency, _ = self._agency(scan, opening.tokens)
        if tree is not None and agency:
            tree = AllOf((OfAgency(agency), tree))
        return Selection(tree, worded=True) if tree is not None else None

    def asks_for_all(self, text: str) -> bool:
        """Return whether `text` surely asks for all classes of some kind, so that what follows is no class's name."""
        scan = self._scanner.scan(text)
        opening = self._openings.of(scan, self._words.marks(scan.tokens))
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
        ordered, literals = self._arranging.order(scan, marks, literals, opening)
        group, grouping = self._arranging.group(scan, marks)
        free |= grouping | (ordered.tokens if ordered else frozenset())
        agency, of_agency = self._agency(scan, free)
        free |= of_agency
        clauses = self._clauses.read(scan, marks, literals, free)
        if clauses is None:
            return None
        parts = [*([OfAgency(agency)] if agency else []), *found]
        tree = joined(parts, clauses)
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


def _is_asked(mention: Mention, marks: Sequence[Phrase], opening: Opening) -> bool:
    """Whether a title only stands in what is required: "a water treatment operator certificate"."""
    last = max(opening.tokens)
    asking = (mark for mark in marks if mark.facets[0] in _ASKING and last < mark.first)
    return opening.surely and not mention.by_code and any(mark.last <= mention.first for mark in asking)


def _within(first: int, last: int, literals: Sequence[Literal], scan: Scan, free: frozenset[int]) -> bool:
    """Whether a mention of a class stands in what is looked for, or is the digits of a literal."""
    tokens = set(range(first, last))
    return tokens <= free or any(tokens <= set(places(scan, one)) for one in literals)
