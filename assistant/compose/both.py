"""Write what a spec has on a facet, whichever way it has it."""

from assistant.compose.fact import write_facts
from assistant.compose.refusal import write_not_stated
from assistant.compose.section import write_section, write_statements
from assistant.compose.writer import Writer
from assistant.evidence import Evidence, Found


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
