"""On whose behalf a question comes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, as far as it matters to what is kept; whose eyes an answer is for, `Viewer` says."""

    origin: str = ""
    """Origin of the web page whose reader asks; empty for our own pages and for programs. What was said to the readers
    of one origin is unknown to those of all others."""

    is_noted: bool = True
    """Whether the inbox notes a question that finds no answer."""


#: Whoever asks through our own pages or a program.
ANYBODY = Asker()
