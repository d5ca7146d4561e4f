"""One way from a message to a verified answer within its conversation."""

import json
import threading
import uuid
from dataclasses import asdict, replace
from functools import lru_cache

from assistant.answer import Answer, Reply
from assistant.citations import verified
from assistant.conversation import after, follow
from assistant.errors import UnknownConversationError
from assistant.examples import Examples
from assistant.lexicon import Lexicon
from assistant.reading import Reader
from assistant.respond import Responder
from assistant.scan import facet_trie
from assistant.settings import Settings
from assistant.state import State, state_of
from vectorstore.index import Index
from vectorstore.spec import CatalogEntry, Viewer
from vectorstore.vocabulary import Vocabulary

_ANYBODY = Viewer()

#: Readers kept in memory: one for each viewer and state of the catalog.
_MOST_READERS = 16


class Assistant:
    """Answers questions from an index; safe to call from several threads."""

    def __init__(self, index: Index, vocabulary: Vocabulary, settings: Settings) -> None:
        """Answer from `index` with the words of `vocabulary`."""
        self._index = index
        self._vocabulary = vocabulary
        self._settings = settings
        self._examples = Examples(vocabulary, index.embedder, settings.data_dir / "cache")
        self._lock = threading.Lock()
        self._reader_of = lru_cache(maxsize=_MOST_READERS)(self._make_reader)

    def ask(
        self, message: str, *, conversation_id: str | None = None, agency: str | None = None, viewer: Viewer = _ANYBODY
    ) -> Reply:
        """Return the answer to `message`, and remember both in the conversation.

        A new conversation begins where `conversation_id` is None. `agency`
        narrows the question to one agency's classes. Blocks for some
        milliseconds: call it off the event loop.

        Raises:
            UnknownConversationError: `conversation_id` is none that was given out, or was forgotten.
        """
        viewer = replace(viewer, agency=agency) if agency else viewer
        conversation, state = self._begin(conversation_id)
        question = follow(self._reader(viewer), message, state)
        responder = Responder(self._index, self._vocabulary, viewer, self._settings.hr_contact)
        answer = self._checked(responder.answer(question), message, viewer)
        reply = Reply(conversation, uuid.uuid4().hex, answer)
        self._remember(reply, message, after(state, question, self._shown(answer, viewer)))
        return reply

    def _shown(self, answer: Answer, viewer: Viewer) -> tuple[CatalogEntry, ...]:
        """The classes that an answer cites, in its order."""
        ids = dict.fromkeys(citation.spec_id for citation in answer.citations)
        found = (self._index.catalog.entry(spec_id, viewer) for spec_id in ids)
        return tuple(entry for entry in found if entry is not None)

    def _reader(self, viewer: Viewer) -> Reader:
        with self._lock:
            return self._reader_of(viewer, self._index.catalog.changed())

    def _make_reader(self, viewer: Viewer, changed: int) -> Reader:
        catalog = self._index.catalog
        lexicon = Lexicon(catalog.entries(viewer), self._vocabulary, titles=catalog.titles(viewer))
        trie = facet_trie(self._vocabulary, catalog.own_labels(viewer))
        return Reader(self._vocabulary, lexicon, trie, self._examples)

    def _checked(self, answer: Answer, message: str, viewer: Viewer) -> Answer:
        texts = {c.source_id: self._index.catalog.text(c.source_id, viewer) or "" for c in answer.citations}
        # A telephone number of the contact is the settings' own, as the question's numbers are the reader's.
        return verified(answer, texts, f"{message} {self._settings.hr_contact}")

    def _begin(self, conversation_id: str | None) -> tuple[str, State]:
        conversations = self._index.conversations
        if conversation_id is None:
            return conversations.create(), State()
        turns = conversations.get(conversation_id)
        if turns is None:
            raise UnknownConversationError(
                f"no conversation has the id {conversation_id!r}; leave it out to begin a new one"
            )
        return conversation_id, state_of(json.loads(turns[-1].state)) if turns and turns[-1].state else State()

    def _remember(self, reply: Reply, message: str, state: State) -> None:
        said = json.dumps(asdict(reply.answer))
        known = json.dumps(state.as_data())
        self._index.conversations.append(reply.conversation_id, reply.message_id, message, said, known)
