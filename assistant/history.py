"""How much is read of the messages that a client sends along as what was said before."""

from collections.abc import Sequence

#: The last messages of a history that are read, and how many characters of them in all: older ones are left out.
MOST_MESSAGES, MOST_CHARACTERS = 50, 20_000


def read_of(history: Sequence[str], longest: int) -> list[str]:
    """Return the messages of `history` that are read, in order.

    The last `MOST_MESSAGES` that say something in at most `longest`
    characters (others would have been refused), back to where they have more
    than `MOST_CHARACTERS` together.
    """
    kept: list[str] = []
    room = MOST_CHARACTERS
    for message in reversed(history):
        if not message.strip() or len(message) > longest:
            continue
        room -= len(message)
        if room < 0 or len(kept) == MOST_MESSAGES:
            break
        kept.append(message)
    return kept[::-1]
