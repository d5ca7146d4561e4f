"""Drafts to test with: the current text of a spec, line by line, as a revision begins."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.class_view import Spec
from assistant.draft.paragraphs import HEADER
from assistant.draft.taking import origins_of, said, taken
from assistant.draft.values import Draft, DraftSection, Line, Provenance, Wanted
from assistant.draft.wording import WRITER, after_edit
from vectorstore.spec import Section, speaks_of
from vectorstore.vocabulary import load


def current(spec: Spec) -> Draft:
    """Return a draft that revises `spec`, with every line of it as it is."""
    entry = spec.entry
    sections = tuple(
        _section(spec, one) for one in spec.parsed.sections if speaks_of(one.applies_to, entry.spec.ordinal)
    )
    wanted = Wanted(entry.spec.title, agency=entry.agency, revises=entry.spec_id)
    return Draft("d1", wanted, sections=sections)


def is_verbatim(line: Line) -> bool:
    """Return whether a line has the very words of its sources in the class that is named first."""
    first = [origin for origin in line.sources if origin.spec_id == line.sources[0].spec_id]
    return bool(first) and line.text == said(first)


def _section(spec: Spec, section: Section) -> DraftSection:
    lines = (*([] if section.heading else _labels(spec, section)), *_statements(spec, section))
    kind = section.kind if section.heading else HEADER
    return DraftSection(section.heading, kind, lines, max(1, len(section.path)))


def _labels(spec: Spec, header: Section) -> Iterator[Line]:
    facts = [fact for fact in spec.parsed.facts if fact.label and fact.value and fact.context.start < header.end]
    for at, fact in enumerate(fact for fact in facts if speaks_of(fact.applies_to, spec.entry.spec.ordinal)):
        origins = origins_of(spec, (fact.span,))
        yield Line(f"h{at}", said(origins), Provenance.TAKEN, origins, label=fact.label, facet=fact.facet)


def _statements(spec: Spec, section: Section) -> Iterator[Line]:
    for one in spec.statements([section]):
        yield taken(spec, one, f"s{one.ordinal}")


def rewritten(draft: Draft, words: Callable[[Line], str]) -> Draft:
    """Return `draft` with other words, as its writer has them."""
    vocabulary = load()
    sections = (
        replace(section, lines=tuple(after_edit(line, words(line), WRITER, vocabulary) for line in section.lines))
        for section in draft.sections
    )
    return replace(draft, sections=tuple(sections))
