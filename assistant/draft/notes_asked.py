"""Ask of the lines of a revision what the writer's notes say of them, where no model rewords them.

Whether a line is to be another, and how, only the writer says: the line that a
note is about stays, and has the note beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from assistant.draft.current import HEADER
from assistant.draft.line_ids import line_id
from assistant.draft.similar_about import about_wanted
from assistant.draft.values import DraftSection, Line, Provenance, Wanted
from vectorstore.embedder import Embedder
from vectorstore.kinds import DESCRIBING

#: Cosine from which on a line is what a note is about; the best one is meant.
_ABOUT = 0.4


def with_notes_asked(sections: Sequence[DraftSection], wanted: Wanted, embedder: Embedder) -> tuple[DraftSection, ...]:
    """Return `sections` with each sentence of the notes as a question: on the line it is about, else on a new one.

    The new ones stand at the end of the duties, or of what describes the work instead.
    """
    notes = about_wanted(wanted).sentences
    lines = [line for section in sections for line in section.lines if line.text and section.kind != HEADER]
    if not (notes and lines and sections):
        return tuple(sections)
    asked: dict[str, list[str]] = {}
    apart = []
    for note, line in zip(notes, _nearest(notes, lines, embedder), strict=True):
        if line is None:
            apart.append(note)
        else:
            asked.setdefault(line.line_id, []).append(note)
    place = _place(sections)
    return tuple(
        replace(section, lines=(*_with_questions(section.lines, asked), *(_new(apart) if at == place else ())))
        for at, section in enumerate(sections)
    )


def _nearest(notes: Sequence[str], lines: Sequence[Line], embedder: Embedder) -> Iterator[Line | None]:
    """Yield the line that each note is about; None where it is about none."""
    vectors = embedder.embed_documents([*notes, *(line.text for line in lines)])
    grid = np.asarray(vectors[: len(notes)] @ vectors[len(notes) :].T)
    for row in grid:
        yield lines[int(row.argmax())] if row.max() >= _ABOUT else None


def _with_questions(lines: Sequence[Line], asked: dict[str, list[str]]) -> Iterator[Line]:
    for line in lines:
        notes = " ".join(asked.get(line.line_id, ()))
        question = f"The notes say “{notes}”: is this line to be another?" if notes else ""
        yield replace(line, question=" ".join(filter(None, (line.question, question))))


def _new(notes: Sequence[str]) -> Iterator[Line]:
    for note in notes:
        question = f"The notes say “{note}”, and no line is about it: what is to stand here?"
        yield Line(line_id("note", note), "", Provenance.NEEDS_INPUT, question=question)


def _place(sections: Sequence[DraftSection]) -> int:
    kinds = [section.kind for section in sections]
    found = (kinds.index(kind) for kind in ("duties", *sorted(DESCRIBING)) if kind in kinds)
    return next(found, len(sections) - 1)
