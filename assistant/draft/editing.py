"""Do to a draft what its writer wants: from one version, and actions, the next one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import singledispatch
from itertools import count
from typing import Any

from assistant.draft.actions import (
    AcceptSection,
    Action,
    AddLine,
    AddSource,
    Decide,
    Edit,
    Move,
    RemoveAdded,
    Restore,
    Set,
    SetStatus,
)
from assistant.draft.refilling import refilled
from assistant.draft.values import Decision, Draft, DraftSection, Line, Provenance, Status
from assistant.draft.wording import WRITER, after_edit
from assistant.errors import DraftError
from vectorstore.folding import fold, one_line
from vectorstore.vocabulary import Vocabulary

#: As many lines are named of those that say nothing yet.
_NAMED = 4
_DECISIONS = {"accept": Decision.ACCEPTED, "reject": Decision.REJECTED, "reopen": Decision.OPEN}


@dataclass(frozen=True, slots=True)
class Means:
    """What some actions need beside the draft."""

    vocabulary: Vocabulary
    with_source: Callable[[Draft, str], Sequence[DraftSection]]
    """Returns the sections of a draft with what a spec says, by its id; raises `UnknownSpecError` for none."""

    version: Callable[[int], Draft]
    """Returns an earlier version of the draft; raises `UnknownDraftError` where there is none."""


def edited(draft: Draft, actions: Sequence[Action], means: Means) -> Draft:
    """Return the next version of `draft`, with all of `actions` done in their order.

    What was approved and is changed goes back into review.

    Raises:
        DraftError: one of them cannot be done; the message says which.
        UnknownSpecError, UnknownDraftError: there is no such class to add, or version to restore.
    """
    if draft.status is Status.PUBLISHED:
        raise DraftError(f"the draft was published as {draft.published}: begin a revision of that spec")
    changed = replace(draft, version=draft.version + 1)
    for at, action in enumerate(actions):
        try:
            changed = _done(changed, action, means)
        except DraftError as error:
            raise DraftError(f"action {at + 1} ({action.action}): {error}") from error
    return changed


def _done(draft: Draft, action: Action, means: Means) -> Draft:
    if isinstance(action, SetStatus):
        return _handed_on(draft, action.status)
    if draft.status is Status.APPROVED:
        draft = replace(draft, status=Status.REVIEW)
    return _with(action, draft, means)


@singledispatch
def _with(action: object, draft: Draft, means: Means) -> Draft:
    """Return `draft` with `action` done, whichever it is."""
    raise NotImplementedError(f"no way to do {action!r}")


@_with.register
def _(action: Decide, draft: Draft, means: Means) -> Draft:
    return _with_line(draft, _decided(_line(draft, action.line_id), _DECISIONS[action.action]))


@_with.register
def _(action: Edit, draft: Draft, means: Means) -> Draft:
    return _with_line(draft, _reworded(_line(draft, action.line_id), action.text, means.vocabulary))


@_with.register
def _(action: AddLine, draft: Draft, means: Means) -> Draft:
    section = _section(draft, action.section)
    before = next((line for line in section.lines if line.line_id == action.after), None)
    before = before or (section.lines[-1] if section.lines else None)
    depth = action.depth if action.depth is not None else (before.depth if before else 0)
    line = _reworded(Line(_fresh_id(draft), "", Provenance.NEW, depth=depth), action.text, means.vocabulary)
    return _placed(draft, line, action.section, action.after, at_end=True)


@_with.register
def _(action: RemoveAdded, draft: Draft, means: Means) -> Draft:
    line = _line(draft, action.line_id)
    if line.sources or line.label or line.provenance is not Provenance.NEW:
        raise DraftError(f"line {line.line_id!r} was gathered and not added: it can be left out (rejected)")
    return _without(draft, line)


@_with.register
def _(action: Move, draft: Draft, means: Means) -> Draft:
    line = _line(draft, action.line_id)
    if action.after == action.line_id:
        raise DraftError("a line cannot follow itself")
    return _placed(_without(draft, line), line, action.section, action.after, at_end=False)


@_with.register
def _(action: AcceptSection, draft: Draft, means: Means) -> Draft:
    _section(draft, action.section)
    sections = list(draft.sections)
    sections[action.section] = _accepted(sections[action.section])
    return replace(draft, sections=tuple(sections))


@_with.register
def _(action: Set, draft: Draft, means: Means) -> Draft:
    names = ("title", "class_code", "unit", "supervisor")
    given: dict[str, Any] = {name: one_line(value) for name in names if (value := getattr(action, name)) is not None}
    if not given:
        raise DraftError(f"nothing to set: give one of {', '.join(names)}")
    if not fold(given.get("title", draft.title)):
        raise DraftError("a class needs a title")
    return refilled(draft, replace(draft.wanted, **given), means.vocabulary)


@_with.register
def _(action: AddSource, draft: Draft, means: Means) -> Draft:
    if action.spec_id in draft.wanted.similar_to:
        raise DraftError(f"the draft draws on the class of spec {action.spec_id!r} already")
    sections = tuple(means.with_source(draft, action.spec_id))
    wanted = replace(draft.wanted, similar_to=(*draft.wanted.similar_to, action.spec_id))
    # What was told of the beginning may have been that there was nothing to take.
    return replace(draft, wanted=wanted, sections=sections, notice="")


@_with.register
def _(action: Restore, draft: Draft, means: Means) -> Draft:
    return replace(means.version(action.version), version=draft.version, status=Status.DRAFT)


def _fresh_id(draft: Draft) -> str:
    """An id that no line of any version has had: it begins with the version that it came in."""
    taken = {line.line_id for line in draft.lines}
    return next(made for number in count(1) if (made := f"v{draft.version}-{number}") not in taken)


def _line(draft: Draft, line_id: str) -> Line:
    line = draft.line(line_id)
    if line is None:
        raise DraftError(f"the draft has no line {line_id!r}")
    return line


def _section(draft: Draft, place: int) -> DraftSection:
    if place >= len(draft.sections):
        raise DraftError(f"the draft has no section {place}; those there are go from 0 to {len(draft.sections) - 1}")
    return draft.sections[place]


def _with_line(draft: Draft, line: Line) -> Draft:
    sections = (
        replace(part, lines=tuple(line if one.line_id == line.line_id else one for one in part.lines))
        for part in draft.sections
    )
    return replace(draft, sections=tuple(sections))


def _decided(line: Line, decision: Decision) -> Line:
    if decision is Decision.ACCEPTED and not line.text:
        raise DraftError(f"line {line.line_id!r} says nothing yet: {line.question or 'edit it'}")
    return replace(line, decision=decision)


def _reworded(line: Line, text: str, vocabulary: Vocabulary) -> Line:
    edited = after_edit(line, text, WRITER, vocabulary)
    if edited.text:
        return replace(edited, decision=Decision.ACCEPTED)
    if not (line.label or line.question):
        raise DraftError("a line needs words; one that is not wanted is left out (rejected)")
    name = vocabulary.facets[line.facet].name if line.facet in vocabulary.facets else line.label
    return replace(edited, decision=Decision.OPEN, question=line.question or f"What is the {name}?")


def _placed(draft: Draft, line: Line, place: int, after: str, *, at_end: bool) -> Draft:
    """Put a line into a section behind another one of it; behind none, at its end or its beginning."""
    lines = list(_section(draft, place).lines)
    at = next((at + 1 for at, one in enumerate(lines) if one.line_id == after), None) if after else None
    if after and at is None:
        raise DraftError(f"section {place} has no line {after!r}")
    lines.insert(at if at is not None else (len(lines) if at_end else 0), line)
    sections = list(draft.sections)
    sections[place] = replace(sections[place], lines=tuple(lines))
    return replace(draft, sections=tuple(sections))


def _without(draft: Draft, line: Line) -> Draft:
    kept = (
        replace(part, lines=tuple(one for one in part.lines if one.line_id != line.line_id)) for part in draft.sections
    )
    return replace(draft, sections=tuple(kept))


def _accepted(section: DraftSection) -> DraftSection:
    lines = (
        replace(line, decision=Decision.ACCEPTED) if line.text and line.decision is Decision.OPEN else line
        for line in section.lines
    )
    return replace(section, lines=tuple(lines))


def _handed_on(draft: Draft, status: Status) -> Draft:
    asked = [line for line in draft.lines if not line.text and line.decision is not Decision.REJECTED]
    if status is Status.APPROVED and asked:
        named = [line.label or line.question or line.line_id for line in asked]
        more = f"; and {len(asked) - _NAMED} more" if len(asked) > _NAMED else ""
        raise DraftError(f"not everything is answered yet; answer or leave out: {'; '.join(named[:_NAMED])}{more}")
    if status is Status.APPROVED and draft.status is Status.DRAFT:
        raise DraftError("a draft is approved out of review: hand it on to review first")
    return replace(draft, status=status)
