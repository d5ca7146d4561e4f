"""Compare age, convictions, typing and employment with what is asked for."""

from assistant.qualify.credentials import Credentials
from assistant.qualify.need import Need
from assistant.qualify.verdicts import State, Verdict
from vectorstore.words import stems

_EMPLOYERS = stems("city county district state port")


def check_age(need: Need, said: Credentials) -> Verdict:
    """Return how an age that is asked for stands."""
    if said.age is None:
        return Verdict(State.CANNOT_TELL, "you do not say how old you are")
    words = (str(said.age),)
    if said.age >= need.amount and need.narrowed:
        return Verdict(State.CANNOT_TELL, "you are old enough, and it says more of it", words)
    if said.age >= need.amount:
        return Verdict(State.MET, "you are old enough", words)
    return Verdict(State.NOT_MET, "you are younger", words)


def check_conviction(need: Need, said: Credentials) -> Verdict:
    """Return how a bar for convictions stands."""
    if said.barred is None:
        return Verdict(State.CANNOT_TELL, "you say nothing of convictions")
    if said.barred:
        return Verdict(State.NOT_MET, "you speak of a conviction")
    if need.narrowed:
        return Verdict(State.CANNOT_TELL, "it speaks of more than felonies")
    return Verdict(State.MET, "you say that there is none")


def check_typing(need: Need, said: Credentials) -> Verdict:
    """Return how a speed of typing that is asked for stands."""
    if said.typing is None:
        return Verdict(State.CANNOT_TELL, "you do not say how fast you type")
    if said.typing >= need.amount:
        return Verdict(State.CANNOT_TELL, "the speed agrees; a test decides")
    return Verdict(State.NOT_MET, "slower than it asks for")


def check_employees(need: Need, said: Credentials) -> Verdict:
    """Return how a condition that one is employed already stands."""
    if said.employed is None:
        return Verdict(State.CANNOT_TELL, "you do not say whether you are a current employee")
    elsewhere = (stems(said.employer) & _EMPLOYERS) - need.words
    if said.employed and elsewhere:
        return Verdict(State.CANNOT_TELL, "whether you are employed by this agency cannot be told", (said.employer,))
    if said.employed:
        return Verdict(State.MET, "you say that you are a current employee", (said.employer,))
    return Verdict(State.NOT_MET, "you say that you are no current employee")
