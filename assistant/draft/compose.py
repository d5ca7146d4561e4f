"""Compose a draft without a model: the outline of the agency, filled with the lines of similar classes."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.class_view import Spec
from assistant.draft.asking_for import label_lines, missing_labels
from assistant.draft.composer import Composer
from assistant.draft.current import current
from assistant.draft.drawing import drawn_on
from assistant.draft.level_asked import with_level_asked
from assistant.draft.level_headings import of_one_class
from assistant.draft.outline import lent, outline_of
from assistant.draft.slot_questions import renamed_question
from assistant.draft.slots import Slots
from assistant.draft.values import DraftSection, Line, Similar, Wanted
from assistant.standing import Standing


def composed(wanted: Wanted, similar: Sequence[Similar], standing: Standing) -> tuple[DraftSection, ...]:
    """Return the sections of a draft of a new class.

    The classes that the writer names come before those of `similar`; the
    outline is that of the agency that is named, or else, and where that has no
    document, of the first of them.
    """
    drawn = drawn_on(wanted, similar, standing)
    first = drawn[0].spec.entry.agency if drawn else ""
    outline = outline_of(wanted.agency or first, standing)
    if not outline.documents:
        outline = lent(outline_of(first, standing), wanted.agency)
    slots = Slots(wanted, outline.agency, standing)
    return Composer(wanted, outline, slots, drawn, standing.shelf.vocabulary).sections()


def revised(wanted: Wanted, spec: Spec, standing: Standing) -> tuple[DraftSection, ...]:
    """Return the sections of a revision of `spec`: its current text line by line, all taken.

    One class of a series gets headings that a document of its own can have.

    Where `wanted` has another title, code, unit or supervisor than it, the lines that say so are adapted.
    """
    slots = Slots(wanted, spec.entry.agency, standing)
    now = current(spec)

    def line(one: Line) -> Line:
        statement = now.statements.get(one.line_id)
        return slots.valued(one) if statement is None else slots.filled(one, spec, statement, asks=False)

    sections = tuple(replace(section, lines=tuple(map(line, section.lines))) for section in now.sections)
    if len(spec.parsed.specs) > 1:
        sections = of_one_class(sections, standing.shelf.vocabulary)
    sections = _with_said(sections, wanted, standing)
    return with_level_asked(sections, wanted.title, [spec.entry], slots.above, renamed_question)


def _with_said(sections: tuple[DraftSection, ...], wanted: Wanted, standing: Standing) -> tuple[DraftSection, ...]:
    """`sections` with a label on top for the unit and the supervisor that `wanted` has and no line says."""
    header, *body = sections
    lines = [line for section in sections for line in section.lines]
    labels = missing_labels(wanted, lines, standing.shelf.vocabulary)
    said = label_lines(labels, wanted, wanted.agency, (), standing.shelf.vocabulary)
    return (replace(header, lines=(*header.lines, *said)), *body)
