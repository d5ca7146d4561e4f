"""Write a parsed document so that a person can check it against its source, line by line."""

from collections.abc import Iterator

from vectorstore.folding import one_line
from vectorstore.spec import Document, Fact, ParsedDocument, Section, Span, Statement


def render(result: ParsedDocument) -> str:
    """Return the spec as text: header, facts, then the outline with the statements of each section.

    `L12` is a line of the document; a section or statement on several pages
    shows each of its spans.
    """
    return "\n".join([*_header(result), "", "FACTS", *_facts(result), "", "OUTLINE", *_outline(result), ""])


def _header(result: ParsedDocument) -> Iterator[str]:
    yield f"type: {result.type.value}"
    yield f"agency: {result.agency or '(none)'}"
    for spec in result.specs:
        yield f"class {spec.ordinal}: {spec.title} | code {spec.class_code or '(none)'} | of {spec.revision or '(no date)'}"
        for alias in spec.aliases:
            yield f"  also {alias}"
    for other in result.described:
        yield f"describes {other.title} (L{other.span.line})"


def _facts(result: ParsedDocument) -> Iterator[str]:
    for fact in result.facts:
        yield f"  L{fact.span.line} {fact.facet} = {fact.value or '(blank)'}{_details(fact)}"
        yield f"       «{one_line(result.document.quote(fact.context))}»"


def _details(fact: Fact) -> str:
    money = f"{fact.low:,.2f} to {fact.high:,.2f} a {fact.period or '?'}" if fact.low is not None else ""
    of = "of class " + ", ".join(map(str, fact.applies_to)) if fact.applies_to and fact.facet != "title" else ""
    parts = [money, fact.qualifier, of, fact.modality.value if fact.modality.value != "stated" else ""]
    return "".join(f" | {part}" for part in parts if part)


def _outline(result: ParsedDocument) -> Iterator[str]:
    for section in result.sections:
        indent = "  " * len(section.path)
        of = f" of class {', '.join(map(str, section.applies_to))}" if section.applies_to else ""
        line = section.heading_span.line
        yield f"{indent}L{line} # {section.heading or '(header)'} [{section.kind or '-'}]{of}"
        for statement in result.statements:
            if statement.section == section.ordinal:
                yield from _statement(result.document, statement, indent + "  ")


def _statement(document: Document, statement: Statement, indent: str) -> Iterator[str]:
    marker = f"{'>' * statement.depth}{statement.marker} " if statement.marker else ""
    group = f" ({statement.group})" if statement.group else ""
    numbers = "".join(f" <{number.value:g} {number.unit or 'count'}>" for number in statement.numbers)
    lines = ", ".join(_lines(document, span) for span in statement.spans)
    boundary = f"{statement.modality.value} [{' '.join(statement.facets)}]{group}{numbers}"
    yield f"{indent}{lines} {boundary}"
    yield f"{indent}   {marker}{statement.text}"


def _lines(document: Document, span: Span) -> str:
    last = document.span(max(span.start, span.end - 1), span.end).line
    return f"L{span.line}" if last == span.line else f"L{span.line}-{last}"


def section_of(result: ParsedDocument, statement: Statement) -> Section:
    """Return the section that a statement stands in."""
    return result.sections[statement.section]
