"""Two or three classes facet by facet: what their documents say alike, what they say otherwise, and what only one says.

Values are compared as they are typed: money by its ends and period, dates and
codes by their normal form. Statements say the same only in the same words, the
class's own title apart; a number changed is a change, however alike the rest.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from assistant.changes import RECRUITMENT, fact_value
from assistant.class_view import Spec
from assistant.evidence import Evidence, Found, gather
from vectorstore.folding import fold
from vectorstore.spec import OWN_LABEL, Fact, Statement
from vectorstore.vocabulary import Vocabulary

#: Facets of statements that every comparison looks at, in the order in which a reader looks for them; others follow.
_FIRST = (
    "requirements", "education", "experience", "license", "certificate", "distinguishing", "duties", "definition",
    "supervision", "supervision_exercised", "knowledge", "skills", "abilities", "environment",
)  # fmt: skip
#: Values that a reader looks for first.
_FACTS_FIRST = ("salary", "grade", "overtime", "unit")
#: What names the document or the class, and so is another's by nature; and parts of a document that say nothing alone.
_OF_NAMES = frozenset({"title", "class_code", "schematic_code", "agency"})
_NOT_COMPARED = RECRUITMENT | {"notes", "history", "levels", "scope", "substitution"}
#: Likeness, of 100, from which a statement has its like in another class, though it says otherwise.
_LIKE = 55.0


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

    @property
    def says(self) -> bool:
        """Whether it says anything."""
        return bool(self.facts or self.told)


@dataclass(frozen=True, slots=True)
class Row:
    """One facet of every class."""

    facet: str
    name: str
    result: Result
    cells: tuple[Cell, ...]
    """One for each class, in their order."""


def rows(specs: Sequence[Spec], vocabulary: Vocabulary) -> tuple[Row, ...]:
    """Return all that the documents of `specs` say of any facet, values first."""
    facets = vocabulary.facets
    typed = [key for key, facet in facets.items() if facet.value and facet.synonyms and facet.value != "date"]
    spoken = [key for key, facet in facets.items() if not facet.value]
    order = [*_FACTS_FIRST, *typed, *_FIRST, *spoken]
    chosen = [key for key in dict.fromkeys(order) if key in facets and key not in _OF_NAMES | _NOT_COMPARED]
    found = [_row(specs, (key,), "", vocabulary, whole=True) for key in (*chosen, *_own_labels(specs))]
    return tuple(_distinct(one for one in found if one is not None))


def row(specs: Sequence[Spec], asked: Sequence[str], question: str, vocabulary: Vocabulary) -> Row | None:
    """Return what the documents say of one facet that is asked for; None where none says anything."""
    return _row(specs, asked, question, vocabulary, whole=False)


def _row(
    specs: Sequence[Spec], asked: Sequence[str], question: str, vocabulary: Vocabulary, *, whole: bool
) -> Row | None:
    """The row of a facet; of `whole` classes without what only a recruitment is about."""
    evidence = [gather(spec, asked, question, vocabulary) for spec in specs]
    said = [_telling(one, spec, whole=whole) for one, spec in zip(evidence, specs, strict=True)]
    cells = tuple(
        Cell(spec, one, _headings(spec, one), one.facts if one.found is Found.FACT else (), _told(said, at))
        for at, (spec, one) in enumerate(zip(specs, evidence, strict=True))
    )
    if not any(cell.says for cell in cells):
        return None
    first = next(cell.evidence.facet for cell in cells if cell.says)
    return Row(first.key, first.name, _result(cells), cells)


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


def _result(cells: Sequence[Cell]) -> Result:
    if not all(cell.says for cell in cells):
        return Result.ONLY_ONE
    values = [frozenset(map(fact_value, cell.facts)) for cell in cells]
    same = all(told.result is Result.SAME for cell in cells for told in cell.told)
    return Result.SAME if same and len(set(values)) == 1 else Result.DIFFERS


def _distinct(found: Iterable[Row]) -> Iterator[Row]:
    """Leave out a row most of which others before it say: a license among the requirements."""
    seen: set[tuple[str, int]] = set()
    for one in found:
        places = {(cell.spec.entry.spec_id, told.statement.ordinal) for cell in one.cells for told in cell.told}
        if places and 2 * len(places & seen) > len(places) and not any(cell.facts for cell in one.cells):
            continue
        seen |= places
        yield one
