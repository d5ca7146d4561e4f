"""The tree of what one class asks for, and the conditions that its document prints elsewhere.

The sections of requirements, education, experience, license and certificate
make the tree; "Either I" and "Or II" are ways of which one is enough. A
condition that stands anywhere else (a license in a note, a felony bar, an
examination for employees only) is a further one, with where it stands.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.class_view import Spec
from assistant.qualify.cutting import leaf_of
from assistant.qualify.inline import role_of
from assistant.qualify.items import parts_of
from assistant.qualify.joints import Part, by_ways, combined
from assistant.qualify.nodes import Leaf, Role, Tree, leaves
from assistant.spoken import kept
from ingest.alternatives import is_way
from vectorstore.spec import Modality, Section, Statement, speaks_of
from vectorstore.vocabulary import Vocabulary

_OWN = ("requirements", "education", "experience", "license", "certificate")
#: What a substitution may stand in for by name.
_NAMED = ("education", "experience")
_KNOWING = frozenset({"knowledge", "skills", "abilities"})
#: Sections that tell of the work, of the pay or of the examination.
_TELLING = frozenset({"duties", "definition", "scope", "levels", "distinguishing", "supervision", "physical",
                      "supervision_exercised", "environment", "history", "training"})  # fmt: skip
#: What is asked for wherever it stands.
_ANYWHERE = frozenset({"license", "certificate", "clearance", "age", "testing"})
_ASKING = frozenset({Modality.REQUIRED, Modality.MAY_BE_REQUIRED})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a class asks for."""

    tree: Tree | None
    """None where its document has no requirements."""

    conditions: tuple[Leaf, ...] = ()
    """Those that stand elsewhere, in reading order."""


def asked_of(spec: Spec, vocabulary: Vocabulary) -> Asked:
    """Return what the class of `spec` asks for."""
    chosen = _chosen(spec, vocabulary)
    tree = _Sections(spec, vocabulary, chosen).tree()
    inside = {s.ordinal for s in spec.statements(chosen)} if tree is not None else set()
    found = list(_conditions(spec, vocabulary, chosen, inside))
    offered = tuple(leaf for leaf in found if leaf.role is Role.SUBSTITUTES)
    if tree is not None and offered:
        tree = replace(tree, remarks=(*tree.remarks, *offered))
    return Asked(tree, tuple(leaf for leaf in found if tree is None or leaf not in offered))


def _chosen(spec: Spec, vocabulary: Vocabulary) -> list[Section]:
    """The sections that make the tree, in reading order; those that are merely desirable where there is no other."""
    found = {
        part.ordinal: part
        for kind in _OWN
        for section in spec.sections(kind)
        for part in kept(spec, section, vocabulary)
        if speaks_of(part.applies_to, spec.entry.spec.ordinal)
    }
    binding = [s for s in found.values() if s.kind not in _KNOWING and s.kind != "desirable"]
    chosen = sorted(binding, key=lambda section: section.ordinal)
    if not spec.statements(chosen):
        chosen = [part for s in spec.sections("desirable") for part in kept(spec, s, vocabulary)]
    return chosen


@dataclass(frozen=True, slots=True)
class _Sections:
    """The sections of the tree, below one another as in the document."""

    spec: Spec
    vocabulary: Vocabulary
    chosen: Sequence[Section]

    def tree(self) -> Tree | None:
        ordinals = {section.ordinal for section in self.chosen}
        tops = [s for s in self.chosen if s.parent not in ordinals]
        parts = self._parts(tops)
        return combined(parts).tree if parts else None

    def _parts(self, sections: Iterable[Section]) -> list[Part]:
        found: list[Part] = []
        for section in sections:
            part = self._part(section)
            if part is not None and not (found and _stands_in(found, part)):
                found.append(part)
        return found

    def _part(self, section: Section) -> Part | None:
        statements = self.spec.statements([section])
        own = parts_of(self.spec.parsed.document, statements, self.vocabulary)
        below = self._parts(s for s in self.chosen if s.parent == section.ordinal)
        if not own and not below:
            return None
        way = is_way(section.heading, frozenset(self.vocabulary.document["alternatives"]))
        made = replace(combined(by_ways([*own, *below], headed=way)), way=way)
        return replace(made, tree=_depending(made.tree)) if self._is_conditional(statements) else made

    def _is_conditional(self, statements: Sequence[Statement]) -> bool:
        """Whether a section begins with when it asks for what follows: "… is required when …:"."""
        first = statements[0].text if statements else ""
        return first.endswith(":") and bool(self.vocabulary.qualify["conditional"].search(first.lower()))


def _depending(tree: Tree) -> Tree:
    """The tree with each condition as one that may be asked for."""
    if isinstance(tree, Leaf):
        asks = tree.role is Role.ASKS and tree.modality is Modality.REQUIRED
        return replace(tree, modality=Modality.MAY_BE_REQUIRED) if asks else tree
    return replace(tree, parts=tuple(map(_depending, tree.parts)))


def _stands_in(found: list[Part], part: Part) -> bool:
    """Give what only remarks on a part, in a section of its own, to the part that it names, else to the one before."""
    leaf = part.tree
    if not isinstance(leaf, Leaf) or leaf.role in (Role.ASKS, Role.LEADS):
        return False
    text = leaf.text.lower()
    named = {kind for kind in _NAMED if f"required {kind}" in text or f"the {kind}" in text}
    fits = (i for i, one in enumerate(found) for of in leaves(one.tree) if named & set(of.facets))
    at = next(fits, len(found) - 1) if leaf.role is Role.SUBSTITUTES else len(found) - 1
    tree = found[at].tree
    told = (*tree.remarks, replace(leaf, remarks=()), *leaf.remarks)
    found[at] = replace(found[at], tree=replace(tree, remarks=told))
    return True


def _conditions(spec: Spec, vocabulary: Vocabulary, chosen: Sequence[Section], inside: set[int]) -> Iterator[Leaf]:
    sections = spec.parsed.sections
    own = {section.ordinal for section in chosen}
    for statement in spec.parsed.statements:
        if statement.ordinal in inside or not speaks_of(statement.applies_to, spec.entry.spec.ordinal):
            continue
        near = bool(own & set(_around(sections, statement.section)))
        role = _role(statement, sections[statement.section].kind, vocabulary, near=near)
        if role is not None:
            yield leaf_of(spec.parsed.document, statement, role)


def _around(sections: Sequence[Section], at: int | None) -> Iterator[int]:
    while at is not None:
        yield at
        at = sections[at].parent


def _role(statement: Statement, kind: str, vocabulary: Vocabulary, *, near: bool) -> Role | None:
    """What a statement outside of the tree does for it; None for nothing. `near` is below the requirements."""
    rows, text = vocabulary.qualify, statement.text.replace("’", "'").lower()
    anywhere = not _ANYWHERE.isdisjoint(statement.facets)
    if "exam_type" in statement.facets:
        shut = rows["closed"].search(text) and not rows["open"].search(text)
        return Role.ASKS if shut and kind in ("", "exam_type") else None
    if statement.modality not in _ASKING:
        role = role_of(statement, vocabulary)
        return role if near and role in (Role.DEFERS, Role.SUBSTITUTES) else None
    if kind in _KNOWING or kind in _TELLING:
        return Role.ASKS if anywhere and kind not in _KNOWING else None
    return Role.ASKS if near or kind == "special" or anywhere else None
