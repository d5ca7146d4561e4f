"""The form in which a model rewords lines of a draft: ids of what it was given, and words that code looks at."""

from pydantic import BaseModel, ConfigDict

_CONFIG = ConfigDict(strict=True, extra="forbid", use_attribute_docstrings=True)


class Reworded(BaseModel):
    """A line in other words."""

    model_config = _CONFIG

    line: int
    """Its id, as given."""

    text: str
    """The whole line, reworded."""


class Proposed(BaseModel):
    """A line that is not there yet."""

    model_config = _CONFIG

    section: int
    """Id of the section that it belongs to, as given."""

    text: str
    """The line, in the words of the writer's notes."""


class Rewording(BaseModel):
    """What a model makes of some lines."""

    model_config = _CONFIG

    reworded: list[Reworded]
    """The lines that do not fit the wanted class as they are; empty where all do."""

    proposed: list[Proposed]
    """What the notes say and no line does; empty where there is no such thing."""
