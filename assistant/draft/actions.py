"""What a writer can do to a draft, each thing a value; together they are a change, done whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, TypeAdapter, with_config

from assistant.characters import Characters
from assistant.draft.values import Status

#: Characters of the longest text of a line, and of the shorter ones; actions of the longest change.
LONGEST_TEXT, LONGEST_NAME, MOST_ACTIONS = 20_000, 500, 1000

Text = Annotated[Characters, Field(max_length=LONGEST_TEXT)]
Name = Annotated[Characters, Field(max_length=LONGEST_NAME)]
Place = Annotated[int, Field(ge=0)]

# One letter wrong, and something else would be done than was meant.
_STRICT = ConfigDict(extra="forbid", use_attribute_docstrings=True)


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class Decide:
    """Accept a line, reject it (it is shown struck out and not handed over), or leave it open again."""

    action: Literal["accept", "reject", "reopen"]
    line_id: Name


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class Edit:
    """Give a line other words, or the answer to its question; who edits a line accepts it."""

    action: Literal["edit"]
    line_id: Name
    text: Text
    """No words at all, of a line with a label or a question, leave it open what it says."""


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class AddLine:
    """Write a line that no source has."""

    action: Literal["add_line"]
    section: Place
    """Place of the section, from 0."""

    text: Text
    after: Name = ""
    """Line of that section that it follows; empty for the end."""

    depth: Annotated[int, Field(ge=0, le=9)] | None = None
    """Depth of an item of a list, from 1, or 0 for a paragraph; by default that of the line before it."""


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class RemoveAdded:
    """Take out a line that has no source; one that has some is rejected instead."""

    action: Literal["remove_added"]
    line_id: Name


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class Move:
    """Put a line elsewhere."""

    action: Literal["move"]
    line_id: Name
    section: Place
    """Place of the section that it comes to, from 0."""

    after: Name = ""
    """Line of that section that it follows; empty for its beginning."""


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class AcceptSection:
    """Accept every open line of a section that says something."""

    action: Literal["accept_section"]
    section: Place


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class Set:
    """Change what was asked for; the lines that name it follow. What is left out stays."""

    action: Literal["set"]
    title: Annotated[Characters, Field(min_length=1, max_length=LONGEST_NAME)] | None = None
    class_code: Name | None = None
    unit: Name | None = None
    supervisor: Name | None = None


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class AddSource:
    """Gather from one more class: what the draft has not is added, what it has gets that source as well."""

    action: Literal["add_source"]
    spec_id: Name


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class SetStatus:
    """Hand a draft on: `review`, `approved`, or back to `draft`."""

    action: Literal["status"]
    status: Literal[Status.DRAFT, Status.REVIEW, Status.APPROVED]


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class Restore:
    """Make an earlier version the next one."""

    action: Literal["restore"]
    version: Annotated[int, Field(ge=1)]


Action = Annotated[
    Decide | Edit | AddLine | RemoveAdded | Move | AcceptSection | Set | AddSource | SetStatus | Restore,
    Field(discriminator="action"),
]

Actions = Annotated[tuple[Action, ...], Field(min_length=1, max_length=MOST_ACTIONS)]

#: Reads actions from JSON; raises `pydantic.ValidationError`.
ACTIONS: TypeAdapter[tuple[Action, ...]] = TypeAdapter(Actions)


def told(actions: Sequence[Action]) -> str:
    """Return what a change does, for the audit: each action with how often, and none of the draft's words."""
    names = [one.status.value if isinstance(one, SetStatus) else one.action for one in actions]
    counted = {name: names.count(name) for name in names}
    return ", ".join(name if count == 1 else f"{name} ({count})" for name, count in counted.items())
