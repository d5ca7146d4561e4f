"""A message that goes on with the list of the last answer, as a question."""

from assistant.continuing import THEN
from assistant.question import Frame, Question
from assistant.said import Said


def goes_on_listing(said: Said) -> Question | None:
    """Return the list of the last answer, as the message changes it; None where it asks for something else."""
    going_on, text = said.reader.continuing, said.steer.text
    fresh = said.question.selection is not None and not going_on.points(text)
    # What came before is looked at last: to know it may take an answer.
    if fresh or not going_on.may_go_on(text) or said.state.frame != Frame.LIST:
        return None
    named = said.reader.scan(text)[1].named and not going_on.is_year(text)
    listed = None if named else going_on.on(said.state.listed, text)
    return _of(said, listed) if listed is not None else None


def listed_again(said: Said) -> Question:
    """Return the list of the last answer."""
    return _of(said, said.state.listed)


def _of(said: Said, listed: tuple[str, ...]) -> Question:
    going_on, text = said.reader.continuing, said.steer.text
    return Question(THEN.join(listed), Frame.LIST, selection=going_on.of(listed), listed=listed, asked=text)
