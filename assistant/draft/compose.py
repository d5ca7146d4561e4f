"""Compose a draft without a model: the outline of the agency, filled with the lines of similar classes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.class_view import Spec
from assistant.draft.composer import Composer
from assistant.draft.current import current
from assistant.draft.level_headings import of_one_class
from assistant.draft.outline import outline_of
from assistant.draft.slots import Slots
from assistant.draft.values import DraftSection, Line, Similar, Wanted
from assistant.standing import Standing


def composed(wanted: Wanted, similar: Sequence[Similar], standing: Standing) -> tuple[DraftSection, ...]:
    """Return the sections of a draft of a new class.

    The classes that the writer names come before those of `similar`; the
    outline is that of the agency that is named, or else of the first of them.
    """
    specs = _sources(wanted, similar, standing)
    agency = wanted.agency or (specs[0].entry.agency if specs else "")
    outline = outline_of(agency, standing)
    slots, scores = Slots(wanted, outline.agency, standing), _scores(specs, wanted, similar)
    return Composer(wanted, outline, slots, specs, scores, standing.shelf.vocabulary).sections()


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
    return of_one_class(sections, standing.shelf.vocabulary) if len(spec.parsed.specs) > 1 else sections


def _sources(wanted: Wanted, similar: Sequence[Similar], standing: Standing) -> list[Spec]:
    ids = tuple(dict.fromkeys((*wanted.similar_to, *(one.spec_id for one in similar))))
    found = standing.shelf.by_id(ids)
    return [found[spec_id] for spec_id in ids if spec_id in found]


def _scores(specs: Iterable[Spec], wanted: Wanted, similar: Iterable[Similar]) -> list[float]:
    found = {one.spec_id: one.score for one in similar} | dict.fromkeys(wanted.similar_to, 1.0)
    return [found[spec.entry.spec_id] for spec in specs]
