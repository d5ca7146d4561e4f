"""Answer which class does a described work, and questions over many classes, with the passages that say so."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Status
from assistant.compose.writer import Writer, nearest, shown_title
from assistant.evidence import Spec
from vectorstore.spec import Passage, RankedClass

_MOST_STATEMENTS = 2


def write_ranked(ranked: Sequence[tuple[RankedClass, Spec]]) -> Answer:
    """Return the classes whose own statements fit best, the best first, each with the statements that say so."""
    writer = Writer()
    for at, (found, spec) in enumerate(ranked):
        title = next(iter(spec.facts("title")), None)
        numbers = [writer.cite(spec.entry, spec.parsed, title.context)] if title is not None else []
        lead = "The class whose document fits best is" if at == 0 else "Also near:"
        writer.say(f"{lead} **{shown_title(spec.entry)}**.", *numbers)
        writer.quote(spec.entry, spec.parsed, found.statements[:_MOST_STATEMENTS])
    return replace(writer.answer(Status.ANSWERED), nearest=nearest([spec.entry for _, spec in ranked[1:]]))


def write_passages(found: Sequence[tuple[Passage, Spec]]) -> Answer:
    """Return passages of several classes that speak of what was asked; no list of all of them."""
    writer = Writer()
    writer.say("These passages speak of it. They are the nearest ones, not a complete list:")
    for passage, spec in found:
        writer.say(f"**{shown_title(spec.entry)}**")
        inside = [
            s for s in spec.parsed.statements if passage.span.start <= s.span.start and s.span.end <= passage.span.end
        ]
        writer.quote(spec.entry, spec.parsed, inside[:_MOST_STATEMENTS])
    return writer.answer(Status.ANSWERED)
