"""Write one row of a comparison: what each class says of a facet, all of it quoted or as a table has it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.citations import paragraphs
from assistant.class_view import Spec
from assistant.comparing import Cell, Result, Row
from assistant.compose.table import cited
from assistant.compose.writer import Writer, cased, inert, plain, shown_title
from assistant.weighing import article
from vectorstore.folding import fold, one_line
from vectorstore.spec import Fact, Section, Span

#: Values of a fact that the text tells; characters of one quote in it.
_MOST_VALUES, _LONGEST = 3, 220


@dataclass
class RowWriter:
    """Writes rows of the comparison of some classes."""

    writer: Writer
    specs: Sequence[Spec]
    numbers: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    """Row and class, by place, to the citations of what the text tells of it."""

    def write(self, at: int, one: Row, most: int, verdict: str = "", *, alone: bool = True) -> None:
        """Add a row; where one class says nothing of it, that is said here unless not `alone`."""
        if one.result is Result.ONLY_ONE and alone:
            self._write_alone(at, one, most)
        elif one.result is Result.SAME:
            self._write_same(at, one)
        elif all(cell.facts for cell in one.cells):
            ending = f" ({verdict})" if verdict else ""
            self.writer.say(f"- **{name_of(one)}**: {self._each(at, one)}{ending}")
        else:
            for place, cell in _placed(one):
                if cell.says:
                    said = self._of_cell(at, place, cell, most)
                    self.writer.say(f"- **{name_of(one)}**, {self._of(place, cell)}: {said}")

    def dates(self, found: Sequence[tuple[int, Row]]) -> None:
        """Add rows of dates, by their places, in one line."""
        said = [f"{one.name}{self._dated(at, one)}" for at, one in found]
        if said:
            self.writer.say(f"- **Dates**: {'; '.join(said)}")

    def _dated(self, at: int, one: Row) -> str:
        if one.result is Result.SAME:
            said = [self._of_facts(at, place, cell) for place, cell in _placed(one)]
            marks = _marks([number for place in range(len(said)) for number in self.numbers[at, place]])
            return f" is the same, {self._first_of(one.cells[0])} {marks}"
        return f": {self._each(at, one)}"

    def _each(self, at: int, one: Row) -> str:
        """What each class that states a value states."""
        saying = [(place, cell) for place, cell in _placed(one) if cell.facts]
        cells = [f"{self._of(place, cell)}: {self._of_facts(at, place, cell)}" for place, cell in saying]
        return f"{'only ' if one.result is Result.ONLY_ONE else ''}{'; '.join(cells)}"

    def _write_same(self, at: int, one: Row) -> None:
        """Add what all say alike: as the first of them prints it, with the places of all."""
        of_facts = bool(one.cells[0].facts)
        for place, cell in enumerate(one.cells):
            self._of_cell(at, place, cell, 1, same=True)
        numbers = [number for place in range(len(one.cells)) for number in self.numbers[at, place]]
        said = self._first_of(one.cells[0])
        self.writer.say(f"- **{name_of(one)}** is the same{'' if of_facts else ' in these words'}: {said}", *numbers)

    def _first_of(self, cell: Cell) -> str:
        """What a cell says, without its marks: all its values, the first of its statements."""
        if cell.facts:
            values = [value for value, _ in self._cited(cell)]
            rest = " and more" if len({self._value(cell, fact) for fact in cell.facts}) > len(values) else ""
            effective = f", as of {cell.tabled[0].effective}" if cell.tabled else ""
            return f"{', '.join(values)}{rest}{effective}"
        spans = list(paragraphs(cell.spec.parsed.document, [told.statement for told in cell.told]))
        return f"{self._quote(cell, spans[0])}{'; and more' if len(spans) > 1 else ''}"

    def _write_alone(self, at: int, one: Row, most: int) -> None:
        saying = [place for place, cell in enumerate(one.cells) if cell.says]
        silent = [place for place, cell in enumerate(one.cells) if not cell.says]
        for place in saying:
            said = self._of_cell(at, place, one.cells[place], most)
            only = "only " if len(saying) == 1 else ""
            holder = "the class table of" if one.cells[place].tabled else "the document on"
            lacks = f"; {self._silence([(at, one.cells[at]) for at in silent])}" if place == saying[-1] else ""
            self.writer.say(f"- **{name_of(one)}**: {only}{holder} {self.label(place)} says {said}{lacks}")

    def _silence(self, silent: Sequence[tuple[int, Cell]]) -> str:
        """That documents state nothing of a facet, or have its heading and nothing after it."""
        blank = [(place, cell) for place, cell in silent if cell.evidence.blank is not None]
        nothing = [self.label(place) for place, cell in silent if cell.evidence.blank is None]
        said = [f"that on {self.label(place)} has {self._blank(cell)}" for place, cell in blank]
        if nothing:
            verb = "states" if len(nothing) == 1 else "state"
            said.append(f"{'that' if len(nothing) == 1 else 'those'} on {listed(nothing)} {verb} nothing of it")
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
        shown = self._cited(cell)
        self.numbers[at, place] = [number for _, numbers in shown for number in numbers]
        said = [f"{value} {_marks(numbers)}" for value, numbers in shown]
        more = len({self._value(cell, fact) for fact in cell.facts}) > len(shown)
        effective = f", as of {cell.tabled[0].effective}" if cell.tabled else ""
        return f"{', '.join(said)}{' and more' if more else ''}{effective}"

    def _cited(self, cell: Cell) -> list[tuple[str, list[int]]]:
        """The values of a cell, each with its citations; those of a table that several rows repeat once."""
        found: dict[str, list[int]] = {}
        for at, (entry, parsed, fact) in enumerate(cell.held):
            value = self._value(cell, fact)
            if value in found or len(found) == _MOST_VALUES:
                continue
            row = cell.tabled[at] if cell.tabled else None
            found[value] = cited(self.writer, row, fact) if row else [self.writer.cite(entry, parsed, fact.context)]
        return list(found.items())

    def _value(self, cell: Cell, fact: Fact) -> str:
        period = f" {article(fact.period)} {fact.period}" if fact.period and fact.low is not None else ""
        # The cells of a table are as they are typed: a range stands in two of them.
        printed = inert(one_line(cell.spec.parsed.document.quote(fact.span))) if not cell.tabled else fact.value
        where = f" ({fact.qualifier})" if fact.qualifier and fold(fact.qualifier) not in fold(printed) else ""
        return f"{f'**{printed}**' if cell.tabled else f'“{printed}”'}{period}{where}"

    def _of_statements(self, at: int, place: int, cell: Cell, most: int, *, same: bool) -> str:
        statements = [told.statement for told in cell.told if same or told.result is not Result.SAME]
        spans = list(paragraphs(cell.spec.parsed.document, statements))
        numbers = [self.writer.cite(cell.spec.entry, cell.spec.parsed, span) for span in spans[:most]]
        self.numbers[at, place] = numbers
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

    def label(self, place: int) -> str:
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
        headings = "”, “".join(map(one_line, map(inert, cell.headings[:2]))) if self._across else ""
        return f"{self.label(place)}{f' (“{headings}”)' if headings else ''}"


def _placed(one: Row) -> list[tuple[int, Cell]]:
    return list(enumerate(one.cells))


def name_of(one: Row) -> str:
    """Return the name of a row as a line begins."""
    return f"{one.name[:1].upper()}{one.name[1:]}"


def listed(parts: Sequence[str]) -> str:
    """Return the parts as a sentence has them: "A, B and C"."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _marks(numbers: Sequence[int]) -> str:
    return " ".join(f"[{number}]" for number in numbers)
