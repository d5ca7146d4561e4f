"""One way from a message to a verified answer within its conversation."""

import json
import threading
import uuid
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from assistant.answer import Answer, Reply
from assistant.citations import verified
from assistant.confidence import Confidence, calibrated
from assistant.conversation import State, after, follow, state_of
from assistant.errors import UnknownConversationError
from assistant.examples import Examples
from assistant.lexicon import Lexicon
from assistant.question import Frame, Question
from assistant.reading import Reader
from assistant.respond import Responder
from assistant.scan import PhraseTrie, facet_trie
from assistant.settings import Settings
from vectorstore.embedder import Embedder
from vectorstore.index import Index
from vectorstore.spec import CatalogEntry, Viewer
from vectorstore.vocabulary import Vocabulary

_ANYBODY = Viewer()

#: Readers kept in memory: one for each viewer and state of the catalog.
_MOST_READERS = 16


@dataclass(frozen=True, slots=True)
class Parts:
    """What understands questions; each part can be exchanged for another of its kind."""

    examples: Callable[[Vocabulary, Embedder, Path], Examples] = Examples
    reader: Callable[[Vocabulary, Lexicon, PhraseTrie, Examples, Mapping[str, Confidence]], Reader] = Reader
    judged: Mapping[str, Confidence] = field(default_factory=calibrated)
    """How sure a reading must be to be answered by."""


_PARTS = Parts()


class Assistant:
    """Answers questions from an index; safe to call from several threads."""

    def __init__(self, index: Index, vocabulary: Vocabulary, settings: Settings, parts: Parts = _PARTS) -> None:
        """Answer from `index` with the words of `vocabulary`."""
        self._index = index
        self._vocabulary = vocabulary
        self._settings = settings
        self._parts = parts
        self._examples = parts.examples(vocabulary, index.embedder, settings.data_dir / "cache")
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
        question = follow(self.reader(viewer), message, state)
        responder = Responder(
            self._index,
            self._vocabulary,
            viewer,
            self._settings.hr_contact,
            self._parts.judged,
            self._settings.stale_years,
        )
        answer = self._checked(responder.answer(question), message, viewer)
        reply = Reply(conversation, uuid.uuid4().hex, answer)
        self._remember(reply, message, after(state, question, self._found(question, answer, viewer)))
        return reply

    def _found(self, question: Question, answer: Answer, viewer: Viewer) -> CatalogEntry | None:
        """The class that was described and found: what comes next may be about it."""
        if question.frame is not Frame.REVERSE or question.entries or not answer.citations:
            return None
        return self._index.catalog.entry(answer.citations[0].spec_id, viewer)

    def reader(self, viewer: Viewer) -> Reader:
        """Return what reads questions for `viewer` over the catalog as it is now."""
        with self._lock:
            return self._reader_of(viewer, self._index.catalog.changed())

    def _make_reader(self, viewer: Viewer, changed: int) -> Reader:
        catalog = self._index.catalog
        lexicon = Lexicon(catalog.entries(viewer), self._vocabulary, titles=catalog.titles(viewer))
        trie = facet_trie(self._vocabulary, catalog.own_labels(viewer))
        return self._parts.reader(self._vocabulary, lexicon, trie, self._examples, self._parts.judged)

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
