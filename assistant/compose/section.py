"""Answer with the words of a section, or with the statements that bind, wherever they stand."""

from assistant.citations import section_of
from assistant.compose.writer import Writer, shown_title
from assistant.evidence import Evidence
from vectorstore.spec import Modality, Statement

# How an answer puts the strength of a statement; the statement itself follows in its own words.
_SAYS = {
    Modality.REQUIRED: "It is required",
    Modality.MAY_BE_REQUIRED: "It may be required",
    Modality.PREFERRED: "It is desirable or preferred, which is less than required",
    Modality.NOT_REQUIRED: "It is not required",
    Modality.STATED: "The spec says",
    Modality.DESCRIBED: "The spec says",
}


def write_section(writer: Writer, evidence: Evidence) -> None:
    """Add the statements of a section under its heading as printed."""
    entry, parsed = evidence.entry, evidence.parsed
    by_heading: dict[tuple[str, ...], list[Statement]] = {}
    for statement in evidence.statements:
        section = section_of(parsed.sections, statement.span)
        by_heading.setdefault(section.path if section else (), []).append(statement)
    for at, (path, statements) in enumerate(by_heading.items()):
        heading = " > ".join(path)
        writer.say(f"**{shown_title(entry)}**: {heading}" if at == 0 else f"**{heading}**")
        for number in writer.quote(entry, parsed, statements)[:1]:
            writer.fact(evidence.facet.key, heading, statements[0].modality.value, entry.spec.class_code, number)
    if evidence.conditions:
        writer.say("Also asked for elsewhere in the document:")
        writer.quote(entry, parsed, evidence.conditions)


def write_statements(writer: Writer, evidence: Evidence) -> None:
    """Add the statements that speak of a facet, grouped by how strongly they bind, the strongest first."""
    entry, parsed = evidence.entry, evidence.parsed
    order = [m for m in _SAYS if any(s.modality is m for s in evidence.statements)]
    for at, modality in enumerate(order):
        statements = [s for s in evidence.statements if s.modality is modality]
        if evidence.facet.binds:
            subject = f"{evidence.facet.name.capitalize()} for {shown_title(entry)}: " if at == 0 else ""
            says = _SAYS[modality]
            writer.say(f"{subject}{says if not subject else says[0].lower() + says[1:]}:")
        elif at == 0:
            writer.say(f"{evidence.facet.name.capitalize()} of {shown_title(entry)}:")
        first = len(writer.lines)
        numbers = writer.quote(entry, parsed, statements)
        for number, line in zip(numbers, writer.lines[first:], strict=False):
            value = line.removeprefix("- ").rsplit(" [", 1)[0]
            writer.fact(evidence.facet.key, value, modality.value, entry.spec.class_code, number)
