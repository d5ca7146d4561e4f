"""What the words of a message hint at, whatever it asks: a pronoun, a name that no class has."""

from collections.abc import Sequence

from assistant.editing import Meant
from assistant.question import Frame
from assistant.said import Said
from assistant.steering import Role
from vectorstore.spec import CatalogEntry

#: Classes that are compared before another one is put beside them.
_MOST_BESIDE = 2


def points_back(said: Said) -> bool:
    """Return whether the message has a pronoun."""
    pronouns = said.reader.vocabulary.words["pronouns"]
    return any(token.raw.lower() in pronouns for token in said.scan.tokens)


def points_at_nothing(said: Said) -> bool:
    """Return whether a first message asks of "it", or "which of these", in words that are all understood."""
    question = said.question
    asks = question.frame is Frame.BROWSE and question.selection is None and question.facets
    if not asks or said.scan.residual:
        return False
    if not (points_back(said) or said.reader.continuing.points(said.steer.text)):
        return False
    # What came before is looked at last: to know it may take an answer.
    state = said.state
    return not (state.focus or state.offered or state.listed or state.asked or state.about)


def asks_of_oneself(said: Said) -> bool:
    """Return whether a yes or no is asked by who would do the work: "do I drive a truck"."""
    words = [token.raw.lower() for token in said.scan.tokens[:2]]
    vocabulary = said.reader.vocabulary.words
    return len(words) == 2 and words[0] in vocabulary["polar"] and words[1] in vocabulary["oneself"]


def asks_by_itself(said: Said) -> bool:
    """Return whether a class is pointed at, and asked of in words that no facet has: "what does the first need?"."""
    first = said.scan.tokens[0].raw.lower() if said.scan.tokens else ""
    return first == "what" and bool(said.question.facets) and said.steer.unpointed == said.scan.text != said.steer.kept


def unknown_name(said: Said) -> str:
    """Return the unexplained words that stand where a class's name does: "salary of a plumber"; not "the swim test"."""
    scan = said.scan
    if not scan.residual:
        return ""
    first, last = scan.residual[0], scan.residual[-1]
    words = scan.text[scan.tokens[first].start : scan.tokens[last].end]
    if any(character.isdigit() for character in words):
        return words
    named = first > 0 and scan.tokens[first - 1].word in said.reader.vocabulary.words["before_name"]
    goes_on = any(phrase.first == last + 1 for phrase in scan.phrases) and not _does_something(said, first, last)
    return words if named and not goes_on else ""


def _does_something(said: Said, first: int, last: int) -> bool:
    """Whether what is asked is what somebody does: "what does a plumber pay", not "is there a swim test"."""
    words, tokens = said.reader.vocabulary.words, said.scan.tokens
    person = tokens[last].word.endswith(tuple(words["person_endings"]))
    return person and first > 1 and tokens[first - 2].raw.lower() in words["doing_asked"]


def joins(said: Said, found: Meant, before: Sequence[CatalogEntry]) -> bool:
    """Return whether a class is named beside those that were just compared: "and a Clerk?"."""
    compared = said.state.frame == Frame.BOTH and not (said.state.open or said.state.facets)
    if not compared or len(before) != _MOST_BESIDE or Role.CORRECTION in said.steer.roles:
        return False
    new = len(found.entries) == 1 and found.in_full and found.entries[0] not in before
    return new and Role.OPENING in said.steer.roles and said.is_bare(found.used)
