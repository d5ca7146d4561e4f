"""Compare the values of facts with those of a question: amounts of one period, dates, kinds of values."""

from collections.abc import Mapping

from assistant.literals import Operator
from assistant.proof import Proof, Proofs, stating
from vectorstore.folding import fold
from vectorstore.spec import Fact
from vectorstore.vocabulary_rows import Facet

#: Operators that all of several numbers must fulfill.
UPPER_BOUNDS = frozenset({Operator.AT_MOST, Operator.LESS_THAN})
#: Behind every day of a year or month that it is put after.
_END = "~"
#: Amounts below the first are taken for dollars an hour, below the second a month, others a year.
_AN_HOUR, _A_MONTH = 300, 15_000
_MONTHS = 12
#: Facets that say when a class was last changed, and, where none does, when it began.
_CHANGED, _BEGAN, _OPENED = ("revised",), ("established", "adopted", "approved", "effective"), ("opened",)


def compared(operator: Operator, amount: float, bound: float) -> bool:
    """Return whether `amount` compares with `bound` as `operator` says."""
    return {
        Operator.AT_LEAST: amount >= bound,
        Operator.MORE_THAN: amount > bound,
        Operator.AT_MOST: amount <= bound,
        Operator.LESS_THAN: amount < bound,
    }.get(operator, amount == bound)


def dated(operator: Operator, day: str, bound: str) -> bool:
    """Return whether an ISO day, month or year compares with `bound`, another one."""
    return {
        Operator.BEFORE: day < bound,
        Operator.AFTER: day > bound + _END,
        Operator.SINCE: day >= bound,
        Operator.UNTIL: day <= bound + _END,
    }.get(operator, day.startswith(bound))


def in_period(fact: Fact, amount: float, period: str) -> float | None:
    """Return an `amount` of the pay of `fact` for `period`; None where only the hours worked would tell it."""
    own = paid_by(fact)
    if own == period:
        return amount
    return {("month", "year"): amount * _MONTHS, ("year", "month"): amount / _MONTHS}.get((own, period))


def paid_by(fact: Fact) -> str:
    """Return the period that pay is for: the one printed, else the one that its amount looks like."""
    if fact.low == 0.0:
        return ""  # "$0.00 to $240.94" tells nothing.
    return fact.period or period_of(fact.low or 0.0)


def period_of(amount: float) -> str:
    """Return the period that an amount of dollars is for, as people name it: 25 an hour, 60,000 a year."""
    return "hour" if amount < _AN_HOUR else "month" if amount < _A_MONTH else "year"


def value_of(facet: Facet, text: str) -> str:
    """Return the kind of value, of those that the vocabulary knows of `facet`, that `text` states; empty for none.

    The longest phrase decides: "non-exempt" is not "exempt".
    """
    folded = fold(text)
    known = sorted(((fold(p), key) for key, ps in facet.values.items() for p in ps), key=lambda one: -len(one[0]))
    stated = (key for phrase, key in known if phrase == folded or (len(phrase) > 2 and f" {phrase} " in f" {folded} "))
    return next(stated, "")


def last_changed(field: Proofs) -> Mapping[str, tuple[str, Proof]]:
    """Return by spec id the date of the last revision, else of establishment, with what states it."""
    if not field.dates:
        field.dates.update(_last_changed(field))
    return field.dates


def _last_changed(field: Proofs) -> Mapping[str, tuple[str, Proof]]:
    found: dict[str, tuple[str, Proof]] = {}
    for facets in (_CHANGED, _BEGAN, _OPENED):
        known = dict(found)
        for facet in facets:
            for held in field.facts(facet):
                spec_id, day = held.entry.spec_id, held.fact.value
                if spec_id not in known and day > found.get(spec_id, ("",))[0]:
                    found[spec_id] = day, stating(held, day)
    for spec_id, entry in field.entries.items():
        if spec_id not in found and entry.spec.revision:
            found[spec_id] = entry.spec.revision, Proof(entry, value=entry.spec.revision)
    return found
