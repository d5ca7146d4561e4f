"""Pay for a year, a month or an hour: which of them a question asks for, and one calculated from another."""

from vectorstore.folding import fold
from vectorstore.spec import Fact
from vectorstore.vocabulary import Vocabulary

#: How many of each there are in a year of full time.
_A_YEAR = {"year": 1, "month": 12, "hour": 2080, "week": 52, "two weeks": 26, "half a month": 24}
#: Those that a question asks for.
_ASKED = ("year", "month", "hour")
#: How pay for one is said, where that is no "a month".
_EACH = {"hour": "an hour", "two weeks": "every two weeks", "half a month": "every half a month"}


def period_asked(text: str, vocabulary: Vocabulary) -> str:
    """Return the period that `text` asks pay for, `year`, `month` or `hour`; empty for none."""
    folded = f" {fold(text)} "
    for period in _ASKED:
        # A bare "year" may be of anything: "in what year".
        said = [fold(name) for name in vocabulary.document[f"per_{period}"] if fold(name) != period]
        if any(f" {name} " in folded for name in said):
            return period
    return ""


def each(period: str) -> str:
    """Return `period` as what pay is for: `a month`, `an hour`; empty for none."""
    return _EACH.get(period, f"a {period}") if period else ""


def converted(fact: Fact, period: str) -> str:
    """Return the amounts of `fact` for another `period`, such as `$33,096.00 to $41,460.00`; empty where none can be.

    A year has 12 months, and 2,080 hours of full time.
    """
    if fact.low is None or fact.high is None or period == fact.period:
        return ""
    if period not in _A_YEAR or fact.period not in _A_YEAR:
        return ""
    factor = _A_YEAR[fact.period] / _A_YEAR[period]
    return " to ".join(dict.fromkeys(f"${amount * factor:,.2f}" for amount in (fact.low, fact.high)))


def basis(fact: Fact, period: str) -> str:
    """Return what the calculation takes for granted, in words."""
    units = {fact.period, period}
    hours, weeks = "hour" in units, bool(units & {"week", "two weeks"})
    return "at 2,080 hours a year" if hours else "at 52 weeks a year" if weeks else "at 12 months a year"
