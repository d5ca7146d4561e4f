"""What a call of a chat model may take."""

from dataclasses import dataclass
from typing import Self

from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, counts and tokens; the settings of the same names say what each is."""

    timeout: float
    first_token: float
    stall: float
    retries: int
    concurrency: int
    prompt_tokens: int
    answer_tokens: int
    breaker_failures: int
    breaker_seconds: float

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return the limits that `settings` set."""
        return cls(
            settings.chat_timeout,
            settings.chat_first_token,
            settings.chat_stall,
            settings.chat_retries,
            settings.chat_concurrency,
            settings.chat_prompt_tokens,
            settings.chat_answer_tokens,
            settings.chat_breaker_failures,
            settings.chat_breaker_seconds,
        )

    @property
    def most_characters(self) -> int:
        """Where an answer is cut off, whatever the model was told: no token of plain prose has more than ten."""
        return 10 * self.answer_tokens
