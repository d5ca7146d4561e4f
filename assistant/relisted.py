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
    listed = None if said.reader.scan(text)[1].named else going_on.on(said.state.listed, text)
    if listed is None:
        return None
    return Question(THEN.join(listed), Frame.LIST, selection=going_on.of(listed), listed=listed, asked=text)
