"""Which facets search ranks by single statements, and which kind a section is of."""

from collections.abc import Collection

from vectorstore.spec import ParsedDocument, Statement

#: Facets whose statements describe the work: a described duty is looked for in them.
DESCRIBING = frozenset({"duties", "responsibility", "definition", "scope", "distinguishing"})

#: Facets whose statements have a vector each, in the order of their bits; see `facet_bits`.
EMBEDDED = (*sorted(DESCRIBING), "requirements")


def facet_bits(facets: Collection[str]) -> int:
    """Return a number with one bit for each of `facets` that is embedded; zero for none."""
    return sum(1 << bit for bit, facet in enumerate(EMBEDDED) if facet in facets)


def statement_bits(statement: Statement) -> int:
    """Return the bits of the facets that `statement` is ranked by; zero where it has no vector."""
    return 0 if statement.boilerplate else facet_bits(statement.facets)


def section_kinds(parsed: ParsedDocument) -> dict[int, str]:
    """Return the kind of each section by ordinal; one without takes that of the section around it."""
    found: dict[int, str] = {}
    for section in parsed.sections:
        around = "" if section.parent is None else found.get(section.parent, "")
        found[section.ordinal] = section.kind or around
    return found
