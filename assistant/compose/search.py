"""Answer which class does a described work, and questions over many classes, with the passages that say so."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Status
from assistant.class_view import Spec
from assistant.compose.writer import Writer, nearest, shown_title
from assistant.likeness import shared
from vectorstore.spec import Passage, RankedClass

_MOST_STATEMENTS = 2

_SURE, _UNSURE = "The class whose document fits best is", "The nearest that the loaded documents describe is"


def write_ranked(ranked: Sequence[tuple[RankedClass, Spec]], most: int, *, sure: bool) -> Answer:
    """Return the classes whose own statements fit best, the best first, each with the statements that say so.

    Of the classes of a series that the very same statements speak of, the first
    stands for all, and the others are named with it. At most `most` are written.
    `sure` says that the first does the work that was described, else it only
    comes nearest to it.
    """
    writer = Writer()
    groups = list(_of_one_mind(ranked).values())
    for at, group in enumerate(groups[:most]):
        found, spec = group[0]
        title = next(iter(spec.facts("title")), None)
        numbers = [writer.cite(spec.entry, spec.parsed, title.context)] if title is not None else []
        lead = (_SURE if sure else _UNSURE) if at == 0 else "Also near:"
        writer.say(f"{lead} **{shown_title(spec.entry)}**.", *numbers)
        quoted = writer.quote(spec.entry, spec.parsed, found.statements[:_MOST_STATEMENTS])
        if others := ", ".join(f"**{shown_title(other.entry)}**" for _, other in group[1:]):
            writer.say(f"The same is said of {others}.", *quoted[:1])
    shown = [spec.entry for group in groups[:most] for _, spec in group]
    return replace(writer.answer(Status.ANSWERED), nearest=nearest(shown[1:]))


def _of_one_mind(
    ranked: Sequence[tuple[RankedClass, Spec]],
) -> dict[tuple[str, tuple[int, ...]], list[tuple[RankedClass, Spec]]]:
    """Return the classes by their document and the statements that won, in the order of the first of each."""
    groups: dict[tuple[str, tuple[int, ...]], list[tuple[RankedClass, Spec]]] = {}
    for found, spec in ranked:
        said = tuple(statement.ordinal for statement in found.statements[:_MOST_STATEMENTS])
        groups.setdefault((spec.entry.source_id, said), []).append((found, spec))
    return groups


def write_passages(found: Sequence[tuple[Passage, Spec]], question: str) -> Answer:
    """Return passages of several classes that speak of what was asked; no list of all of them."""
    writer = Writer()
    writer.say("These passages speak of it. They are the nearest ones, not a complete list:")
    for passage, spec in found:
        writer.say(f"**{shown_title(spec.entry)}**")
        inside = [
            s for s in spec.parsed.statements if passage.span.start <= s.span.start and s.span.end <= passage.span.end
        ]
        best = sorted(inside, key=lambda s: -shared(question, s.text))[:_MOST_STATEMENTS]
        writer.quote(spec.entry, spec.parsed, sorted(best, key=lambda s: s.ordinal))
    return writer.answer(Status.ANSWERED)
