"""The current text of a spec as the lines of a draft: what a revision starts from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.changes import PAPER, RECRUITMENT
from assistant.class_view import Spec
from assistant.draft.asking_for import printed
from assistant.draft.line_ids import line_id_at
from assistant.draft.taking import origins_of, taken
from assistant.draft.values import DraftSection, Line, Provenance
from vectorstore.folding import fold
from vectorstore.spec import Fact, Section, Span, Statement, speaks_of

#: Kind of the section of the labels above the first heading.
HEADER = "header"


@dataclass(frozen=True, slots=True)
class Current:
    """What a document says of one class."""

    sections: tuple[DraftSection, ...]
    """In its order, every line taken; what only a recruitment is about is left out."""

    statements: Mapping[str, Statement]
    """Line id to the statement that the line is; values of labels have none."""


def current(spec: Spec) -> Current:
    """Return what the document of `spec` says of its class."""
    statements = {line_id_at(spec, s.span): s for s in spec.parsed.statements}
    return Current(tuple(_sections(spec)), statements)


def _sections(spec: Spec) -> Iterator[DraftSection]:
    facts = [fact for fact in spec.parsed.facts if _is_shown(fact, spec)]
    first = min(
        (s.heading_span.start for s in spec.parsed.sections if s.heading), default=len(spec.parsed.document.text)
    )
    header = [_labelled(spec, fact) for fact in _once(facts) if fact.context.start < first]
    yield DraftSection("", HEADER, tuple(header))
    for section in spec.parsed.sections:
        if not speaks_of(section.applies_to, spec.entry.spec.ordinal) or _is_of_recruitment(spec, section):
            continue
        lines = tuple(_lines(spec, section, [fact for fact in facts if fact.context.start >= first]))
        if section.heading or lines:
            yield DraftSection(section.heading.rstrip(" :"), section.kind, lines, len(section.path) or 1)


def _is_shown(fact: Fact, spec: Spec) -> bool:
    mine = speaks_of(fact.applies_to, spec.entry.spec.ordinal)
    return mine and bool(fact.label) and fact.facet not in RECRUITMENT | PAPER


def _is_of_recruitment(spec: Spec, section: Section) -> bool:
    at: int | None = section.ordinal
    while at is not None:
        if spec.parsed.sections[at].kind in RECRUITMENT:
            return True
        at = spec.parsed.sections[at].parent
    return False


def _lines(spec: Spec, section: Section, facts: Sequence[Fact]) -> Iterator[Line]:
    """The statements of a section, and the values of labels in it that no statement says, in the order of the text."""
    statements = [s for s in spec.statements([section]) if not (RECRUITMENT & set(s.facets[:1]))]
    inside = [fact for fact in facts if section.body.start <= fact.context.start < section.body.end]
    unsaid = [fact for fact in _once(inside) if not _is_said(fact.context, statements)]
    found = [(s.span.start, _taken(spec, s)) for s in statements] + [
        (f.context.start, _labelled(spec, f)) for f in unsaid
    ]
    if not section.heading:
        found = [(start, line) for start, line in found if not _is_labelled(start, facts)]
    if section.heading and spec.is_blank(section):
        yield _blank(spec, section)
    yield from (line for _, line in sorted(found, key=lambda one: one[0]))


def _blank(spec: Spec, section: Section) -> Line:
    question = f"Nothing stands under “{section.heading}” in the current text: what goes there?"
    return Line(line_id_at(spec, section.heading_span), "", Provenance.NEEDS_INPUT, question=question)


def _is_labelled(start: int, facts: Sequence[Fact]) -> bool:
    return any(fact.context.start <= start < fact.context.end for fact in facts)


def _is_said(span: Span, statements: Sequence[Statement]) -> bool:
    return any(one.start < span.end and span.start < one.end for s in statements for one in s.spans)


def _once(facts: Sequence[Fact]) -> list[Fact]:
    """Each value once: several amounts of one label are printed together."""
    found: dict[tuple[str, int], Fact] = {}
    for fact in facts:
        found.setdefault((fold(fact.label), fact.span.start), fact)
    return list(found.values())


def _taken(spec: Spec, statement: Statement) -> Line:
    return taken(spec, statement, line_id_at(spec, statement.span))


def _labelled(spec: Spec, fact: Fact) -> Line:
    text = printed(spec, fact)
    return Line(
        # Of the value: the labels of a table's row all begin where the row does.
        line_id=line_id_at(spec, fact.span),
        text=text,
        provenance=Provenance.TAKEN if text else Provenance.NEEDS_INPUT,
        sources=origins_of(spec, [fact.span]),
        question="" if text else f"{fact.label} is blank in the current text: what is it?",
        label=fact.label,
        facet=fact.facet,
    )
