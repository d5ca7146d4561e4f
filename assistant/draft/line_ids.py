"""Ids of the lines of a draft: the same for the same place, so that a line is gathered once and keeps its id."""

from assistant.class_view import Spec
from vectorstore.spec import Span, short_hash

#: Hexadecimal digits of an id; a draft has some hundreds of lines.
_DIGITS = 12


def line_id_at(spec: Spec, span: Span) -> str:
    """Return the id of the line that begins at `span` of a spec."""
    return line_id("spec", spec.entry.spec_id, str(span.start))


def line_id(kind: str, *parts: str) -> str:
    """Return the id of the line of a `kind` that `parts` tell apart."""
    return short_hash(kind, *parts)[:_DIGITS]
