"""Show where an answer stands: the sections that it cites, whole and in their own words."""

from collections.abc import Mapping
from dataclasses import replace

from assistant.answer import Answer, Citation
from assistant.citations import section_of
from assistant.class_view import Spec
from assistant.compose.writer import Writer, inert, shown_title
from vectorstore.spec import DocumentType, Span, Statement

#: Sections that are shown of an answer that cites many.
_MOST_SECTIONS = 3


def write_sources(answer: Answer, specs: Mapping[str, Spec]) -> Answer:
    """Return the sections that `answer` cites; itself where it cites none.

    `specs` are those that it cites, by their ids.
    """
    writer = Writer()
    places = dict.fromkeys((c.spec_id, c.section_path) for c in answer.citations if c.spec_id in specs)
    for spec_id, path in list(places)[:_MOST_SECTIONS]:
        cited = [c for c in answer.citations if (c.spec_id, c.section_path) == (spec_id, path)]
        _write_section(writer, specs[spec_id], path, cited)
    if not writer.lines:
        return answer
    told = writer.answer(answer.status)
    return replace(answer, answer=told.answer, citations=told.citations)


def _write_section(writer: Writer, spec: Spec, path: tuple[str, ...], cited: list[Citation]) -> None:
    """Add a section, and the lines cited that are no statement of it, such as those of a header."""
    is_table = spec.parsed.type is DocumentType.TABLE
    where = inert(" > ".join(path)) or ("a row of the table" if is_table else "the head of the document")
    statements = [s for s in spec.parsed.statements if path and _path_of(spec, s) == path]
    writer.say(f"**{shown_title(spec.entry)}**, {cited[0].source}, {where}:")
    writer.quote(spec.entry, spec.parsed, statements)
    for citation in cited:
        span = Span(citation.start, citation.end, citation.line, citation.page)
        if any(s.span.start <= span.start < s.span.end for s in statements):
            continue
        number = writer.cite(spec.entry, spec.parsed, span)
        writer.say(f"- {' '.join(citation.quote.split())}", number)


def _path_of(spec: Spec, statement: Statement) -> tuple[str, ...]:
    section = section_of(spec.parsed.sections, statement.span)
    return section.path if section else ()
