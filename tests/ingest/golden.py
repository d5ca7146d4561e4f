"""Golden specs: a parsed document written out so that a person can check it against its source, line by line.

`python -m tests.ingest.golden` rewrites the files in `data/golden/`. Read each change against the example
document beside it before keeping it: what is written here is what the parser is held to.
"""

from collections.abc import Iterator
from pathlib import Path

from tests.ingest.parsing import EXAMPLES, lines_of, parsed_file
from vectorstore.folding import one_line
from vectorstore.spec import Document, Fact, ParsedDocument, Span, Statement

FOLDER = Path(__file__).parent / "data" / "golden"

#: One document or more of each layout among the examples.
DOCUMENTS = (
    "M2041 Accounting Technician.txt",
    "M2042 Accounting Technician, Senior REV 03-2019.txt",
    "M2049 Accountant I (Specialist).txt",
    "M2017 Microfilm Technician ABOLISHED.txt",
    "M3110 Heavy Equipment Mechanic.txt",
    "M5205 Public Safety Dispatcher I.txt",
    "CRANE ELECTRICIAN 4121 031618.txt",
    "VESSEL TRAFFIC DISPATCHER 3862 050617.txt",
    "Library Assistant, Senior.txt",
    "accounting-technician.md",
    "environmental-compliance-inspector.md",
    "information-systems-analyst.md",
    "marina-attendant.md",
    "M2214 Election Services Coordinator.docx",
    "wharf-carpenter.docx",
    "M5310 Emergency Management Coordinator.html",
    "ferry-terminal-agent.html",
    "land-surveyor-series.html",
    "dredge-crew-series.docx",
    "CRANE ELECTRICIAN 4121 060515.pdf",
)


def golden_file(name: str) -> Path:
    """Return where the golden spec of an example is kept."""
    return FOLDER / f"{Path(name).stem}.golden.txt"


def render(result: ParsedDocument) -> str:
    """Return the spec as text: header, facts, then the outline with the statements of each section.

    `L12-14` are lines of the document; a statement that a page header
    interrupts names the lines of each part.
    """
    return "\n".join([*_header(result), "", "FACTS", *_facts(result), "", "OUTLINE", *_outline(result), ""])


def _header(result: ParsedDocument) -> Iterator[str]:
    yield f"type: {result.type.value}"
    yield f"agency: {result.agency or '(none)'}"
    for spec in result.specs:
        code, revision = spec.class_code or "(none)", spec.revision or "(no date)"
        series = f" | of the series {spec.series}" if spec.series else ""
        yield f"class {spec.ordinal}: {spec.title} | code {code} | of {revision}{series}"
        yield from (f"  also {alias}" for alias in spec.aliases)
    for other in result.described:
        yield f"describes {other.title} (L{other.span.line})"


def _facts(result: ParsedDocument) -> Iterator[str]:
    for fact in result.facts:
        yield f"  L{fact.span.line} {fact.facet} = {fact.value or '(blank)'}{_details(fact)}"
        yield f"       «{one_line(result.document.quote(fact.context))}»"


def _details(fact: Fact) -> str:
    money = f"{fact.low:,.2f} to {fact.high:,.2f} a {fact.period or '?'}" if fact.low is not None else ""
    of = "of class " + ", ".join(map(str, fact.applies_to)) if fact.applies_to and fact.facet != "title" else ""
    modality = fact.modality.value if fact.modality.value != "stated" else ""
    return "".join(f" | {part}" for part in (money, fact.qualifier, of, modality) if part)


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
    yield f"{indent}{lines} {statement.modality.value} [{' '.join(statement.facets)}]{group}{numbers}"
    yield f"{indent}   {marker}{statement.text}"


def _lines(document: Document, span: Span) -> str:
    first, last = lines_of(document, span)
    return f"L{first}" if last == first else f"L{first}-{last}"


def main() -> None:
    """Rewrite the golden files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in DOCUMENTS:
        golden_file(name).write_text(render(parsed_file(EXAMPLES / name)), encoding="utf-8")
        print(f"wrote {golden_file(name).name}")


if __name__ == "__main__":
    main()
