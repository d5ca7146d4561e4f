"""Two or three classes facet by facet: what their documents say alike, what they say otherwise, and what only one says.

Values are compared as they are typed: money by its ends and period, dates and
codes by their normal form, a choice by the kind that it is of. What no document
states may stand in a class table. Statements say the same only in the same words, the
class's own title apart; a number changed is a change, however alike the rest.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz import fuzz, process

from assistant.bounds import value_of
from assistant.changes import RECRUITMENT, fact_value
from assistant.class_view import Spec
from assistant.evidence import Evidence, Found, gather
from vectorstore.classtables import TableRow
from vectorstore.folding import fold
from vectorstore.spec import OWN_LABEL, CatalogEntry, Fact, ParsedDocument, Statement
from vectorstore.vocabulary import Vocabulary
from vectorstore.vocabulary_rows import Facet

#: Facets of statements that every comparison looks at, in the order in which a reader looks for them; others follow.
_FIRST = (
    "requirements", "education", "experience", "license", "certificate", "distinguishing", "duties", "definition",
    "supervision", "supervision_exercised", "knowledge", "skills", "abilities", "environment",
)  # fmt: skip
#: Values that a reader looks for first.
FACTS_FIRST = ("salary", "grade", "overtime", "unit")
#: What the classes of a comparison are shown by; and parts of a document that say nothing alone.
_OF_NAMES = frozenset({"title", "agency"})
_NOT_COMPARED = RECRUITMENT | {"notes", "history", "levels", "scope", "substitution"}
#: Likeness, of 100, from which a statement has its like in another class, though it says otherwise.
_LIKE = 55.0

#: What tables say of a class on the first of some facets that they have: rows, each with one of its cells.
FromTables = Callable[[Spec, Sequence[str]], Sequence[tuple[TableRow, Fact]]]


class Result(StrEnum):
    """How the classes compare in one facet."""

    SAME = "same"
    DIFFERS = "differs"
    ONLY_ONE = "only_one"
    """Some say something of it, the others nothing."""


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of one class beside those of the others."""

    statement: Statement
    result: Result
    """Whether the others say it in the same words, say something like it, or nothing like it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one class's document says of a facet."""

    spec: Spec
    evidence: Evidence
    headings: tuple[str, ...]
    """Headings and labels that it stands under, as printed."""

    facts: tuple[Fact, ...] = ()
    told: tuple[Told, ...] = ()
    tabled: tuple[TableRow, ...] = ()
    """Rows of a class table that the facts stand in, one for each; empty where the class's own document has them."""

    @property
    def says(self) -> bool:
        """Whether it says anything."""
        return bool(self.facts or self.told)

    @property
    def held(self) -> Iterator[tuple[CatalogEntry, ParsedDocument, Fact]]:
        """Each fact with what is cited for it, and with the text that its spans count in."""
        holders: Sequence[Spec | TableRow] = self.tabled or [self.spec] * len(self.facts)
        return ((one.entry, one.parsed, fact) for one, fact in zip(holders, self.facts, strict=True))


@dataclass(frozen=True, slots=True)
class Row:
    """One facet of every class."""

    facet: str
    name: str
    result: Result
    cells: tuple[Cell, ...]
    """One for each class, in their order."""


def no_tables(spec: Spec, asked: Sequence[str]) -> Sequence[tuple[TableRow, Fact]]:
    """Return what tables say where there are none."""
    return ()


def rows(specs: Sequence[Spec], vocabulary: Vocabulary, tables: FromTables = no_tables) -> tuple[Row, ...]:
    """Return all that the documents of `specs` say of any facet, and tables of values; values first."""
    facets = vocabulary.facets
    typed = [key for key, facet in facets.items() if facet.value and facet.synonyms]
    spoken = [key for key, facet in facets.items() if not facet.value and key not in _NOT_COMPARED]
    order = [*FACTS_FIRST, *typed, *_FIRST, *spoken]
    chosen = [key for key in dict.fromkeys(order) if key in facets and key not in _OF_NAMES]
    compare = _Comparing(specs, "", vocabulary, tables, whole=True)
    found = [compare.row((key,)) for key in (*chosen, *_own_labels(specs))]
    return tuple(_distinct(one for one in found if one is not None))


def row(
    specs: Sequence[Spec],
    asked: Sequence[str],
    question: str,
    vocabulary: Vocabulary,
    tables: FromTables = no_tables,
) -> Row | None:
    """Return what the documents, and tables, say of one facet that is asked for; None where none says anything."""
    return _Comparing(specs, question, vocabulary, tables, whole=False).row(asked)


@dataclass(frozen=True, slots=True)
class _Comparing:
    """Compares some classes."""

    specs: Sequence[Spec]
    question: str
    vocabulary: Vocabulary
    tables: FromTables
    whole: bool
    """They are compared in everything: without what only a recruitment is about."""

    def row(self, asked: Sequence[str]) -> Row | None:
        """Return the row of the first facet of `asked` that is answered for; None where nothing is said."""
        evidence = [gather(spec, asked, self.question, self.vocabulary) for spec in self.specs]
        said = [_telling(one, spec, whole=self.whole) for one, spec in zip(evidence, self.specs, strict=True)]
        own = [
            Cell(spec, one, _headings(spec, one), self._facts(one, asked), _told(said, at))
            for at, (spec, one) in enumerate(zip(self.specs, evidence, strict=True))
        ]
        cells = self._with_tables(own, asked)
        if not any(cell.says for cell in cells):
            return None
        key = next(cell.facts[0].facet if cell.tabled else cell.evidence.facet.key for cell in cells if cell.says)
        facet = self.vocabulary.facets.get(key)
        first = next(cell.evidence.facet for cell in cells if cell.says)
        return Row(key, facet.name if facet else first.name, _result(cells, facet), cells)

    def _facts(self, evidence: Evidence, asked: Sequence[str]) -> tuple[Fact, ...]:
        """What a document states; compared in everything, no date that another row is of."""
        facts = evidence.facts if evidence.found is Found.FACT else ()
        return tuple(fact for fact in facts if not self.whole or fact.facet in asked)

    def _with_tables(self, own: Sequence[Cell], asked: Sequence[str]) -> tuple[Cell, ...]:
        """The cells with what tables say for documents that say nothing; pay by tables alone where one has them all."""
        found = [self.tables(cell.spec, asked) for cell in own]
        dates = {row.effective for of_class in found for row, _ in of_class}
        pay = all(of_class and of_class[0][1].facet == "salary" for of_class in found)
        of_one_table = pay and len(dates) == 1
        return tuple(
            _tabled(cell, of_class) if of_class and (of_one_table or not cell.says) else cell
            for cell, of_class in zip(own, found, strict=True)
        )


def _tabled(cell: Cell, found: Sequence[tuple[TableRow, Fact]]) -> Cell:
    """The cell with what a table says in the place of what the document does."""
    facts, labels = tuple(fact for _, fact in found), dict.fromkeys(fact.label for _, fact in found if fact.label)
    return replace(cell, facts=facts, told=(), headings=tuple(labels), tabled=tuple(row for row, _ in found))


def _own_labels(specs: Sequence[Spec]) -> list[str]:
    """The labels that the vocabulary does not know and that more than one of the documents has."""
    having = [{fact.facet for fact in spec.parsed.facts if fact.facet.startswith(OWN_LABEL)} for spec in specs]
    return sorted(key for key in set().union(*having) if sum(key in labels for labels in having) > 1)


def _telling(evidence: Evidence, spec: Spec, *, whole: bool) -> list[tuple[Statement, str]]:
    """The statements of a class with what each says: folded, its own title as one word."""
    if evidence.found not in (Found.SECTION, Found.STATEMENTS):
        return []
    title = f" {fold(spec.entry.spec.title)} "
    kept = [s for s in evidence.all_statements if not (whole and RECRUITMENT & set(s.facets[:1]))]
    return [(s, f" {fold(s.text)} ".replace(title, " TITLE ").strip()) for s in kept]


def _told(said: Sequence[Sequence[tuple[Statement, str]]], at: int) -> tuple[Told, ...]:
    """The statements of one class by what those of all others say."""
    own = said[at]
    others = [[text for _, text in of_class] for place, of_class in enumerate(said) if place != at]
    like = _has_like([text for _, text in own], [text for texts in others for text in texts])
    return tuple(
        Told(statement, Result.SAME if all(text in texts for texts in others) else
             Result.DIFFERS if alike else Result.ONLY_ONE)
        for (statement, text), alike in zip(own, like, strict=True)
    )  # fmt: skip


def _has_like(own: Sequence[str], others: Sequence[str]) -> Iterator[bool]:
    if not (own and others):
        return iter([False] * len(own))
    ordered = [" ".join(sorted(text.split())) for text in (*own, *others)]
    rates = process.cdist(ordered[: len(own)], ordered[len(own) :], scorer=fuzz.ratio, score_cutoff=_LIKE)
    return (bool(rate.any()) for rate in rates)


def _headings(spec: Spec, evidence: Evidence) -> tuple[str, ...]:
    if evidence.found is Found.FACT:
        return tuple(dict.fromkeys(fact.label for fact in evidence.facts if fact.label))
    headings = (spec.parsed.sections[s.section].heading for s in evidence.all_statements)
    return tuple(dict.fromkeys(filter(None, headings)))


def _result(cells: Sequence[Cell], facet: Facet | None) -> Result:
    if not all(cell.says for cell in cells):
        return Result.ONLY_ONE
    values = [frozenset(_value(fact, facet) for fact in cell.facts) for cell in cells]
    same = all(told.result is Result.SAME for cell in cells for told in cell.told)
    return Result.SAME if same and len(set(values)) == 1 else Result.DIFFERS


def _value(fact: Fact, facet: Facet | None) -> object:
    """What a fact says: the kind that it is of where the vocabulary knows its kinds, else its value."""
    return (facet is not None and value_of(facet, fact.value)) or fact_value(fact)


def _distinct(found: Iterable[Row]) -> Iterator[Row]:
    """Leave out a row most of which others before it say: a license among the requirements."""
    seen: set[tuple[str, int]] = set()
    for one in found:
        places = {(cell.spec.entry.spec_id, told.statement.ordinal) for cell in one.cells for told in cell.told}
        if places and 2 * len(places & seen) > len(places) and not any(cell.facts for cell in one.cells):
            continue
        seen |= places
        yield one
