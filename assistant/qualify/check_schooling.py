"""Compare schooling and units of study with what is asked for."""

import re

from assistant.qualify.credentials import Credentials
from assistant.qualify.marked import counted
from assistant.qualify.need import Need
from assistant.qualify.verdicts import State, Verdict
from vectorstore.words import stems

#: Rank of schooling that begins college.
_COLLEGE = 20
#: Quarter units that make a semester unit.
_QUARTERS = 1.5


def check_education(need: Need, said: Credentials) -> Verdict:
    """Return how schooling that is asked for stands."""
    lacks = said.lacking.rank is not None and said.lacking.rank <= need.amount
    if lacks and said.rank < need.amount and not need.equals:
        return Verdict(State.NOT_MET, "you say that you have none", said.lacking.said)
    if not said.learned:
        return Verdict(State.CANNOT_TELL, "you do not say what schooling you have")
    highest = max(said.learned, key=lambda one: one.rank)
    words = (highest.said,)
    if highest.rank < need.amount:
        if any(one.open for one in said.learned):
            return Verdict(State.CANNOT_TELL, "you do not say of which level your degree is", words)
        if need.equals:
            return Verdict(State.CANNOT_TELL, "something equivalent is accepted", words)
        return Verdict(State.NOT_MET, f"it asks for more than {_a(highest.level)}", words)
    if not need.narrowed and not need.fields:
        return Verdict(State.MET, f"{_a(highest.level)} is as much or more", words)
    fitting = [one for one in said.learned if one.rank >= need.amount and _is_of(need, one.field)]
    if need.units is not None and (lacking := check_units(need.units, said)).state is not State.MET:
        return Verdict(State.CANNOT_TELL, f"the level agrees; {lacking.reason}", words)
    if fitting and not need.narrowed:
        return Verdict(State.MET, "level and field agree", (fitting[0].said,))
    if fitting:
        return Verdict(
            State.CANNOT_TELL, "level and field agree, and it says more of it", (fitting[0].said,), agrees=True
        )
    # Whoever says a field that is not asked for has hardly what is.
    agrees = not (highest.field and need.fields)
    return Verdict(State.CANNOT_TELL, "the level agrees; the field or more of it cannot be told", words, agrees=agrees)


def _is_of(need: Need, field: str) -> bool:
    """Whether what somebody studied is one of the fields that are asked for."""
    return any(one and one <= stems(field) for one in need.fields)


def check_units(need: Need, said: Credentials) -> Verdict:
    """Return how units of study that are asked for stands."""
    if not said.units and said.lacking.rank is not None and said.lacking.rank <= _COLLEGE:
        return Verdict(State.NOT_MET, "you say that you have none", said.lacking.said)
    if not said.units:
        return Verdict(
            State.CANNOT_TELL, "you do not say how many units you have in it", tuple(e.said for e in said.learned)
        )
    count, told = max(said.units)
    measure, field = _measured(told)
    if not count or (_most(count, measure) < _asked(need, measure) and not said.learned):
        return Verdict(State.NOT_MET, "fewer units than it asks for", (told,))
    if _least(count, measure) >= _asked(need, measure) and not need.narrowed and _are_in(need, stems(field)):
        return Verdict(State.MET, "as many units, in what it asks for", (told,))
    return Verdict(State.CANNOT_TELL, "whether these units are in what it asks for cannot be told", (told,))


def _asked(need: Need, measure: str) -> float:
    """How much is asked for, in semester units; by the print's own number where a reader counts in its measure."""
    asked = {need.level: need.amount, **({need.other[0]: need.other[1]} if need.other else {})}
    if "quarter" in measure and (printed := asked.get("quarter unit")):
        return printed / _QUARTERS
    return asked.get("semester unit") or need.amount / (_QUARTERS if need.level == "quarter unit" else 1)


def _most(count: float, measure: str) -> float:
    """How many semester units a number of units is at most: quarter units are smaller, bare ones may be either."""
    return count / _QUARTERS if "quarter" in measure else count


def _least(count: float, measure: str) -> float:
    return count if "semester" in measure else count / _QUARTERS


def _measured(told: str) -> tuple[str, str]:
    """The words for a number of units up to "units", and those for what they are in; empty for none."""
    lower = counted(told.lower())
    measured, _, behind = lower.partition("unit")
    field = re.search(r"\b(?:in|of)\s+(.*)", behind, re.DOTALL)
    return f"{measured}unit", field[1] if field else ""


def _are_in(need: Need, told: frozenset[str]) -> bool:
    """Whether units are in what is asked for: in one of its fields, and of all that else is said of them."""
    return need.words <= told and (not need.fields or any(one <= told for one in need.fields))


def _a(level: str) -> str:
    return f"{'an' if level[0] in 'aeiou' else 'a'} {level}"
