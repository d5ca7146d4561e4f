"""What the catalog can be narrowed by: groups of choices, each with the classes that it keeps."""

from dataclasses import dataclass, field

from assistant.conditions import Tree

#: Choices of every group: the class states something of it, or nothing; neither is a folded value.
STATED, NOT_STATED = "stated", "not-stated"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a group."""

    key: str
    """Its value in addresses."""

    label: str
    ids: frozenset[str]
    """Spec ids of the classes that it keeps."""

    tree: Tree | None = field(default=None, compare=False)
    """The condition that a question for a list has for it; None where none has."""

    offered: bool = True
    """It is shown; what is not can be asked for all the same."""


@dataclass(frozen=True, slots=True)
class Group:
    """The choices of one filter of the vocabulary; several chosen ones are joined by "or"."""

    key: str
    """Its name in addresses."""

    name: str
    by: str
    """See `vectorstore.vocabulary_rows.Filter`."""

    facet: str
    choices: tuple[Choice, ...]
    years: tuple[int, int] | None = None
    """Where it is by years: the first and the last one."""

    @property
    def since(self) -> str:
        """The name in addresses of its first year."""
        return f"{self.key}_from"

    @property
    def until(self) -> str:
        """The name in addresses of its last year."""
        return f"{self.key}_until"

    @property
    def names(self) -> tuple[str, ...]:
        """All its names in addresses."""
        return (self.key, self.since, self.until) if self.by == "years" else (self.key,)
