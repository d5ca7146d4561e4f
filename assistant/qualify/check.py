"""Compare what a reader says of themselves with each printed condition: met, not met, or it cannot be told.

Conservative. Met is only what surely agrees in kind and amount; not met, what
surely falls short of it; and of anything else it is said what would have to
be known. What a reader does not say is never held against them.
"""

from collections.abc import Callable
from dataclasses import replace

from assistant.qualify.check_license import check_license
from assistant.qualify.check_person import check_age, check_conviction, check_employees, check_typing
from assistant.qualify.check_schooling import check_education, check_units
from assistant.qualify.check_work import check_experience, check_training
from assistant.qualify.credentials import Credentials
from assistant.qualify.need import Kind, Need, Needs
from assistant.qualify.verdicts import State, Verdict


def verdict(needs: Needs, said: Credentials) -> Verdict:
    """Return how a condition of `needs` stands for somebody who says `said`."""
    found = _verdict(needs, said)
    return replace(found, sometimes=True) if needs.sometimes else found


def _verdict(needs: Needs, said: Credentials) -> Verdict:
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


_CHECKS: dict[Kind, Callable[[Need, Credentials], Verdict]] = {
    Kind.EXPERIENCE: check_experience,
    Kind.EDUCATION: check_education,
    Kind.TRAINING: check_training,
    Kind.UNITS: check_units,
    Kind.LICENSE: check_license,
    Kind.AGE: check_age,
    Kind.CONVICTION: check_conviction,
    Kind.TYPING: check_typing,
    Kind.EMPLOYEES: check_employees,
}
