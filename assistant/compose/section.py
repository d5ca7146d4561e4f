"""Answer with the words of a section, or with the statements that bind, wherever they stand."""

from collections.abc import Iterator

from assistant.citations import section_of
from assistant.compose.writer import Writer, shown_title
from assistant.evidence import Evidence
from vectorstore.spec import Modality, Statement

# How an answer puts the strength of a statement; the statement itself follows in its own words.
_SAYS = {
    Modality.REQUIRED: "{facet} required for {title}:",
    Modality.MAY_BE_REQUIRED: "{facet} that may be required for {title}:",
    Modality.PREFERRED: "{facet} preferred, which is less than required, for {title}:",
    Modality.NOT_REQUIRED: "{facet} not required for {title}:",
    Modality.STATED: "{facet}, in the words of the document on {title}:",
    Modality.DESCRIBED: "{facet}, in the words of the document on {title}:",
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
    title, name = shown_title(entry), evidence.facet.name
    for modality, statements in _by_strength(evidence):
        writer.say(_SAYS[modality].format(facet=name[0].upper() + name[1:], title=title))
        first = len(writer.lines)
        numbers = writer.quote(entry, parsed, statements)
        for number, line in zip(numbers, writer.lines[first:], strict=False):
            value = line.removeprefix("- ").rsplit(" [", 1)[0]
            writer.fact(evidence.facet.key, value, modality.value, entry.spec.class_code, number)


def _by_strength(evidence: Evidence) -> Iterator[tuple[Modality, list[Statement]]]:
    """Yield the statements by how strongly they bind; all together where the facet asks for nothing."""
    if not evidence.facet.binds:
        yield Modality.STATED, list(evidence.statements)
        return
    for modality in _SAYS:
        if statements := [s for s in evidence.statements if s.modality is modality]:
            yield modality, statements
