"""Which messages are read at all."""

from assistant.service.problems import EMPTY_MESSAGE, MESSAGE_TOO_LONG, Problem
from assistant.settings import Settings


def checked(message: str, settings: Settings) -> str:
    """Return `message` if it says something and is not too long.

    Raises:
        Problem: it is blank, or has more than `settings.max_message_chars` characters.
    """
    if not message.strip():
        raise Problem(EMPTY_MESSAGE, "The message has no words; ask a question.")
    if len(message) > settings.max_message_chars:
        raise Problem(
            MESSAGE_TOO_LONG,
            f"The message has {len(message):,} characters; at most {settings.max_message_chars:,} are read.",
        )
    return message
