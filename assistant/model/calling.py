"""Any LangChain chat model as our `ChatModel`: within limits of time, number and length, whatever the provider does."""

import logging
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, TypeVar, cast

from assistant.errors import ModelBusyError, ModelError, ModelMalformedError, ModelRefusedError, ModelSlowError
from assistant.model.breaker import Breaker
from assistant.model.budget import require_within
from assistant.model.call import Call, Ended
from assistant.model.failures import translated
from assistant.model.limits import Limits
from assistant.model.port import Prompt, Shape
from assistant.model.retrying import again
from assistant.model.slots import Slot, Slots

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

Item = TypeVar("Item")

_log = logging.getLogger(__name__)

#: Seconds that a call waits for another to end where as many as may be are under way.
QUEUE_SECONDS = 1.0


class LangChainModel:
    """A LangChain chat model that fails soon, in our errors, and not for ever; safe to call from several threads.

    Time until the first word is counted from the call on: waiting for other
    calls and asking again are in it. Each attempt has a thread, which keeps its
    place among those that may be under way until the provider lets go of it;
    give the provider an HTTP time limit.
    """

    def __init__(self, model: "BaseChatModel", name: str, limits: Limits, breaker: Breaker | None = None) -> None:
        """Call `model`, known as `name`, within `limits`."""
        self._model = model
        self._name = name
        self._limits = limits
        self._breaker = breaker or Breaker(limits.breaker_failures, limits.breaker_seconds)
        self._slots = Slots(limits.concurrency)

    @property
    def name(self) -> str:
        """Name of the model, without its provider."""
        return self._name

    def stream(self, prompt: Prompt) -> Iterator[str]:
        """Yield what the model writes, as it comes; closing the iterator ends the call.

        An answer that is longer than the settings allow is broken off.

        Raises:
            ModelError: it is down, busy, too slow, or answers in no form that can be read; at any point. Or the
                prompt is too long.
        """
        return self._pieces(prompt, lambda: _texts(self._model, prompt, self._limits.most_characters))

    def structured(self, prompt: Prompt, shape: type[Shape]) -> Shape:
        """Return what the model makes of `prompt` in the form of `shape`, validated.

        Raises:
            ModelError: as for `stream`, or what it returned is not of that form.
        """
        with closing(self._pieces(prompt, lambda: iter([_shaped(self._model, prompt, shape)]))) as pieces:
            made = next(pieces)
        if not isinstance(made, shape):
            raise ModelMalformedError(f"the chat model {self._name!r} answered in another form than was asked for")
        return made

    def _pieces(self, prompt: Prompt, produce: Callable[[], Iterator[Item]]) -> Generator[Item]:
        """Yield what `produce` gives in a thread, within the limits."""
        require_within(prompt, self._limits.prompt_tokens)
        began = time.monotonic()
        with self._slot() as slot, self._counted():
            call, piece = again(
                lambda: self._begun(produce, slot, began), self._limits.retries, self._limits.first_token
            )
            with closing(call):
                while not isinstance(piece, Ended):
                    yield piece
                    piece = self._next(call, min(self._limits.stall, began + self._limits.timeout - time.monotonic()))

    def _slot(self) -> Slot:
        """A place among the calls that the breaker lets pass."""
        self._breaker.enter()
        try:
            return self._slots.take(min(QUEUE_SECONDS, self._limits.first_token))
        except ModelBusyError:
            self._breaker.unknown()
            raise

    def _begun(
        self, produce: Callable[[], Iterator[Item]], slot: Slot, began: float
    ) -> tuple[Call[Item], Item | Ended]:
        """A call and its first piece."""
        call = Call(produce, slot)
        try:
            until = began + min(self._limits.first_token, self._limits.timeout)
            return call, self._next(call, until - time.monotonic())
        except ModelError:
            call.close()
            raise

    def _next(self, call: Call[Item], seconds: float) -> Item | Ended:
        try:
            piece = call.next(seconds)
        except TimeoutError:
            raise ModelSlowError(f"the chat model {self._name!r} did not answer in time") from None
        if isinstance(piece, Ended) and piece.error is not None:
            # Not from the provider's error: where a traceback is printed, so would be what the server sent back.
            raise translated(piece.error, self._name) from None
        return piece

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """Tell the breaker how a call went."""
        try:
            yield
        except ModelError as error:
            # A refusal is of this request, and comes soon.
            self._breaker.unknown() if isinstance(error, ModelRefusedError) else self._breaker.failed()
            _log.warning("%s", error)
            raise
        except GeneratorExit:
            # The reader had what it wanted: only after a first word does it stop in here.
            self._breaker.succeeded()
            raise
        except BaseException:
            self._breaker.unknown()
            raise
        self._breaker.succeeded()


def _messages(prompt: Prompt) -> list[tuple[str, str]]:
    return [("system", prompt.system), ("human", prompt.user)]


def _texts(model: "BaseChatModel", prompt: Prompt, most: int) -> Iterator[str]:
    """Yield the text of a stream, at most `most` characters of it."""
    left = most
    with closing(cast("Generator[AIMessageChunk]", model.stream(_messages(prompt)))) as chunks:
        for chunk in chunks:
            if text := _readable(str(chunk.text))[:left]:
                yield text
            left -= len(text)
            if left <= 0:
                return


def _readable(text: str) -> str:
    """`text` without halves of characters, which cannot be sent on."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _shaped(model: "BaseChatModel", prompt: Prompt, shape: type[Shape]) -> object:
    return model.with_structured_output(shape).invoke(_messages(prompt))
