"""Tell the reader how a question in doubt was understood, in words of ours."""

from assistant.compose.writer import plain, shown_title
from assistant.question import Frame, Question
from vectorstore.vocabulary import Vocabulary

_OF_CLASS = {
    Frame.LADDER: "what stands above and below {}",
    Frame.REVISION: "what changed in {}",
}


def understood_as(question: Question, vocabulary: Vocabulary) -> str:
    """Return the notice that an answer to `question` comes with."""
    if question.frame is Frame.REVERSE:
        return "Understood as: which class does this work."
    title = plain(shown_title(question.entries[0]))
    if question.frame in _OF_CLASS:
        return f"Understood as: {_OF_CLASS[question.frame].format(title)}."
    keys = question.hints or [option[0] for option in question.facets]
    names = " and the ".join(_name(key, vocabulary) for key in keys)
    return f"Understood as: the {names} of {title}." if names else f"Understood as: {title}."


def _name(key: str, vocabulary: Vocabulary) -> str:
    facet = vocabulary.facets.get(key)
    return facet.name if facet is not None else key.split(":", 1)[-1]
