"""Errors of the assistant: one tree, each message says what to do.

AssistantError
├── UnknownConversationError   a conversation id that was never given out, was forgotten, or expired
├── RefusedError               a request that cannot be answered as it is
│   ├── MessageKeyError        a key of a message that another message was sent under
│   ├── UnknownSpecError       no class spec fits what was asked for, or several do
│   ├── UnknownDraftError      no draft has this id, or this version
│   ├── DraftError             a draft that cannot be changed, handed on or published like that
│   └── QuestionsError         a file of questions that cannot be asked, or a report of it that cannot be written
├── SettingsError              a setting that cannot be used
│   └── RulesError             an agency's own file of rules has a row that no check can use
└── UnavailableError           a part that is needed is not there: a server, an address, an index
    ├── NoAnswerError          the server that owns the index does not answer
    ├── ModelError             the chat model is down, busy, slow, or answers in no form that can be read
    │   ├── ModelDownError     it cannot be reached, or fails; or it did so often and is left alone for a while
    │   ├── ModelSlowError     it took longer than the settings allow
    │   ├── ModelBusyError     it, or this process for it, has too much to do
    │   ├── ModelRefusedError  it refuses the key, the name or the request, or the prompt is too long for it
    │   └── ModelMalformedError  it answers in no form that can be read
    └── JobFailedError         the server could not do what it was handed
"""


class AssistantError(Exception):
    """Base of all errors of the assistant."""


class UnknownConversationError(AssistantError):
    """No conversation has this id."""


class RefusedError(AssistantError):
    """A request cannot be answered as it is."""


class MessageKeyError(RefusedError):
    """Another message was sent under this key."""


class UnknownSpecError(RefusedError):
    """No class spec fits what was asked for, or several do."""


class UnknownDraftError(RefusedError):
    """No draft has this id, or it has no such version."""


class DraftError(RefusedError):
    """A draft cannot be changed, handed on or published like that."""


class QuestionsError(RefusedError):
    """A file of questions cannot be asked, or a report of it cannot be written."""


class SettingsError(AssistantError):
    """A setting cannot be used."""


class RulesError(SettingsError):
    """An agency's own file of rules has a row that no check can use."""


class UnavailableError(AssistantError):
    """A part that is needed is not there."""


class NoAnswerError(UnavailableError):
    """The server that owns the index does not answer."""


class ModelError(UnavailableError):
    """The chat model is down, busy, slow, or answers in no form that can be read."""


class ModelDownError(ModelError):
    """The chat model cannot be reached, or fails; or it did so often and is left alone for a while."""


class ModelSlowError(ModelError):
    """The chat model took longer than the settings allow."""


class ModelBusyError(ModelError):
    """The chat model, or this process for it, has too much to do."""

    def __init__(self, message: str, retry_after: float = 0) -> None:
        """Say so; `retry_after` is the seconds that the model asked to wait, 0 where it did not say."""
        super().__init__(message)
        self.retry_after = retry_after


class ModelRefusedError(ModelError):
    """The chat model refuses the key, the name or the request, or the prompt is too long for it."""


class ModelMalformedError(ModelError):
    """The chat model answers in no form that can be read."""


class JobFailedError(UnavailableError):
    """The server could not do what it was handed."""
