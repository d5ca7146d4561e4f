"""Answer which classes fulfill a question's conditions: all of them as data, the first few in the text."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.answer import Answer, Status
from assistant.class_view import Spec
from assistant.compose.writer import Writer, nearest, plain, shown_title
from assistant.listing import Proof

#: Classes that the text shows.
MOST_SHOWN = 8


def write_list(found: Sequence[tuple[Proof, Spec]]) -> Answer:
    """Return all of `found`, each with what its proof stands in; where there is none, that there is none."""
    writer = Writer()
    if not found:
        writer.say("No loaded class spec fulfills that: the number of classes is 0.")
        return replace(writer.answer(Status.ANSWERED), total=0)
    writer.say(f"{len(found)} loaded class spec{'s fulfill' if len(found) > 1 else ' fulfills'} that:")
    for proof, spec in found[:MOST_SHOWN]:
        if proof.span is None:
            writer.say(f"- **{shown_title(spec.entry)}**: nothing of it is stated", writer.cite(*_titled(spec)))
            continue
        number = writer.cite(spec.entry, spec.parsed, proof.span)
        writer.say(f"- **{shown_title(proof.entry)}**: {plain(spec.parsed.document.quote(proof.span))}", number)
    if len(found) > MOST_SHOWN:
        writer.say("These are the first; all of them are listed with the answer.")
    items = tuple(_item(proof, spec) for proof, spec in found)
    shown = [proof.entry for proof, _ in found[1:MOST_SHOWN]]
    return replace(writer.answer(Status.ANSWERED), items=items, total=len(found), nearest=nearest(shown))


def _titled(spec: Spec) -> tuple[Any, Any, Any]:
    title = next((fact for fact in spec.facts("title") if fact.value), None)
    return spec.entry, spec.parsed, title.context if title is not None else spec.entry.spec.title_span


def _item(proof: Proof, spec: Spec) -> dict[str, Any]:
    entry = proof.entry
    span = proof.span or _titled(spec)[2]
    return {
        "spec_id": entry.spec_id,
        "title": shown_title(entry),
        "class_code": entry.spec.class_code,
        "agency": entry.agency,
        "quote": spec.parsed.document.quote(span),
        "source_id": spec.entry.source_id,
        "start": span.start,
        "end": span.end,
    }
