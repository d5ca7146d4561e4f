"""One way from a message and what was said before to a verified answer, and to what is remembered of both."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from assistant.answer import Answer
from assistant.asker import ANYBODY, Asker
from assistant.citations import verified
from assistant.compose.steps import told
from assistant.confidence import Confidence, calibrated
from assistant.conversation import follow
from assistant.examples import Examples
from assistant.help.understanding import Understanding, Understood
from assistant.history import read_of
from assistant.joined import apart, joined
from assistant.listening import Listener
from assistant.model.port import ChatModel
from assistant.narrate.narrator import Narrator
from assistant.question import Question
from assistant.reading import Reader
from assistant.remembering import after, needs_answer, on_page
from assistant.replaying import folded
from assistant.respond import Responder
from assistant.settings import Settings
from assistant.standing import MakeReader, Standing
from assistant.state import State
from assistant.telling import Teller
from vectorstore.embedder import Embedder
from vectorstore.index import Index
from vectorstore.spec import CatalogEntry, Viewer
from vectorstore.vocabulary import Vocabulary

#: What is made of the catalog is kept for so many viewers.
_MOST_STANDING = 16


@dataclass(frozen=True, slots=True)
class Parts:
    """What understands questions; each part can be exchanged for another of its kind."""

    examples: Callable[[Vocabulary, Embedder, Path], Examples] = Examples
    reader: MakeReader = Reader
    judged: Mapping[str, Confidence] = field(default_factory=calibrated)
    """How sure a reading must be to be answered by."""


@dataclass(slots=True)
class Told:
    """A message on its way: who asks, who listens, and what was said."""

    message_id: str
    viewer: Viewer
    listener: Listener
    about: str = ""
    """Id of the class that the page it is sent from is about; empty where it is about none."""

    answer: Answer | None = None
    """What a model worded and the listener heard: it cannot be unsaid. None where no model words it."""

    asker: Asker = ANYBODY

    key: str = ""
    """Name that the client gave the message, empty for none: under it the message is answered once."""

    left: State | None = None
    """The state that the message left, once it is answered; None where it was answered before, or is forgotten."""


class Answering:
    """Answers messages; safe to use from several threads."""

    def __init__(
        self, index: Index, vocabulary: Vocabulary, settings: Settings, parts: Parts, model: ChatModel | None
    ) -> None:
        """Answer from `index` with the words of `vocabulary`; of `model`, see `Assistant`."""
        self._index = index
        self._vocabulary = vocabulary
        self._settings = settings
        self._parts = parts
        self._examples = parts.examples(vocabulary, index.embedder, settings.data_dir / "cache")
        self.teller = Teller(index.embedder, parts.judged)
        self._narrator, self._help = None, None
        if model is not None and settings.chat_wording:
            self._narrator = Narrator(model, settings.chat_prompt_tokens)
        if model is not None and settings.chat_understanding:
            self._help = Understanding(model)
        self._lock = threading.Lock()
        self._standing_of = lru_cache(maxsize=_MOST_STANDING)(self._make_standing)

    def standing(self, viewer: Viewer) -> Standing:
        """Return what is made of the catalog, as it is now, for `viewer`."""
        with self._lock:
            return self._standing_of(viewer, self._index.catalog.changed())

    def _make_standing(self, viewer: Viewer, changed: int) -> Standing:
        parts = self._parts
        return Standing(self._index, self._vocabulary, viewer, self._examples, parts.judged, parts.reader)

    def answered(self, message: str, state: State, told: Told) -> tuple[Answer, State]:
        """Return the answer to a message that meets `state`, and the state that it leaves."""
        viewer, state = told.viewer, on_page(state, told.about)
        question = self._read(message, state, viewer)
        composed = self._answer_to(question, message, viewer)
        if self._help is not None:
            first, standing = Understood(question, composed), self.standing(viewer)
            found = self._help.read(first, message, state, standing, lambda q: self._answer_to(q, message, viewer))
            question, composed = found.question, found.answer
        left = after(state, question, self._shown(composed, viewer) if needs_answer(question) else ())
        told.left = left
        return told.answer or self._worded(question, composed, told), left

    def _worded(self, question: Question, composed: Answer, told: Told) -> Answer:
        """The answer in a model's words where there is one, else as it is composed; the listener hears it."""
        told.listener.found(told.message_id, composed)
        if self._narrator is None:
            return composed
        viewer = told.viewer
        told.answer = self._narrator.worded(
            replace(question, text=" ".join(one.text for one in (question, *question.further))),
            composed,
            self.standing(viewer).prover,
            lambda source_id: self._index.catalog.parsed(source_id, viewer),
            told.listener,
        )
        return told.answer

    def replayed(self, history: Sequence[str], told: Told) -> State:
        """Return the state that messages before `told` leave; what only an answer tells is answered again."""
        viewer = told.viewer

        def shown(question: Question, message: str) -> Sequence[CatalogEntry]:
            return self._shown(self._answer_to(question, message, viewer), viewer)

        def read(_: Reader, message: str, state: State) -> Question:
            # No earlier message is taken to a model again: it is read as this process remembers, else without help.
            known = self._help.remembered(message, state, self.standing(viewer)) if self._help is not None else None
            return known or self._read(message, state, viewer)

        messages = read_of(history, self._settings.max_message_chars)
        return folded(self.standing(viewer).reader, messages, shown, read, on_page(State(), told.about))

    def _answer_to(self, question: Question, message: str, viewer: Viewer) -> Answer:
        standing = self.standing(viewer)
        responder = Responder(
            standing.shelf,
            self._settings.hr_contact,
            self.teller,
            lambda: standing.forest,
            self._settings.stale_years,
        )
        asked = (replace(question, further=()), *question.further)
        told = [(one, responder.answer(one)) for one in asked]
        answer = joined(told) if question.further else told[0][1]
        return self._checked(answer, f"{message} {question.quotable}", viewer)

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
        question = apart(standing.reader, follow(standing.reader, message, state), message, state, follow)
        if not standing.unlisted.may_be_meant(message, question):
            return question
        other = follow(standing.reader_of_rows, message, state)
        return other if standing.unlisted.is_meant(other, question) else question

    def _checked(self, answer: Answer, message: str, viewer: Viewer) -> Answer:
        texts = {c.source_id: self._index.catalog.text(c.source_id, viewer) or "" for c in answer.citations}
        # A telephone number of the contact is the settings' own, as the question's numbers are the reader's.
        return verified(answer, texts, f"{message} {self._settings.hr_contact}")
