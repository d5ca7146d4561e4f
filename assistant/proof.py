"""What proves that a class fulfills a condition, and what conditions are judged on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from assistant.conditions import Asked, Condition
from assistant.demands import Demand, Demands
from vectorstore.catalog import Catalog
from vectorstore.classtables import Held
from vectorstore.lines import Line
from vectorstore.spec import CatalogEntry, Fact, Modality, Span, Viewer
from vectorstore.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a document says that a class fulfills a condition."""

    entry: CatalogEntry
    span: Span | None = None
    """None where the condition is that nothing is said."""

    holder: CatalogEntry | None = None
    """Whose document has the span, where that is not the class's own: a row of a pay table."""

    fact: Fact | None = None
    """The fact that it is; None for a statement."""

    one_way: bool = False
    """It is one of several ways to qualify."""

    near: str = ""
    """Words that what is quoted of a long statement should have."""

    group: str = ""
    """The value that it is grouped by; empty where it is not grouped."""

    grouped: Held | None = None
    """What states that value; None for nothing."""

    value: float | str | None = None
    """What it is put in order by."""

    @property
    def cited(self) -> CatalogEntry:
        """The entry of the document that the span stands in."""
        return self.holder or self.entry


Found = Mapping[str, Proof]


def stating(held: Held, value: float | str | None = None) -> Proof:
    """Return a fact as what proves something of its class; `value` is what the class is put in order by."""
    holder = held.holder if held.holder.source_id != held.entry.source_id else None
    return Proof(held.entry, held.fact.context, holder, held.fact, value=value)


@dataclass(frozen=True)
class Proofs:
    """What conditions are judged on: the newest document of each class that a viewer may see."""

    catalog: Catalog
    viewer: Viewer
    vocabulary: Vocabulary
    entries: Mapping[str, CatalogEntry]
    """By spec id."""

    dates: dict[str, tuple[str, Proof]] = field(default_factory=dict, compare=False)
    """When each class was last changed, once that was looked up; see `bounds.last_changed`."""

    def demands(self, asked: Asked, fits: Callable[[Line], bool]) -> list[Demand]:
        """Return what asks for something, or says it is not required, of these classes, among lines that fit."""
        return list(Demands(asked, self.catalog, self.viewer, self.vocabulary).among(self.entries, fits))

    def facts(self, facet: str) -> Iterator[Held]:
        """Yield the facts of `facet`, their values not blank, of documents and of the newest tables."""
        for held in self.catalog.tables.held(facet, self.viewer):
            if held.fact.value and held.entry.spec_id in self.entries:
                yield held

    def denials(self, condition: Condition) -> Found:
        """Return by spec id where documents say that what `condition` asks for is not required."""
        if not isinstance(condition, Asked) or not condition.modalities:
            return {}
        told = self.demands(condition, lambda line: line.statement.modality is Modality.NOT_REQUIRED)
        return {one.entry.spec_id: Proof(one.entry, one.line.statement.span) for one in told}
