"""What a writer should look at in a line that was made for another class."""

from assistant.draft.slot_words import Told
from assistant.draft.values import Wanted
from assistant.titles import title_keys
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary

#: Facets that say of which level a class is.
_LEVELED = frozenset({"definition", "distinguishing", "levels"})


def question_of(told: Told, wanted: Wanted, vocabulary: Vocabulary) -> str:
    """Return the question that a line raises in a draft of what is `wanted`; empty for none."""
    source, title = told.entry.spec.title, wanted.title
    if told.supervisor is not None:
        return "" if wanted.supervisor else f"Names who supervises {source}: who supervises {title}?"
    left = _left(told, title)
    if left:
        names, itself = " and ".join(left), any(fold(one) == fold(title) for one in left)
        asked = "which class is meant of the new one?" if itself else f"is that so of {title}?"
        return f"Names {names}, as the spec of {source} does: {asked}"
    if _tells_level(told, title, vocabulary):
        return f"Says of which level {source} is: is that so of {title}?"
    return ""


def _left(told: Told, title: str) -> list[str]:
    """The classes that a line still names when its slots are filled, as printed, each once."""
    named = (*told.others, *(told.own if told.asks_for_experience else ()))
    names = [told.text[one.start : one.end] for one in named]
    source = told.entry.spec.title
    if not (names or told.own) and fold(source) != fold(title) and f" {fold(source)} " in f" {fold(told.text)} ":
        # A part of a longer name: "Clerk Questionnaire".
        names = [source]
    return list(dict.fromkeys(names))


def _tells_level(told: Told, title: str, vocabulary: Vocabulary) -> bool:
    """Whether a line has a word for a level, beside those of titles, and the two classes are of two levels."""
    if not _LEVELED & set(told.statement.facets):
        return False
    own, wanted = (title_keys(one, vocabulary)[0] for one in (told.entry.spec.title, title))
    if (own.levels, own.numeral) == (wanted.levels, wanted.numeral):
        return False
    return any(token.word in vocabulary.levels for at, token in enumerate(told.tokens) if not told.names(at))
