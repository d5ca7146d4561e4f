"""What two classes are paid on one scale: by one class table, or by their documents."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.bounds import paid_by
from assistant.class_view import Spec
from assistant.draft.checks.context import Context
from assistant.draft.taking import origins_of
from assistant.draft.values import Origin
from vectorstore.spec import Fact

#: Class table, period, and what narrows the pay; the table is empty for a document. Pay of one scale can be compared.
_Scale = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Paid:
    """What a class is paid."""

    low: float
    """In dollars, a period."""

    high: float
    least_high: float
    """Where the lowest of several ranges ends: who is paid by a higher one may have had to earn it."""

    origin: Origin
    """Where that stands."""

    @property
    def printed(self) -> str:
        """The amounts, for a message."""
        return f"${self.low:,.0f}" if self.low == self.high else f"${self.low:,.0f} to ${self.high:,.0f}"

    def is_no_more(self, other: "Paid") -> bool:
        """Return whether it neither begins nor ends above `other`, whichever ranges hold."""
        return self.low <= other.low and self.high <= other.least_high

    def is_below(self, other: "Paid", percent: float) -> bool:
        """Return whether it begins below `other`, and ends at least so many percent below it, whichever ranges hold."""
        return self.low < other.low and self.high * (1 + percent / 100) <= other.least_high


def pay_of_both(upper: Spec, lower: Spec, context: Context) -> tuple[Paid, Paid] | None:
    """Return what two classes are paid by the newest table that has both, else by their documents.

    None where neither tells, and where the document of `upper` is the older one: what it says may have been raised.
    """
    mine, its = (_paid(spec, context) for spec in (upper, lower))
    is_older = upper.entry.spec.revision < lower.entry.spec.revision
    both = [scale for scale in mine if scale in its and (scale[0] or not is_older)]
    return (mine[both[-1]], its[both[-1]]) if both else None


def _paid(spec: Spec, context: Context) -> Mapping[_Scale, Paid]:
    """What a class is paid by its document and by each table, the oldest first; the ranges of one scale together."""
    found: dict[_Scale, Paid] = {}
    for fact in spec.facts("salary"):
        _add(found, spec, fact, "", fact.qualifier)
    for row in context.rows(spec.entry):
        for fact in row.facts:
            if fact.facet == "salary":
                _add(found, Spec(row.entry, row.parsed), fact, row.entry.source_id, "")
    return found


def _add(found: dict[_Scale, Paid], spec: Spec, fact: Fact, table: str, qualifier: str) -> None:
    if fact.low is None or fact.high is None or not (period := paid_by(fact)):
        return
    scale = table, period, qualifier
    known = found.get(scale) or Paid(fact.low, fact.high, fact.high, origins_of(spec, [fact.context])[0])
    low, high, least = min(known.low, fact.low), max(known.high, fact.high), min(known.least_high, fact.high)
    found[scale] = replace(known, low=low, high=high, least_high=least)
