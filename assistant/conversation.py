"""What a conversation is about: a fold over its messages.

Each message is read alone. It fills some slots of a question (class, facets)
and leaves others out; what it leaves out is what was asked before. A bare
level edits the previous class's key ("and the senior one?"), a new class keeps
the facet, a new facet keeps the class. So a client that sends its whole
history gets the same answers as one whose conversation is stored.
"""

from dataclasses import replace

from assistant.editing import Meant, agency_named
from assistant.errands import errand_of
from assistant.hints import asks_by_itself, joins, points_at_nothing
from assistant.inheriting import inheriting, inherits
from assistant.meaning import meant, pointed_at
from assistant.qualify.conversing import with_told
from assistant.question import Frame, Question
from assistant.reading import Reader
from assistant.relisted import goes_on_listing, listed_again
from assistant.said import Said, entries_of
from assistant.slots import again, focus, framed, open_or
from assistant.state import State
from assistant.steering import Role
from vectorstore.folding import words

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
        return replace(again(said, open_or(said, focus(said))), sourced=True)
    if Role.MORE in roles and state.focus:
        return framed(Question(text, Frame.OVERVIEW), focus(said))
    if said.question.frame is Frame.ELIGIBLE:
        return said.question
    if points_at_nothing(said):
        return Question(text, Frame.UNPOINTED)
    if (listed := goes_on_listing(said)) is not None:
        return listed
    found = meant(said)
    if found is not None:
        return _of_class(said, found)
    return inheriting(said) if inherits(said) else said.question


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


def _of_class(said: Said, found: Meant) -> Question:
    """The question of the class that is meant, by its own words or by those of the one before."""
    found = _beside(said, found)
    bare = said.is_bare(found.used) and not (said.question.climb or asks_by_itself(said))
    same = not found.in_full or said.steer.asks_the_same or said.state.open
    if bare and same and said.state.asked:
        return again(said, found)
    if bare and found.choices:
        # A mere name asks for the class as a whole, though it is like some question.
        said = replace(said, question=replace(said.question, facets=()))
    question = replace(said.question, residual=" ".join(said.left(found.used)), inherited=not found.in_full)
    asks_nothing = bare and said.steer.asks_the_same and question.frame is Frame.OPEN
    if found.in_full and question.entries == found.entries and len(found.entries) == 1 and not asks_nothing:
        return question
    return framed(question, found)


def _beside(said: Said, found: Meant) -> Meant:
    """The class named beside the one in focus, where the two are to be compared."""
    before = entries_of(said.lexicon, said.state.focus)
    if joins(said, found, before):
        return replace(found, entries=(*before, *found.entries))
    if Role.BESIDE not in said.steer.roles or len(found.entries) != 1 or found.entries[0] in before:
        return found
    return replace(found, entries=(*before[:1], *found.entries))
