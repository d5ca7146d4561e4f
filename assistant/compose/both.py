"""Answer for two or three classes side by side: the asked facets, or what each does and asks for."""

from collections.abc import Sequence

from assistant.class_view import Spec
from assistant.compose.fact import write_facts
from assistant.compose.refusal import write_not_stated
from assistant.compose.section import write_section, write_statements
from assistant.compose.writer import Writer
from assistant.evidence import Evidence, Found, gather
from vectorstore.vocabulary import Vocabulary

_COMPARED = (("distinguishing",), ("duties",), ("requirements",), ("salary", "grade"))


def write_both(
    writer: Writer, specs: Sequence[Spec], facets: Sequence[Sequence[str]], question: str, vocabulary: Vocabulary
) -> bool:
    """Add the evidence of `specs` for each of `facets`, for the usual ones where none is asked or none is stated.

    Return whether anything is stated; a grade in the place of an amount is not.
    """
    found = [gather(spec, asked, question, vocabulary) for asked in facets for spec in specs]
    if not any(evidence.states or evidence.grade for evidence in found):
        usual = [[gather(spec, asked, "", vocabulary) for spec in specs] for asked in _COMPARED]
        found = [evidence for row in usual if any(e.states for e in row) for evidence in row]
    return any([write_evidence(writer, evidence) for evidence in found])


def write_evidence(writer: Writer, evidence: Evidence) -> bool:
    """Add what a spec has on a facet, or that it states nothing; return whether it states something."""
    if evidence.found is Found.FACT:
        write_facts(writer, evidence)
    elif evidence.found is Found.SECTION:
        write_section(writer, evidence)
    elif evidence.found is Found.STATEMENTS:
        write_statements(writer, evidence)
    else:
        write_not_stated(writer, evidence)
    return evidence.states
