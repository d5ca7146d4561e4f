"""An answer as it comes about in a thread, heard on the event loop."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool

from assistant.answer import Answer, Reply
from assistant.listening import Listener


@dataclass(frozen=True, slots=True)
class Found:
    """The answer is composed; its text is still to come."""

    message_id: str
    composed: Answer


@dataclass(frozen=True, slots=True)
class Said:
    """The next piece of the answer's text."""

    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """The answer is whole."""

    reply: Reply


@dataclass(frozen=True, slots=True)
class Quiet:
    """Nothing was heard for a while; the answer is still to come."""


@dataclass(frozen=True, slots=True)
class _Failed:
    error: Exception


Heard = Found | Said | Told | Quiet

#: Answers a listener, blocking.
Ask = Callable[[Listener], Reply]


class Hearing:
    """What is heard of one answer; made and read on the event loop."""

    def __init__(self, ask: Ask) -> None:
        """Begin to answer."""
        self.gone = False
        self._loop = asyncio.get_running_loop()
        self._heard: asyncio.Queue[Found | Said | Told | _Failed] = asyncio.Queue()
        self._first: Found | Said | Told | None = None
        self._task = asyncio.ensure_future(self._answer(ask))

    def found(self, message_id: str, composed: Answer) -> None:
        """Hear that the answer is composed; from the thread that answers."""
        self._pass_on(Found(message_id, composed))

    def said(self, text: str) -> None:
        """Hear a piece of text; from the thread that answers."""
        self._pass_on(Said(text))

    async def begun(self, grace: float) -> None:
        """Wait until something is heard, or `grace` seconds.

        Raises:
            Exception: whatever the answer failed with meanwhile.
        """
        self._first = await self._next(grace)

    async def until_told(self, quiet: float) -> AsyncIterator[Heard]:
        """Yield what is heard, the reply last; `Quiet` after each `quiet` seconds of nothing.

        Nobody is taken to listen any more where the iterator is closed before its end.

        Raises:
            Exception: whatever the answer failed with.
        """
        try:
            heard: Heard | None = self._first or Quiet()
            while heard is not None:
                yield heard
                heard = None if isinstance(heard, Told) else (await self._next(quiet) or Quiet())
        finally:
            self.gone = True

    async def _next(self, seconds: float) -> Found | Said | Told | None:
        try:
            heard = await asyncio.wait_for(self._heard.get(), seconds)
        except TimeoutError:
            return None
        if isinstance(heard, _Failed):
            raise heard.error
        return heard

    async def _answer(self, ask: Ask) -> None:
        try:
            self._heard.put_nowait(Told(await run_in_threadpool(ask, self)))
        except Exception as error:
            self._heard.put_nowait(_Failed(error))

    def _pass_on(self, heard: Found | Said) -> None:
        self._loop.call_soon_threadsafe(self._heard.put_nowait, heard)
