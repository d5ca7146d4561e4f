"""What a writer should look at in a line that was made for another class."""

from assistant.draft.similar_why import counted_levels
from assistant.draft.slot_words import Told
from assistant.draft.title_height import is_leading, speaks_of_leading
from assistant.draft.values import Wanted
from assistant.titles import numeral, title_keys
from vectorstore.folding import fold
from vectorstore.kinds import DESCRIBING
from vectorstore.vocabulary import Vocabulary
from vectorstore.words import stem

#: Facets that say of which level a class is, and those that may.
_TELLING = frozenset({"definition", "distinguishing", "levels"})
_LEVELED = DESCRIBING | {"levels", "supervision", "supervision_exercised"}


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
    if speaks_of_leading(told.text, vocabulary) and not is_leading(wanted, vocabulary):
        return f"Says that {source} leads others: is that so of {title}?"
    if person := _other_person(told, title, vocabulary):
        return f"Speaks of “{person}”, as the spec of {source} does: is that so of {title}?"
    return ""


def rung_question(source: str, title: str) -> str:
    """Return what is asked where experience one level below the class `source` became experience in that itself."""
    return (
        f"{source} asks for this of the level below it, and so {title} of {source}: "
        f"how much experience as {source} does {title} need?"
    )


def level_question(source: str, title: str, above: int) -> str:
    """Return what is asked where the requirements of a class `title` are those of `source`, `above` levels below it."""
    count = counted_levels(abs(above))
    if above > 0:
        return f"{title} is {count} above {source}, which asks for this: how much experience as {source} does it need?"
    return f"{title} is {count} below {source}, which asks for this: what of it does {title} not need?"


def helping_question(source: str, title: str, _: int) -> str:
    """Return what is asked where a class `title`, which helps or learns, has the requirements of another work."""
    return f"{source} asks for this, and {title} helps others or learns: what of it does {title} not need?"


def helped_question(source: str, title: str) -> str:
    """Return what is asked of the work of `source` in a draft of a class `title`, which helps or learns."""
    return f"Says what {source} does, and {title} helps others or learns: is that so of {title}?"


def renamed_question(source: str, title: str, above: int) -> str:
    """Return what is asked of the requirements of a class `source` that is to be `title`, `above` levels above that."""
    count, way = counted_levels(abs(above)), "above" if above > 0 else "below"
    return f"{title} is {count} {way} {source}, as the class is called now: does it still ask for this?"


def _left(told: Told, title: str) -> list[str]:
    """The classes that a line still names when its slots are filled, as printed, each once."""
    named = (*told.others, *(told.own if told.keeps_names else ()))
    names = [told.text[one.start : one.end] for one in named]
    source = told.entry.spec.title
    if not (names or told.own) and fold(source) != fold(title):
        # The class itself that is made, or a part of a longer name: "Clerk Questionnaire".
        names = [one for one in (title, source) if f" {fold(one)} " in f" {fold(told.text)} "][:1]
    return list(dict.fromkeys(names))


def _other_person(told: Told, title: str, vocabulary: Vocabulary) -> str:
    """The word for a person that the title of the line's class ends in and the wanted one has not, as it says it."""
    own, wanted = (title_keys(one, vocabulary)[0] for one in (told.entry.spec.title, title))
    if own.head == wanted.head or stem(own.head) not in {stem(word) for word in vocabulary.title["people"]}:
        return ""
    tokens = (token for at, token in enumerate(told.tokens) if not told.names(at))
    return next((token.raw for token in tokens if stem(token.word) == stem(own.head)), "")


def _tells_level(told: Told, title: str, vocabulary: Vocabulary) -> bool:
    """Whether a line has a word for a level, beside those of titles, and the two classes are of two levels."""
    own, wanted = (title_keys(one, vocabulary)[0] for one in (told.entry.spec.title, title))
    if (own.levels, own.numeral) == (wanted.levels, wanted.numeral):
        return False
    facets = set(told.statement.facets)
    if told.own and _TELLING & facets:
        return True
    at = [at for at in range(len(told.tokens)) if not told.names(at)]
    is_said = _TELLING & facets and any(told.tokens[one].word in vocabulary.levels for one in at)
    return bool(is_said or (_LEVELED & facets and any(_is_level(told, one, vocabulary) for one in at)))


def _is_level(told: Told, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a token is a word or numeral of a level beside the word for one: "journey level", "the II level"."""
    token, steps = told.tokens[at], vocabulary.title["steps"]
    around = [one.word for one in told.tokens[max(0, at - 1) : at + 2]]
    is_numeral = bool(numeral(token.raw)) and token.raw.isupper()
    return (token.word in vocabulary.levels or is_numeral) and any(word in steps for word in around)
