"""Say that a class is no more, and what the document of an abolished class tells."""

import re

from assistant.class_view import Spec
from assistant.compose.writer import Writer, plain, shown_title
from assistant.likeness import own_statements

#: Statements of an abolished class's document that are added to an answer.
_MOST_TOLD = 8
_YEAR = re.compile(r"\d{4}")


def write_stub(writer: Writer, spec: Spec) -> bool:
    """Add what an abolished class's document says that was not quoted yet; return whether it says so."""
    # What is no sentence and speaks of nothing is a letterhead.
    saying = [s for s in own_statements(spec) if s.facets or s.text.rstrip("\"'”’)]").endswith((".", "!", "?", ";"))]
    told = [s for s in saying if not writer.quotes(s.span)]
    if told:
        writer.say(f"Note that the document on {shown_title(spec.entry)} says:")
        writer.quote(spec.entry, spec.parsed, told[:_MOST_TOLD])
    return any("abolished" in s.facets for s in spec.parsed.statements)


def write_abolition(writer: Writer, spec: Spec) -> None:
    """Add that a class is no more, where its document gives the day and the answer does not quote it yet."""
    for fact in spec.facts("abolished"):
        if _YEAR.match(fact.value) and not writer.quotes(fact.context):
            number = writer.cite(spec.entry, spec.parsed, fact.context)
            quote = spec.parsed.document.quote(fact.context)
            writer.say(f"Note that {shown_title(spec.entry)} is a class no more: {plain(quote)}", number)
