"""The assistant: answers within conversations, and what programs read of the catalog through it."""

import json
import logging
from collections.abc import Collection, Sequence
from dataclasses import asdict, fields, replace
from typing import Any, Unpack

from assistant.answer import Page, Reply
from assistant.answering import Answering, Parts, Told
from assistant.asker import ANYBODY
from assistant.calling import Called, called, facet_called
from assistant.class_view import Spec
from assistant.comparing import rows
from assistant.compose.compared import comparison
from assistant.compose.comparison import ComparisonWriter
from assistant.compose.items import MOST_ITEMS
from assistant.compose.writer import Writer
from assistant.continuing import THEN
from assistant.draft.similar import MOST_SIMILAR, About, find_similar
from assistant.draft.values import Similar
from assistant.errors import UnknownConversationError
from assistant.filtering.filters import Filters
from assistant.keyed import answered_before, message_id_of
from assistant.listening import Nobody
from assistant.many import Many
from assistant.model.port import ChatModel
from assistant.noting import Notes, is_unanswered, unanswered
from assistant.sending import Sending
from assistant.settings import Settings
from assistant.standing import Standing
from assistant.state import State, state_of
from assistant.tabled import Then, told_of
from assistant.turns import Turns
from vectorstore.conversations import Latest
from vectorstore.errors import ConversationMovedError
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary

_log = logging.getLogger(__name__)

_ANYBODY = Viewer()
_NOBODY = Nobody()

#: How often a message is answered anew, where another process goes on with its conversation at the same time.
_MOST_TRIES = 8
#: Documents that are looked through for a class of exactly a name.
_MOST_CALLED = 1000

_PARTS = Parts()


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
        notes: Notes | None = None,
    ) -> None:
        """Answer from `index` with the words of `vocabulary`.

        A `model` words the answers, and helps where a question is in doubt.
        What finds no answer goes into `notes`.
        """
        self._index = index
        self._vocabulary = vocabulary
        self._settings = settings
        self._answering = Answering(index, vocabulary, settings, parts, model)
        self._turns = Turns()
        self._notes = notes

    def ask(self, message: str, **how: Unpack[Sending]) -> Reply:
        """Return the answer to `message`, and remember both in the conversation.

        Blocks for some milliseconds: call it off the event loop.

        Raises:
            UnknownConversationError: `conversation_id` is none that was given out there, or was forgotten, or expired.
            ConversationMovedError: other processes went on with it each time.
            MessageKeyError: another message was sent under `key`.
            ValueError: both `conversation_id` and `history` are given.
        """
        conversation_id, history = how.get("conversation_id"), how.get("history")
        if history is not None and conversation_id is not None:
            raise ValueError("either a conversation or a history is gone on with, not both")
        self._index.conversations.sweep_now_and_then()
        told = self._told(conversation_id, how)
        reply = self._replied(message, conversation_id, history, told)
        if told.answer is None:
            told.listener.said(reply.answer.answer)
        is_kept = told.left is not None
        if self._notes is not None and told.asker.is_noted and is_kept and is_unanswered(reply.answer):
            self._notes.take(unanswered(reply, message, told, self.standing(told.viewer)))
        return reply

    def _told(self, conversation_id: str | None, how: Sending) -> Told:
        viewer, agency = how.get("viewer", _ANYBODY), how.get("agency")
        viewer = replace(viewer, agency=agency) if agency else viewer
        key, asker = how.get("key", ""), how.get("asker", ANYBODY)
        about = self._class_of(how.get("about"), viewer)
        message_id = message_id_of(key, asker.origin, conversation_id or key)
        return Told(message_id, viewer, how.get("listener", _NOBODY), about, asker=asker, key=key)

    def _replied(self, message: str, conversation_id: str | None, history: Sequence[str] | None, told: Told) -> Reply:
        if history is not None:
            before = self._answering.replayed(history, told)
            return Reply(None, told.message_id, self._answering.answered(message, before, told)[0])
        if conversation_id is None and not self._index.conversations.are_kept:
            return Reply(None, told.message_id, self._answering.answered(message, State(), told)[0])
        if conversation_id is None:
            conversation_id = self._index.conversations.create(told.asker.origin, told.key)
        # By origin too: nobody can find out by waiting that others talk.
        with self._turns.one(f"{told.asker.origin} {conversation_id}"):
            return self._in_its_turn(conversation_id, message, told)

    def _class_of(self, name: str | None, viewer: Viewer) -> str:
        """The id of the one class that `name` means; empty where it means none, or several."""
        entries = self.called(name, viewer).entries if name else ()
        return entries[0].class_id if len(entries) == 1 else ""

    def compared(self, specs: Sequence[Spec], viewer: Viewer = _ANYBODY) -> dict[str, Any]:
        """Return how two or three classes compare, facet by facet, in the shape of an answer's `comparison`."""
        tables = told_of(self.standing(viewer).shelf, Then(None))
        found = rows(specs, self._vocabulary, tables)
        return comparison(specs, found, verdicts=ComparisonWriter(Writer(), specs, self._vocabulary).verdicts(found))

    def similar(
        self,
        about: About,
        viewer: Viewer = _ANYBODY,
        *,
        agency: str = "",
        limit: int = MOST_SIMILAR,
        without: Collection[str] = (),
    ) -> tuple[Similar, ...]:
        """Return the classes most like what is looked for, best first; see `find_similar`."""
        return find_similar(about, self.standing(viewer), agency=agency, limit=limit, without=without)

    def called(self, name: str, viewer: Viewer = _ANYBODY) -> Called:
        """Return the class that `name`, an id, code or title, means: several where it fits several, or the nearest."""
        if entry := self._index.catalog.entry(name, viewer):
            return Called((entry,))
        found, _ = self._index.catalog.find(name, viewer, _MOST_CALLED)
        return called(name, found, self.standing(viewer))

    def facet(self, words: str, viewer: Viewer = _ANYBODY) -> str:
        """Return the facet that `words`, such as a heading, mean; empty for none."""
        return facet_called(words, self._vocabulary, self.standing(viewer))

    def filters(self, viewer: Viewer = _ANYBODY) -> Filters:
        """Return what the catalog can be narrowed by, as it is now."""
        return self.standing(viewer).filters

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
        many = Many(standing.shelf, self._answering.teller, self._settings.hr_contact)
        return many.page(question, selection, offset, limit)

    def _in_its_turn(self, conversation: str, message: str, told: Told) -> Reply:
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

    def _gone_on_with(self, conversation: str, message: str, told: Told) -> Reply:
        """Answer within a stored conversation.

        Raises:
            ConversationMovedError: it got another turn meanwhile.
        """
        stored = self._index.conversations
        if told.key and (reply := answered_before(stored, conversation, message, told)):
            return reply
        latest = self._latest(conversation, told.asker.origin)
        before = state_of(json.loads(latest.state)) if latest.state else State()
        answer, state = self._answering.answered(message, before, told)
        reply = Reply(conversation, told.message_id, answer)
        # Data of hundreds of items is written as it is: a copy of it takes longer than the answer.
        fields_of = {one.name: getattr(answer, one.name) for one in fields(answer)}
        said, known = json.dumps(fields_of, default=asdict), json.dumps(state.as_data())
        if not stored.append(conversation, reply.message_id, message, said, known, after=latest.turns):
            told.left = None  # it was forgotten meanwhile: nothing of it is noted
        return reply

    def standing(self, viewer: Viewer) -> Standing:
        """Return what is made of the catalog, as it is now, for `viewer`."""
        return self._answering.standing(viewer)

    def _latest(self, conversation_id: str, origin: str) -> Latest:
        latest = self._index.conversations.latest(conversation_id, origin)
        if latest is None:
            raise UnknownConversationError(
                f"no conversation has the id {conversation_id!r}; leave it out to begin a new one"
            )
        return latest
