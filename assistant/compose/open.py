"""Answer an open question about one class with its own statements, or say that it does not say so."""

from collections.abc import Sequence

from assistant.class_view import Spec
from assistant.compose.writer import Writer, shown_title
from vectorstore.spec import Statement


def write_nearest_statements(
    writer: Writer, spec: Spec, fitting: Sequence[Statement], nearest: Sequence[Statement]
) -> None:
    """Add the statements that fit; where none does, that nothing does in these words, and the nearest one."""
    title = shown_title(spec.entry)
    if fitting:
        writer.say(f"The document on {title} says:")
        writer.quote(spec.entry, spec.parsed, fitting)
        return
    writer.say(f"The document on {title} does not say that in these words.")
    if nearest:
        writer.say("The nearest that it says:")
        writer.quote(spec.entry, spec.parsed, nearest)
