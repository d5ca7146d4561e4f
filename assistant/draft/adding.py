"""Gather from one more class into the sections of a draft that is there."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.class_view import Spec
from assistant.draft.gather import Clause, gathered
from assistant.draft.likeness import Grid, likenesses
from assistant.draft.line_ids import line_id_at
from assistant.draft.merging import asks_alike
from assistant.draft.slots import Slots
from assistant.draft.taking import origins_of, taken
from assistant.draft.values import Decision, DraftSection, Line, Wanted
from assistant.standing import Standing
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary


def with_source(
    sections: Sequence[DraftSection], wanted: Wanted, spec: Spec, standing: Standing
) -> tuple[DraftSection, ...]:
    """Return `sections` with what `spec` says.

    A line that it says alike has it as a further source; what else it says is
    added at the end of the section that means the same, or of a new one. What
    the draft has from it already stays as it is. A section that lines come to
    asks no longer what goes there.
    """
    slots, vocabulary = Slots(wanted, wanted.agency, standing), standing.shelf.vocabulary
    ids = {line.line_id for section in sections for line in section.lines}
    clauses = [c for c in gathered([spec], vocabulary) if line_id_at(spec, c.statement.span) not in ids]
    made = list(sections)
    for clause, beside in zip(clauses, _alike(sections, clauses, vocabulary), strict=True):
        if beside is not None:
            made = [_with_origin(section, beside, clause) for section in made]
            continue
        line = taken(spec, clause.statement, line_id_at(spec, clause.statement.span))
        made = _with_line(made, clause, slots.filled(line, spec, clause.statement), vocabulary)
    return tuple(made)


def _alike(sections: Sequence[DraftSection], clauses: Sequence[Clause], vocabulary: Vocabulary) -> list[str | None]:
    """The id of the line that says, and asks for, what each of `clauses` does; None where none does."""
    lines = [line for section in sections for line in section.lines if line.text and not line.label]
    if not lines:
        return [None] * len(clauses)
    grid = likenesses([clause.text for clause in clauses], [line.text for line in lines])
    return [_beside(clause, lines, row, vocabulary) for clause, row in zip(clauses, grid, strict=True)]


def _beside(clause: Clause, lines: Sequence[Line], row: Grid, vocabulary: Vocabulary) -> str | None:
    """The id of the line that a clause is most alike, by its row of likenesses, of those that ask for the same."""
    nearest = (lines[int(at)] for at in (-row).argsort(kind="stable") if row[at] > 0)
    return next((line.line_id for line in nearest if asks_alike(line.text, clause.text, vocabulary)), None)


def _with_origin(section: DraftSection, line_id: str, clause: Clause) -> DraftSection:
    return replace(
        section, lines=tuple(_sourced(line, clause) if line.line_id == line_id else line for line in section.lines)
    )


def _sourced(line: Line, clause: Clause) -> Line:
    """A line with a further source; one of the writer's own stays without, since it was taken from none."""
    spec_id = clause.spec.entry.spec_id
    if not line.sources or any(origin.spec_id == spec_id for origin in line.sources):
        return line
    return replace(line, sources=(*line.sources, *origins_of(clause.spec, clause.statement.spans)))


def _with_line(
    sections: Sequence[DraftSection], clause: Clause, line: Line, vocabulary: Vocabulary
) -> list[DraftSection]:
    at = _place(sections, clause, vocabulary)
    if at is None:
        part = clause.part
        return [*sections, DraftSection(part.heading, part.kind, (line,))]
    return [
        replace(section, lines=(*filter(_says, section.lines), line)) if place == at else section
        for place, section in enumerate(sections)
    ]


def _says(line: Line) -> bool:
    """Whether a line is more than the open question what goes below its heading."""
    return bool(line.text or line.label or line.facet) or line.decision is not Decision.OPEN


def _place(sections: Sequence[DraftSection], clause: Clause, vocabulary: Vocabulary) -> int | None:
    """The section that a clause belongs to: so headed, else that means the same, else that takes it in."""
    part = clause.part
    below = [(at, s) for at, s in enumerate(sections) if s.heading]
    ways = (
        [at for at, s in below if s.kind == part.kind and fold(s.heading) == fold(clause.way or part.heading)],
        [at for at, s in below if s.kind and s.kind == part.kind],
        [at for at, s in below if s.kind and s.kind == clause.kind],
        [at for at, s in below if s.kind in vocabulary.facets and clause.kind in vocabulary.facets[s.kind].includes],
    )
    return next((found[-1] for found in ways if found), None)
