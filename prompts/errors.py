"""The one error of this package; its message names the file."""


class PromptError(Exception):
    """A prompt is missing or malformed, or was given other values than it takes."""
