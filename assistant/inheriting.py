"""Read a message that names no class as a question of the one in play: "and the duties?", "the next one"."""

from dataclasses import replace

from assistant.climbing import Climb
from assistant.editing import Meant
from assistant.hints import asks_of_oneself, points_back, unknown_name
from assistant.question import Frame, Question
from assistant.said import Said, entries_of
from assistant.slots import again, focus, framed, open_or
from assistant.steering import Role
from assistant.when import When
from vectorstore.folding import fold

#: A message that inherits a class says little else, in words that nothing explains.
_MOST_NEW_WORDS = 3


def inherits(said: Said) -> bool:
    """Return whether a message that names no class asks about the one in play."""
    question, scan = said.question, said.scan
    if question.frame is Frame.LADDER or _goes_on_climbing(said):
        return bool(said.state.focus or said.state.open)
    if question.selection is not None and not (question.selection.unasked and said.state.focus):
        return False  # It asks for all classes that fulfill them.
    if question.when and said.state.focus and not (scan.residual or scan.phrases):
        # "In 2015": a time and nothing else.
        return True
    points, opens = points_back(said), said.steer.asks_the_same
    describes = question.frame is not Frame.OUT_OF_SCOPE and bool(scan.residual)
    if len(scan.residual) > _MOST_NEW_WORDS or (describes and said.reader.scanner.has_cue(scan, Frame.REVERSE)):
        return False
    if not (said.state.focus or said.state.open):
        return False
    if question.frame is Frame.OUT_OF_SCOPE:
        return (
            points
            or opens
            or bool((scan.residual or scan.phrases) and len(said.state.focus) == 1 and not said.state.open)
        )
    if question.mention and unknown_name(said) and not points:
        # "salary of a plumber" is of no class here; "and the plumber?", "do I need a plumb line" may be of this one.
        return asks_of_oneself(said) or (opens and not said.names_facet())
    return points or opens or bool(scan.residual or question.facets)


def _goes_on_climbing(said: Said) -> bool:
    """Whether a message goes on the way of the last answer: "and the next one?"."""
    words = [fold(phrase) for phrase in said.reader.vocabulary.words["climb_on"]]
    # What came before is looked at last: to know it may take an answer.
    return fold(said.steer.text) in words and not said.names_facet() and said.state.frame == Frame.LADDER


def _climbing(said: Said, found: Meant) -> Question:
    """The question of the ladder around the class in play; turned about, around that which was asked of before."""
    state, climb = said.state, said.question.climb or Climb(said.state.climb or Climb.UP)
    # Back from the class that was found is only the class that was asked of.
    turned = state.frame == Frame.LADDER and state.climb not in ("", climb)
    before = [one for one in state.classes if one not in state.focus]
    if turned and before and not state.open:
        found = Meant(entries_of(said.lexicon, before[-1:]))
    return replace(framed(replace(said.question, climb=climb), found), inherited=True)


def inheriting(said: Said) -> Question:
    """Return the question of the class in play, or of the one left open, by what the message asks for or was asked."""
    found = open_or(said, focus(said))
    if said.question.climb or _goes_on_climbing(said):
        return _climbing(said, found)
    asks_nothing = said.steer.is_all or not (said.question.facets or said.question.residual)
    if asks_nothing and said.state.asked:
        return again(said, found)
    if said.question.facets and not said.names_facet():
        said = replace(said, question=replace(said.question, sureness=_sureness(said)))
    question = said.question
    if said.reader.scanner.has_cue(said.scan, Frame.REVISION):
        question = replace(question, frame=Frame.REVISION)
    question = replace(framed(question, found), inherited=True, when=question.when or _time_kept(said))
    if question.frame is Frame.REVISION or not found.entries or points_back(said):
        return question
    # "A year?" asks for pay, if of anything.
    outside = said.question.frame is Frame.OUT_OF_SCOPE and bool(said.scan.residual)
    if outside and not said.steer.asks_the_same:
        return replace(question, frame=Frame.OUT_OF_SCOPE)
    if said.question.facets and not asks_of_oneself(said):
        return question
    # "The medical part" is no class: a name ends the message.
    ends = bool(said.scan.residual) and said.scan.residual[-1] + 1 == len(said.scan.tokens)
    return replace(question, mention=unknown_name(said) if ends else "", nearest=said.question.nearest)


def _time_kept(said: Said) -> When | None:
    """The time of the last answer, where the message goes on with it: "and what did it need?", "and the duties?"."""
    vocabulary = said.reader.vocabulary.words
    told = {token.word for token in said.scan.tokens}
    goes_on = Role.OPENING in said.steer.roles and not told & vocabulary["at_present"]
    kept = goes_on or bool(told & vocabulary["past"])
    return said.state.when if kept and Role.PRESENT not in said.steer.roles else None


def _sureness(said: Said) -> float:
    """How like the message is to an example of what it was read as, where no word of it says so."""
    text = said.reader.scanner.masked(said.scan)
    return said.reader.examples.nearest(text, keys=said.question.facets[0])[0].similarity
