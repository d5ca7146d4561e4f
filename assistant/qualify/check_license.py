"""Compare licenses and certificates with what is asked for."""

from assistant.qualify.credentials import Credentials, Licensed
from assistant.qualify.need import Need
from assistant.qualify.needs import classes_of, grade_of
from assistant.qualify.verdicts import State, Verdict
from vectorstore.words import stems

_GRADES = stems("grade certificate license 1 2 3 4 5")
_LICENSES = stems("license licensed licence certificate certification certified credential registered valid a an my")
_LICENSES |= stems("current possession hold")
_PAPERS = stems("license licence certificate certification credential permit card")
#: Classes of a driver's license, the lowest first.
_CLASSES = ("class_c", "class_b", "class_a")


def check_license(need: Need, said: Credentials) -> Verdict:
    """Return how a license or certificate that is asked for stands."""
    for one in said.licensed:
        if one.has and _same_license(need, one):
            if doubt := _doubt(one, said):
                return Verdict(State.CANNOT_TELL, "you also say that you have none", (one.said, doubt))
            if need.narrowed:
                return Verdict(State.CANNOT_TELL, "you have it, and it asks for more", (one.said,))
            return Verdict(State.MET, "you say that you have it", (one.said,))
    denied = next((one for one in said.licensed if not one.has and _denies(need, one)), None)
    if denied is not None and need.later:
        return Verdict(State.CANNOT_TELL, "it is needed later, not when you file", (denied.said,))
    if denied is not None:
        return Verdict(State.NOT_MET, "you say that you do not have it", (denied.said,))
    lower = next((one for one in said.licensed if one.has and _is_lower(need, one)), None)
    if lower is not None and not need.later:
        return Verdict(State.NOT_MET, "yours is a lower one", (lower.said,))
    near = tuple(one.said for one in said.licensed if one.has and (one.terms & need.terms))
    if near:
        return Verdict(State.CANNOT_TELL, "whether yours is of that kind cannot be told", near)
    return Verdict(State.CANNOT_TELL, "you do not say whether you have it")


def _doubt(one: Licensed, said: Credentials) -> str:
    """The words that deny every license, where one follows only from what somebody says to be: "a CPA, no license"."""
    if stems(one.kind) & _PAPERS:
        return ""
    return next((other.said for other in said.licensed if not other.has and not stems(other.kind) - _LICENSES), "")


def _same_license(need: Need, one: Licensed) -> bool:
    if not frozenset(need.level.split()) <= classes_of(one.kind):
        return False
    if need.terms:
        return need.terms <= one.terms
    if need.amount and need.amount == grade_of(one.kind):
        return stems(one.kind) - _GRADES <= need.words | _GRADES
    if need.short & one.words:
        return need.figures <= one.words <= need.every | _LICENSES
    asked = need.words - _LICENSES
    if not need.figures <= one.words:
        return False
    return bool(need.words) and (need.words <= one.words or (len(asked) > 1 and asked <= one.words))


def _denies(need: Need, one: Licensed) -> bool:
    """Whether what somebody says they have not is what is asked for: "no license" is no license of any kind."""
    if one.terms:
        return one.terms <= need.terms
    return stems(one.kind) - _LICENSES <= need.words


def _below(asked: frozenset[tuple[int, int]], held: frozenset[tuple[int, int]]) -> bool:
    """Whether every step that somebody has in an order of licenses is below the lowest one that is asked for."""
    orders = {order for order, _ in asked} & {order for order, _ in held}
    return any(
        max(step for own, step in held if own == order) < min(step for own, step in asked if own == order)
        for order in orders
    )


def _is_lower(need: Need, one: Licensed) -> bool:
    """Whether somebody has a license of the kind asked for, of a lower class or grade."""
    if _below(need.steps, one.steps):
        return True
    grade = grade_of(one.kind)
    if need.amount and grade:
        return grade < need.amount and stems(one.kind) - _GRADES <= need.words | _GRADES
    asked, held = ([name for name in _CLASSES if name in terms] for terms in (need.terms, one.terms))
    return bool(asked and held) and max(map(_CLASSES.index, held)) < min(map(_CLASSES.index, asked))
