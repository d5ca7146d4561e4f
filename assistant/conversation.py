"""What a conversation is about: a fold over its messages.

Each message is read alone. It fills some slots of a question (class, facets)
and leaves others out; what it leaves out is what was asked before. A bare
level edits the previous class's key ("and the senior one?"), a new class keeps
the facet, a new facet keeps the class. So a client that sends its whole
history gets the same answers as one whose conversation is stored.
"""

from dataclasses import replace

from assistant.climbing import Climb
from assistant.editing import Meant, agency_named
from assistant.errands import errand_of
from assistant.hints import asks_by_itself, asks_of_oneself, joins, points_at_nothing, points_back, unknown_name
from assistant.meaning import meant, pointed_at
from assistant.qualify.conversing import with_told
from assistant.question import Frame, Question
from assistant.reading import Reader
from assistant.relisted import goes_on_listing, listed_again
from assistant.remembering import FOUND_BY_ANSWERING
from assistant.said import Said, entries_of
from assistant.state import State
from assistant.steering import Role
from assistant.when import When
from vectorstore.folding import fold, words

#: A message that inherits a class says little else, in words that nothing explains.
_MOST_NEW_WORDS = 3
#: Words of a message that does no more than thank or greet.
_LONGEST_COURTESY = 4


def follow(reader: Reader, text: str, state: State) -> Question:
    """Return `text` as a question within a conversation."""
    said = _said(reader, text, state)
    question = with_told(said, _read(said))
    return replace(question, corrects=Role.CORRECTION in said.steer.roles, agency=agency_named(said))


def _read(said: Said) -> Question:
    text, state = said.steer.text, said.state
    roles = said.steer.roles
    if Role.COURTESY in roles and _says_nothing(said):
        return Question(text, Frame.COURTESY)
    if (errand := errand_of(said.scan, said.reader.vocabulary.errands)) is not None:
        return Question(text, Frame.ERRAND, notice=errand.says)
    if Role.WHY in roles and state.listed:
        return replace(listed_again(said), sourced=True)
    if Role.WHY in roles and state.asked:
        return replace(_again(said, _open_or(said, _focus(said))), sourced=True)
    if Role.MORE in roles and state.focus:
        return _framed(Question(text, Frame.OVERVIEW), _focus(said))
    if said.question.frame is Frame.ELIGIBLE:
        return said.question
    if points_at_nothing(said):
        return Question(text, Frame.UNPOINTED)
    if (listed := goes_on_listing(said)) is not None:
        return listed
    found = meant(said)
    if found is not None:
        return _of_class(said, found)
    return _inheriting(said) if _inherits(said) else said.question


def _says_nothing(said: Said) -> bool:
    """Whether nothing is named or asked for beside the courtesy: "thanks a million"."""
    scan = said.scan
    known = scan.phrases or scan.levels or any(mention.candidates for mention in scan.mentions)
    brief = len(scan.residual) <= 1 and len(scan.tokens) <= _LONGEST_COURTESY
    return said.steer.roles == {Role.COURTESY} and (said.steer.is_all or (brief and not known))


def _said(reader: Reader, text: str, state: State) -> Said:
    steer = reader.steering.of(text)
    if (steer.kept, steer.unpointed) != (text, text) and state == State():
        # Nothing to go on with: the words say what they say.
        steer = replace(steer, kept=text, unpointed=text)
    # What is in play is looked at last: to know it may take an answer.
    follows = len(words(text)) == 1 and bool(state.focus)
    read = reader.read(steer.kept, follows=follows)
    said = Said(reader, state, steer, reader.scan(steer.kept, follows=follows)[1], read)
    if steer.unpointed == steer.kept or not (pointed_at(said) or (Role.BASE in steer.roles and state.focus)):
        return said
    return replace(said, scan=reader.scan(steer.unpointed)[1], question=reader.read(steer.unpointed))


def _focus(said: Said) -> Meant:
    return Meant(entries_of(said.lexicon, said.state.focus))


def _open_or(said: Said, otherwise: Meant) -> Meant:
    """The class that the last answer left open, still open; `otherwise` where it left none."""
    offered = entries_of(said.lexicon, said.state.offered)
    if not said.state.open or not (offered or said.state.mention):
        return otherwise
    if said.state.mention:
        return Meant(nearest=offered, mention=said.state.mention)
    return Meant(choices=offered, mention=said.steer.text)


def _of_class(said: Said, found: Meant) -> Question:
    """The question of the class that is meant, by its own words or by those of the one before."""
    found = _beside(said, found)
    bare = said.is_bare(found.used) and not (said.question.climb or asks_by_itself(said))
    same = not found.in_full or said.steer.asks_the_same or said.state.open
    if bare and same and said.state.asked:
        return _again(said, found)
    if bare and found.choices:
        # A mere name asks for the class as a whole, though it is like some question.
        said = replace(said, question=replace(said.question, facets=()))
    question = replace(said.question, residual=" ".join(said.left(found.used)), inherited=not found.in_full)
    asks_nothing = bare and said.steer.asks_the_same and question.frame is Frame.OPEN
    if found.in_full and question.entries == found.entries and len(found.entries) == 1 and not asks_nothing:
        return question
    return _framed(question, found)


def _beside(said: Said, found: Meant) -> Meant:
    """The class named beside the one in focus, where the two are to be compared."""
    before = entries_of(said.lexicon, said.state.focus)
    if joins(said, found, before):
        return replace(found, entries=(*before, *found.entries))
    if Role.BESIDE not in said.steer.roles or len(found.entries) != 1 or found.entries[0] in before:
        return found
    return replace(found, entries=(*before[:1], *found.entries))


def _again(said: Said, found: Meant) -> Question:
    """What was asked before, of the class that is meant now."""
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
    return _framed(question, found)


def _framed(question: Question, found: Meant) -> Question:
    """The question with the class slot filled, and the frame that its slots make."""
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


def _inherits(said: Said) -> bool:
    """Whether a message that names no class asks about the one in play."""
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
    return replace(_framed(replace(said.question, climb=climb), found), inherited=True)


def _inheriting(said: Said) -> Question:
    found = _open_or(said, _focus(said))
    if said.question.climb or _goes_on_climbing(said):
        return _climbing(said, found)
    asks_nothing = said.steer.is_all or not (said.question.facets or said.question.residual)
    if asks_nothing and said.state.asked:
        return _again(said, found)
    if said.question.facets and not said.names_facet():
        said = replace(said, question=replace(said.question, sureness=_sureness(said)))
    question = said.question
    if said.reader.scanner.has_cue(said.scan, Frame.REVISION):
        question = replace(question, frame=Frame.REVISION)
    question = replace(_framed(question, found), inherited=True, when=question.when or _time_kept(said))
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
