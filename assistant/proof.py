"""What proves that a class fulfills a condition, and what conditions are judged on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from assistant.conditions import Asked, Condition
from assistant.demands import Demand, Demands
from vectorstore.catalog import Catalog
from vectorstore.lines import Line
from vectorstore.spec import CatalogEntry, Modality, Span, Viewer
from vectorstore.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a document says that a class fulfills a condition."""

    entry: CatalogEntry
    span: Span | None = None
    """None where the condition is that nothing is said."""

    holder: CatalogEntry | None = None
    """Whose document has the span, where that is not the class's own: a row of a pay table."""

    one_way: bool = False
    """It is one of several ways to qualify."""

    near: str = ""
    """Words that what is quoted of a long statement should have."""

    group: str = ""
    """The value that it is grouped by; empty where it is not grouped."""

    group_span: Span | None = None
    """Where that value stands."""

    value: float | str | None = None
    """What it is put in order by."""

    @property
    def cited(self) -> CatalogEntry:
        """The entry of the document that the span stands in."""
        return self.holder or self.entry


Found = Mapping[str, Proof]


@dataclass(frozen=True)
class Proofs:
    """What conditions are judged on: the newest document of each class that a viewer may see."""

    catalog: Catalog
    viewer: Viewer
    vocabulary: Vocabulary
    entries: Mapping[str, CatalogEntry]
    """By spec id."""

    dates: dict[str, tuple[str, Proof]] = field(default_factory=dict, compare=False)
    """When each class was last changed, once that was looked up; see `comparing.last_changed`."""

    def demands(self, asked: Asked, fits: Callable[[Line], bool]) -> list[Demand]:
        """Return what asks for something, or says it is not required, of these classes, among lines that fit."""
        return list(Demands(asked, self.catalog, self.viewer, self.vocabulary).among(self.entries, fits))

    def denials(self, condition: Condition) -> Found:
        """Return by spec id where documents say that what `condition` asks for is not required."""
        if not isinstance(condition, Asked) or not condition.modalities:
            return {}
        told = self.demands(condition, lambda line: line.statement.modality is Modality.NOT_REQUIRED)
        return {one.entry.spec_id: Proof(one.entry, one.line.statement.span) for one in told}
