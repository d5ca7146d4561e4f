"""Answer with the words of a section, or with the statements that bind, wherever they stand."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.citations import section_of
from assistant.class_view import Spec
from assistant.compose.writer import Writer, inert, shown_title
from assistant.evidence import Evidence
from vectorstore.spec import Modality, Statement

# How an answer puts the strength of statements; they follow in their own words.
_SAYS = {
    Modality.REQUIRED: "{facet} required for {title}",
    Modality.MAY_BE_REQUIRED: "{facet} that may be required for {title}",
    Modality.PREFERRED: "{facet} preferred, which is less than required, for {title}",
    Modality.NOT_REQUIRED: "{facet} not required for {title}",
    Modality.STATED: "{facet}, in the words of the document on {title}",
    Modality.DESCRIBED: "{facet}, in the words of the document on {title}",
}
# Under a heading that calls them desirable they are not called required, whatever their words.
_PRINTED = "{facet} for {title}, printed under {heading}"
_ASKING = (Modality.REQUIRED, Modality.PREFERRED)
_ONE_WAY, _JOINED = ", as one of several ways to qualify", ", with what is joined to it"


def write_section(writer: Writer, evidence: Evidence) -> None:
    """Add the statements of a section under its heading as printed."""
    entry, parsed = evidence.entry, evidence.parsed
    by_heading: dict[tuple[str, ...], list[Statement]] = {}
    for statement in evidence.statements:
        section = section_of(parsed.sections, statement.span)
        by_heading.setdefault(section.path if section else (), []).append(statement)
    for at, (path, statements) in enumerate(by_heading.items()):
        heading = inert(" > ".join(path))
        writer.say(f"**{shown_title(entry)}**: {heading}" if at == 0 else f"**{heading}**")
        for number in writer.quote(entry, parsed, statements)[:1]:
            writer.fact(evidence.facet.key, heading, statements[0].modality.value, entry.spec.class_code, number)
    if evidence.conditions:
        writer.say("Also asked for elsewhere in the document:")
        writer.quote(entry, parsed, evidence.conditions)


def write_statements(writer: Writer, evidence: Evidence) -> None:
    """Add the statements that speak of a facet, grouped by how strongly they bind, the strongest first."""
    said = ""
    for modality, lead, statements in _by_strength(evidence):
        if lead != said:
            writer.say(f"{lead}:")
        said = lead
        for heading, part in groupby(statements, key=lambda s: _way(evidence, s)):
            if heading:
                writer.say(f"**{heading}**")
            _write(writer, evidence, list(part), modality)


def _write(writer: Writer, evidence: Evidence, statements: Sequence[Statement], modality: Modality) -> None:
    first = len(writer.lines)
    numbers = writer.quote(evidence.entry, evidence.parsed, statements)
    # What is only joined to it is shown, and is no fact of the facet.
    facet = evidence.facet
    every = not facet.binds or modality is Modality.STATED
    own = [s.span.start for s in statements if every or facet.key in s.facets]
    for number, line in zip(numbers, writer.lines[first:], strict=False):
        cited = writer.citations[number - 1]
        if not any(cited.start <= start < cited.end for start in own):
            continue
        value = line.removeprefix("- ").rsplit(" [", 1)[0]
        writer.fact(evidence.facet.key, value, modality.value, evidence.entry.spec.class_code, number)


def _by_strength(evidence: Evidence) -> Iterator[tuple[Modality, str, list[Statement]]]:
    """Yield the statements by how strongly they bind, with what leads to them; all together where nothing is asked for.

    What is joined by "and" or "or", and what stands in several ways to qualify, stays together.
    """
    if not evidence.facet.binds:
        yield Modality.STATED, _lead(evidence, Modality.STATED, evidence.statements), list(evidence.statements)
        return
    units = [(_strongest(evidence, unit), unit) for unit in _units(evidence)]
    for modality in _SAYS:
        by_lead: dict[str, list[Statement]] = {}
        for unit in (unit for strength, unit in units if strength is modality):
            by_lead.setdefault(_lead(evidence, modality, unit), []).extend(unit)
        for lead, statements in by_lead.items():
            yield modality, lead, statements


def _units(evidence: Evidence) -> Iterator[list[Statement]]:
    spec = Spec(evidence.entry, evidence.parsed)
    chains = [chain for chain in spec.chains() if len(chain) > 1]
    of_ways = frozenset(s.ordinal for s in evidence.statements if _way(evidence, s))
    of = {ordinal: unit for unit in (*chains, of_ways) for ordinal in unit}
    for _, unit in groupby(evidence.statements, key=lambda s: of.get(s.ordinal, frozenset({s.ordinal}))):
        yield list(unit)


def _strongest(evidence: Evidence, unit: Sequence[Statement]) -> Modality:
    asked = [s.modality for s in unit if evidence.facet.key in s.facets] or [s.modality for s in unit]
    return min(asked, key=list(_SAYS).index)


def _lead(evidence: Evidence, modality: Modality, unit: Sequence[Statement]) -> str:
    name, title = evidence.facet.name, shown_title(evidence.entry)
    desirable = Spec(evidence.entry, evidence.parsed).around(unit[0].section, "desirable") if unit else None
    says = _PRINTED if desirable is not None and modality in _ASKING else _SAYS[modality]
    heading = desirable.heading if desirable is not None else ""
    lead = says.format(facet=name[0].upper() + name[1:], title=title, heading=heading)
    if any(_way(evidence, statement) for statement in unit):
        return lead + _ONE_WAY
    alone = not evidence.facet.binds or all(evidence.facet.key in s.facets for s in unit)
    return lead if alone or len(unit) == 1 else lead + _JOINED


def _way(evidence: Evidence, statement: Statement) -> str:
    """The heading of the way to qualify that a statement is a part of; empty for none."""
    spec = Spec(evidence.entry, evidence.parsed)
    inside = (way for way in evidence.ways if any(s.ordinal == statement.section for s in spec.below(way)))
    return next((way.heading for way in inside), "")
