"""How a message is sent: the keywords of `ask`, said once for all who answer."""

from collections.abc import Sequence
from typing import TypedDict

from assistant.asker import Asker
from assistant.listening import Listener
from vectorstore.spec import Viewer


class Sending(TypedDict, total=False):
    """What may go with a message; whatever is left out is as its comment says."""

    conversation_id: str | None
    """The conversation that it goes on with, of readers of the `asker`'s origin; without, a new one begins."""

    history: Sequence[str] | None
    """The reader's earlier messages in order, in place of a conversation: the answer is the one that a conversation of
    them would give, and nothing is stored; how much of it is read, `assistant.history` says."""

    agency: str | None
    """Narrows the question to one agency's classes; without, it is for all."""

    about: str | None
    """Id, code or title of the class of the page that the reader looks at: a message that names none is about it, where
    this means just one class; without, none."""

    key: str
    """Random, made by the client: it names the message, which sent again under it gets the stored reply again; that of
    the first message is the id of the conversation that begins. Without, the message is a new one."""

    viewer: Viewer
    """Whose eyes the answer is for; without, anybody's."""

    asker: Asker
    """On whose behalf it comes; without, `ANYBODY`."""

    listener: Listener
    """Hears the answer as it comes about; without, nobody."""
