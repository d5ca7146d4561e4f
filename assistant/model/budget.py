"""What a prompt costs of a chat model's window."""

from assistant.errors import ModelRefusedError
from assistant.model.port import Prompt
from vectorstore.tokens import count_tokens

# What the roles and ends of two messages take in a chat format, generously.
_AROUND = 16


def prompt_tokens(prompt: Prompt) -> int:
    """Return how many tokens `prompt` is, within a few percent for models of other encodings.

    Raises:
        ModelFilesError: the encoding's ranks are not in the model directory.
    """
    return count_tokens(prompt.system) + count_tokens(prompt.user) + _AROUND


def require_within(prompt: Prompt, most: int) -> None:
    """Do nothing if `prompt` has at most `most` tokens.

    Raises:
        ModelRefusedError: it has more.
    """
    if (tokens := prompt_tokens(prompt)) > most:
        raise ModelRefusedError(
            f"the prompt has {tokens} tokens of at most {most}; JOBCLASS_CHAT_PROMPT_TOKENS allows more"
        )
