"""What a question, as it was answered, leaves for the next message: the fold's own step."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce

from assistant.climbing import Climb
from assistant.question import Frame, Question
from assistant.said import same_agency
from assistant.state import State
from vectorstore.spec import CatalogEntry

#: Classes in play: more is no "both".
MOST_CLASSES = 2
#: Classes of a list that are what comes next is about: "what do they pay?"; more are not spoken of at once.
_MOST_LISTED = 3
#: Frames whose classes only the answer knows.
FOUND_BY_ANSWERING = frozenset({Frame.REVERSE, Frame.BROWSE, Frame.ELIGIBLE, Frame.LIST})
#: Frames that leave everything as it was.
_ASIDE = frozenset({Frame.OUT_OF_SCOPE, Frame.ERRAND, Frame.COURTESY, Frame.UNPOINTED})


def on_page(state: State, class_id: str) -> State:
    """Return `state` for a message that is sent from a page about the class `class_id`, empty for a page of none.

    What is said of no class is about that one when the reader comes to the page; then the conversation goes on.
    """
    if class_id in ("", state.about):
        return state
    return replace(_in_play(replace(state, open=False, mention=""), (class_id,), corrects=False), about=class_id)


def needs_answer(question: Question) -> bool:
    """Return whether only the answer says which classes a question is about.

    Work is described and no class is named, what stands above a class is asked for, or a word may name a thing or a
    class that is not there.
    """
    if question.sourced:
        return False
    named = question.entries or question.choices
    climbs = question.frame is Frame.LADDER and bool(question.entries)
    return climbs or question.is_doubtful or (question.frame in FOUND_BY_ANSWERING and not named)


def after(state: State, question: Question, shown: Sequence[CatalogEntry] = ()) -> State:
    """Return the state that `question` leaves behind; `shown` are the classes of its answer where it needs one."""
    if question.further:
        state = after(state, replace(question, further=()), shown)
        return reduce(after, (one for one in question.further if not needs_answer(one)), state)
    aside = question.frame in _ASIDE and not question.is_doubtful
    if question.frame is Frame.LADDER and question.entries and not question.sourced:
        return _climbed(_asked(state, question), question, shown)
    if aside or question.sourced or (needs_answer(question) and not (shown or question.frame is Frame.LIST)):
        return state
    if question.is_doubtful:
        # Its words stand in the document: they were about the class in play.
        question = replace(question, frame=Frame.OPEN, mention="")
    if needs_answer(question):
        return _listed(_asked(state, question), question, shown)
    if question.entries:
        return _focused(_asked(state, question), question)
    return _unsettled(state, question)


def _asked(state: State, question: Question) -> State:
    asked, said = (question.asked, question.text) if question.asked else (state.asked, state.said)
    state = replace(state, facets=question.facets, asked=asked, said=said)
    climb = question.climb.value if question.climb else ""
    state = replace(
        state, told=question.told or state.told, listed=question.listed if question.frame is Frame.LIST else ()
    )
    return replace(state, residual=question.residual, frame=question.frame.value, climb=climb, when=question.when)


def _climbed(state: State, question: Question, shown: Sequence[CatalogEntry]) -> State:
    """After an answer about a ladder: the first class found up or down is what comes next is about."""
    state = _focused(state, question)
    found = tuple(one for one in _ids(shown) if one not in _ids(question.entries))
    if not found:
        return state
    if question.climb is not Climb.ALL:
        state = _in_play(state, found[:1], corrects=False)
    return replace(state, offered=found)


def _listed(state: State, question: Question, shown: Sequence[CatalogEntry]) -> State:
    """After an answer that looked for classes: the first found is what comes next is about, if one was looked for."""
    ids = _ids(shown)
    if question.frame is Frame.REVERSE:
        # Found again, it is the last to come: so what was found before the last two is never asked for.
        others = tuple(one for one in state.classes if one not in ids[:1])
        state = _in_play(replace(state, classes=others), ids[:1], corrects=False)
    elif question.frame is Frame.LIST and 0 < len(ids) <= _MOST_LISTED:
        state = _in_play(state, ids, corrects=False)
    return replace(state, offered=ids, open=False, mention="")


def _focused(state: State, question: Question) -> State:
    """After an answer about classes that the question names."""
    ids = _ids(question.entries)
    state = _in_play(state, ids, corrects=question.corrects)
    agency = question.agency or state.agency
    kept = agency if all(same_agency(entry.agency, agency) for entry in question.entries) else ""
    offered = state.offered if set(ids) <= set(state.offered) else ()
    return replace(state, offered=offered, open=False, mention="", agency=kept)


def _unsettled(state: State, question: Question) -> State:
    """After an answer that asked which class is meant, or knew none."""
    offered = _ids(question.choices or question.nearest)
    edited = question.inherited and question.mention != state.mention
    if not question.choices and (edited or question.mention.isdecimal()):
        # A level that the class does not have, or an amount: what was in play still is.
        return replace(state, offered=offered or state.offered)
    state = _asked(state, question)
    if question.choices:
        return replace(state, offered=offered, open=True, mention="")
    # What no class fits is no part of what is asked of the next one.
    return replace(state, offered=offered, open=True, mention=question.mention, residual="")


def _in_play(state: State, ids: tuple[str, ...], *, corrects: bool) -> State:
    """The state with `ids` in focus; a class that was a mistake is in play no more."""
    if set(ids) <= set(state.classes):
        return replace(state, focus=ids)
    before = [one for one in state.classes if one not in ids and not (corrects and one in state.focus)]
    room = max(0, MOST_CLASSES - len(ids))
    return replace(state, focus=ids, classes=(*before[len(before) - room :], *ids))


def _ids(entries: Iterable[CatalogEntry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.class_id for entry in entries))
