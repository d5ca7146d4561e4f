"""Fill the slots of a question within a conversation: which class is meant, and what was asked of it before."""

from dataclasses import replace

from assistant.editing import Meant
from assistant.question import Frame, Question
from assistant.remembering import FOUND_BY_ANSWERING
from assistant.said import Said, entries_of
from assistant.steering import Role


def focus(said: Said) -> Meant:
    """Return the class in play."""
    return Meant(entries_of(said.lexicon, said.state.focus))


def open_or(said: Said, otherwise: Meant) -> Meant:
    """Return the class that the last answer left open, still open; `otherwise` where it left none."""
    offered = entries_of(said.lexicon, said.state.offered)
    if not said.state.open or not (offered or said.state.mention):
        return otherwise
    if said.state.mention:
        return Meant(nearest=offered, mention=said.state.mention)
    return Meant(choices=offered, mention=said.steer.text)


def again(said: Said, found: Meant) -> Question:
    """Return what was asked before, of the class that is meant now."""
    state = said.state
    before = said.reader.read(state.said)
    when = said.question.when or (None if Role.PRESENT in said.steer.roles else state.when)
    notice = said.question.notice or before.notice
    question = replace(
        before, facets=state.facets, asked=state.asked, residual=state.residual, when=when, notice=notice
    )
    frame = Frame.REVISION if state.frame == Frame.REVISION else question.frame
    question = replace(question, frame=frame, inherited=True)
    if state.frame in FOUND_BY_ANSWERING and not (found.entries or found.choices or found.nearest):
        return replace(question, frame=Frame(state.frame))
    return framed(question, found)


def framed(question: Question, found: Meant) -> Question:
    """Return the question with the class slot filled, and the frame that its slots make."""
    if len(found.entries) > 1:
        frame = Frame.BOTH
    elif question.frame is Frame.LADDER or question.climb:
        frame = Frame.LADDER
    elif question.frame in (Frame.REVISION, Frame.QUALIFY):
        frame = question.frame
    else:
        frame = Frame.FACT if question.facets else Frame.OPEN if question.residual else Frame.OVERVIEW
    return replace(
        question,
        frame=frame,
        entries=found.entries,
        choices=found.choices,
        nearest=found.nearest,
        mention=found.mention,
        selection=None,
        listed=(),
    )
