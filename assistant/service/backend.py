"""What answers requests: the assistant, the index it answers from, and what was said before."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from assistant.service.ports import Answers, Checks, Conversations, Drafting, Inbox, Jobs, Library
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Backend:
    """Everything that the endpoints ask; all of it blocks."""

    assistant: Answers
    index: Library
    conversations: Conversations
    jobs: Jobs | None = None
    """What runs jobs; None where they are not taken."""

    token: str = ""
    """Secret of whoever may read the data directory; empty where nobody has one."""

    inbox: Inbox | None = None
    """Where feedback goes; None where it is not taken."""

    checks: Checks | None = None
    """What checks specs; None where they are not checked."""

    drafting: Drafting | None = None
    """What drafts class specs; None where nothing does."""


#: Opens a backend for as long as the service runs.
BackendFactory = Callable[[Settings], AbstractContextManager[Backend]]


@contextmanager
def open_backend(settings: Settings, *, address: str = "") -> Iterator[Backend]:
    """Open the models, the index in `settings.data_dir` and the assistant over it, and run jobs.

    `address` is where others can ask this process, empty where they cannot.

    Raises:
        SettingsError: the chat model that the settings name cannot be opened.
        VectorstoreError: a part is missing, damaged or owned by another process.
    """
    # Imported late: the model's runtime and the vector store take a second to load.
    from assistant.service.assembling import assembled

    with assembled(settings, address) as backend:
        yield backend


@contextmanager
def open_service(settings: Settings) -> Iterator[Backend]:
    """Open the backend of a server that listens where `settings` say, ready for the first question.

    Raises:
        SettingsError: the chat model that the settings name cannot be opened.
        VectorstoreError: a part is missing, damaged or owned by another process.
    """
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    with open_backend(settings, address=f"http://{host}:{settings.port}") as backend:
        backend.index.warm()
        yield backend
