"""One way from a message to a verified answer within its conversation."""

import json
import logging
import threading
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from assistant.answer import Answer, Reply
from assistant.citations import verified
from assistant.confidence import Confidence, calibrated
from assistant.conversation import follow
from assistant.errors import UnknownConversationError
from assistant.examples import Examples
from assistant.history import read_of
from assistant.lexicon import Lexicon
from assistant.qualify.forest import Forest
from assistant.question import Question
from assistant.reading import Reader
from assistant.remembering import after, needs_answer
from assistant.replaying import folded
from assistant.respond import Responder
from assistant.scan import PhraseTrie, facet_trie
from assistant.settings import Settings
from assistant.shelf import Shelf
from assistant.state import State, state_of
from assistant.telling import Teller
from assistant.turns import Turns
from vectorstore.conversations import Latest
from vectorstore.embedder import Embedder
from vectorstore.errors import ConversationMovedError
from vectorstore.index import Index
from vectorstore.spec import CatalogEntry, Viewer
from vectorstore.vocabulary import Vocabulary

_log = logging.getLogger(__name__)

_ANYBODY = Viewer()

#: How often a message is answered anew, where another process goes on with its conversation at the same time.
_MOST_TRIES = 8
#: Readers kept in memory: one for each viewer and state of the catalog.
_MOST_READERS = 16
#: Of what every class asks for, which takes more room.
_MOST_FORESTS = 4


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
        self._teller = Teller(index.embedder, parts.judged)
        self._lock = threading.Lock()
        self._turns = Turns()
        self._forest_of = lru_cache(maxsize=_MOST_FORESTS)(self._make_forest)
        self._reader_of = lru_cache(maxsize=_MOST_READERS)(self._make_reader)

    def ask(
        self,
        message: str,
        *,
        conversation_id: str | None = None,
        history: Sequence[str] | None = None,
        agency: str | None = None,
        viewer: Viewer = _ANYBODY,
    ) -> Reply:
        """Return the answer to `message`, and remember both in the conversation.

        A new conversation begins where `conversation_id` is None. With
        `history`, the reader's earlier messages in order, the answer is the
        one that a conversation of them would give, and nothing is stored; how
        much of it is read, `assistant.history` says. `agency` narrows the
        question to one agency's classes. Blocks for some milliseconds: call it
        off the event loop.

        Raises:
            UnknownConversationError: `conversation_id` is none that was given out, or was forgotten, or expired.
            ConversationMovedError: other processes went on with it each time.
            ValueError: both `conversation_id` and `history` are given.
        """
        self._index.conversations.sweep_now_and_then()
        viewer = replace(viewer, agency=agency) if agency else viewer
        if history is not None:
            if conversation_id is not None:
                raise ValueError("either a conversation or a history is gone on with, not both")
            answer, _ = self._answered(message, self._replayed(history, viewer), viewer)
            return Reply(None, uuid.uuid4().hex, answer)
        if conversation_id is None and not self._index.conversations.are_kept:
            return Reply(None, uuid.uuid4().hex, self._answered(message, State(), viewer)[0])
        if conversation_id is None:
            return self._gone_on_with(self._index.conversations.create(), message, viewer)
        with self._turns.one(conversation_id):
            return self._in_its_turn(conversation_id, message, viewer)

    def _in_its_turn(self, conversation: str, message: str, viewer: Viewer) -> Reply:
        """Answer within a conversation that no other thread goes on with; another process may, so try again."""
        for _ in range(_MOST_TRIES - 1):
            try:
                return self._gone_on_with(conversation, message, viewer)
            except ConversationMovedError:
                _log.info("the conversation went on meanwhile: answering in the light of that")
        return self._gone_on_with(conversation, message, viewer)

    def _gone_on_with(self, conversation: str, message: str, viewer: Viewer) -> Reply:
        """Answer within a stored conversation.

        Raises:
            ConversationMovedError: it got another turn meanwhile.
        """
        latest = self._latest(conversation)
        before = state_of(json.loads(latest.state)) if latest.state else State()
        answer, state = self._answered(message, before, viewer)
        reply = Reply(conversation, uuid.uuid4().hex, answer)
        said, known = json.dumps(asdict(answer)), json.dumps(state.as_data())
        self._index.conversations.append(conversation, reply.message_id, message, said, known, after=latest.turns)
        return reply

    def _answered(self, message: str, state: State, viewer: Viewer) -> tuple[Answer, State]:
        """The answer to a message that meets `state`, and the state that it leaves."""
        question = follow(self.reader(viewer), message, state)
        answer = self._answer_to(question, message, viewer)
        return answer, after(state, question, self._shown(answer, viewer) if needs_answer(question) else ())

    def _replayed(self, history: Sequence[str], viewer: Viewer) -> State:
        """The state that earlier messages leave; what only an answer tells is answered again."""

        def shown(question: Question, message: str) -> Sequence[CatalogEntry]:
            return self._shown(self._answer_to(question, message, viewer), viewer)

        return folded(self.reader(viewer), read_of(history, self._settings.max_message_chars), shown)

    def _answer_to(self, question: Question, message: str, viewer: Viewer) -> Answer:
        responder = Responder(
            Shelf(self._index, self._vocabulary, viewer),
            self._settings.hr_contact,
            self._teller,
            lambda: self.forest(viewer),
            self._settings.stale_years,
        )
        return self._checked(responder.answer(question), f"{message} {question.quotable}", viewer)

    def _shown(self, answer: Answer, viewer: Viewer) -> tuple[CatalogEntry, ...]:
        """The classes that an answer cites, in its order."""
        ids = dict.fromkeys(citation.spec_id for citation in answer.citations)
        found = (self._index.catalog.entry(spec_id, viewer) for spec_id in ids)
        return tuple(entry for entry in found if entry is not None)

    def reader(self, viewer: Viewer) -> Reader:
        """Return what reads questions for `viewer` over the catalog as it is now."""
        with self._lock:
            return self._reader_of(viewer, self._index.catalog.changed())

    def forest(self, viewer: Viewer) -> Forest:
        """Return what every class that `viewer` may see asks for, over the catalog as it is now."""
        with self._lock:
            return self._forest_of(viewer, self._index.catalog.changed())

    def _make_forest(self, viewer: Viewer, changed: int) -> Forest:
        return Forest(Shelf(self._index, self._vocabulary, viewer))

    def _make_reader(self, viewer: Viewer, changed: int) -> Reader:
        catalog = self._index.catalog
        lexicon = Lexicon(catalog.entries(viewer), self._vocabulary, titles=catalog.titles(viewer))
        trie = facet_trie(self._vocabulary, catalog.own_labels(viewer))
        return self._parts.reader(self._vocabulary, lexicon, trie, self._examples, self._parts.judged)

    def _checked(self, answer: Answer, message: str, viewer: Viewer) -> Answer:
        texts = {c.source_id: self._index.catalog.text(c.source_id, viewer) or "" for c in answer.citations}
        # A telephone number of the contact is the settings' own, as the question's numbers are the reader's.
        return verified(answer, texts, f"{message} {self._settings.hr_contact}")

    def _latest(self, conversation_id: str) -> Latest:
        latest = self._index.conversations.latest(conversation_id)
        if latest is None:
            raise UnknownConversationError(
                f"no conversation has the id {conversation_id!r}; leave it out to begin a new one"
            )
        return latest
