"""Answer how two or three classes compare: what differs first, then what is the same, then what only one states."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.class_view import Spec
from assistant.comparing import FACTS_FIRST, Cell, FromTables, Result, Row, no_tables, row, rows
from assistant.compose.compared import comparison
from assistant.compose.dated import titled
from assistant.compose.refusal import write_not_stated
from assistant.compose.rows import RowWriter, listed
from assistant.compose.writer import Writer
from assistant.evidence import gather
from assistant.weighing import Weighed, weighed
from vectorstore.vocabulary import Vocabulary

#: Lines of the text for rows of each kind beside the values that a reader looks for first; the data has all rows.
_MOST_LINES = {Result.DIFFERS: 9, Result.SAME: 2, Result.ONLY_ONE: 2}
#: Quotes of one class in a row, where the whole class is compared and where the facet is asked for; numbers weighed.
_MOST_QUOTES, _MOST_ASKED, _MOST_WEIGHED = 2, 8, 3
#: What is in the data alone: the text names the classes otherwise, and compares no days on which one may apply.
_DATA_ALONE = frozenset({"class_code", "schematic_code", "closes"})


@dataclass
class ComparisonWriter:
    """Writes the comparison of some classes."""

    writer: Writer
    specs: Sequence[Spec]
    vocabulary: Vocabulary
    tables: FromTables = no_tables

    def __post_init__(self) -> None:
        """Begin with no row."""
        self._rows = RowWriter(self.writer, self.specs)

    def write(self, facets: Sequence[Sequence[str]], question: str) -> tuple[bool, dict[str, Any]]:
        """Add how the classes compare in `facets`, in everything where none is asked for or stated.

        Return whether anything is stated, and the comparison as data; a grade in the place of an amount is no amount.
        """
        asked = [(option, row(self.specs, option, question, self.vocabulary, self.tables)) for option in facets]
        evidence = [gather(spec, option, question, self.vocabulary) for option in facets for spec in self.specs]
        if any(found is not None for _, found in asked) or any(one.grade for one in evidence):
            return self._write_asked(asked, question)
        return self._write_all()

    # ── what is asked for ──

    def _write_asked(
        self, asked: Sequence[tuple[Sequence[str], Row | None]], question: str
    ) -> tuple[bool, dict[str, Any]]:
        found = [one for _, one in asked if one is not None]
        verdicts: dict[int, str] = {}
        for option, one in asked:
            if one is None:
                for spec in self.specs:
                    write_not_stated(self.writer, gather(spec, option, question, self.vocabulary))
                continue
            at = found.index(one)
            if (weight := weighed(one, self.vocabulary)) is not None:
                verdict = self._verdict(weight)
                verdicts[at] = verdict.replace("**", "")
                cited = [number for cell in one.cells for number in self._cited(cell)]
                self.writer.say(f"{verdict[:1].upper()}{verdict[1:]}.", *cited)
            self._rows.write(at, one, _MOST_ASKED, alone=False)
            for cell in one.cells:
                if not cell.says:
                    write_not_stated(self.writer, cell.evidence)
        return bool(found), comparison(self.specs, found, self._rows.numbers, verdicts)

    def _cited(self, cell: Cell) -> list[int]:
        """The citations of the numbers that a verdict weighs."""
        if cell.facts:
            held = list(cell.held)[:_MOST_WEIGHED]
            return [self.writer.cite(entry, parsed, fact.context) for entry, parsed, fact in held]
        spans = [t.statement.span for t in cell.told if t.statement.numbers][:_MOST_WEIGHED]
        return [self.writer.cite(cell.spec.entry, cell.spec.parsed, span) for span in spans]

    def verdicts(self, found: Sequence[Row]) -> dict[int, str]:
        """Return what the numbers of each row come to, by its place."""
        return {
            at: self._verdict(w).replace("**", "")
            for at, one in enumerate(found)
            if (w := weighed(one, self.vocabulary))
        }

    def _verdict(self, verdict: Weighed) -> str:
        return verdict.why if verdict.more is None else f"**{self._rows.label(verdict.more)}** {verdict.why}"

    # ── everything ──

    def _write_all(self) -> tuple[bool, dict[str, Any]]:
        found = rows(self.specs, self.vocabulary, self.tables)
        cited = [self.writer.cite(spec.entry, spec.parsed, titled(spec)) for spec in self.specs]
        names = [f"**{self._rows.label(at)}**" for at in range(len(self.specs))]
        count = "two" if len(self.specs) == 2 else "three"
        self.writer.say(f"{listed(names)} are {count} classes. What their documents say compares so:", *cited)
        verdicts = self.verdicts(found)
        chosen = _chosen(found, self._dates(found))
        for at in chosen:
            self._rows.write(at, found[at], _MOST_QUOTES, verdicts.get(at, ""))
        self._rows.dates([(at, found[at]) for at in self._dates(found)])
        told = {*chosen, *self._dates(found)}
        if rest := [one for at, one in enumerate(found) if at not in told and one.facet not in _DATA_ALONE]:
            self.writer.say(f"Compared as well, and not told here: {', '.join(one.name.lower() for one in rest)}.")
        return bool(found), comparison(self.specs, found, self._rows.numbers, verdicts)

    def _dates(self, found: Sequence[Row]) -> list[int]:
        """The places of rows of dates."""
        facets = self.vocabulary.facets
        return [at for at, one in enumerate(found) if one.facet in facets and facets[one.facet].value == "date"]


def _chosen(found: Sequence[Row], dates: Sequence[int]) -> list[int]:
    """The places of the rows that the text tells, what differs first: as many as it has lines for."""
    chosen = []
    for result, most in _MOST_LINES.items():
        left = most
        for at, one in enumerate(found):
            if one.result is not result or at in dates or one.facet in _DATA_ALONE:
                continue
            needed = 0 if one.facet in FACTS_FIRST else _lines(one)
            if needed <= left:
                chosen.append(at)
                left -= needed
    return chosen


def _lines(one: Row) -> int:
    """Lines that a row takes: one for values, and for what is the same; else one for each class that says something."""
    of_values = one.result is Result.DIFFERS and all(cell.facts for cell in one.cells)
    return 1 if of_values or one.result is Result.SAME else sum(cell.says for cell in one.cells)
