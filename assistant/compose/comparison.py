"""Answer how two or three classes compare: what differs first, then what is the same, then what only one states."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.citations import paragraphs
from assistant.class_view import Spec
from assistant.comparing import Cell, Result, Row, row, rows
from assistant.compose.compared import comparison
from assistant.compose.dated import titled
from assistant.compose.refusal import write_not_stated
from assistant.compose.writer import Writer, cased, plain, shown_title
from assistant.evidence import gather
from assistant.weighing import Weighed, article, weighed
from vectorstore.folding import fold, one_line
from vectorstore.spec import Fact, Section, Span
from vectorstore.vocabulary import Vocabulary

#: Rows that the text tells of each kind; all of them are in the data.
_MOST_DIFFERING, _MOST_SAME, _MOST_ALONE = 9, 4, 3
#: Quotes of one class in a row, where the whole class is compared and where the facet is asked for; values of a fact.
_MOST_QUOTES, _MOST_ASKED, _MOST_VALUES = 2, 8, 3
#: Characters of one quote in the text.
_LONGEST = 220


@dataclass
class ComparisonWriter:
    """Writes the comparison of some classes."""

    writer: Writer
    specs: Sequence[Spec]
    vocabulary: Vocabulary
    _numbers: dict[tuple[int, int], list[int]] = field(default_factory=dict)

    def write(self, facets: Sequence[Sequence[str]], question: str) -> tuple[bool, dict[str, Any]]:
        """Add how the classes compare in `facets`, in everything where none is asked for or stated.

        Return whether anything is stated, and the comparison as data; a grade in the place of an amount is no amount.
        """
        asked = [(option, row(self.specs, option, question, self.vocabulary)) for option in facets]
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
            self._write_row(at, one, _MOST_ASKED, alone=False)
            for cell in one.cells:
                if not cell.says:
                    write_not_stated(self.writer, cell.evidence)
        return bool(found), comparison(self.specs, found, self._numbers, verdicts)

    def _cited(self, cell: Cell) -> list[int]:
        """The citations of the numbers that a verdict weighs."""
        spans = [fact.context for fact in cell.facts] or [t.statement.span for t in cell.told if t.statement.numbers]
        return [self.writer.cite(cell.spec.entry, cell.spec.parsed, span) for span in spans[:_MOST_VALUES]]

    def verdicts(self, found: Sequence[Row]) -> dict[int, str]:
        """Return what the numbers of each row come to, by its place."""
        return {
            at: self._verdict(w).replace("**", "")
            for at, one in enumerate(found)
            if (w := weighed(one, self.vocabulary))
        }

    def _verdict(self, verdict: Weighed) -> str:
        return verdict.why if verdict.more is None else f"**{self._label(verdict.more)}** {verdict.why}"

    # ── everything ──

    def _write_all(self) -> tuple[bool, dict[str, Any]]:
        found = rows(self.specs, self.vocabulary)
        cited = [self.writer.cite(spec.entry, spec.parsed, titled(spec)) for spec in self.specs]
        names = [f"**{self._label(at)}**" for at in range(len(self.specs))]
        count = "two" if len(self.specs) == 2 else "three"
        self.writer.say(f"{_listed(names)} are {count} classes. What their documents say compares so:", *cited)
        verdicts = self.verdicts(found)
        told: set[int] = set()
        for result, most in (
            (Result.DIFFERS, _MOST_DIFFERING),
            (Result.SAME, _MOST_SAME),
            (Result.ONLY_ONE, _MOST_ALONE),
        ):
            for at in [at for at, one in enumerate(found) if one.result is result][:most]:
                self._write_row(at, found[at], _MOST_QUOTES, verdicts.get(at, ""))
                told.add(at)
        if rest := [one for at, one in enumerate(found) if at not in told]:
            self.writer.say(f"Compared as well, and not told here: {', '.join(_name(one).lower() for one in rest)}.")
        return any(cell.evidence.states for one in found for cell in one.cells), comparison(
            self.specs, found, self._numbers, verdicts
        )

    # ── one row ──

    def _write_row(self, at: int, one: Row, most: int, verdict: str = "", *, alone: bool = True) -> None:
        """Add a row; where one class says nothing of it, that is said here unless not `alone`."""
        if one.result is Result.ONLY_ONE and alone:
            self._write_alone(at, one, most)
        elif one.result is Result.SAME:
            self._write_same(at, one)
        elif all(cell.facts for cell in one.cells):
            cells = "; ".join(
                f"{self._of(place, cell)}: {self._of_facts(at, place, cell)}" for place, cell in _placed(one)
            )
            ending = f" ({verdict})" if verdict else ""
            self.writer.say(f"- **{_name(one)}**: {cells}{ending}")
        else:
            for place, cell in _placed(one):
                if cell.says:
                    said = self._of_cell(at, place, cell, most)
                    self.writer.say(f"- **{_name(one)}**, {self._of(place, cell)}: {said}")

    def _write_same(self, at: int, one: Row) -> None:
        texts = [self._of_cell(at, place, cell, 1, same=True) for place, cell in enumerate(one.cells)]
        numbers = [number for place in range(len(texts)) for number in self._numbers[at, place]]
        quote = texts[0].split(" [")[0]
        self.writer.say(
            f"- **{_name(one)}** is the same{'' if one.cells[0].facts else ' in these words'}: {quote}", *numbers
        )

    def _write_alone(self, at: int, one: Row, most: int) -> None:
        saying = [place for place, cell in enumerate(one.cells) if cell.says]
        silent = [place for place, cell in enumerate(one.cells) if not cell.says]
        for place in saying:
            said = self._of_cell(at, place, one.cells[place], most)
            only = "only " if len(saying) == 1 else ""
            lacks = f"; {self._silence([(at, one.cells[at]) for at in silent])}" if place == saying[-1] else ""
            self.writer.say(f"- **{_name(one)}**: {only}the document on {self._label(place)} says {said}{lacks}")

    def _silence(self, silent: Sequence[tuple[int, Cell]]) -> str:
        """That documents state nothing of a facet, or have its heading and nothing after it."""
        blank = [(place, cell) for place, cell in silent if cell.evidence.blank is not None]
        nothing = [self._label(place) for place, cell in silent if cell.evidence.blank is None]
        said = [f"that on {self._label(place)} has {self._blank(cell)}" for place, cell in blank]
        if nothing:
            verb = "states" if len(nothing) == 1 else "state"
            said.append(f"{'that' if len(nothing) == 1 else 'those'} on {_listed(nothing)} {verb} nothing of it")
        return "; ".join(said)

    def _blank(self, cell: Cell) -> str:
        blank = cell.evidence.blank
        assert blank is not None  # asked of blank ones only
        span = blank.heading_span if isinstance(blank, Section) else blank.context
        label = blank.heading if isinstance(blank, Section) else blank.label
        number = self.writer.cite(cell.spec.entry, cell.spec.parsed, span)
        return f"“{one_line(label)}” with nothing after it [{number}]"

    def _of_cell(self, at: int, place: int, cell: Cell, most: int, *, same: bool = False) -> str:
        return self._of_facts(at, place, cell) if cell.facts else self._of_statements(at, place, cell, most, same=same)

    def _of_facts(self, at: int, place: int, cell: Cell) -> str:
        shown = cell.facts[:_MOST_VALUES]
        numbers = [self.writer.cite(cell.spec.entry, cell.spec.parsed, fact.context) for fact in shown]
        self._numbers[at, place] = numbers
        said = [f"{self._value(cell, fact)} [{number}]" for fact, number in zip(shown, numbers, strict=True)]
        return ", ".join(said) + (" and more" if len(cell.facts) > len(shown) else "")

    def _value(self, cell: Cell, fact: Fact) -> str:
        period = f" {article(fact.period)} {fact.period}" if fact.period and fact.low is not None else ""
        printed = one_line(cell.spec.parsed.document.quote(fact.span))
        where = f" ({fact.qualifier})" if fact.qualifier and fold(fact.qualifier) not in fold(printed) else ""
        return f"“{printed}”{period}{where}"

    def _of_statements(self, at: int, place: int, cell: Cell, most: int, *, same: bool) -> str:
        statements = [told.statement for told in cell.told if same or told.result is not Result.SAME]
        spans = list(paragraphs(cell.spec.parsed.document, statements))
        numbers = [self.writer.cite(cell.spec.entry, cell.spec.parsed, span) for span in spans[:most]]
        self._numbers[at, place] = numbers
        said = [f"{self._quote(cell, span)} [{number}]" for span, number in zip(spans, numbers, strict=False)]
        if len(spans) > most:
            said.append("and more")
        alike = len(statements) < len(cell.told)
        if not said:
            return "nothing but what is the same"
        return "; ".join(said) + ("; the rest is the same" if alike else "")

    def _quote(self, cell: Cell, span: Span) -> str:
        text = plain(cell.spec.parsed.document.quote(span))
        return f"“{text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(' ', 1)[0] + ' …'}”"

    # ── names ──

    def _label(self, place: int) -> str:
        """What a class is called: with its agency where that tells it apart, with its date where nothing else does."""
        entry = self.specs[place].entry
        others = [spec.entry for spec in self.specs if spec.entry is not entry]
        title = shown_title(entry)
        if any(other.class_id == entry.class_id for other in others):
            return f"{title} of {entry.spec.revision}"
        alike = any(fold(other.spec.title) == fold(entry.spec.title) for other in others)
        return f"{title} of {cased(entry.agency)}" if entry.agency and (alike or self._across) else title

    @property
    def _across(self) -> bool:
        """Whether the classes are of several agencies."""
        return len({fold(spec.entry.agency) for spec in self.specs}) > 1

    def _of(self, place: int, cell: Cell) -> str:
        """What a cell is called: its class, and its headings as printed where agencies may call a thing otherwise."""
        headings = "”, “".join(map(one_line, cell.headings[:2])) if self._across else ""
        return f"{self._label(place)}{f' (“{headings}”)' if headings else ''}"


def _placed(one: Row) -> list[tuple[int, Cell]]:
    return list(enumerate(one.cells))


def _name(one: Row) -> str:
    return f"{one.name[:1].upper()}{one.name[1:]}"


def _listed(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
