"""The form in which a model says how a question may be meant: names of what it was offered, and no words of its own."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

#: What may be asked; each as a model is told it.
FRAMES = {
    "fact": "one class and one or two facets of it",
    "overview": "one class as a whole",
    "ladder": "what stands above or below one class",
    "revision": "what changed in one class from one document to the next",
    "reverse": "work is described, and which class does it is asked",
    "none": "none of these, or you are not sure",
}


class Mapped(BaseModel):
    """How a question may be meant."""

    model_config = ConfigDict(strict=True, extra="forbid", use_attribute_docstrings=True)

    frame: Literal["fact", "overview", "ladder", "revision", "reverse", "none"]
    """What is asked."""

    classes: list[str]
    """Ids of the class that is meant, as offered; empty where none of them is."""

    facets: list[str]
    """Keys of the facets that are asked for, as offered; empty but for `fact`."""
