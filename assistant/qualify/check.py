"""Compare what a reader says of themselves with each printed condition: met, not met, or it cannot be told.

Conservative. Met is only what surely agrees in kind and amount; not met, what
surely falls short of it; and of anything else it is said what would have to
be known. What a reader does not say is never held against them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from assistant.qualify.credentials import DEGREE, Credentials, Licensed, Worked
from assistant.qualify.need import Kind, Need, Needs
from assistant.qualify.needs import classes_of, grade_of
from vectorstore.words import stems

_GRADES = stems("grade certificate license 1 2 3 4 5")
_LICENSES = stems("license licensed licence certificate certification certified credential registered valid a an my")
#: Classes of a driver's license, the lowest first.
_CLASSES = ("class_c", "class_b", "class_a")
_EMPLOYERS = stems("city county district state port")


class State(StrEnum):
    """How a condition stands."""

    MET = "met"
    NOT_MET = "not_met"
    CANNOT_TELL = "cannot_tell"
    NOT_ASKED = "not_asked"
    """Nothing is asked for: preferred, not required, a remark."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one condition stands, and why."""

    state: State
    reason: str
    said: tuple[str, ...] = ()
    """The reader's words that bear on it."""

    unsaid: tuple[str, ...] = ()
    """Words of quality that only the condition has: kind and amount agree, and it is met if they hold."""

    agrees: bool = False
    """What is said is of the kind asked for, and more of it is left open."""


def verdict(needs: Needs, said: Credentials) -> Verdict:
    """Return how a condition of `needs` stands for somebody who says `said`."""
    if needs.trait:
        return Verdict(State.NOT_ASKED, "a trait of character, which is judged in person")
    if not needs.each:
        return Verdict(State.CANNOT_TELL, "nothing that you say can be compared with it")
    found = [_CHECKS[need.kind](need, said) for need in needs.each]
    words = tuple(dict.fromkeys(word for one in found for word in one.said))
    for state in (State.NOT_MET, State.CANNOT_TELL):
        if (first := next((one for one in found if one.state is state), None)) is not None:
            return Verdict(state, first.reason, words, first.unsaid, any(one.agrees for one in found))
    if not needs.only:
        return Verdict(State.CANNOT_TELL, "it asks for more than you say", words)
    return Verdict(State.MET, found[0].reason, words)


def _experience(need: Need, said: Credentials) -> Verdict:
    if not said.worked:
        if said.untried:
            return Verdict(State.NOT_MET, "you say that you have no experience", said.said)
        return Verdict(State.CANNOT_TELL, "you do not say how long you did such work")
    alike = [work for work in said.worked if _agrees(need, work)]
    if not alike:
        return Verdict(State.CANNOT_TELL, _other_kind(need, said), tuple(work.said for work in said.worked))
    words = tuple(work.said for work in alike)
    if sum(work.months for work in alike) < need.amount:
        return Verdict(State.NOT_MET, "the same kind of experience, and less of it", words)
    beyond = need.narrowed or (need.classes and need.words)
    unsaid = tuple(word for word in need.quality if not any(_implied(word, work) for work in alike))
    if beyond:
        return Verdict(State.CANNOT_TELL, "kind and amount agree, and it says more of what counts", words, unsaid, True)
    if unsaid:
        reason = f"kind and amount agree; met if it was {' and '.join(unsaid)}, which you do not say"
        return Verdict(State.CANNOT_TELL, reason, words, unsaid)
    return Verdict(State.MET, "kind and amount agree", words)


def _agrees(need: Need, work: Worked) -> bool:
    """Whether experience surely is of the kind asked for: the very class, or every word that says of what."""
    if need.classes:
        return len(work.classes) == 1 and work.classes <= need.classes
    told = stems(f"{work.kind} {work.title}")
    return bool(need.words) and (need.words <= told or any(kind <= told for kind in need.kinds))


def _other_kind(need: Need, said: Credentials) -> str:
    if any(len(work.classes) > 1 and work.classes & need.classes for work in said.worked):
        return "you do not say at which level"
    if any(not work.kind for work in said.worked):
        return "you do not say what the experience is of"
    return "whether such experience counts is not for the document alone to say"


def _implied(word: str, work: Worked) -> bool:
    """Whether a word of quality is said, or holds for whoever worked in a class."""
    return word.replace("-", " ") in work.said.lower().replace("-", " ") or (word == "paid" and bool(work.classes))


def _education(need: Need, said: Credentials) -> Verdict:
    if not said.learned:
        return Verdict(State.CANNOT_TELL, "you do not say what schooling you have")
    highest = max(said.learned, key=lambda one: one.rank)
    words = (highest.said,)
    if highest.rank < need.amount:
        if need.equals:
            return Verdict(State.CANNOT_TELL, "something equivalent is accepted", words)
        if highest.level == DEGREE:
            return Verdict(State.CANNOT_TELL, "you do not say which degree", words)
        return Verdict(State.NOT_MET, f"it asks for more than {_a(highest.level)}", words)
    if not need.narrowed and not need.fields:
        return Verdict(State.MET, f"{_a(highest.level)} is as much or more", words)
    fitting = [one for one in said.learned if one.rank >= need.amount and _is_of(need, one.field)]
    if need.units is not None and (lacking := _units(need.units, said)).state is not State.MET:
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


def _units(need: Need, said: Credentials) -> Verdict:
    if not said.units:
        return Verdict(
            State.CANNOT_TELL, "you do not say how many units you have in it", tuple(e.said for e in said.learned)
        )
    count, told = max(said.units)
    if count < need.amount and not said.learned:
        return Verdict(State.NOT_MET, "fewer units than it asks for", (told,))
    field = told.lower().partition(" in ")[2]
    field = field or told.lower().partition("units of ")[2]
    if count >= need.amount and need.level in told.lower() and not need.narrowed and _is_of(need, field):
        return Verdict(State.MET, "as many units, in what it asks for", (told,))
    return Verdict(State.CANNOT_TELL, "whether these units are in what it asks for cannot be told", (told,))


def _license(need: Need, said: Credentials) -> Verdict:
    for one in said.licensed:
        if one.has and _same_license(need, one):
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


def _same_license(need: Need, one: Licensed) -> bool:
    if not frozenset(need.level.split()) <= classes_of(one.kind):
        return False
    if need.terms:
        return need.terms <= one.terms
    if need.amount and need.amount == grade_of(one.kind):
        return stems(one.kind) - _GRADES <= need.words | _GRADES
    return bool(need.words) and need.words <= stems(one.kind)


def _denies(need: Need, one: Licensed) -> bool:
    """Whether what somebody says they have not is what is asked for: "no license" is no license of any kind."""
    if one.terms:
        return one.terms <= need.terms
    return stems(one.kind) - _LICENSES <= need.words


def _is_lower(need: Need, one: Licensed) -> bool:
    """Whether somebody has a license of the kind asked for, of a lower class or grade."""
    grade = grade_of(one.kind)
    if need.amount and grade:
        return grade < need.amount and stems(one.kind) - _GRADES <= need.words | _GRADES
    asked, held = ([name for name in _CLASSES if name in terms] for terms in (need.terms, one.terms))
    return bool(asked and held) and max(map(_CLASSES.index, held)) < min(map(_CLASSES.index, asked))


def _age(need: Need, said: Credentials) -> Verdict:
    if said.age is None:
        return Verdict(State.CANNOT_TELL, "you do not say how old you are")
    words = (str(said.age),)
    if said.age >= need.amount:
        return Verdict(State.MET, "you are old enough", words)
    return Verdict(State.NOT_MET, "you are younger", words)


def _conviction(need: Need, said: Credentials) -> Verdict:
    if said.barred is None:
        return Verdict(State.CANNOT_TELL, "you say nothing of convictions")
    if said.barred:
        return Verdict(State.NOT_MET, "you speak of a conviction")
    if need.narrowed:
        return Verdict(State.CANNOT_TELL, "it speaks of more than felonies")
    return Verdict(State.MET, "you say that there is none")


def _typing(need: Need, said: Credentials) -> Verdict:
    if said.typing is None:
        return Verdict(State.CANNOT_TELL, "you do not say how fast you type")
    if said.typing >= need.amount:
        return Verdict(State.CANNOT_TELL, "the speed agrees; a test decides")
    return Verdict(State.NOT_MET, "slower than it asks for")


def _employees(need: Need, said: Credentials) -> Verdict:
    if said.employed is None:
        return Verdict(State.CANNOT_TELL, "you do not say whether you are a current employee")
    elsewhere = (stems(said.employer) & _EMPLOYERS) - need.words
    if said.employed and elsewhere:
        return Verdict(State.CANNOT_TELL, "whether you are employed by this agency cannot be told", (said.employer,))
    if said.employed:
        return Verdict(State.MET, "you say that you are a current employee", (said.employer,))
    return Verdict(State.NOT_MET, "you say that you are no current employee")


def _a(level: str) -> str:
    return f"{'an' if level[0] in 'aeiou' else 'a'} {level}"


_CHECKS: dict[Kind, Callable[[Need, Credentials], Verdict]] = {
    Kind.EXPERIENCE: _experience,
    Kind.EDUCATION: _education,
    Kind.UNITS: _units,
    Kind.LICENSE: _license,
    Kind.AGE: _age,
    Kind.CONVICTION: _conviction,
    Kind.TYPING: _typing,
    Kind.EMPLOYEES: _employees,
}
