"""What writers send to the endpoints of drafts."""

from dataclasses import fields
from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from assistant.draft.actions import Actions
from assistant.draft.values import Wanted
from assistant.service.shapes import Characters, Name, Shape

#: Characters of the longest notes.
LONGEST_NOTES = 20_000

Writer = Annotated[Characters, StringConstraints(max_length=100)]


class Writing(Shape):
    """Base of what a writer sends."""

    # One letter wrong, and something else would be drafted than was meant.
    model_config = ConfigDict(extra="forbid")

    by: Writer = ""
    """What the writer calls themselves: who did what is noted under it."""


class DraftRequest(Writing):
    """What to draft: a new class, or a revision of a spec."""

    title: Name = ""
    """Of the class; only a revision may leave it out."""

    notes: Annotated[Characters, StringConstraints(max_length=LONGEST_NOTES)] = ""
    """What the class is for and does: a few sentences, or duties line by line."""

    agency: Name | None = None
    """Whose outline is used; that of the most similar class without it."""

    similar_to: Annotated[tuple[Name, ...], Field(max_length=20)] = ()
    """Specs to draw on before those that are found."""

    revises: Name = ""
    """The spec that is revised."""

    class_code: Name = ""
    unit: Name = ""
    """Department, division or bargaining unit of the positions."""

    supervisor: Name = ""
    """Title of the class that supervises this one."""

    @property
    def wanted(self) -> Wanted:
        """The value of it."""
        told = {field.name: getattr(self, field.name) for field in fields(Wanted)}
        return Wanted(**told | {"agency": self.agency or ""})


class DraftChange(Writing):
    """What to do to a draft, all of it or nothing."""

    actions: Actions
    """In their order."""


class DraftPublication(Writing):
    """When a draft takes effect."""

    effective: Name
    """The day of the revision, as 2026-07-01."""

    despite_errors: bool = False
    """Publish it with the errors that the checks find in it; without, it is refused while there are any."""
