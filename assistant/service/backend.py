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
    from assistant.draft.checked import Checked
    from assistant.draft.drafting import Drafting as Drafts
    from assistant.engine import Assistant
    from assistant.model.opening import open_chat_model
    from assistant.noting import Notes
    from assistant.opening import open_index
    from assistant.uploads import Uploads
    from assistant.worker import Worker
    from vectorstore.vocabulary import load

    model, vocabulary = open_chat_model(settings), load()
    with (
        open_index(settings, address=address) as index,
        Worker.running(index, vocabulary, Uploads(settings.data_dir)) as worker,
        Notes.opened(index.inbox, words=settings.keep_questions) as notes,
    ):
        assistant = Assistant(index, vocabulary, settings, model=model, notes=notes)
        checks = Checked(settings.data_dir, assistant.standing)
        standing, folder = assistant.standing, settings.data_dir
        rewording = model if settings.chat_wording else None
        drafting = Drafts(index, vocabulary, standing, checks.of_draft, folder, worker.submit, rewording)
        token = index.owner.holder.token
        yield Backend(assistant, index, index.conversations, worker, token, index.inbox, checks, drafting)


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
