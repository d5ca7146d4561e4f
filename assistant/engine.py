"""One way from a message to a verified answer within its conversation."""

import json
import logging
import threading
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Page, Reply
from assistant.calling import Called, called, facet_called
from assistant.citations import verified
from assistant.class_view import Spec
from assistant.comparing import rows
from assistant.compose.compared import comparison
from assistant.compose.comparison import ComparisonWriter
from assistant.compose.items import MOST_ITEMS
from assistant.compose.steps import told
from assistant.compose.writer import Writer
from assistant.confidence import Confidence, calibrated
from assistant.continuing import THEN
from assistant.conversation import follow
from assistant.errors import UnknownConversationError
from assistant.examples import Examples
from assistant.help.understanding import Understanding, Understood
from assistant.history import read_of
from assistant.listening import Listener, Nobody
from assistant.many import Many
from assistant.model.port import ChatModel
from assistant.narrate.narrator import Narrator
from assistant.question import Question
from assistant.reading import Reader
from assistant.remembering import after, needs_answer
from assistant.replaying import folded
from assistant.respond import Responder
from assistant.settings import Settings
from assistant.standing import MakeReader, Standing
from assistant.state import State, state_of
from assistant.tabled import Then, told_of
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
_NOBODY = Nobody()

#: How often a message is answered anew, where another process goes on with its conversation at the same time.
_MOST_TRIES = 8
#: Documents that are looked through for a class of exactly a name.
_MOST_CALLED = 1000
#: What is made of the catalog is kept for so many viewers.
_MOST_STANDING = 16


@dataclass(frozen=True, slots=True)
class Parts:
    """What understands questions; each part can be exchanged for another of its kind."""

    examples: Callable[[Vocabulary, Embedder, Path], Examples] = Examples
    reader: MakeReader = Reader
    judged: Mapping[str, Confidence] = field(default_factory=calibrated)
    """How sure a reading must be to be answered by."""


_PARTS = Parts()


@dataclass(slots=True)
class _Told:
    """A message on its way: who asks, who listens, and what was said."""

    message_id: str
    viewer: Viewer
    listener: Listener
    answer: Answer | None = None
    """What a model worded and the listener heard: it cannot be unsaid. None where no model words it."""


class Assistant:
    """Answers questions from an index; safe to call from several threads."""

    def __init__(
        self,
        index: Index,
        vocabulary: Vocabulary,
        settings: Settings,
        parts: Parts = _PARTS,
        *,
        model: ChatModel | None = None,
    ) -> None:
        """Answer from `index` with the words of `vocabulary`.

        A `model` words the answers, and helps where a question is in doubt.
        """
        self._index = index
        self._vocabulary = vocabulary
        self._settings = settings
        self._parts = parts
        self._examples = parts.examples(vocabulary, index.embedder, settings.data_dir / "cache")
        self._teller = Teller(index.embedder, parts.judged)
        self._narrator = None if model is None else Narrator(model, settings.chat_prompt_tokens)
        self._help = Understanding(model) if model is not None and settings.chat_understanding else None
        self._lock = threading.Lock()
        self._turns = Turns()
        self._standing_of = lru_cache(maxsize=_MOST_STANDING)(self._make_standing)

    def ask(
        self,
        message: str,
        *,
        conversation_id: str | None = None,
        history: Sequence[str] | None = None,
        agency: str | None = None,
        viewer: Viewer = _ANYBODY,
        listener: Listener = _NOBODY,
    ) -> Reply:
        """Return the answer to `message`, and remember both in the conversation.

        `listener` hears it as it comes about.

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
        if history is not None and conversation_id is not None:
            raise ValueError("either a conversation or a history is gone on with, not both")
        told = _Told(uuid.uuid4().hex, viewer, listener)
        reply = self._replied(message, conversation_id, history, told)
        if told.answer is None:
            listener.said(reply.answer.answer)
        return reply

    def _replied(
        self, message: str, conversation_id: str | None, history: Sequence[str] | None, told: "_Told"
    ) -> Reply:
        if history is not None:
            before = self._replayed(history, told.viewer)
            return Reply(None, told.message_id, self._answered(message, before, told)[0])
        if conversation_id is None and not self._index.conversations.are_kept:
            return Reply(None, told.message_id, self._answered(message, State(), told)[0])
        if conversation_id is None:
            return self._in_its_turn(self._index.conversations.create(), message, told)
        with self._turns.one(conversation_id):
            return self._in_its_turn(conversation_id, message, told)

    def compared(self, specs: Sequence[Spec], viewer: Viewer = _ANYBODY) -> dict[str, Any]:
        """Return how two or three classes compare, facet by facet, in the shape of an answer's `comparison`."""
        tables = told_of(self.standing(viewer).shelf, Then(None))
        found = rows(specs, self._vocabulary, tables)
        return comparison(specs, found, verdicts=ComparisonWriter(Writer(), specs, self._vocabulary).verdicts(found))

    def called(self, name: str, viewer: Viewer = _ANYBODY) -> Called:
        """Return the class that `name`, an id, code or title, means: several where it fits several, or the nearest."""
        if entry := self._index.catalog.entry(name, viewer):
            return Called((entry,))
        found, _ = self._index.catalog.find(name, viewer, _MOST_CALLED)
        return called(name, found, self.standing(viewer))

    def facet(self, words: str, viewer: Viewer = _ANYBODY) -> str:
        """Return the facet that `words`, such as a heading, mean; empty for none."""
        return facet_called(words, self._vocabulary, self.standing(viewer))

    def items(
        self,
        question: str,
        *,
        offset: int = 0,
        limit: int = MOST_ITEMS,
        agency: str | None = None,
        viewer: Viewer = _ANYBODY,
    ) -> Page | None:
        """Return a page of the classes that `question` asks for; None where it is no question for a list.

        Nothing is stored. `Answer.next` leads here: such a question says all that it asks for.
        """
        viewer = replace(viewer, agency=agency) if agency else viewer
        standing = self.standing(viewer)
        selection = standing.reader.continuing.of(question.split(THEN))
        if selection is None:
            return None
        many = Many(standing.shelf, self._teller, self._settings.hr_contact)
        return many.page(question, selection, offset, limit)

    def _in_its_turn(self, conversation: str, message: str, told: "_Told") -> Reply:
        """Answer within a conversation that no other thread goes on with.

        Another process may. Then the answer is composed again in the light of that; what was said stays said.

        Raises:
            ConversationMovedError: other processes went on with it each time.
        """
        for _ in range(_MOST_TRIES - 1):
            try:
                return self._gone_on_with(conversation, message, told)
            except ConversationMovedError:
                _log.info("the conversation went on meanwhile: answering in the light of that")
        return self._gone_on_with(conversation, message, told)

    def _gone_on_with(self, conversation: str, message: str, told: "_Told") -> Reply:
        """Answer within a stored conversation.

        Raises:
            ConversationMovedError: it got another turn meanwhile.
        """
        latest = self._latest(conversation)
        before = state_of(json.loads(latest.state)) if latest.state else State()
        answer, state = self._answered(message, before, told)
        reply = Reply(conversation, told.message_id, answer)
        # Data of hundreds of items is written as it is: a copy of it takes longer than the answer.
        fields_of = {one.name: getattr(answer, one.name) for one in fields(answer)}
        said, known = json.dumps(fields_of, default=asdict), json.dumps(state.as_data())
        self._index.conversations.append(conversation, reply.message_id, message, said, known, after=latest.turns)
        return reply

    def _answered(self, message: str, state: State, told: "_Told") -> tuple[Answer, State]:
        """The answer to a message that meets `state`, and the state that it leaves."""
        viewer = told.viewer
        question = self._read(message, state, viewer)
        composed = self._answer_to(question, message, viewer)
        if self._help is not None:
            first, standing = Understood(question, composed), self.standing(viewer)
            found = self._help.read(first, message, state, standing, lambda q: self._answer_to(q, message, viewer))
            question, composed = found.question, found.answer
        left = after(state, question, self._shown(composed, viewer) if needs_answer(question) else ())
        return told.answer or self._worded(question, composed, told), left

    def _worded(self, question: Question, composed: Answer, told: "_Told") -> Answer:
        """The answer in a model's words where there is one, else as it is composed; the listener hears it."""
        told.listener.found(told.message_id, composed)
        if self._narrator is None:
            return composed
        viewer = told.viewer
        told.answer = self._narrator.worded(
            question,
            composed,
            self.standing(viewer).prover,
            lambda source_id: self._index.catalog.parsed(source_id, viewer),
            told.listener,
        )
        return told.answer

    def _replayed(self, history: Sequence[str], viewer: Viewer) -> State:
        """The state that earlier messages leave; what only an answer tells is answered again."""

        def shown(question: Question, message: str) -> Sequence[CatalogEntry]:
            return self._shown(self._answer_to(question, message, viewer), viewer)

        def read(_: Reader, message: str, state: State) -> Question:
            # No earlier message is taken to a model again: it is read as this process remembers, else without help.
            known = self._help.remembered(message, state, self.standing(viewer)) if self._help is not None else None
            return known or self._read(message, state, viewer)

        messages = read_of(history, self._settings.max_message_chars)
        return folded(self.standing(viewer).reader, messages, shown, read)

    def _answer_to(self, question: Question, message: str, viewer: Viewer) -> Answer:
        standing = self.standing(viewer)
        responder = Responder(
            standing.shelf,
            self._settings.hr_contact,
            self._teller,
            lambda: standing.forest,
            self._settings.stale_years,
        )
        return self._checked(responder.answer(question), f"{message} {question.quotable}", viewer)

    def _shown(self, answer: Answer, viewer: Viewer) -> tuple[CatalogEntry, ...]:
        """The classes that an answer found, in its order: those that it cites; of a ladder the steps that it tells."""
        ids = dict.fromkeys(citation.spec_id for citation in answer.citations)
        if answer.ladder is not None:
            ids = dict.fromkeys(told(answer.ladder))
        found = (self._index.catalog.entry(spec_id, viewer) for spec_id in ids)
        tables = self._index.catalog.tables
        return tuple(tables.document_of(entry, viewer) for entry in found if entry is not None)

    def _read(self, message: str, state: State, viewer: Viewer) -> Question:
        """The question that a message is; of a class that stands in a class table alone where it is of no other."""
        standing = self.standing(viewer)
        question = follow(standing.reader, message, state)
        if not standing.unlisted.may_be_meant(message, question):
            return question
        other = follow(standing.reader_of_rows, message, state)
        return other if standing.unlisted.is_meant(other, question) else question

    def standing(self, viewer: Viewer) -> Standing:
        """Return what is made of the catalog, as it is now, for `viewer`."""
        with self._lock:
            return self._standing_of(viewer, self._index.catalog.changed())

    def _make_standing(self, viewer: Viewer, changed: int) -> Standing:
        parts = self._parts
        return Standing(self._index, self._vocabulary, viewer, self._examples, parts.judged, parts.reader)

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
