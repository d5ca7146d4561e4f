"""The desk of a command that owns the index itself: the service's own functions, without the service."""

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from http import HTTPStatus
from typing import Unpack

from assistant.answer import Page, Reply
from assistant.asker import ANYBODY
from assistant.calling import Called
from assistant.class_view import Spec
from assistant.compose.items import MOST_ITEMS
from assistant.desk import PAGE, Json
from assistant.draft.checked import Checked
from assistant.draft.similar import MOST_SIMILAR, About
from assistant.draft.values import Similar
from assistant.engine import Assistant
from assistant.errors import UnknownConversationError
from assistant.filtering.filters import Filters
from assistant.model.opening import open_chat_model
from assistant.opening import open_index
from assistant.remote import refusal
from assistant.sending import Sending
from assistant.service.backend import Backend
from assistant.service.conversations import forget_conversation
from assistant.service.drafts.files import markdown_file, word_file
from assistant.service.drafts.lint import LintRequest, linted
from assistant.service.drafts.requests import DraftRequest
from assistant.service.drafts.shapes import DraftReply
from assistant.service.drafts.similar import SimilarRequest, similar_to
from assistant.service.messages import checked
from assistant.service.ports import Drafting
from assistant.service.problems import Problem
from assistant.service.shapes import ChatReply
from assistant.service.sources import get_source
from assistant.service.specs import get_spec, page_of
from assistant.service.validated import validated
from assistant.settings import Settings
from assistant.standing import Standing
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import load

_ANYBODY = Viewer()


class Local:
    """Reads the index in this process, which owns it meanwhile."""

    def __init__(self, backend: Backend, settings: Settings, open_drafting: Callable[[], Drafting]) -> None:
        self._backend = backend
        self._settings = settings
        self._open_drafting = open_drafting

    def ask(
        self,
        question: str,
        agency: str | None,
        conversation_id: str | None = None,
        history: Sequence[str] | None = None,
    ) -> Json:
        """Return the reply of `POST /v1/chat`."""
        with _problems_told():
            message = checked(question, self._settings)
            reply = self._backend.assistant.ask(
                message, conversation_id=conversation_id, history=history, agency=agency
            )
        return ChatReply.of(reply).model_dump(mode="json")

    def forget(self, conversation_id: str) -> None:
        """Forget a conversation."""
        with _problems_told():
            forget_conversation(self._backend, ANYBODY, conversation_id)

    def page(self, words: str, offset: int) -> Json:
        """Return a page of `GET /v1/specs`."""
        return page_of(self._backend, Viewer(), words, PAGE, offset).model_dump(mode="json")

    def detail(self, spec_id: str) -> Json:
        """Return the spec of `GET /v1/specs/{id}`."""
        with _problems_told():
            return get_spec(self._backend, Viewer(), spec_id).model_dump(mode="json")

    def source(self, source_id: str) -> Json:
        """Return the text of `GET /v1/sources/{id}`."""
        with _problems_told():
            return get_source(self._backend, Viewer(), source_id).model_dump(mode="json")

    def lint(self, asked: Json) -> Json:
        """Return the reply of `POST /v1/lint`."""
        with _problems_told():
            return linted(self._backend, Viewer(), LintRequest.model_validate(asked)).model_dump(mode="json")

    def similar(self, asked: Json) -> Json:
        """Return the reply of `POST /v1/similar`."""
        with _problems_told():
            return similar_to(self._backend, Viewer(), validated(SimilarRequest, asked)).model_dump(mode="json")

    def draft(self, asked: Json) -> Json:
        """Return the reply of `POST /v1/drafts`."""
        with _problems_told():
            request = validated(DraftRequest, asked)
            draft = self._drafting.create(request.wanted, request.by)
            return DraftReply.of(draft, self._drafting.findings(draft)).model_dump(mode="json", by_alias=True)

    def draft_word(self, draft_id: str, *, comments: bool) -> bytes:
        """Return the file of `GET /v1/drafts/{id}.docx`."""
        return word_file(self._drafting, draft_id, comments=comments, tracked=True).content

    def draft_markdown(self, draft_id: str) -> bytes:
        """Return the file of `GET /v1/drafts/{id}.md`."""
        return markdown_file(self._drafting, draft_id).content

    @cached_property
    def _drafting(self) -> Drafting:
        return self._open_drafting()


@contextmanager
def open_local(settings: Settings) -> Iterator[Local]:
    """Open the index in `settings.data_dir` and the assistant over it.

    Raises:
        VectorstoreError: a part is missing or damaged, or another command owns the index.
    """
    with open_index(settings) as index:
        late = _Late(index, settings)
        backend, checks = _backend(index, late, settings), Checked(settings.data_dir, late.standing)

        def drafting() -> Drafting:
            """Open what most commands have no use for."""
            # Imported late: what it publishes with takes a while to load.
            from assistant.draft.drafting import Drafting as Drafts

            standing, folder = late.standing, settings.data_dir
            model = open_chat_model(settings) if settings.chat_wording else None
            return Drafts(index, load(), standing, checks.of_draft, folder, model=model)

        yield Local(backend, settings, drafting)


@contextmanager
def open_here(settings: Settings) -> Iterator[Backend]:
    """Open the index in `settings.data_dir`, and an assistant over it that is made when it is asked.

    Raises:
        VectorstoreError: a part is missing or damaged, or another command owns the index.
    """
    with open_index(settings) as index:
        yield _backend(index, _Late(index, settings), settings)


def _backend(index: Index, late: "_Late", settings: Settings) -> Backend:
    return Backend(late, index, index.conversations, checks=Checked(settings.data_dir, late.standing))


class _Late:
    """An assistant that is made when it is asked: to list specs takes none."""

    def __init__(self, index: Index, settings: Settings) -> None:
        self._index = index
        self._settings = settings
        self._making = threading.Lock()

    def ask(self, message: str, **how: Unpack[Sending]) -> Reply:
        return self._assistant.ask(message, **how)

    def compared(self, specs: Sequence[Spec], viewer: Viewer) -> Json:
        return self._assistant.compared(specs, viewer)

    def similar(
        self,
        about: About,
        viewer: Viewer,
        *,
        agency: str = "",
        limit: int = MOST_SIMILAR,
        without: Collection[str] = (),
    ) -> tuple[Similar, ...]:
        return self._assistant.similar(about, viewer, agency=agency, limit=limit, without=without)

    def called(self, name: str, viewer: Viewer) -> Called:
        return self._assistant.called(name, viewer)

    def facet(self, words: str, viewer: Viewer) -> str:
        return self._assistant.facet(words, viewer)

    def filters(self, viewer: Viewer) -> Filters:
        return self._assistant.filters(viewer)

    def items(
        self,
        question: str,
        *,
        offset: int = 0,
        limit: int = MOST_ITEMS,
        agency: str | None = None,
        viewer: Viewer = _ANYBODY,
    ) -> Page | None:
        return self._assistant.items(question, offset=offset, limit=limit, agency=agency, viewer=viewer)

    def standing(self, viewer: Viewer) -> Standing:
        return self._assistant.standing(viewer)

    @property
    def _assistant(self) -> Assistant:
        with self._making:
            return self._made

    @cached_property
    def _made(self) -> Assistant:
        return Assistant(self._index, load(), self._settings, model=open_chat_model(self._settings))


@contextmanager
def _problems_told() -> Iterator[None]:
    try:
        yield
    except Problem as problem:
        raise refusal(problem.status_code, problem.detail) from problem
    except UnknownConversationError as error:
        raise refusal(HTTPStatus.NOT_FOUND, str(error)) from error
