"""Read and parse one file in a process apart, so that whatever it is, it costs no more than `limits` allow.

No reader and no pattern of the parser can then hang, crash or fill the process
that ingests and answers. `bounded_child` is the other side.
"""

import io
import logging
import pickle

from ingest import errors, limits
from ingest.apart.door import Door, Problem
from ingest.errors import MAX_BYTES, DamagedError, IngestError, LimitError, ParseError
from vectorstore import spec
from vectorstore.spec import ParsedDocument
from vectorstore.vocabulary import Vocabulary

_LOG = logging.getLogger(__name__)

#: Longest question: the largest file, with the vocabulary beside it.
LONGEST_QUESTION = MAX_BYTES + 16 * 1024 * 1024

# Spans and marks of the longest text that is read take less.
_LONGEST_ANSWER = 512 * 1024 * 1024

# Why a file is refused that the process could not cope with, and what to do.
_REFUSALS: dict[str, tuple[type[IngestError], str]] = {
    "time": (LimitError, f"took longer than {limits.SECONDS:.0f} seconds to read; save it again, or split it"),
    "memory": (LimitError, f"takes more than {limits.MEMORY >> 20:,} MB to read; save it again, or split it"),
    "crash": (DamagedError, "stopped the process that reads it, as damaged or hostile files do; save it again"),
}


def read_and_parse(content: bytes, name: str, agency: str, vocabulary: Vocabulary) -> ParsedDocument:
    """Return what `parse` makes of the bytes `content` of a file of the name `name`; see there for `agency`.

    Raises:
        ReadError: it cannot be read as a document, or costs too much.
        ParseError: no class spec can be made of it, or the parser failed on it.
    """
    reply = DOOR.ask(pickle.dumps((_packed(vocabulary), content, name, agency), pickle.HIGHEST_PROTOCOL))
    if isinstance(reply, ParsedDocument):
        return reply
    problem, detail = reply
    if problem in _REFUSALS:
        error, words = _REFUSALS[problem]
        raise error(f"{name!r} {words}")
    kind = getattr(errors, problem, None)
    if isinstance(kind, type) and issubclass(kind, IngestError):
        raise kind(detail)
    # A flaw of the parser that one document meets must not keep the others out; it is told, not hidden.
    _LOG.error("the parser failed on %r:\n%s", name, detail)
    raise ParseError(f"the parser failed on {name!r}: {detail.strip().splitlines()[-1]}")


def decoded(payload: bytes) -> ParsedDocument | Problem:
    """Return what an answer of the process says: the document, or the problem and its detail.

    Raises:
        ValueError: it says neither.
    """
    try:
        reply = _Values(io.BytesIO(payload)).load()
    except Exception as error:  # a broken pickle may raise anything
        raise ValueError(f"{type(error).__name__}: an answer that makes no sense: {error}") from error
    if isinstance(reply, ParsedDocument):
        return reply
    match reply:
        case (str(problem), str(detail)):
            return problem, detail
    raise ValueError(f"{type(reply).__name__}: an answer that makes no sense")


class _Values(pickle.Unpickler):
    """Makes values of `vectorstore.spec` and nothing else: a file that took over its process could say no more."""

    def find_class(self, module: str, name: str) -> type:
        found = getattr(spec, name, None) if name in spec.__all__ else None
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name} is no value of a document")
        return found


def _packed(vocabulary: Vocabulary) -> bytes:
    """Return `vocabulary` as bytes; the last one is remembered, since a run has one."""
    global _last
    if _last is None or _last[0] is not vocabulary:
        _last = (vocabulary, pickle.dumps(vocabulary, pickle.HIGHEST_PROTOCOL))
    return _last[1]


_last: tuple[Vocabulary, bytes] | None = None

#: The one that ingestion uses.
DOOR = Door("ingest.bounded_child", decoded, seconds=limits.PASSING, most=_LONGEST_ANSWER)
