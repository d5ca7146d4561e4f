"""Answer from typed facts: "The class code of Electrician is **3863** [1]."."""

from collections.abc import Sequence

from assistant.compose.writer import Writer, inert, shown_title, verb
from assistant.evidence import Evidence
from vectorstore.folding import fold, one_line
from vectorstore.spec import Fact


def write_facts(writer: Writer, evidence: Evidence) -> None:
    """Add the facts of `evidence`, as printed, each cited with its label."""
    if evidence.facet.key == "salary":
        _write_salary(writer, evidence)
        return
    entry, parsed = evidence.entry, evidence.parsed
    for fact in evidence.facts:
        number = writer.cite(entry, parsed, fact.context)
        printed = inert(one_line(parsed.document.quote(fact.span)))
        name = evidence.facet.name if evidence.facet.key in (fact.facet, "") else fact.label
        label = as_printed(fact, name)
        writer.say(f"The {name}{label} of {shown_title(entry)} {verb(name)} **{printed}**.", number)
        writer.fact(fact.facet, fact.value, fact.modality.value, entry.spec.class_code, number)


def as_printed(fact: Fact, name: str) -> str:
    """Return the label in quotes, where it says something else than the facet's name does."""
    label, words = set(fold(fact.label).split()), set(fold(name).split())
    if label <= words or words <= label:
        return ""
    return f" (“{inert(one_line(fact.label))}”)"


def _write_salary(writer: Writer, evidence: Evidence) -> None:
    entry, parsed = evidence.entry, evidence.parsed
    for at, group in enumerate(_by_context(evidence.facts)):
        number = writer.cite(entry, parsed, group[0].context)
        amounts = "; ".join(inert(one_line(parsed.document.quote(fact.span))) for fact in group)
        period = f" a {group[0].period}" if group[0].period else ""
        place = next((f.qualifier for f in group if f.qualifier and f.qualifier != "flat-rated"), "")
        where = f" in the {place.removeprefix('the ')}" if place else ""
        dated = f", as of {entry.spec.revision}," if entry.spec.revision else ""
        lead = f"The salary of {shown_title(entry)}{where}{dated} is" if at == 0 else f"The salary{where} is"
        writer.say(f"{lead} **{amounts}**{period}.", number)
        for fact in group:
            writer.fact("salary", fact.value, fact.modality.value, entry.spec.class_code, number)


def _by_context(facts: Sequence[Fact]) -> list[list[Fact]]:
    groups: dict[int, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.context.start, []).append(fact)
    return list(groups.values())
