"""The child process that reads and parses files: one in, a `ParsedDocument` without chunks or a refusal out.

Run as `python -m ingest.bounded_child`.
"""

import pickle
import sys
import traceback
from functools import lru_cache

from ingest import limits
from ingest.apart.child import serve
from ingest.bounded import LONGEST_QUESTION
from ingest.errors import IngestError, LimitError
from ingest.parse import parse
from ingest.readers import read
from vectorstore.spec import ParsedDocument
from vectorstore.vocabulary import Vocabulary


def main() -> None:
    """Answer as long as somebody asks."""
    serve(answer, memory=limits.MEMORY, seconds=limits.SECONDS, most=LONGEST_QUESTION)


def answer(question: bytes) -> bytes:
    """Return the frame that answers for the file in the frame `question`."""
    packed, content, name, agency = pickle.loads(question)
    try:
        reply: ParsedDocument | tuple[str, str] = _parsed(content, name, agency, _vocabulary(packed))
        return pickle.dumps(reply, pickle.HIGHEST_PROTOCOL)
    except IngestError as error:
        reply = type(error).__name__, str(error)
    except MemoryError:
        reply = "memory", ""
    except Exception:
        reply = "failed", traceback.format_exc()
    return pickle.dumps(reply)


def _parsed(content: bytes, name: str, agency: str, vocabulary: Vocabulary) -> ParsedDocument:
    parsed = parse(read(content, name), name, agency, vocabulary)
    if len(parsed.statements) > limits.STATEMENTS:
        found = f"{len(parsed.statements):,} sentences and items"
        raise LimitError(f"{name!r} has {found}; at most {limits.STATEMENTS:,} are read: split it")
    return parsed


@lru_cache(maxsize=2)
def _vocabulary(packed: bytes) -> Vocabulary:
    vocabulary: Vocabulary = pickle.loads(packed)
    return vocabulary


if __name__ == "__main__":
    main()
    sys.exit(0)
