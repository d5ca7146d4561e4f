"""The "and" and "or" between the items of one section, as printed: markers, depths, and the words at line ends."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.qualify.cutting import leaf_of
from assistant.qualify.inline import enclosed, role_of, starts_way, tree_of
from assistant.qualify.joints import Part, combined, with_remarks
from assistant.qualify.nodes import All, Leaf, Role, Tree, joined
from vectorstore.spec import Document, Modality, Statement
from vectorstore.vocabulary import Vocabulary

_ENDS = re.compile(r"(?:[;,.)\]]\s*|\s|^)(?P<joint>and|or)(?P<either>\s+either)?\s*[.;:]?$", re.IGNORECASE)
_BEGINS = re.compile(r"(?P<joint>and|or)\b[:,]?\s+(?=\S)", re.IGNORECASE)
_HEADED = re.compile(r"(?:and|or)\s+(?P<heading>[A-Z][\w/ ]{2,40}?):")
_ALONE = re.compile(r"[\W]*(?P<word>and/or|and|or|either)[\W]*", re.IGNORECASE)
_PRINTED_MARKER = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s*(?=[A-Z(])")
_REFERENCE = re.compile(r"(?:requirement|pattern|item|option)s?\s*(?:#|no\.?|number)?\s*(\w{1,3})\b", re.IGNORECASE)
# What stands in for both stands in for the whole.
_OF_BOTH = re.compile(
    r"\b(?:education and (?:the )?(?:required )?experience|experience and (?:the )?(?:required )?education)\b"
)
_EITHER = re.compile(r"\beither[\s:]*$", re.IGNORECASE)
_TIMES = frozenset({"year", "month", "hour", "unit", "semester unit", "quarter unit"})


@dataclass(frozen=True, slots=True)
class _Row:
    statement: Statement
    role: Role
    depth: int
    marked: bool


def parts_of(document: Document, statements: Sequence[Statement], vocabulary: Vocabulary) -> list[Part]:
    """Return the parts of a section's own `statements` (in reading order) at its highest level."""
    apart = (part for statement in _whole(statements) for part in enclosed(document, statement, vocabulary))
    rows = [_row(statement, vocabulary) for statement in apart]
    return _Parser(document, vocabulary).parts(rows, 0)


def _whole(statements: Sequence[Statement]) -> Iterator[Statement]:
    """Yield the statements, with the rest of an item's sentence that stands on the next line at its end."""
    before: Statement | None = None
    for statement in statements:
        goes_on = before is not None and before.marker and before.text[-1:].isalnum() and not before.group
        if before is not None and goes_on and not statement.marker and not statement.depth:
            text, spans = f"{before.text} {statement.text}", before.spans + statement.spans
            numbers = before.numbers + statement.numbers
            before = replace(before, text=text, spans=spans, numbers=numbers, group=statement.group)
            continue
        if before is not None:
            yield before
        before = statement
    if before is not None:
        yield before


def _row(statement: Statement, vocabulary: Vocabulary) -> _Row:
    printed = bool(_PRINTED_MARKER.match(statement.text))
    headed = _HEADED.match(statement.text)
    marked = printed or bool(statement.marker)
    depth = max(statement.depth, 1) if marked else statement.depth
    if headed is not None and vocabulary.heading(headed["heading"]):
        depth = 0
    role = role_of(statement, vocabulary)
    told = statement.modality is Modality.DESCRIBED and not marked and not _leads(statement.text)
    if role is Role.ASKS and told and not _ALONE.fullmatch(statement.text):
        role = Role.REMARKS
    return _Row(statement, role, depth, marked)


def _leads(text: str) -> bool:
    return text.rstrip().endswith(":") or bool(_EITHER.search(text))


@dataclass(frozen=True, slots=True)
class _Parser:
    document: Document
    vocabulary: Vocabulary

    def parts(self, rows: Sequence[_Row], depth: int) -> list[Part]:
        found: list[Part] = []
        at = 0
        while at < len(rows):
            row = rows[at]
            if row.depth > depth and not (found and row.role is not Role.ASKS and not row.marked):
                end = next((i for i in range(at, len(rows)) if rows[i].depth <= depth), len(rows))
                self._below(found, self.parts(rows[at:end], row.depth))
                at = end
                continue
            self._add(found, row)
            at += 1
        return found

    def _add(self, found: list[Part], row: _Row) -> None:
        alone = _ALONE.fullmatch(row.statement.text)
        if alone and alone["word"].lower() != "either" and found:
            found[-1] = replace(_remarked(found[-1], self._leaf(row, Role.REMARKS)), joint=_joint(alone["word"]))
        elif row.role is not Role.ASKS and found:
            self._remark(found, row)
        elif row.depth and not row.marked and found and not row.statement.marker:
            found[-1] = self._continued(found[-1], row)
        else:
            found.append(self._part(row))

    def _part(self, row: _Row) -> Part:
        text = row.statement.text
        leads = _leads(text) and row.role is Role.ASKS
        role = Role.LEADS if leads and not _counts(row.statement) else row.role
        tree = tree_of(self.document, row.statement, self.vocabulary) if role is Role.ASKS else self._leaf(row, role)
        begun = _BEGINS.match(text)
        one_of = bool(self.vocabulary.qualify["one_of"].search(text.lower()))
        part = Part(tree, leads=leads or text.endswith(":"), one_of=one_of)
        part = replace(part, opens=starts_way(text))
        return _ended(replace(part, leading=_joint(begun["joint"]) if begun else ""), text)

    def _continued(self, part: Part, row: _Row) -> Part:
        """The part with one more sentence of its item."""
        more = tree_of(self.document, row.statement, self.vocabulary)
        return _ended(replace(part, tree=All((part.tree, more))), row.statement.text)

    def _remark(self, found: list[Part], row: _Row) -> None:
        """Let a remark belong to the part that it names ("Requirement #2"), else to the one before it."""
        leaf = self._leaf(row, row.role)
        if row.role is Role.SUBSTITUTES and _OF_BOTH.search(row.statement.text):
            found.append(Part(leaf))
            return
        named = _REFERENCE.search(row.statement.text) if row.role is Role.SUBSTITUTES else None
        for at, part in enumerate(found):
            if named and (tree := _noted(part.tree, named[1], leaf)) is not None:
                found[at] = replace(part, tree=tree)
                break
        else:
            found[-1] = _remarked(found[-1], leaf)
        leads = row.statement.text.endswith(":")
        found[-1] = _ended(replace(found[-1], leads=found[-1].leads or leads), row.statement.text, keep=True)

    def _below(self, found: list[Part], inner: list[Part]) -> None:
        """Give a list that stands deeper to the part before it where that leads to it or is joined with it."""
        if not found or not (found[-1].leads or found[-1].joint):
            found.append(combined(inner))
            return
        before = found[-1]
        group = combined(inner, one_of=before.one_of, listed=before.leads)
        lead = before.tree
        if before.leads and isinstance(lead, Leaf) and lead.role is not Role.ASKS:
            tree: Tree = with_remarks(group.tree, (lead, *lead.remarks))
        elif before.leads and lead.remarks and lead.remarks[-1].role is Role.SUBSTITUTES and not _open(lead):
            tree = with_remarks(lead, _flat(group.tree))
        else:
            tree = joined([lead, group.tree], before.joint or "and")
        found[-1] = replace(before, tree=tree, joint=group.joint, either=group.either, leads=False, listed=group.listed)

    def _leaf(self, row: _Row, role: Role) -> Leaf:
        return leaf_of(self.document, row.statement, role)


def _open(lead: Tree) -> bool:
    """Whether a lead itself says that a list follows, be a remark between them."""
    return isinstance(lead, Leaf) and "following" in lead.text.lower()


def _flat(tree: Tree) -> tuple[Leaf, ...]:
    """The leaves of a list that stands in for something, as remarks."""
    if isinstance(tree, Leaf):
        return (replace(tree, role=Role.SUBSTITUTES, remarks=()), *tree.remarks)
    return tuple(leaf for part in tree.parts for leaf in _flat(part)) + tree.remarks


def _counts(statement: Statement) -> bool:
    return any(number.unit in _TIMES for number in statement.numbers)


def _joint(word: str) -> str:
    return "or" if word.lower() == "or" else "and"


def _ended(part: Part, text: str, *, keep: bool = False) -> Part:
    """The part with the joint that its last words are; `keep` its own where they are none."""
    match = _ENDS.search(text)
    if match is None:
        return part if keep else replace(part, joint="", listed=text.rstrip().endswith((";", ",")))
    return replace(part, joint=match["joint"].lower(), either=bool(match["either"]), listed=False)


def _noted(tree: Tree, marker: str, leaf: Leaf) -> Tree | None:
    """The tree with a remark on the item of that marker ("2" for "2." and "(2)"); None where none has it."""
    if isinstance(tree, Leaf):
        return with_remarks(tree, (leaf,)) if tree.marker.strip("().") == marker else None
    for at, part in enumerate(tree.parts):
        if (noted := _noted(part, marker, leaf)) is not None:
            return replace(tree, parts=(*tree.parts[:at], noted, *tree.parts[at + 1 :]))
    return None


def _remarked(part: Part, leaf: Leaf) -> Part:
    return replace(part, tree=with_remarks(part.tree, (leaf,)))
