"""Who listens while an answer comes about: it hears the text piece by piece, as soon as each is certain."""

from typing import Protocol

from assistant.answer import Answer


class Listener(Protocol):
    """Hears an answer; called from the thread that answers."""

    @property
    def gone(self) -> bool:
        """Whether nobody listens any more: nothing more need be worded."""

    def found(self, message_id: str, composed: Answer) -> None:
        """Hear that the answer is composed and verified; its wording may still change, nothing else of it."""

    def said(self, text: str) -> None:
        """Hear the next piece of the answer's text; all pieces together are that text."""


class Nobody:
    """Hears nothing."""

    gone = False

    def found(self, message_id: str, composed: Answer) -> None:
        """Hear nothing."""

    def said(self, text: str) -> None:
        """Hear nothing."""
