"""Put together what answers requests; whoever imports this loads the model's runtime and the vector store."""

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.draft.checked import Checked
from assistant.draft.drafting import Drafting
from assistant.engine import Assistant
from assistant.model.opening import open_chat_model
from assistant.noting import Notes
from assistant.opening import open_index
from assistant.service.backend import Backend
from assistant.settings import Settings
from assistant.uploads import Uploads
from assistant.worker import Worker
from vectorstore.vocabulary import load


@contextmanager
def assembled(settings: Settings, address: str) -> Iterator[Backend]:
    """Open all parts of a backend until the end of the block; see `open_backend`."""
    model, vocabulary, folder = open_chat_model(settings), load(), settings.data_dir
    with (
        open_index(settings, address=address) as index,
        Worker.running(index, vocabulary, Uploads(folder)) as worker,
        Notes.opened(index.inbox, words=settings.keep_questions) as notes,
    ):
        assistant = Assistant(index, vocabulary, settings, model=model, notes=notes)
        checks = Checked(folder, assistant.standing)
        rewording = model if settings.chat_wording else None
        drafting = Drafting(index, vocabulary, assistant.standing, checks.of_draft, folder, worker.submit, rewording)
        token = index.owner.holder.token
        yield Backend(assistant, index, index.conversations, worker, token, index.inbox, checks, drafting)
