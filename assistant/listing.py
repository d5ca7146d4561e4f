"""Find every class that a question for many asks for, each with what proves it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.bounds import in_period, last_changed, period_of
from assistant.conditions import AllOf, AnyOf, Asked, Compared, LastChanged, Mentioned, Not, Selection, Tree, leaves
from assistant.identity import newest
from assistant.ordering import grouped, ordered
from assistant.proof import Found, Proof, Proofs
from assistant.proofs import proofs_of, within
from assistant.saying import is_anywhere
from assistant.terms import patterns
from vectorstore.catalog import Catalog
from vectorstore.folding import fold
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary

#: Words of a thing asked for that is looked for as a phrase where no statement of its facet names it.
_PHRASE = 3
#: Sections that tell what an examination consists of, and ask for nothing.
_EXAMINING = "selection"


@dataclass(frozen=True, slots=True)
class Listed:
    """The classes that are asked for."""

    proofs: tuple[Proof, ...]
    """By title, or in the order that is asked for."""

    one_way: tuple[Proof, ...] = ()
    """Classes for which it is only one of several ways to qualify; not among the others."""

    tree: Tree | None = None
    """The conditions as they were judged."""

    unknown: int = 0
    """How many more do not say what they are put in order by, or compared with."""


def listed(selection: Selection, catalog: Catalog, viewer: Viewer, vocabulary: Vocabulary) -> Listed:
    """Return every class whose newest document is asked for, each document's classes apart."""
    field = field_of(catalog, viewer, vocabulary)
    tree = _settled(selection.tree, field) if selection.tree is not None else None
    found = fulfilling(tree, field) if tree is not None else _all_of(field)
    in_order = [found[spec_id] for spec_id in field.entries if spec_id in found]
    sure = [proof for proof in in_order if not proof.one_way]
    unknown = _undated(selection, field) or _unpaid(selection, field)
    if selection.order is not None:
        sure, unknown = ordered(sure, selection.order, field)
    if selection.group:
        sure = grouped(sure, selection.group, field)
    return Listed(tuple(sure), tuple(proof for proof in in_order if proof.one_way), tree, unknown)


def field_of(catalog: Catalog, viewer: Viewer, vocabulary: Vocabulary) -> Proofs:
    """Return what conditions are judged on: the newest document of each class, by title."""
    entries = newest(catalog.entries(viewer))
    return Proofs(catalog, viewer, vocabulary, {entry.spec_id: entry for entry in entries})


def _settled(tree: Tree, field: Proofs) -> Tree:
    """Return `tree`; a phrase that no document has is looked for word by word, in any form."""
    if isinstance(tree, AllOf | AnyOf):
        return type(tree)(tuple(_settled(part, field) for part in tree.parts))
    if isinstance(tree, Not):
        return Not(_settled(tree.part, field))
    if isinstance(tree, Asked) and tree.modalities and not proofs_of(tree, field):
        return _in_its_words(tree, field) or (_described(tree, field) if tree.terms else None) or tree
    if isinstance(tree, Mentioned) and not is_anywhere(tree, field):
        return _alike(tree, field) or replace(tree, apart=True)
    return tree


def _in_its_words(asked: Asked, field: Proofs) -> Tree | None:
    """Return what is asked for as the phrase it is said with, where that is long and stands somewhere; else None."""
    named = Mentioned(asked.said, asked.modalities)
    return named if len(asked.said.split()) >= _PHRASE and proofs_of(named, field) else None


def _alike(mentioned: Mentioned, field: Proofs) -> Tree | None:
    """Return the phrase in other words that mean the same, of those that documents have; None for none."""
    said = f" {fold(mentioned.phrase)} "
    found: list[Mentioned] = []
    for words in field.vocabulary.alike.values():
        own = next((word for word in words if f" {fold(word)} " in said), None)
        others = (said.replace(f" {fold(own)} ", f" {word} ").strip() for word in words if own and word != own)
        found += [one for phrase in others if is_anywhere(one := replace(mentioned, phrase=phrase), field)]
    return found[0] if len(found) == 1 else AnyOf(tuple(found)) if found else None


def _described(asked: Asked, field: Proofs) -> Tree | None:
    """Return what is asked for in the words of an examination that has it: it "consists of a fitness test"."""
    facet = field.vocabulary.facets[asked.facet]
    lines = (line for entry, line in field.catalog.lines.of_facet(asked.facet, field.viewer)
             if entry.spec_id in field.entries and line.kind == _EXAMINING)  # fmt: skip
    texts = [line.statement.text.replace("’", "'").lower() for line in lines]
    found = (match[0] for term in patterns(facet, asked.terms) for text in texts if (match := term.search(text)))
    named = tuple(Mentioned(words) for words in dict.fromkeys(found))
    return named[0] if len(named) == 1 else AnyOf(named) if named else None


def _undated(selection: Selection, field: Proofs) -> int:
    """How many classes have no date, where the last change of one is asked for."""
    if not any(isinstance(condition, LastChanged) for condition in leaves(selection.tree)):
        return 0
    return len(field.entries) - len(last_changed(field))


def _unpaid(selection: Selection, field: Proofs) -> int:
    """How many classes state pay that cannot be compared with what is asked: by the hour, where a year's is."""
    asked = next((c for c in leaves(selection.tree) if isinstance(c, Compared) and c.facet == "salary"), None)
    if asked is None or not isinstance(asked.value, float):
        return 0
    period = asked.period or period_of(asked.value)
    paid = [held for held in field.facts("salary") if held.fact.low is not None]
    known = {held.entry.spec_id for held in paid if in_period(held.fact, held.fact.low or 0.0, period) is not None}
    return len({held.entry.spec_id for held in paid} - known)


def _all_of(field: Proofs) -> Found:
    return {spec_id: Proof(entry) for spec_id, entry in field.entries.items()}


def fulfilling(tree: Tree, field: Proofs) -> Found:
    """Return the classes that fulfill all of `tree`, those among them that do so in one of several ways."""
    if isinstance(tree, AllOf):
        of_one, rest = _of_one_value(tree)
        return _every([*(within(one, field) for one in of_one), *(fulfilling(part, field) for part in rest)])
    if isinstance(tree, AnyOf):
        return _some([fulfilling(part, field) for part in tree.parts])
    if isinstance(tree, Not):
        return _none(tree, field)
    return proofs_of(tree, field)


def _of_one_value(tree: AllOf) -> tuple[list[list[Compared]], list[Tree]]:
    """Return the bounds of each facet, which one value must keep together, and the parts that are no bounds."""
    bounds: dict[str, list[Compared]] = {}
    rest: list[Tree] = []
    for part in tree.parts:
        if isinstance(part, Compared) and not part.end:
            bounds.setdefault(part.facet, []).append(part)
        else:
            rest.append(part)
    return list(bounds.values()), rest


def _every(parts: list[Found]) -> Found:
    shared = set.intersection(*(set(part) for part in parts))
    return {spec_id: _told([part[spec_id] for part in parts]) for spec_id in shared}


def _told(proofs: list[Proof]) -> Proof:
    """What is shown of a class that fulfills several conditions: the first that something is stated for."""
    weak = next((proof for proof in proofs if proof.one_way), None)
    return weak or next((proof for proof in proofs if proof.span is not None), proofs[0])


def _some(parts: list[Found]) -> Found:
    found: dict[str, Proof] = {}
    for part in parts:
        for spec_id, proof in part.items():
            known = found.get(spec_id)
            if known is None or (known.one_way and not proof.one_way):
                found[spec_id] = proof
    return found


def _none(tree: Not, field: Proofs) -> Found:
    """Classes of which the part does not hold; where it holds in one of several ways, that is told apart."""
    held = fulfilling(tree.part, field)
    denials = _denials(tree.part, field)
    found: dict[str, Proof] = {}
    for spec_id, entry in field.entries.items():
        proof = held.get(spec_id)
        if proof is None:
            found[spec_id] = denials.get(spec_id, Proof(entry))
        elif proof.one_way:
            found[spec_id] = proof
    return found


def _denials(part: Tree, field: Proofs) -> Mapping[str, Proof]:
    """What says in so many words that something is not asked for: "no license is required"."""
    return field.denials(part) if not isinstance(part, AllOf | AnyOf | Not) else {}
