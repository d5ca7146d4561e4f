"""Answer for which classes nothing that is printed contradicts what a reader says, and what each still leaves open."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from assistant.answer import Answer, Status
from assistant.citations import shortened
from assistant.class_view import Spec
from assistant.compose.writer import Writer, nearest, plain, shown_title
from assistant.qualify.credentials import Credentials
from assistant.qualify.forest import Standing
from assistant.qualify.judged import Judged
from assistant.qualify.nodes import Leaf, leaves
from assistant.qualify.verdicts import State
from vectorstore.spec import CatalogEntry, Modality

#: Classes that the text shows, and of each so much that is open.
MOST_SHOWN, _MOST_MISSING = 8, 2
#: Classes that the data holds.
_MOST_ITEMS = 1000
_STATES = {State.NOT_MET: "not met", State.CANNOT_TELL: "cannot be told"}


def write_eligible(
    standings: Sequence[Standing],
    said: Credentials,
    spec_of: Callable[[CatalogEntry], Spec | None],
    contact: str,
) -> Answer:
    """Return the classes of `standings`, in their order, with what of each is met and what is open."""
    writer = Writer()
    if not said:
        writer.say("Say what you bring (schooling, years of which work, licenses): it is compared with every class.")
        return writer.answer(Status.NOT_STATED)
    writer.say(f"You say: {'; '.join(f'“{plain(words)}”' for words in said.said)}.")
    if not standings:
        writer.say("No loaded class spec asks for that in words that surely agree with yours: the number is 0.")
        writer.say(f"Whether somebody qualifies is for HR to decide. Please ask {contact}.")
        return replace(writer.answer(Status.ANSWERED), total=0)
    writer.say(
        "No printed condition of these classes is contradicted by what you say; what leaves least open comes first:"
    )
    for standing in standings[:MOST_SHOWN]:
        if (spec := spec_of(standing.entry)) is not None:
            _write(writer, spec, standing)
    if len(standings) > MOST_SHOWN:
        writer.say("These are the first; all of them are listed with the answer, each with what is open.")
    writer.say(f"Whether somebody qualifies is for HR to decide. Please ask {contact}.")
    items = tuple(_item(standing) for standing in standings[:_MOST_ITEMS])
    shown = nearest([standing.entry for standing in standings[1:MOST_SHOWN]])
    return replace(writer.answer(Status.ANSWERED), items=items, total=len(standings), nearest=shown)


def _write(writer: Writer, spec: Spec, standing: Standing) -> None:
    leaf = _proof(standing)
    span = next(shortened(spec.parsed.document, leaf.spans[0]))
    number = writer.cite(spec.entry, spec.parsed, span)
    preferred = "desirable" if leaf.modality is Modality.PREFERRED else "printed"
    state = "met" if _is_met(standing, leaf) else preferred
    parts = [f"{state}: {plain(leaf.quote)} [{number}]"]
    for judged in standing.missing[:_MOST_MISSING]:
        one = next(leaves(judged.node))
        number = writer.cite(spec.entry, spec.parsed, next(shortened(spec.parsed.document, one.spans[0])))
        parts.append(f"{_STATES[judged.state]}: {plain(one.quote)} [{number}]")
    more = "; and more" if len(standing.missing) > _MOST_MISSING else ""
    writer.say(f"- **{shown_title(spec.entry)}**: {'; '.join(parts)}{more}")


def _proof(standing: Standing) -> Leaf:
    """The first condition that is met, else the first that there is."""
    judged = standing.tree
    assert judged is not None
    return next(_met(judged), next(leaves(judged.node)))


def _met(judged: Judged) -> Iterator[Leaf]:
    if isinstance(judged.node, Leaf):
        if judged.state is State.MET or judged.unsaid:
            yield judged.node
        return
    for part in judged.parts:
        yield from _met(part)


def _is_met(standing: Standing, leaf: Leaf) -> bool:
    return any(judged.state is State.MET and judged.node is leaf for judged in _flat(standing.tree))


def _flat(judged: Judged | None) -> list[Judged]:
    if judged is None:
        return []
    return [judged, *(one for part in judged.parts for one in _flat(part))]


def _item(standing: Standing) -> dict[str, Any]:
    entry, leaf = standing.entry, _proof(standing)
    result = State.CANNOT_TELL if standing.state is State.NOT_ASKED else standing.state
    return {
        "spec_id": entry.spec_id,
        "title": shown_title(entry),
        "class_code": entry.spec.class_code,
        "agency": entry.agency,
        **_placed(leaf, entry),
        "result": result.value,
        "missing": [
            {"state": judged.state.value, "reason": judged.reason, **_placed(next(leaves(judged.node)), entry)}
            for judged in standing.missing
        ],
    }


def _placed(leaf: Leaf, entry: CatalogEntry) -> dict[str, Any]:
    span = (leaf.spans[0].start, leaf.spans[-1].end)
    return {"quote": leaf.quote, "source_id": entry.source_id, "start": span[0], "end": span[1]}
