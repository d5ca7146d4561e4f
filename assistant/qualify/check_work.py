"""Compare experience and apprenticeships with what is asked for."""

from assistant.qualify.credentials import Credentials, Trained, Worked
from assistant.qualify.need import Need
from assistant.qualify.verdicts import State, Verdict
from vectorstore.words import stems

#: Words for work that is done for a public agency only.
_PUBLIC = stems("government governmental")


def check_experience(need: Need, said: Credentials) -> Verdict:
    """Return how experience that is asked for stands."""
    alike = [work for work in said.worked if _agrees(need, work)]
    if not alike and (words := _never(need, said)):
        return Verdict(State.NOT_MET, "you say that you have none of it", words)
    if not said.worked:
        if said.untried:
            return Verdict(State.NOT_MET, "you say that you have no experience", said.said)
        return Verdict(State.CANNOT_TELL, "you do not say how long you did such work")
    if not alike:
        return Verdict(State.CANNOT_TELL, _other_kind(need, said), tuple(work.said for work in said.worked))
    words = tuple(work.said for work in alike)
    if total(alike) < need.amount:
        if total([work for work in said.worked if work in alike or not _is_other(need, work)]) >= need.amount:
            return Verdict(State.CANNOT_TELL, "whether the rest of your experience counts is not said", words)
        return Verdict(State.NOT_MET, "the same kind of experience, and less of it", words)
    beyond = need.narrowed or (need.classes and need.words)
    unsaid = tuple(word for word in need.quality if not any(_implied(word, work) for work in alike))
    if denied := _denied_quality(unsaid, said):
        return Verdict(State.NOT_MET, "you say that you have none of that quality", (*words, denied))
    if beyond:
        return Verdict(State.CANNOT_TELL, "kind and amount agree, and it says more of what counts", words, unsaid, True)
    if unsaid:
        reason = f"kind and amount agree; met if it was {' and '.join(unsaid)}, which you do not say"
        return Verdict(State.CANNOT_TELL, reason, words, unsaid)
    return Verdict(State.MET, "kind and amount agree", words)


def total(works: list[Worked]) -> float:
    """Return the months of `works`; those that are said to be a part of another count where no whole is among them."""
    return sum(work.months for work in works if not work.within) or sum(work.months for work in works)


def check_training(need: Need, said: Credentials) -> Verdict:
    """Return how an apprenticeship that is asked for stands."""
    alike = [one for one in said.trained if need.words and need.words <= one.words]
    words = tuple(one.said for one in alike or said.trained)
    if not said.trained:
        return Verdict(State.CANNOT_TELL, "you do not say whether you finished such an apprenticeship")
    if not alike:
        return Verdict(State.CANNOT_TELL, "whether your apprenticeship is of that trade cannot be told", words)
    if all(one.months is not None and one.months < need.amount for one in alike):
        return Verdict(State.NOT_MET, "the same trade, and a shorter apprenticeship", words)
    if not any(_long_enough(need, one) for one in alike):
        return Verdict(State.CANNOT_TELL, "the trade agrees; you do not say how long it was", words, agrees=True)
    unsaid = tuple(word for word in need.quality if not any(word in one.said.lower() for one in alike))
    if unsaid:
        reason = f"the trade agrees; met if it was {' and '.join(unsaid)}, which you do not say"
        return Verdict(State.CANNOT_TELL, reason, words, unsaid)
    return Verdict(State.MET, "the trade agrees", words)


def _long_enough(need: Need, one: Trained) -> bool:
    return not need.amount or (one.months is not None and one.months >= need.amount)


def _never(need: Need, said: Credentials) -> tuple[str, ...]:
    """The words by which somebody says to have none of the experience that is asked for."""
    lacking = said.lacking
    if lacking.public and (need.classes or (need.words and need.words <= _PUBLIC)):
        return lacking.said[-1:]
    return tuple(words for kind, words in lacking.kinds if need.words and not need.classes and need.words <= kind)


def _denied_quality(unsaid: tuple[str, ...], said: Credentials) -> str:
    return next((words for word in unsaid for kind, words in said.lacking.kinds if stems(word) <= kind), "")


def _agrees(need: Need, work: Worked) -> bool:
    """Whether experience surely is of the kind asked for: the very class, or every word that says of what."""
    if need.classes:
        return len(work.classes) == 1 and work.classes <= need.classes
    return bool(need.words) and (need.words <= work.words or any(kind <= work.words for kind in need.kinds))


def _is_other(need: Need, work: Worked) -> bool:
    """Whether experience surely is of another kind: in another class than the very one that is asked for."""
    return bool(need.classes) and not need.words and len(work.classes) == 1


def _other_kind(need: Need, said: Credentials) -> str:
    if any(len(work.classes) > 1 and work.classes & need.classes for work in said.worked):
        return "you do not say at which level"
    if any(not work.kind for work in said.worked):
        return "you do not say what the experience is of"
    return "whether such experience counts is not for the document alone to say"


def _implied(word: str, work: Worked) -> bool:
    """Whether a word of quality is said, or holds for whoever worked in a class."""
    return word.replace("-", " ") in work.said.lower().replace("-", " ") or (word == "paid" and bool(work.classes))
