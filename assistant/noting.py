"""Note questions that found no answer, without anybody waiting for it."""

import logging
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import Self

from assistant.answer import Answer, Citation, Nearest, Reply, Status
from assistant.answering import Told
from assistant.said import entries_of
from assistant.standing import Standing
from vectorstore.errors import VectorstoreError
from vectorstore.inbox import Inbox, Noted
from vectorstore.spec import CatalogEntry

_log = logging.getLogger(__name__)

#: Outcomes that tell of a document that lacks something, or of a reader who looks for something else.
UNANSWERED = frozenset({Status.NOT_STATED, Status.UNKNOWN_CLASS, Status.OUT_OF_SCOPE})
#: Notes that may wait to be written while somebody else writes; further ones are dropped.
_MOST_WAITING = 1000


class Notes:
    """Writes notes one after another, beside the answers: a document that is being stored keeps the database busy."""

    def __init__(self, inbox: Inbox, writer: ThreadPoolExecutor, *, words: bool) -> None:
        """Write to `inbox` by `writer`; with `words`, those of the reader too."""
        self._inbox = inbox
        self._writer = writer
        self._words = words
        self._room = threading.BoundedSemaphore(_MOST_WAITING)

    @classmethod
    @contextmanager
    def opened(cls, inbox: Inbox, *, words: bool) -> Iterator[Self]:
        """Take notes until the end of the block; all that were taken are written then.

        Without `words`, those that are there from a time when they were kept are overwritten.
        """
        if not words:
            inbox.forget_words()
        with ThreadPoolExecutor(1, thread_name_prefix="notes") as writer:
            yield cls(inbox, writer, words=words)

    def take(self, noted: Noted) -> None:
        """Note a question, soon: what goes wrong is logged, and no answer fails for it."""
        if not self._room.acquire(blocking=False):
            _log.warning("a note is dropped: %d wait to be written", _MOST_WAITING)
            return
        self._writer.submit(self._write, noted if self._words else replace(noted, question="", comment=""))

    def written(self) -> None:
        """Wait until all that was taken is written."""
        self._writer.submit(lambda: None).result()

    def _write(self, noted: Noted) -> None:
        try:
            self._inbox.put(noted)
        except VectorstoreError as error:
            _log.warning("a note was not written: %s", error)
        finally:
            self._room.release()


def is_unanswered(answer: Answer) -> bool:
    """Return whether a question found no answer."""
    return answer.status in UNANSWERED


def unanswered(reply: Reply, message: str, told: Told, standing: Standing) -> Noted:
    """Return what to note of a question without an answer: the class and the facet that were asked for, and its words.

    Of what is outside of what specs say, or of a class that is not there, no class and no facet is noted.
    """
    noted = Noted(
        "unanswered",
        reply.message_id,
        reply.conversation_id or "",
        reply.answer.status,
        origin=told.asker.origin,
        question=message,
    )
    if reply.answer.status is not Status.NOT_STATED or told.left is None:
        return noted
    noted = replace(noted, facet=told.left.facets[0][0] if told.left.facets else "")
    if reply.answer.citations:
        return about(noted, reply.answer.citations[0])
    return about(noted, next((_named(one) for one in entries_of(standing.reader.lexicon, told.left.focus[:1])), None))


def _named(entry: CatalogEntry) -> Nearest:
    return Nearest(entry.spec_id, entry.spec.title, entry.spec.class_code, entry.agency)


def about(noted: Noted, cited: Citation | Nearest | None) -> Noted:
    """Return `noted` with the class that it is about, if it is about one."""
    if cited is None:
        return noted
    return replace(noted, spec_id=cited.spec_id, title=cited.title, class_code=cited.class_code, agency=cited.agency)
