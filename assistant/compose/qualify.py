"""Answer whether a reader's words agree with what a class asks for: part by part, each cited, and never a promise."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from string import ascii_lowercase
from typing import Any as Anything

from assistant.answer import Answer, Status
from assistant.citations import section_of, shortened
from assistant.class_view import Spec
from assistant.compose.writer import Writer, plain, shown_title
from assistant.qualify.credentials import Credentials
from assistant.qualify.forest import Standing
from assistant.qualify.judged import SOMETIMES, Judged
from assistant.qualify.nodes import All, Any, Leaf, Role, Tree
from assistant.qualify.verdicts import State

_LEADS = {
    State.MET: "From what you say, each printed condition of **{title}** that words can be compared with is met.",
    State.NOT_MET: "From what you say, not every printed condition of **{title}** is met.",
    State.CANNOT_TELL: "From what you say, it cannot be told whether every printed condition of **{title}** is met.",
    State.NOT_ASKED: "No condition that is printed for **{title}** can be compared with words.",
}
_UNTOLD = "You have not said what you bring, so none of the printed conditions of **{title}** can be compared with it."
_STATES = {
    State.MET: "Met",
    State.NOT_MET: "Not met",
    State.CANNOT_TELL: "Cannot be told",
    State.NOT_ASKED: "Not counted",
}
_ROLES = {
    Role.LEADS: "What leads to it",
    Role.NARROWS: "What it says more of it",
    Role.SUBSTITUTES: "What may be substituted",
    Role.DEFERS: "Who may file sooner, and be appointed no sooner than it is met",
    Role.REMARKS: "What it says beside it",
    Role.ASKS: "What it says beside it",
}
_SOMETIMES = "Some of its positions ask for more, which is said below and not counted."
_DECIDES = "Whether somebody qualifies is for HR to decide. Please ask {contact}."
#: Characters of a condition that says nothing by itself, at most.
_SHORT = 16
_PLAIN_FACETS = frozenset({"requirements", "notes", "special"})


@dataclass(frozen=True, slots=True)
class _Shown:
    """Writes the parts of one class's standing."""

    writer: Writer
    spec: Spec

    def cite(self, leaf: Leaf) -> list[int]:
        document = self.spec.parsed.document
        spans = [part for span in leaf.spans for part in shortened(document, span)]
        return [self.writer.cite(self.spec.entry, self.spec.parsed, span) for span in spans]

    def part(self, judged: Judged, place: str) -> None:
        """Add a line for a part, then those of its own parts and of what is printed about it."""
        state, node = _STATES[judged.state], judged.node
        if isinstance(node, Leaf):
            self.writer.say(f"- {place} **{state}**: {self.words(node)} ({judged.reason})", *self.cite(node))
        else:
            self.writer.say(f"- {place} **{state}**, {_joined(node)}:")
        self.below(judged, place)

    def words(self, leaf: Leaf) -> str:
        """The words of a leaf; "None required" with the heading that says of what."""
        words, section = plain(leaf.quote), section_of(self.spec.parsed.sections, leaf.spans[0])
        return f"{section.heading}: {words}" if section and len(words) <= _SHORT else words

    def below(self, judged: Judged, place: str) -> None:
        for letter, part in zip(_letters(), judged.parts, strict=False):
            self.part(part, f"{place}{letter}.")
        before = f"{place} " if place else ""
        for leaf in judged.node.remarks:
            self.writer.say(f"- {before}{_ROLES[leaf.role]}: {plain(leaf.quote)}", *self.cite(leaf))

    def data(self, judged: Judged) -> dict[str, Anything]:
        node = judged.node
        told: dict[str, Anything] = {"kind": type(node).__name__.lower(), "state": judged.state.value}
        told |= {"reason": judged.reason, "said": list(judged.said), "if": list(judged.unsaid)}
        if isinstance(node, Leaf):
            told |= self.leaf(node)
        else:
            told["parts"] = [self.data(part) for part in judged.parts]
        joints = getattr(node, "joints", ())
        told |= {"joints": list(joints)} if joints else {}
        told["remarks"] = [{"role": leaf.role.value, **self.leaf(leaf)} for leaf in node.remarks]
        return told

    def leaf(self, leaf: Leaf) -> dict[str, Anything]:
        section = section_of(self.spec.parsed.sections, leaf.spans[0])
        facet = next((key for key in leaf.facets if key not in _PLAIN_FACETS), next(iter(leaf.facets), ""))
        return {
            "quote": leaf.quote,
            "source_id": self.spec.entry.source_id,
            "start": leaf.spans[0].start,
            "end": leaf.spans[-1].end,
            "number": self.cite(leaf)[0],
            "facet": facet,
            "modality": leaf.modality.value,
            "section": section.heading if section else "",
        }


def write_standing(
    spec: Spec, standing: Standing, said: Credentials, contact: str, dated: Callable[[Writer], None]
) -> Answer | None:
    """Return how what a reader says stands to what the class of `spec` asks for; None where it asks for nothing.

    `dated` adds of which time the document is.
    """
    if standing.tree is None and not standing.conditions:
        return None
    writer = Writer()
    shown = _Shown(writer, spec)
    _write_lead(shown, standing, said)
    # What bars somebody comes first, wherever it stands.
    barring = [judged for judged in standing.conditions if judged.state is State.NOT_MET]
    for judged in barring:
        _write_condition(shown, judged)
    if standing.tree is not None:
        _write_tree(shown, standing.tree)
    others = [judged for judged in standing.conditions if judged not in barring]
    if others:
        writer.say("Asked for elsewhere in the document:")
    for judged in others:
        _write_condition(shown, judged)
    writer.say(_DECIDES.format(contact=contact))
    dated(writer)
    answer = writer.answer(Status.ANSWERED)
    data = _data(shown, standing, said)
    return replace(answer, citations=tuple(writer.citations), qualification=data)


def _write_lead(shown: _Shown, standing: Standing, said: Credentials) -> None:
    lead = _LEADS[standing.state] if said or standing.state is State.NOT_ASKED else _UNTOLD
    shown.writer.say(lead.format(title=shown_title(shown.spec.entry)))
    if standing.state is State.MET and any(one.reason == SOMETIMES for one in _all(standing)):
        shown.writer.say(_SOMETIMES)
    if said:
        shown.writer.say(f"You say: {'; '.join(f'“{plain(words)}”' for words in said.said)}.")


def _write_tree(shown: _Shown, tree: Judged) -> None:
    several = f"{_joined(tree.node)}:" if not isinstance(tree.node, Leaf) else "one thing:"
    shown.writer.say(f"It asks for {several}")
    if isinstance(tree.node, Leaf):
        shown.part(tree, "a.")
    else:
        shown.below(tree, "")


def _write_condition(shown: _Shown, judged: Judged) -> None:
    leaf = judged.node
    if not isinstance(leaf, Leaf):
        return
    heading = section_of(shown.spec.parsed.sections, leaf.spans[0])
    where = f" (under “{plain(heading.heading)}”)" if heading is not None and heading.heading else ""
    if leaf.role is Role.ASKS:
        state = f"**{_STATES[judged.state]}**: {plain(leaf.quote)} ({judged.reason})"
    else:
        state = f"{_ROLES[leaf.role]}: {plain(leaf.quote)}"
    shown.writer.say(f"- {state}{where}", *shown.cite(leaf))


def _data(shown: _Shown, standing: Standing, said: Credentials) -> dict[str, Anything]:
    entry = standing.entry
    result = State.CANNOT_TELL if standing.state is State.NOT_ASKED else standing.state
    return {
        "class": {
            "spec_id": entry.spec_id,
            "title": shown_title(entry),
            "class_code": entry.spec.class_code,
            "agency": entry.agency,
        },
        "result": result.value,
        "tree": shown.data(standing.tree) if standing.tree is not None else None,
        "conditions": [_condition(shown, judged) for judged in standing.conditions],
        "said": said.as_data(),
    }


def _condition(shown: _Shown, judged: Judged) -> dict[str, Anything]:
    role = judged.node.role.value if isinstance(judged.node, Leaf) else Role.ASKS.value
    return {"role": role, **shown.data(judged)}


def _all(standing: Standing) -> Iterator[Judged]:
    """Every part of what a class asks for."""
    tops = [*([standing.tree] if standing.tree is not None else []), *standing.conditions]
    while tops:
        judged = tops.pop()
        yield judged
        tops += judged.parts


def _joined(node: Tree) -> str:
    if isinstance(node, All):
        return "all of these"
    if isinstance(node, Any):
        return "one of these"
    joints = " and then ".join(f"“{joint}”" for joint in getattr(node, "joints", ()))
    return f"these, joined by {joints}, which can be read in two ways"


def _letters() -> Iterator[str]:
    yield from ascii_lowercase
    yield from (f"{first}{second}" for first in ascii_lowercase for second in ascii_lowercase)
