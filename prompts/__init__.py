"""The words given to a chat model, one Markdown file each."""

from prompts.errors import PromptError
from prompts.loader import PromptTemplate, Rendered, prompt

__all__ = ["PromptError", "PromptTemplate", "Rendered", "prompt"]
